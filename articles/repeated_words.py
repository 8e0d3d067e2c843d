"""The numbers, dates, names and words that a correction took out of a paragraph and a statement still has."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from unicodedata import normalize

from portal.audit.text_diff import CJK, removed_spans

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(
    rf"(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日|\d{{4}}年\d{{1,2}}月|\d{{4}}-\d\d-\d\d"
    rf"|\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?|(?:{MONTHS}) \d{{1,2}}(?:, \d{{4}})?"
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
CHINESE = re.compile(f"[{CJK}]")
MIN_NAME = 2  # characters of Chinese that are a word
MIN_SHARED = 4  # characters of Chinese that two sentences share by no chance
MIN_WORD = 4  # letters of a word that is no name
# Short words with which English sentences begin
NO_NAMES = {"A", "An", "And", "As", "At", "But", "By", "For", "He", "If", "In", "It", "Its", "No", "Of",
            "On", "Or", "Our", "She", "So", "The", "To", "Up", "We"}  # fmt: skip
NO_NEWS = {"also", "been", "from", "have", "into", "more", "than", "that", "their", "there", "they",
           "this", "were", "which", "will", "with"}  # fmt: skip


def repeated_words(text: str, *, before: str, after: str) -> list[str]:
    """What the text repeats of the words that went when the paragraph was corrected, in their order.

    A date stands for its numbers; a Chinese word comes with the words around it that the text has, too.
    """
    text, before, after = (normalize("NFKC", each) for each in (text, before, after))
    spans = removed_spans(before, after)
    dates = list(_repeated_dates(text, before, after))
    words = [before[start:end] for start, end in dates]
    for span in spans:
        in_date = any(start <= span[0] and span[1] <= end for start, end in dates)
        if not in_date:
            words += _repeated_span(text, before, after, span)
    return list(dict.fromkeys(words))


def _repeated_dates(text: str, before: str, after: str) -> Iterator[tuple[int, int]]:
    """Where the old paragraph has a date that the text has, and the new paragraph has not."""
    for match in DATE.finditer(before):
        if match[0] in text and match[0] not in after:
            yield match.span()


def _repeated_span(text: str, before: str, after: str, span: tuple[int, int]) -> Iterator[str]:
    """What the text has of one piece that went: a number, a word of letters, or a run of Chinese."""
    start, end = span
    piece = before[start:end]
    if piece[0].isdigit():
        if _plain_number(piece) in map(_plain_number, NUMBER.findall(text)):
            yield piece
    elif not CHINESE.match(piece):
        if _tells_something(piece) and re.search(rf"\b{re.escape(piece)}\b", text):
            yield piece
    elif piece in text:
        phrase = _widened(text, before, start, end)
        if len(phrase) >= MIN_NAME:
            yield phrase
    else:
        yield from _shared_runs(text, piece, after)


def _plain_number(number: str) -> str:
    return number.rstrip("%").replace(",", "")


def _tells_something(word: str) -> bool:
    """Whether a word of letters is a name, or long enough to mean something."""
    if word[0].isupper():
        return len(word) >= MIN_NAME and word not in NO_NAMES
    return len(word) >= MIN_WORD and word not in NO_NEWS


def _widened(text: str, before: str, start: int, end: int) -> str:
    """The longest run of Chinese around the piece that the text has, too."""
    while start and CHINESE.match(before[start - 1]) and before[start - 1 : end] in text:
        start -= 1
    while end < len(before) and CHINESE.match(before[end]) and before[start : end + 1] in text:
        end += 1
    return before[start:end]


def _shared_runs(text: str, piece: str, after: str) -> Iterator[str]:
    """The parts of a longer run of Chinese that the text has, and the new paragraph has not."""
    matcher = SequenceMatcher(None, piece, text, autojunk=False)
    for start, _other, size in matcher.get_matching_blocks():
        shared = piece[start : start + size]
        if size >= MIN_SHARED and shared not in after:
            yield shared
