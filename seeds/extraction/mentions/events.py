"""Names of meetings and ceremonies in a sentence."""

import re
from collections.abc import Iterator

from seeds.extraction.annotation import EVENT, Mention, Sentence
from seeds.extraction.languages import EN, ZH
from seeds.extraction.mentions.en_name_parts import HEADLINE_VERB
from seeds.extraction.rules.loading import rules_for_relation, trigger_pattern
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.text.spans import Span, overlaps_any

PATTERNS = load_patterns("zh_events")
CHINESE_NAME_BOUNDARY = PATTERNS["name_boundary"]
GENERIC_NAME = PATTERNS["generic_name"]
OUTER_CHARACTERS = tuple('"”』)和与及 ')
ENGLISH_HEAD_NOUN, ENGLISH_LOWERCASE_NOUN = (
    f"(?:{rule.trigger.pattern})" for rule in rules_for_relation("event", EN)
)
HEAD_NOUN = re.compile(ENGLISH_HEAD_NOUN)
ENGLISH_GENERIC_NAME = re.compile(rf"(?:the\s)?{ENGLISH_LOWERCASE_NOUN}", re.I)
# The nouns come from the rules, so the patterns around them are not verbose.
_QUOTE_BEFORE_NAME = r"(?:[\"“][^\"”]{3,60}[\"”]\s)?"
_WORDS_BEFORE_NOUN = r"(?:[A-Z0-9][\w’'-]*\s(?:(?:of|for|and|&|on|in|the|to)\s){0,2}){1,18}?"
_TOPIC = (
    r"(?:\s(?:of|on|for)\s(?:the\s)?[A-Z][\w-]*"
    r"(?:\s(?:(?:of|for|and|&|on|in|the)\s){0,2}[A-Z][\w-]*){0,16})?"
)
_SECOND_TOPIC = r"(?:\son\s[A-Z][\w-]*(?:\s(?:and\s)?[A-Z][\w-]*){0,9})?"
_SECOND_NAME = rf"(?:\s(?:&|and)\s(?:[A-Z][\w-]*\s){{0,4}}{ENGLISH_HEAD_NOUN}{_SECOND_TOPIC})?"
ENGLISH_NAME = re.compile(
    r"(?<![\w-])"
    + _QUOTE_BEFORE_NAME
    + _WORDS_BEFORE_NOUN
    + ENGLISH_HEAD_NOUN
    + _TOPIC
    + _SECOND_NAME
)
_CEREMONY_PAIR = r"(?:(?:signing|unveiling|opening|founding|launch|awarding)\sand\s)?"
_ATTRIBUTES = r"(?:(?!(?:at|the|in|of|and|for|on|to|that)\s)[\w-]+\s){0,6}?"
_LOWERCASE_TOPIC = r"(\s(?:of|on|for)\s(?:the\s)?[^,.;]{3,120}?)?"
_NOUN_PHRASE_END = (
    r"(?=[,.;]|\s(?:was|were|is|took|has|had|at|sponsored|hosted|held|organi[sz]ed|kicked|opened"
    r"|on\sits|in\s[A-Z]|on\s[A-Z]\w+\s\d|to\s|with|and\s(?:the|a)|of\sthe\s(?:co-)?construction"
    r"|between|$))"
)
ENGLISH_NOUN_PHRASE = re.compile(
    r"\b(?:[Tt]he\s|[Aa]n?\s)"
    rf"({_CEREMONY_PAIR}{_ATTRIBUTES}{ENGLISH_LOWERCASE_NOUN})"
    + _LOWERCASE_TOPIC
    + _NOUN_PHRASE_END
)
OPENING_WORD = PATTERNS["opening_word"]
ESTABLISHMENT = "The Establishment"
DATE_PHRASE = PATTERNS["date_phrase"]
MIN_NAME_LENGTH = 2
MAX_NAME_LENGTH = 60


def find_events(sentence: Sentence) -> list[Mention]:
    """Return the meetings that the sentence names; a generic word for one is not certain."""
    find_spans = SPAN_FINDERS[sentence.language]
    mentions = []
    for start, end, is_generic in find_spans(sentence.text):
        if end - start < MIN_NAME_LENGTH:
            continue
        mention = Mention(
            start=start,
            end=end,
            kind=EVENT,
            name=sentence.text[start:end].strip(),
            is_certain=not is_generic,
        )
        mentions.append(mention)
    return mentions


def is_generic_name(name: str) -> bool:
    """Whether the name says no more than that there was a meeting."""
    if GENERIC_NAME.fullmatch(name):
        return True
    return ENGLISH_GENERIC_NAME.fullmatch(name) is not None


def _chinese_spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the spans of the names, each with whether it is generic."""
    spans: list[Span] = []
    previous_end = 0
    for noun in trigger_pattern("event", ZH).finditer(text):
        start = _chinese_name_start(text, noun, previous_end)
        if spans and start == previous_end:
            start, _end = spans.pop()
        spans.append((start, noun.end()))
        previous_end = noun.end()
    for start, end in spans:
        yield start, end, GENERIC_NAME.fullmatch(text, start, end) is not None


def _chinese_name_start(text: str, noun: re.Match[str], previous_end: int) -> int:
    """Where the name that ends with a noun begins, at the end of the one before at the earliest."""
    low = max(previous_end, noun.start() - MAX_NAME_LENGTH)
    start = _last_boundary(text, low, noun.start())
    if start != previous_end:
        while start < noun.start() and text.startswith(OUTER_CHARACTERS, start):
            start += 1
    return _behind_open_quote(text, start, noun.end())


def _last_boundary(text: str, low: int, high: int) -> int:
    """The end of the last boundary outside of quotations that the name holds."""
    position = low
    for boundary in CHINESE_NAME_BOUNDARY.finditer(text, low, high):
        opening = text.rfind("“", low, boundary.start())
        closing = text.rfind("”", low, boundary.start())
        is_quoted = opening > closing and text.find("”", boundary.end(), high) >= 0
        if not is_quoted:
            position = boundary.end()
    return position


def _behind_open_quote(text: str, start: int, end: int) -> int:
    """The start without an opening quote that nothing closes."""
    name = text[start:end]
    if name.count("“") > name.count("”"):
        return start + name.rfind("“") + 1
    return start


def _english_spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the spans of capitalised names, then of other noun phrases, each with whether it is generic."""
    names = [_english_name_span(text, match) for match in ENGLISH_NAME.finditer(text)]
    for start, end in names:
        name = text[start:end]
        if HEAD_NOUN.search(name):
            is_single_word = len(name.split()) < 2
            yield start, end, is_single_word
    for match in ENGLISH_NOUN_PHRASE.finditer(text):
        start = match.start(1)
        if overlaps_any((start, match.end()), names):
            continue
        end = match.end(2) if match[2] else match.end(1)
        yield start, end, is_generic_name(text[start:end])


def _english_name_span(text: str, match: re.Match[str]) -> Span:
    """The span of a name without the words that open its sentence and the verb or date behind it."""
    start = match.start()
    end = match.end()
    opening = OPENING_WORD.match(match[0])
    if opening and not text.startswith(ESTABLISHMENT, start):
        start += opening.end()
    following = HEADLINE_VERB.search(text, start, end) or DATE_PHRASE.search(text, start, end)
    if following:
        end = following.start()
    return start, end


SPAN_FINDERS = {ZH: _chinese_spans, EN: _english_spans}
