"""How proposals choose facts, and how simple facts become proposals of their own."""

from collections.abc import Callable, Hashable, Iterable

from seeds.extraction.annotation import ExtractedEvidence, ExtractedFact, ExtractedProposal
from seeds.extraction.explaining import explain_drop
from seeds.schema import FactKind

TITLE_ALONE = "a title alone is no evidence"


def facts_of(facts: Iterable[ExtractedFact], relation: str) -> list[ExtractedFact]:
    """Return the facts of a relation."""
    return [fact for fact in facts if fact.relation == relation]


def reported_facts(facts: Iterable[ExtractedFact], relation: str) -> list[ExtractedFact]:
    """Return the facts of a relation that stand in the text, not only in the title."""
    reported = []
    for fact in facts_of(facts, relation):
        if fact.sentence.paragraph:
            reported.append(fact)
        else:
            explain_drop(fact, TITLE_ALONE)
    return reported


def field_evidence(facts: Iterable[ExtractedFact], field: str) -> list[ExtractedEvidence]:
    """Return the sentences of facts as evidence of a field, each once, titles left out."""
    evidence = [fact.evidence(field) for fact in facts if fact.sentence.paragraph]
    return list(dict.fromkeys(evidence))


def propose_once(
    rows: Iterable[tuple[ExtractedFact, FactKind]],
    *,
    key: Callable[[FactKind], Hashable],
    evidence_field: str,
) -> list[ExtractedProposal]:
    """Return a proposal for each fact with its values; the first of those with an equal key counts."""
    proposals: dict[Hashable, ExtractedProposal] = {}
    for fact, values in rows:
        identity = key(values)
        if identity in proposals:
            explain_drop(fact, f"the {values.kind} is known from a sentence before")
        else:
            proposals[identity] = ExtractedProposal.build(
                values, fact.confidence, fact.rule, [fact.evidence(evidence_field)]
            )
    return list(proposals.values())
