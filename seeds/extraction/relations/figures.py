"""Figures: how many members, units or people a sentence counts."""

import re

from consortia.models import FigureSubject
from seeds.extraction.annotation import ExtractedFact, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.facts import build_fact, printed_text
from seeds.extraction.relations.numbers import parse_bound, parse_number
from seeds.extraction.relations.offices import classify_office
from seeds.extraction.rules.loading import Rule
from seeds.schema import FigureFact

VALUE_LIMIT = 10**9


def extract_figures(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the figure that a trigger gives."""
    value = parse_number(match["value"])
    if value is None or not 0 < value < VALUE_LIMIT:
        return []
    values = FigureFact(
        of=_counted_kind(rule, match),
        value=value,
        bound=parse_bound(match[0]),
        wording=printed_text(sentence, match[0].strip()),
        about=document.nearest_consortium(sentence, match.start()),
    )
    return [build_fact(rule, sentence, values, [str(value)])]


def _counted_kind(rule: Rule, match: re.Match[str]) -> str:
    """What is counted: the holders of an office, what the rule counts, or organisations."""
    wording = match.groupdict().get("of")
    if wording:
        return classify_office(wording)
    return rule.role or FigureSubject.ORGANISATION
