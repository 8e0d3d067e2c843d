"""Venue, theme and attendance of a meeting, the names of meetings and consortia, and guard words."""

import re

from seeds.extraction.annotation import (
    CONSORTIUM,
    EVENT,
    ORGANISATION,
    REFERENCE,
    ExtractedFact,
    Sentence,
)
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.languages import EN, ZH
from seeds.extraction.relations.facts import build_fact
from seeds.extraction.relations.numbers import parse_bound, parse_number
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.loading import Rule
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.text.folding import strip_invisible
from seeds.extraction.text.spans import Span
from seeds.schema import ConferenceFact, ConsortiumFact

PATTERNS = load_patterns("conference_fields")
NOT_A_PLACE = PATTERNS["not_a_place"]
TIME_BEFORE_PLACE = PATTERNS["time_before_place"]
MONTH_BEHIND_PLACE = PATTERNS["month_behind_place"]
DATE_BEHIND_PLACE = PATTERNS["date_behind_place"]
INSIDE = PATTERNS["inside"]
OWN_PREMISES = PATTERNS["own_premises"]
NOT_PRESENT_BEFORE = PATTERNS["not_present_before"]
NOT_PRESENT_AFTER = PATTERNS["not_present_after"]
OWNER_OF_HALL = PATTERNS["owner_of_hall"]
OTHERS_AS_WELL = PATTERNS["others_as_well"]
ONLINE_VENUE_RULE = "zh.venue.online"
MIN_ATTENDANCE = 10
BOUND_WINDOW = 12  # characters before the number of people


def extract_themes(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the theme that a trigger gives."""
    theme = strip_invisible(sentence.quote(*_value_span(match)))
    return [build_fact(rule, sentence, ConferenceFact(theme=theme), [theme])]


def _value_span(match: re.Match[str]) -> Span:
    """Where a trigger has what it gives; alternatives name their groups value, value2 …"""
    filled = [
        name for name, value in match.groupdict().items() if value and name.startswith("value")
    ]
    return match.span(filled[0])


def extract_venues(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the venue that a trigger gives, nothing where its words are no place."""
    if rule.id == ONLINE_VENUE_RULE and not sentence.mentions_of(EVENT):
        return []
    venue = VENUE_READERS[sentence.language](sentence, match)
    return [build_fact(rule, sentence, ConferenceFact(venue=venue), [venue])] if venue else []


def _english_venue(sentence: Sentence, match: re.Match[str]) -> str:
    return DATE_BEHIND_PLACE.sub("", match["value"]).strip()


def _chinese_venue(sentence: Sentence, match: re.Match[str]) -> str:
    """The full name of a well-known place, the body on whose premises it was, or the words as printed."""
    words = match["value"]
    short_places = lexicon("zh").short_places
    if words in short_places:
        return short_places[words]
    if NOT_A_PLACE.search(words):
        return ""
    if OWN_PREMISES.fullmatch(words):
        return _first_organisation(sentence)
    return _printed_venue(sentence, match)


VENUE_READERS = {ZH: _chinese_venue, EN: _english_venue}


def _first_organisation(sentence: Sentence) -> str:
    for mention in sentence.mentions_of(ORGANISATION, REFERENCE):
        if mention.resolved_name:
            return mention.resolved_name
    return ""


def _printed_venue(sentence: Sentence, match: re.Match[str]) -> str:
    """The words of a venue as printed, without the time before and the date behind it.

    The name that "our college" stands for takes its place.
    """
    start, end = match.span("value")
    for time in TIME_BEFORE_PLACE.finditer(sentence.text, start, end):
        start = time.end()
    for pattern in (MONTH_BEHIND_PLACE, INSIDE):
        tail = pattern.search(sentence.text, start, end)
        if tail:
            end = tail.start()
    start += _length_of_owner(sentence.text[start:end])
    owner = ""
    for reference in sentence.mentions_of(REFERENCE):
        if reference.start == start and reference.end < end:
            owner = reference.resolved_name
            start = reference.end if owner else start
    return owner + strip_invisible(sentence.quote(start, end))


def _length_of_owner(words: str) -> int:
    """How many characters tell the town or the body that a hall with a name of its own belongs to."""
    owner = OWNER_OF_HALL.match(words)
    return owner.end() if owner else 0


def extract_attendance(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return how many people attended according to a trigger."""
    value = parse_number(match["value"])
    if value is None or value < MIN_ATTENDANCE or _counts_others(sentence, match):
        return []
    value += _number_of_others(sentence, match)
    number_start = match.start("value") - match.start()
    bound = parse_bound(match[0][max(0, number_start - BOUND_WINDOW) :])
    values = ConferenceFact(attendance=value, attendance_bound=bound)
    return [build_fact(rule, sentence, values, [str(value)])]


def _number_of_others(sentence: Sentence, match: re.Match[str]) -> int:
    """How many people came besides those whom a trigger counts."""
    others = OTHERS_AS_WELL.match(sentence.text, match.end("value"))
    return int(others[others.lastindex]) if others else 0


def _counts_others(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the people that a trigger counts are no guests: those whom a college trains, say."""
    before = sentence.text[: match.start("value")]
    behind = sentence.text[match.end("value") :]
    return bool(NOT_PRESENT_BEFORE.search(before) or NOT_PRESENT_AFTER.match(behind))


def extract_events(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the meetings whose names end in a trigger."""
    return [
        build_fact(rule, sentence, ConferenceFact(name=name), [name])
        for name in _names_at(EVENT, sentence, match)
    ]


def extract_consortia(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the consortia whose names end in a trigger."""
    return [
        build_fact(rule, sentence, ConsortiumFact(name=name), [name])
        for name in _names_at(CONSORTIUM, sentence, match)
    ]


def _names_at(kind: str, sentence: Sentence, match: re.Match[str]) -> list[str]:
    """The names of mentions of a kind in which a trigger ends."""
    return [
        mention.name
        for mention in sentence.mentions_of(kind)
        if mention.start < match.end() <= mention.end
    ]


def extract_guard_words(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the words themselves."""
    return [build_fact(rule, sentence, None, [match[0]])]
