"""How extractors build facts and their evidence."""

from collections.abc import Callable, Iterable, Sequence

from seeds.extraction.annotation import ExtractedEvidence, ExtractedFact, Mention, Sentence
from seeds.extraction.rules.loading import Rule
from seeds.extraction.text.folding import strip_invisible
from seeds.extraction.text.spans import Span
from seeds.schema import FactPart

UNCERTAIN_WEIGHT = 0.7


def build_fact(
    rule: Rule,
    sentence: Sentence,
    values: FactPart | None,
    output: Iterable[str],
    *,
    relation: str = "",
    weight: float = 1,
    span: Span = (0, 0),
    heading: Sentence | None = None,
) -> ExtractedFact:
    """Return the fact of a rule in a sentence, of the rule's relation unless another is given.

    `weight` lowers the rule's confidence.
    """
    return ExtractedFact(
        relation=relation or rule.relation,
        rule=rule.id,
        confidence=rule.confidence * weight,
        sentence=sentence,
        values=values,
        output=tuple(output),
        span=span,
        heading=heading,
    )


def build_list_fact(
    rule: Rule,
    sentence: Sentence,
    group: Sequence[Mention],
    tell: Callable[[tuple[str, ...]], FactPart],
) -> list[ExtractedFact]:
    """Return the fact that `tell` makes of the names of a list, none where no name is resolved."""
    mentions = [mention for mention in group if mention.resolved_name]
    if not mentions:
        return []
    names = tuple(mention.resolved_name for mention in mentions)
    weight = certainty_weight(mentions)
    return [build_fact(rule, sentence, tell(names), names, weight=weight)]


def build_name_facts(
    rule: Rule, sentence: Sentence, group: Sequence[Mention], tell: Callable[[str], FactPart]
) -> list[ExtractedFact]:
    """Return the fact that `tell` makes of each name of a list, all as certain as the list is."""
    mentions = [mention for mention in group if mention.resolved_name]
    weight = certainty_weight(mentions)
    names = [mention.resolved_name for mention in mentions]
    return [build_fact(rule, sentence, tell(name), [name], weight=weight) for name in names]


def certainty_weight(mentions: Iterable[Mention]) -> float:
    """Return the weight of a fact about names: lower where only a list makes one of them a name."""
    return 1 if all(mention.is_certain for mention in mentions) else UNCERTAIN_WEIGHT


def printed_text(sentence: Sentence, text: str) -> str:
    """Return words of a folded sentence as the page prints them."""
    place = sentence.text.find(text)
    if place < 0:
        return text
    return strip_invisible(sentence.quote(place, place + len(text)))


def sentence_evidence(sentence: Sentence, field: str) -> list[ExtractedEvidence]:
    """Return a whole sentence as evidence of a field, nothing for a title."""
    if not sentence.paragraph:
        return []
    return [ExtractedEvidence(field=field, paragraph=sentence.paragraph, quote=sentence.quote())]
