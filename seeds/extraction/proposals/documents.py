"""Proposals of what an article says beside its main records: documents, appointments, figures."""

import re

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.model import ExtractedFact, ExtractedProposal
from seeds.extraction.proposals.event_dates import MainConference

APPOINTMENT_LETTER = re.compile(r"聘书|受聘|证书|letters?\sof\sappointment|certificate", re.I)
EVIDENCE_FIELDS = {"document": "name", "appointment": "person", "figure": "of"}


def propose_supplementary_records(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: MainConference
) -> list[ExtractedProposal]:
    """Return each document, appointment and figure once."""
    make = {"document": _document, "appointment": _appointment, "figure": _figure}
    found: dict[tuple, ExtractedProposal] = {}
    for kind, name in EVIDENCE_FIELDS.items():
        for fact in facts:
            if fact.relation != kind or not fact.sentence.paragraph:
                continue
            fields = make[kind](document, fact, main)
            key = (
                kind,
                *(
                    fields[each]
                    for each in ("name", "person", "office", "of", "value")
                    if each in fields
                ),
            )
            found.setdefault(
                key,
                ExtractedProposal.build(
                    kind, fields, fact.confidence, fact.rule, [fact.evidence(name)]
                ),
            )
    return list(found.values())


def _document(document: AnnotatedArticle, fact: ExtractedFact, main: MainConference) -> dict:
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


def _appointment(document: AnnotatedArticle, fact: ExtractedFact, main: MainConference) -> dict:
    values = fact.values
    since, conference = main.date_and_conference(document, fact.sentence)
    behind = document.sentences[fact.sentence.number + 1 : fact.sentence.number + 2]
    near = [fact.sentence, *(s for s in behind if s.paragraph == fact.sentence.paragraph)]
    return {
        **{key: values[key] for key in ("person", "office", "body", "organisation", "post")},
        "letter": True if any(APPOINTMENT_LETTER.search(s.text) for s in near) else None,
        "since": since,
        "conference": conference,
    }


def _figure(document: AnnotatedArticle, fact: ExtractedFact, main: MainConference) -> dict:
    return {
        **{key: fact.values[key] for key in ("of", "value", "bound", "wording", "about")},
        "as_of": None,
    }
