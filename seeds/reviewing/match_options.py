"""Which records a name in a proposal can mean, with the reason in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from consortia.matching import Candidate, OrganisationLookup, conferences
from consortia.matching.name_parsing import parse_name
from consortia.models import Agreement, Conference, Document, OrganisationKind, TrainingBase
from portal.core.folding import name_key
from portal.core.names import localised
from seeds.models import Proposal, ProposalKind
from seeds.reviewing.proposal_schema import PayloadFieldType

CONSORTIUM_KIND = OrganisationKind.CONSORTIUM


@dataclass(frozen=True)
class RecordOption:
    """A record that can be meant, and why."""

    pk: int
    name: str
    reason: str
    is_exact: bool = False

    @property
    def value(self) -> str:
        """What a form sends for it."""
        return str(self.pk)


class OptionFinder:
    """The choices for the names of a page's proposals; the registry of organisations is read once."""

    def __init__(self, proposals: Iterable[Proposal]):
        self.registry = OrganisationLookup.load()
        self.open = [each for each in proposals if each.is_open]
        self._named: dict[type[models.Model], dict[str, list[RecordOption]]] = {}

    def guess_kind(self, name: str) -> str:
        """The kind of organisation that the words of a name say; “other” where they say none, or several."""
        kinds = {head.kind for head in parse_name(name, self.registry.places).type_nouns}
        return kinds.pop() if len(kinds) == 1 else OrganisationKind.OTHER

    def has_open_proposal(self, name: str, *, but: Proposal) -> bool:
        """Whether the name is that of a consortium or conference that another open proposal is about."""
        kinds = {ProposalKind.CONSORTIUM, ProposalKind.CONFERENCE}
        key = name_key(name)
        return any(
            each.kind in kinds
            and each.pk != but.pk
            and name_key(each.payload.get("name") or "") == key
            for each in self.open
        )

    def for_name(self, name: str, form: PayloadFieldType) -> list[RecordOption]:
        """The records that the name can mean."""
        if not name:
            return []
        if form is PayloadFieldType.CONFERENCE:
            return self.with_name(Conference, name)
        if form is PayloadFieldType.BASE:
            return self.with_name(TrainingBase, name)
        found = self._bodies(name, "" if form is PayloadFieldType.BODY else CONSORTIUM_KIND)
        return found or (self.with_name(Conference, name) if form is PayloadFieldType.ABOUT else [])

    def for_proposal(
        self, proposal: Proposal, said: dict, parties: Iterable[int]
    ) -> list[RecordOption]:
        """The records that the proposal itself can be about."""
        title = said.get("name") or said.get("title") or ""
        match proposal.kind:
            case ProposalKind.CONSORTIUM:
                return self._bodies(title, CONSORTIUM_KIND)
            case ProposalKind.CONFERENCE:
                return self._held(title, said.get("starts_on") or "")
            case ProposalKind.TRAINING_BASE:
                return self.with_name(TrainingBase, title)
            case ProposalKind.DOCUMENT:
                return self.with_name(Document, title)
            case ProposalKind.AGREEMENT:
                return find_agreements(parties, title)
        return []

    def _bodies(self, name, kind):
        return _as_options(self.registry.candidates(name, kind=kind)) if name else []

    def _held(self, name, held):
        try:
            return _as_options(conferences.conference_candidates(name=name, dates=held))
        except ValueError:
            return []  # days that cannot be read are said when the form is accepted

    def with_name(self, model: type[models.Model], name: str) -> list[RecordOption]:
        """The records of that name; exact where there is one."""
        if model not in self._named:
            self._named[model] = _by_name(model)
        found = self._named[model].get(name_key(name), [])
        return [
            RecordOption(each.pk, each.name, each.reason, is_exact=len(found) == 1)
            for each in found
        ]


def _as_options(found: Iterable[Candidate]) -> list[RecordOption]:
    return [
        RecordOption(each.pk, localised(each), str(each.reason), is_exact=each.is_exact)
        for each in found
    ]


def _by_name(model) -> dict[str, list[RecordOption]]:
    named: dict[str, dict[int, RecordOption]] = {}
    for row in model.objects.order_by("pk").only("pk", "name", "name_en"):
        for text in filter(None, (row.name, row.name_en)):
            named.setdefault(name_key(text), {})[row.pk] = RecordOption(
                row.pk, localised(row), _("Bears this name: “%s”.") % text
            )
    return {key: list(options.values()) for key, options in named.items()}


def find_agreements(parties: Iterable[int], title: str) -> list[RecordOption]:
    """The agreements that all these organisations signed; exact where the title is the same too."""
    parties = set(parties)
    if len(parties) < 2:
        return []
    found = Agreement.objects.order_by("pk")
    for party in parties:
        found = found.filter(parties__organisation=party)
    rows = list(found.distinct()[:10])
    key = name_key(title)
    same = [row for row in rows if key and key in {name_key(row.title), name_key(row.title_en)}]
    reason = _("The same parties signed it.")
    return [
        RecordOption(row.pk, str(row), reason, is_exact=len(same) == 1 and row in same)
        for row in rows
    ]
