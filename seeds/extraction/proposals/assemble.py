"""From single facts to proposals: one record for each thing that the article reports."""

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.proposals.agreements import propose_agreements
from seeds.extraction.proposals.appointments import propose_appointments
from seeds.extraction.proposals.conferences import propose_conferences
from seeds.extraction.proposals.consortia import propose_consortia
from seeds.extraction.proposals.documents import propose_documents
from seeds.extraction.proposals.event_dates import main_conference
from seeds.extraction.proposals.figures import propose_figures
from seeds.extraction.proposals.memberships import propose_memberships
from seeds.extraction.proposals.training_bases import propose_training_bases
from seeds.extraction.proposals.whole_names import keep_whole_names
from seeds.extraction.schema import ExtractedFact, ExtractedProposal


def build_proposals(
    document: AnnotatedArticle, facts: list[ExtractedFact]
) -> list[ExtractedProposal]:
    """Return the proposals of an article with whole names alone, the consortia first."""
    conferences = propose_conferences(document, facts)
    main = main_conference(conferences)
    proposals = [
        *propose_consortia(document, facts, main),
        *propose_memberships(document, facts),
        *conferences,
        *propose_agreements(document, facts, main),
        *propose_training_bases(document, facts, main),
        *propose_documents(document, facts, main),
        *propose_appointments(document, facts, main),
        *propose_figures(facts),
    ]
    return keep_whole_names(document, proposals)
