"""Proposals of what an article says beside its main records: documents, appointments, figures."""

import re

from seeds.extraction.document import Document
from seeds.extraction.model import Fact, Proposal
from seeds.extraction.proposals.event_dates import Main

LETTER = re.compile(r"聘书|受聘|证书|letters?\sof\sappointment|certificate", re.I)
KEYS = {"document": "name", "appointment": "person", "figure": "of"}


def others(document: Document, facts: list[Fact], main: Main) -> list[Proposal]:
    """Return each document, appointment and figure once."""
    make = {"document": _document, "appointment": _appointment, "figure": _figure}
    found: dict[tuple, Proposal] = {}
    for kind, name in KEYS.items():
        for fact in facts:
            if fact.relation != kind or not fact.sentence.paragraph:
                continue
            fields = make[kind](document, fact, main)
            key = (kind, *(fields[each] for each in ("name", "person", "office", "of", "value") if each in fields))
            found.setdefault(key, Proposal.of(kind, fields, fact.confidence, fact.rule, [fact.evidence(name)]))
    return list(found.values())


def _document(document: Document, fact: Fact, main: Main) -> dict:
    values = fact.values
    dated, conference = main.when(document, fact.sentence)
    return {
        "name": values["name"],
        "document_kind": values["kind"],
        "action": values["action"],
        "organisation": values["organisation"],
        "dated": dated,
        "conference": conference,
    }


def _appointment(document: Document, fact: Fact, main: Main) -> dict:
    values = fact.values
    since, conference = main.when(document, fact.sentence)
    behind = document.sentences[fact.sentence.number + 1 : fact.sentence.number + 2]
    near = [fact.sentence, *(s for s in behind if s.paragraph == fact.sentence.paragraph)]
    return {
        **{key: values[key] for key in ("person", "office", "body", "organisation", "post")},
        "letter": True if any(LETTER.search(s.text) for s in near) else None,
        "since": since,
        "conference": conference,
    }


def _figure(document: Document, fact: Fact, main: Main) -> dict:
    return {**{key: fact.values[key] for key in ("of", "value", "bound", "wording", "about")}, "as_of": None}
