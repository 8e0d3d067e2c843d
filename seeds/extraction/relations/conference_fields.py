"""What single words and phrases say of a meeting: its name, place, theme and crowd; and the words that guard against plans."""

import re

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.model import (
    CONSORTIUM,
    EVENT,
    ORGANISATION,
    REFERENCE,
    ExtractedFact,
    Sentence,
)
from seeds.extraction.relations.figures import parse_bound, parse_number
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.loading import Rule
from seeds.extraction.text.folding import strip_invisible

NOT_A_PLACE = re.compile(
    r"[会议大]上$|期间|过程|基础|指导|背景|支持|当[天日]|形势|前提|时候|仪式|这里$|此|框架|领域|方面|见证|共同体|联合体|关于|为了|通过|年$|本次|"
    r"^\d{1,2}月\d{1,2}日$|^\d{4}年[^在]*$|双方|各方|与会|推动|深化|全国各地|随后|同时|近日|日前|下$|会前|会后|就|对|把|将|由|以"
)
TIME_PREFIX = re.compile(
    r"(?:[上下]午|\d{1,2}日|晚上?|\d{1,2}[时点]\d{0,2}分?|整)(?:在|于)?(?=.{2})"
)
OWN_PREMISES = frozenset(["校", "校内", "学校", "我院", "我校", "校本部", "学院"])
TRAILING_MONTH = re.compile(r"\d{1,2}月$|\d{4}年$")
TRAILING_DATE = re.compile(r"\s(?:on|in)\s[A-Z][a-z]+\s\d.*$|[.,]$")
MIN_ATTENDANCE = 10


def extract_themes(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the theme that a trigger gives."""
    return [_fact(rule, sentence, match, strip_invisible(sentence.quote(*match.span("value"))))]


def extract_venues(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the place that a trigger gives, where it is one."""
    said = match["value"]
    if sentence.is_english:
        return [_fact(rule, sentence, match, TRAILING_DATE.sub("", said).strip())]
    if rule.id == "zh.venue.online" and not sentence.mentions_of(EVENT):
        return []
    place = lexicon("zh").short_places.get(said) or (
        None if NOT_A_PLACE.search(said) else _printed(sentence, match)
    )
    return [_fact(rule, sentence, match, place)] if place else []


def _printed(sentence: Sentence, match: re.Match[str]) -> str | None:
    start, end = match.span("value")
    if match["value"] in OWN_PREMISES:
        return next(
            (
                m.resolved_name
                for m in sentence.mentions_of(ORGANISATION, REFERENCE)
                if m.resolved_name
            ),
            None,
        )
    for when in TIME_PREFIX.finditer(sentence.text, start, end):
        start = when.end()
    behind = TRAILING_MONTH.search(sentence.text[start:end])
    return strip_invisible(sentence.quote(start, end - (len(behind[0]) if behind else 0)))


def extract_attendance(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return how many people a trigger says were there."""
    value = parse_number(match["value"])
    if value is None or value < MIN_ATTENDANCE:
        return []
    fact = _fact(rule, sentence, match, value)
    fact.values["bound"] = parse_bound(
        match[0][max(0, match.start("value") - match.start() - 12) :]
    )
    return [fact]


def extract_events(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the meetings that end in a trigger."""
    found = [m for m in sentence.mentions_of(EVENT) if m.start < match.end() <= m.end]
    return [_fact(rule, sentence, match, m.name) for m in found]


def extract_consortia(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the consortia that end in a trigger."""
    return [
        _fact(rule, sentence, match, m.name)
        for m in sentence.mentions_of(CONSORTIUM)
        if m.start < match.end() <= m.end
    ]


def extract_guard_words(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the words themselves."""
    return [_fact(rule, sentence, match, match[0])]


def _fact(rule: Rule, sentence: Sentence, match: re.Match[str], value) -> ExtractedFact:
    return ExtractedFact(
        relation=rule.relation,
        rule=rule.id,
        confidence=rule.confidence,
        sentence=sentence,
        values={"value": value, "start": match.start()},
        output=(str(value),),
    )
