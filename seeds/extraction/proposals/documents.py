"""Proposals of documents that were released or adopted."""

from dataclasses import replace

from seeds.extraction.annotation import ExtractedFact, ExtractedProposal
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.proposals.event_dates import MainConference
from seeds.extraction.proposals.facts import propose_once, reported_facts
from seeds.schema import DocumentFact


def propose_documents(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: MainConference
) -> list[ExtractedProposal]:
    """Return each document once."""
    rows = [
        (fact, _whole_document(document, fact, main)) for fact in reported_facts(facts, "document")
    ]
    return propose_once(rows, key=lambda values: values.name, evidence_field="name")


def _whole_document(
    document: AnnotatedArticle, fact: ExtractedFact, main: MainConference
) -> DocumentFact:
    dated, conference = main.date_and_conference(document, fact.sentence)
    return replace(fact.values, dated=dated, conference=conference)
