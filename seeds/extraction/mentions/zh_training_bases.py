"""Names of training bases and other institutions that get a plaque, in Chinese sentences."""

import re
from collections.abc import Iterator

from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.text.spans import Span

PATTERNS = load_patterns("zh_training_bases")
NOUN = PATTERNS["noun"]
COMPOUND_ENDING = PATTERNS["compound_ending"]
GENERIC_ATTRIBUTES = PATTERNS["generic_attributes"]
NAME_BOUNDARY = PATTERNS["name_boundary"]
LISTED_NAME = PATTERNS["listed_name"]
QUOTED_NAME = re.compile(r"“([^“”]{2,50})”|\"([^\"]{2,50})\"")
CLOSING_QUOTE = "”"
OUTER_CHARACTERS = tuple('和与及()" ”')
MAX_NAME_LENGTH = 45


def chinese_base_spans(text: str) -> Iterator[Span]:
    """Yield the spans of names in a Chinese sentence: quotations, and words before a noun for a base."""
    quotes = [match.span() for match in QUOTED_NAME.finditer(text)]
    for noun in NOUN.finditer(text):
        span = _span_with_noun(text, noun, quotes)
        if span:
            yield span


def _span_with_noun(text: str, noun: re.Match[str], quotes: list[Span]) -> Span | None:
    quote = _quote_around(noun, quotes)
    if quote:
        return _quoted_span(text, noun, quote)
    return _unquoted_span(text, noun, quotes)


def _quote_around(noun: re.Match[str], quotes: list[Span]) -> Span | None:
    for start, end in quotes:
        if start < noun.start() and noun.end() <= end:
            return start, end
    return None


def _quoted_span(text: str, noun: re.Match[str], quote: Span) -> Span | None:
    """The inside of a quotation that ends with a noun for a base."""
    start, end = quote
    if text[noun.end() : end - 1].strip():
        return None
    return start + 1, end - 1


def _unquoted_span(text: str, noun: re.Match[str], quotes: list[Span]) -> Span | None:
    """The name that ends with a noun for a base, which may begin with a quotation."""
    for item in LISTED_NAME.finditer(text, 0, noun.end() + 1):
        if item.end(1) == noun.end():
            return item.span(1)
    if COMPOUND_ENDING.match(text, noun.end()):
        return None
    start = _name_start(text, noun, quotes)
    if start < noun.start() and not GENERIC_ATTRIBUTES.fullmatch(text, start, noun.start()):
        return start, noun.end()
    if text[start - 1 : start] != CLOSING_QUOTE:
        return None
    for quote_start, quote_end in quotes:
        if quote_end == start:
            return quote_start, noun.end()
    return None


def _name_start(text: str, noun: re.Match[str], quotes: list[Span]) -> int:
    """Where the name with a noun begins: behind the last boundary outside of quotations and brackets."""
    low = max(0, noun.start() - MAX_NAME_LENGTH)
    start = low
    for boundary in NAME_BOUNDARY.finditer(text, low, noun.end()):
        if boundary.end() > noun.start():
            continue
        if _is_in_quote(boundary, noun, quotes) or _is_in_bracket(text, low, boundary, noun):
            continue
        start = boundary.end()
    start = max(start, _open_bracket_end(text, low, noun.start()))
    while start < noun.start() and text.startswith(OUTER_CHARACTERS, start):
        start += 1
    return start


def _is_in_quote(boundary: re.Match[str], noun: re.Match[str], quotes: list[Span]) -> bool:
    """Whether a boundary lies in a quotation that ends before the noun."""
    return any(start < boundary.start() < end <= noun.start() for start, end in quotes)


def _is_in_bracket(text: str, low: int, boundary: re.Match[str], noun: re.Match[str]) -> bool:
    """Whether a boundary lies in a bracket that ends before the noun."""
    if not _open_bracket_end(text, low, boundary.start()):
        return False
    return text.find(")", boundary.start(), noun.start()) >= 0


def _open_bracket_end(text: str, low: int, position: int) -> int:
    """The place behind the bracket that is still open at a position, 0 without one."""
    opening = text.rfind("(", low, position)
    return opening + 1 if opening > text.rfind(")", low, position) else 0
