"""From single facts to proposals: one record for each thing that the article reports."""

from collections.abc import Callable

from seeds.extraction.annotation import ExtractedFact, ExtractedProposal
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.explaining import explain_proposals
from seeds.extraction.proposals.agreements import propose_agreements
from seeds.extraction.proposals.appointments import propose_appointments
from seeds.extraction.proposals.conferences import propose_conferences
from seeds.extraction.proposals.consortia import propose_consortia
from seeds.extraction.proposals.documents import propose_documents
from seeds.extraction.proposals.event_dates import MainConference, main_conference
from seeds.extraction.proposals.figures import propose_figures
from seeds.extraction.proposals.memberships import propose_memberships
from seeds.extraction.proposals.training_bases import propose_training_bases
from seeds.extraction.proposals.whole_names import keep_whole_names
from seeds.schema import (
    FACT_KINDS,
    AgreementFact,
    AppointmentFact,
    ConferenceFact,
    ConsortiumFact,
    DocumentFact,
    FigureFact,
    MembershipFact,
    TrainingBaseFact,
)

Proposer = Callable[
    [AnnotatedArticle, list[ExtractedFact], MainConference], list[ExtractedProposal]
]
# Conferences come first: what else happened, happened at the main one.
PROPOSERS: dict[str, Proposer] = {
    ConsortiumFact.kind: propose_consortia,
    MembershipFact.kind: propose_memberships,
    AgreementFact.kind: propose_agreements,
    TrainingBaseFact.kind: propose_training_bases,
    DocumentFact.kind: propose_documents,
    AppointmentFact.kind: propose_appointments,
    FigureFact.kind: propose_figures,
}


def build_proposals(
    document: AnnotatedArticle, facts: list[ExtractedFact]
) -> list[ExtractedProposal]:
    """Return the proposals of an article with whole names alone, kind by kind."""
    conferences = propose_conferences(document, facts)
    main = main_conference(conferences)
    proposals: list[ExtractedProposal] = []
    for kind in FACT_KINDS:
        if kind == ConferenceFact.kind:
            proposals += conferences
        else:
            proposals += PROPOSERS[kind](document, facts, main)
    whole = keep_whole_names(document, proposals)
    explain_proposals(whole)
    return whole
