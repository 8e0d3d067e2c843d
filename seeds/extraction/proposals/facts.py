"""How proposals choose facts, and how simple facts become proposals of their own."""

from collections.abc import Iterable

from seeds.extraction.schema import ExtractedEvidence, ExtractedFact, ExtractedProposal


def facts_of(facts: Iterable[ExtractedFact], relation: str) -> list[ExtractedFact]:
    """Return the facts of a relation."""
    return [fact for fact in facts if fact.relation == relation]


def reported_facts(facts: Iterable[ExtractedFact], relation: str) -> list[ExtractedFact]:
    """Return the facts of a relation that stand in the text, not only in the title."""
    return [fact for fact in facts_of(facts, relation) if fact.sentence.paragraph]


def field_evidence(facts: Iterable[ExtractedFact], field: str) -> list[ExtractedEvidence]:
    """Return the sentences of facts as evidence of a field, each once, titles left out."""
    evidence = [fact.evidence(field) for fact in facts if fact.sentence.paragraph]
    return list(dict.fromkeys(evidence))


def propose_once(
    kind: str,
    rows: Iterable[tuple[ExtractedFact, dict]],
    *,
    key_fields: tuple[str, ...],
    evidence_field: str,
) -> list[ExtractedProposal]:
    """Return a proposal for each fact with its fields; the first of those with equal key fields counts."""
    proposals: dict[tuple, ExtractedProposal] = {}
    for fact, fields in rows:
        key = tuple(fields[name] for name in key_fields)
        if key not in proposals:
            proposals[key] = ExtractedProposal.build(
                kind, fields, fact.confidence, fact.rule, [fact.evidence(evidence_field)]
            )
    return list(proposals.values())
