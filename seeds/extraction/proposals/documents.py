"""Proposals of documents that were released or adopted."""

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.proposals.event_dates import MainConference
from seeds.extraction.proposals.facts import propose_once, reported_facts
from seeds.extraction.schema import ExtractedFact, ExtractedProposal


def propose_documents(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: MainConference
) -> list[ExtractedProposal]:
    """Return each document once."""
    rows = [
        (fact, _document_fields(document, fact, main)) for fact in reported_facts(facts, "document")
    ]
    return propose_once("document", rows, key_fields=("name",), evidence_field="name")


def _document_fields(document: AnnotatedArticle, fact: ExtractedFact, main: MainConference) -> dict:
    values = fact.values
    dated, conference = main.date_and_conference(document, fact.sentence)
    return {
        "name": values["name"],
        "document_kind": values["kind"],
        "action": values["action"],
        "organisation": values["organisation"],
        "dated": dated,
        "conference": conference,
    }
