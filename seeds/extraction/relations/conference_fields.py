"""What single words and phrases say of a meeting: its name, place, theme and crowd; and the words that guard against plans."""

import re

from seeds.extraction.document import Document
from seeds.extraction.model import CONSORTIUM, EVENT, ORGANISATION, SELF, Fact, Sentence
from seeds.extraction.relations.figures import bound_of, number_of
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.loading import Rule
from seeds.extraction.text.folding import clean

NO_PLACE = re.compile(
    r"[会议大]上$|期间|过程|基础|指导|背景|支持|当[天日]|形势|前提|时候|仪式|这里$|此|框架|领域|方面|见证|共同体|联合体|关于|为了|通过|年$|本次|"
    r"^\d{1,2}月\d{1,2}日$|^\d{4}年[^在]*$|双方|各方|与会|推动|深化|全国各地|随后|同时|近日|日前|下$|会前|会后|就|对|把|将|由|以"
)
WHEN = re.compile(r"(?:[上下]午|\d{1,2}日|晚上?|\d{1,2}[时点]\d{0,2}分?|整)(?:在|于)?(?=.{2})")
OWN = frozenset(["校", "校内", "学校", "我院", "我校", "校本部", "学院"])
MONTH_BEHIND = re.compile(r"\d{1,2}月$|\d{4}年$")
DATE_BEHIND = re.compile(r"\s(?:on|in)\s[A-Z][a-z]+\s\d.*$|[.,]$")
SMALLEST_CROWD = 10


def themes(document: Document, sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Fact]:
    """Return the theme that a trigger gives."""
    return [_fact(rule, sentence, match, clean(sentence.quote(*match.span("value"))))]


def venues(document: Document, sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Fact]:
    """Return the place that a trigger gives, where it is one."""
    said = match["value"]
    if sentence.english:
        return [_fact(rule, sentence, match, DATE_BEHIND.sub("", said).strip())]
    if rule.id == "zh.venue.online" and not sentence.of(EVENT):
        return []
    place = lexicon("zh").short_places.get(said) or (None if NO_PLACE.search(said) else _printed(sentence, match))
    return [_fact(rule, sentence, match, place)] if place else []


def _printed(sentence: Sentence, match: re.Match[str]) -> str | None:
    start, end = match.span("value")
    if match["value"] in OWN:
        return next((m.known for m in sentence.of(ORGANISATION, SELF) if m.known), None)
    for when in WHEN.finditer(sentence.text, start, end):
        start = when.end()
    behind = MONTH_BEHIND.search(sentence.text[start:end])
    return clean(sentence.quote(start, end - (len(behind[0]) if behind else 0)))


def crowds(document: Document, sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Fact]:
    """Return how many people a trigger says were there."""
    value = number_of(match["value"])
    if value is None or value < SMALLEST_CROWD:
        return []
    fact = _fact(rule, sentence, match, value)
    fact.values["bound"] = bound_of(match[0][max(0, match.start("value") - match.start() - 12) :])
    return [fact]


def events(document: Document, sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Fact]:
    """Return the meetings that end in a trigger."""
    found = [m for m in sentence.of(EVENT) if m.start < match.end() <= m.end]
    return [_fact(rule, sentence, match, m.name) for m in found]


def consortia(document: Document, sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Fact]:
    """Return the consortia that end in a trigger."""
    return [_fact(rule, sentence, match, m.name) for m in sentence.of(CONSORTIUM) if m.start < match.end() <= m.end]


def words(document: Document, sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Fact]:
    """Return the words themselves."""
    return [_fact(rule, sentence, match, match[0])]


def _fact(rule: Rule, sentence: Sentence, match: re.Match[str], value) -> Fact:
    return Fact(
        relation=rule.relation,
        rule=rule.id,
        confidence=rule.confidence,
        sentence=sentence,
        values={"value": value, "start": match.start()},
        shown=(str(value),),
    )
