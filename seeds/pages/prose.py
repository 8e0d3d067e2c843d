"""Tell running text from titles, captions and furniture."""

import re

_CHINESE = re.compile("[\u3400-\u9fff]")
_CLOSERS = "\"'”’」』)）】]》 \u3000\xa0"
_STOPS = "。；…"
_LATIN_STOP = re.compile(r"[.!?]$")
_LATIN_DATE = re.compile(
    r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December)\b"
)
CHINESE_SENTENCE, CHINESE_EXCLAMATION, CHINESE_LONG, LATIN_SENTENCE, LATIN_WORDS = (
    12,
    60,
    80,
    90,
    25,
)
FINAL_MARKS = "。！？.!?;；…]】"


def is_prose(line: str) -> bool:
    """Whether the line is a sentence or more, rather than a title, a caption or a label."""
    line = line.strip()
    if len(_CHINESE.findall(line)) * 4 > len(line):
        bare = line.rstrip(_CLOSERS)
        return len(line) >= CHINESE_LONG or (
            len(line) >= CHINESE_SENTENCE
            and (
                bare.endswith(tuple(_STOPS))
                or "。" in line
                or (bare.endswith(("！", "!")) and len(line) >= CHINESE_EXCLAMATION)
            )
        )
    if (len(line.split()) >= LATIN_WORDS and _LATIN_STOP.search(line.rstrip(_CLOSERS))) or len(
        line
    ) >= 2 * LATIN_SENTENCE:
        return True
    return (
        bool(_LATIN_STOP.search(line.rstrip(_CLOSERS)))
        and len(line.split()) >= 5
        and (len(line) >= LATIN_SENTENCE or bool(_LATIN_DATE.search(line)))
    )


def ends_sentence(line: str) -> bool:
    """Whether the text ends as sentences end: with a final mark, before closing quotes and brackets."""
    line = line.strip()
    bare = line.rstrip(_CLOSERS)
    if bare.endswith(("……", "…", "...")) and not bare.endswith(("。……",)):
        return False
    return bare.endswith(tuple(FINAL_MARKS)) or line.endswith((")", "）", "]", "】"))
