"""Names of training bases and other institutions that get a plaque, in English sentences."""

import re
from collections.abc import Iterator

from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.text.spans import Span, overlaps_any

PATTERNS = load_patterns("en_training_bases")

QUOTED_NAME = re.compile(r"“([^“”]{2,50})”|\"([^\"]{2,50})\"")
# Spaces are escaped, as this stands in a verbose pattern.
ENGLISH_BASE_NOUN = r"""(?:
    Base|Cent(?:er|re)|Academy|Workshop|Laboratory|Lab|Incubator|Studio|Station
    |College(?!\s[A-Z])|Research\ Institute|Friendship\ School
)s?\b"""
ENGLISH_BASE_NAME = re.compile(
    rf"""
    (?<![\w-])
    (?:[A-Z0-9][\w’'&+–-]*\s(?:(?:of|for|and|&)\s(?:the\s)?)?){{1,14}}?
    {ENGLISH_BASE_NOUN}
    (?:
        \s(?:of|for)\s(?:the\s)?[A-Z][\w’'-]*
        (?:\s(?:of\s|and\s|for\s)?[A-Z][\w’'.-]*){{0,12}}
        (?:,\s(?:Hong\ Kong|Ltd\.?|[A-Z]\w+)(?=\sand|,|\.|$|\s[A-Z]))?
        (?:\sand\s[A-Z]\w+)?
    )?
    """,
    re.VERBOSE,
)
QUOTED_ENGLISH_NAME = re.compile(
    rf"(?:{ENGLISH_BASE_NOUN}|\b(?:College|Institute|School)s?)$"
    rf"|\b(?:Base|Cent(?:er|re)|Studio|Workshop|Laborator(?:y|ies))\s(?:of|for)\s",
    re.VERBOSE | re.IGNORECASE,
)
ENGLISH_LOWERCASE_NAME = PATTERNS["english_lowercase_name"]
WORDS_BEFORE_LOWERCASE_NAME = PATTERNS["words_before_lowercase_name"]
CEREMONY_PREFIX = PATTERNS["ceremony_prefix"]
MIN_LOWERCASE_WORDS = 3


def english_base_spans(text: str) -> Iterator[Span]:
    """Yield the spans of names in an English sentence, those in lower case last."""
    spans = list(_quoted_english_spans(text))
    for match in ENGLISH_BASE_NAME.finditer(text):
        prefix = CEREMONY_PREFIX.match(match[0])
        start = match.start() + (prefix.end() if prefix else 0)
        span = (start, match.end())
        if not overlaps_any(span, spans):
            spans.append(span)
    for span in _lowercase_spans(text):
        if not overlaps_any(span, spans):
            spans.append(span)
    yield from spans


def _quoted_english_spans(text: str) -> Iterator[Span]:
    for match in QUOTED_NAME.finditer(text):
        name = match[1] or match[2]
        if QUOTED_ENGLISH_NAME.search(name):
            yield match.start() + 1, match.end() - 1


def _lowercase_spans(text: str) -> Iterator[Span]:
    for match in ENGLISH_LOWERCASE_NAME.finditer(text):
        name = WORDS_BEFORE_LOWERCASE_NAME.sub("", match[1])
        if len(name.split()) >= MIN_LOWERCASE_WORDS:
            yield match.end(1) - len(name), match.end(1)
