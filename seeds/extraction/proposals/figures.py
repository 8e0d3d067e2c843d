"""Proposals of figures: how many members, units or people a text counts."""

from seeds.extraction.annotation import ExtractedFact, ExtractedProposal
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.proposals.event_dates import MainConference
from seeds.extraction.proposals.facts import propose_once, reported_facts


def propose_figures(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: MainConference
) -> list[ExtractedProposal]:
    """Return each figure once."""
    rows = [(fact, fact.values) for fact in reported_facts(facts, "figure")]
    return propose_once(rows, key=lambda values: (values.of, values.value), evidence_field="of")
