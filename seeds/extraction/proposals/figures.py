"""Proposals of figures: how many members, units or people a text counts."""

from seeds.extraction.proposals.facts import propose_once, reported_facts
from seeds.extraction.schema import ExtractedFact, ExtractedProposal

FIGURE_FIELDS = ("of", "value", "bound", "wording", "about")


def propose_figures(facts: list[ExtractedFact]) -> list[ExtractedProposal]:
    """Return each figure once."""
    rows = []
    for fact in reported_facts(facts, "figure"):
        fields = {name: fact.values[name] for name in FIGURE_FIELDS}
        rows.append((fact, {**fields, "as_of": None}))
    return propose_once("figure", rows, key_fields=("of", "value"), evidence_field="of")
