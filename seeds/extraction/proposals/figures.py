"""Proposals of figures: how many members, units or people a text counts."""

from seeds.extraction.proposals.facts import propose_once, reported_facts
from seeds.extraction.schema import ExtractedFact, ExtractedProposal


def propose_figures(facts: list[ExtractedFact]) -> list[ExtractedProposal]:
    """Return each figure once."""
    rows = [(fact, fact.values) for fact in reported_facts(facts, "figure")]
    return propose_once(rows, key=lambda values: (values.of, values.value), evidence_field="of")
