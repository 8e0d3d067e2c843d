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
from seeds.extraction.languages import EN
from seeds.extraction.relations.facts import build_fact
from seeds.extraction.relations.numbers import parse_bound, parse_number
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.loading import Rule
from seeds.extraction.text.folding import strip_invisible
from seeds.extraction.text.spans import Span
from seeds.schema import ConferenceFact, ConsortiumFact

NOT_A_PLACE = re.compile(
    r"""
    # at a meeting, during something, on a day
    [会议大]上$ | 期间 | 过程 | 时候 | 仪式 | 会前 | 会后 | 当[天日] | 随后 | 同时 | 近日 | 日前 | 年$
  | ^\d{1,2}月\d{1,2}日$ | ^\d{4}年[^在]*$
    # under guidance, on a basis, in a field
  | 基础 | 指导 | 背景 | 支持 | 形势 | 前提 | 框架 | 领域 | 方面 | 见证 | 下$
    # who takes part
  | 共同体 | 联合体 | 双方 | 各方 | 与会 | 全国各地
    # other words that no place holds
  | 这里$ | 此 | 本次 | 关于 | 为了 | 通过 | 推动 | 深化 | 就 | 对 | 把 | 将 | 由 | 以
    """,
    re.VERBOSE,
)
TIME_PREFIX = re.compile(
    r"(?:[上下]午|\d{1,2}日|晚上?|\d{1,2}[时点]\d{0,2}分?|整)(?:在|于)?(?=.{2})"
)
OWN_PREMISES = frozenset(["校", "校内", "学校", "我院", "我校", "校本部", "学院"])
TRAILING_MONTH = re.compile(r"\d{1,2}月$|\d{4}年$")
TRAILING_DATE = re.compile(r"\s(?:on|in)\s[A-Z][a-z]+\s\d.*$|[.,]$")
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
    if sentence.language == EN:
        venue = TRAILING_DATE.sub("", match["value"]).strip()
        return [_venue_fact(rule, sentence, venue)]
    if rule.id == ONLINE_VENUE_RULE and not sentence.mentions_of(EVENT):
        return []
    venue = _chinese_venue(sentence, match)
    return [_venue_fact(rule, sentence, venue)] if venue else []


def _venue_fact(rule: Rule, sentence: Sentence, venue: str) -> ExtractedFact:
    return build_fact(rule, sentence, ConferenceFact(venue=venue), [venue])


def _chinese_venue(sentence: Sentence, match: re.Match[str]) -> str:
    """The full name of a well-known place, the body on whose premises it was, or the words as printed."""
    words = match["value"]
    short_places = lexicon("zh").short_places
    if words in short_places:
        return short_places[words]
    if NOT_A_PLACE.search(words):
        return ""
    if words in OWN_PREMISES:
        return _first_organisation(sentence)
    return _printed_venue(sentence, match)


def _first_organisation(sentence: Sentence) -> str:
    for mention in sentence.mentions_of(ORGANISATION, REFERENCE):
        if mention.resolved_name:
            return mention.resolved_name
    return ""


def _printed_venue(sentence: Sentence, match: re.Match[str]) -> str:
    """The words of a venue as printed, without the time before and the date behind it."""
    start, end = match.span("value")
    for time in TIME_PREFIX.finditer(sentence.text, start, end):
        start = time.end()
    date = TRAILING_MONTH.search(sentence.text[start:end])
    if date:
        end -= len(date[0])
    return strip_invisible(sentence.quote(start, end))


def extract_attendance(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return how many people attended according to a trigger."""
    value = parse_number(match["value"])
    if value is None or value < MIN_ATTENDANCE:
        return []
    number_start = match.start("value") - match.start()
    bound = parse_bound(match[0][max(0, number_start - BOUND_WINDOW) :])
    values = ConferenceFact(attendance=value, attendance_bound=bound)
    return [build_fact(rule, sentence, values, [str(value)])]


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
