"""The one check that every name passes before it is proposed."""

import logging
from collections.abc import Iterable
from dataclasses import replace

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.proposals.name_faults import (
    BASE,
    BODY,
    PERSON,
    TITLE,
    Passages,
    find_name_fault,
)
from seeds.extraction.schema import ExtractedProposal

logger = logging.getLogger(__name__)
MIN_PARTIES = 2
# The field of each kind without which nothing is left to propose, "" for a kind that has none
MAIN_FIELDS = {
    "consortium": "name",
    "membership": "organisation",
    "conference": "",
    "agreement": "",
    "training_base": "name",
    "appointment": "person",
    "document": "name",
    "figure": "",
}
# What sort of name stands in the field `name` of each kind
SORTS_OF_NAMES = {
    "consortium": BODY,
    "conference": TITLE,
    "training_base": BASE,
    "document": TITLE,
}
# The same of fields that mean the same in every kind, also inside of lists and rows
SORTS_OF_FIELDS = {
    "organisation": BODY,
    "consortium": BODY,
    "awarded_by": BODY,
    "lead_organisations": BODY,
    "parties": BODY,
    "hosts": BODY,
    "host": BODY,
    "organiser": BODY,
    "co_organiser": BODY,
    "guided_by": BODY,
    "supported_by": BODY,
    "base": BASE,
    "person": PERSON,
    "title": TITLE,
    "conference": TITLE,
    "about": TITLE,
    "body": TITLE,
}
# Rows of a list are nothing without the value of this field
NEEDED_IN_ROWS = {"partners": "organisation", "signatories": "person"}


def keep_whole_names(
    document: AnnotatedArticle, proposals: Iterable[ExtractedProposal]
) -> list[ExtractedProposal]:
    """Return the proposals without what is no whole name; one whose own name is none is left out.

    A log record of level DEBUG says which text was left out and why.
    """
    check = _NameCheck([sentence.text for sentence in document.sentences])
    checked = [check.proposal(proposal) for proposal in proposals]
    return [proposal for proposal in checked if proposal is not None]


class _NameCheck:
    """Checks the names of the proposals of one article against its sentences, each name once."""

    def __init__(self, texts: list[str]):
        self.texts = Passages(texts)
        self.faults: dict[tuple[str, str], str] = {}

    def proposal(self, proposal: ExtractedProposal) -> ExtractedProposal | None:
        """The proposal without the texts that are no names, None if that leaves nothing."""
        main = MAIN_FIELDS[proposal.kind]
        sorts = {**SORTS_OF_FIELDS, "name": SORTS_OF_NAMES.get(proposal.kind, BODY)}
        fields = {
            name: self._value(name, value, sorts, proposal.kind)
            for name, value in proposal.fields.items()
        }
        if fields == proposal.fields:
            return proposal
        if main and not fields[main]:
            return None
        if proposal.kind == "agreement" and _lost_parties(proposal.fields, fields):
            return None
        if proposal.kind == "conference" and not fields["name"]:
            fields["name"] = None
        return replace(proposal, fields=fields)

    def _value(self, name: str, value, sorts: dict[str, str], kind: str):
        """The value of a field without what is no name: "" for a text, lists without it."""
        if isinstance(value, dict):
            return {key: self._value(key, item, sorts, kind) for key, item in value.items()}
        if isinstance(value, list):
            items = [self._value(name, item, sorts, kind) for item in value]
            needed = NEEDED_IN_ROWS.get(name)
            return [item for item in items if item and (not needed or item[needed])]
        if not isinstance(value, str) or name not in sorts or not value:
            return value
        return "" if self._is_faulty(value, sorts[name], f"{kind}.{name}") else value

    def _is_faulty(self, text: str, sort: str, place: str) -> bool:
        key = (text, sort)
        if key not in self.faults:
            self.faults[key] = find_name_fault(text, sort, self.texts)
            if self.faults[key]:
                logger.debug("%s %r left out: %s", place, text, self.faults[key])
        return bool(self.faults[key])


def _lost_parties(before: dict, after: dict) -> bool:
    """Whether so many parties of an agreement are no names that too few remain."""
    return len(after["parties"]) < min(MIN_PARTIES, len(before["parties"]))
