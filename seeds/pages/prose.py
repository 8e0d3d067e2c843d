"""Running text as opposed to titles, captions and boilerplate."""

import re

_CHINESE = re.compile("[\u3400-\u9fff]")
_CLOSERS = "\"'”’」』)）】]》 \u3000\xa0"
_STOPS = ("。", "；", "…")
_LATIN_STOP = re.compile(r"[.!?]$")
_LATIN_DATE = re.compile(
    r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December)\b"
)
# Least lengths in characters
CHINESE_SENTENCE = 12
CHINESE_EXCLAMATION = 60
CHINESE_LONG = 80
LATIN_SENTENCE = 90
LATIN_LONG = 180
# Least numbers of words
LATIN_LONG_WORDS = 25
LATIN_SENTENCE_WORDS = 5
FINAL_MARKS = tuple("。！？.!?;；…]】")
ELLIPSES = ("……", "…", "...")
CLOSING_BRACKETS = (")", "）", "]", "】")


def is_prose(line: str) -> bool:
    """Whether the line is a sentence or more, rather than a title, a caption or a label."""
    line = line.strip()
    bare = line.rstrip(_CLOSERS)
    if len(_CHINESE.findall(line)) * 4 > len(line):
        return _is_chinese_prose(line, bare)
    return _is_latin_prose(line, bare)


def _is_chinese_prose(line: str, bare: str) -> bool:
    if len(line) >= CHINESE_LONG:
        return True
    if len(line) < CHINESE_SENTENCE:
        return False
    if bare.endswith(_STOPS) or "。" in line:
        return True
    return len(line) >= CHINESE_EXCLAMATION and bare.endswith(("！", "!"))


def _is_latin_prose(line: str, bare: str) -> bool:
    if len(line) >= LATIN_LONG:
        return True
    words = len(line.split())
    if words < LATIN_SENTENCE_WORDS or not _LATIN_STOP.search(bare):
        return False
    return (
        words >= LATIN_LONG_WORDS or len(line) >= LATIN_SENTENCE or bool(_LATIN_DATE.search(line))
    )


def ends_sentence(line: str) -> bool:
    """Whether the text ends as sentences end: with a final mark, before closing quotes and brackets."""
    line = line.strip()
    bare = line.rstrip(_CLOSERS)
    if bare.endswith(ELLIPSES) and not bare.endswith("。……"):
        return False
    return bare.endswith(FINAL_MARKS) or line.endswith(CLOSING_BRACKETS)
