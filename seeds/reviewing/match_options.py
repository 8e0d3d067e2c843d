"""The records that a name in a proposal can mean, each with the reason in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext as _

from consortia.matching import Candidate, OrganisationLookup, conferences
from consortia.matching.name_parsing import parse_name
from consortia.models import Agreement, Conference, Document, OrganisationKind, TrainingBase
from portal.core.folding import name_key
from portal.core.names import localised
from seeds.models import Proposal, ProposalKind
from seeds.schema.fields import PayloadFieldType

CONSORTIUM_KIND = OrganisationKind.CONSORTIUM
CREATING_KINDS = frozenset({ProposalKind.CONSORTIUM, ProposalKind.CONFERENCE})
MAX_AGREEMENTS = 10
MAX_KEY_LENGTH = 19  # digits of a key that a database holds
HELD_PREFIX = "held:"
# The kinds of proposals whose record a name of that type can mean
HELD_KINDS = {
    PayloadFieldType.ORGANISATION: frozenset({ProposalKind.CONSORTIUM}),
    PayloadFieldType.CONSORTIUM: frozenset({ProposalKind.CONSORTIUM}),
    PayloadFieldType.CONFERENCE: frozenset({ProposalKind.CONFERENCE}),
    PayloadFieldType.SUBJECT: CREATING_KINDS,
    PayloadFieldType.TRAINING_BASE: frozenset({ProposalKind.TRAINING_BASE}),
}


@dataclass(frozen=True)
class RecordOption:
    """A record that can be meant, and why; `held`: it is to be that of a proposal, and not written yet."""

    pk: int
    name: str
    reason: str
    is_exact: bool = False
    held: bool = False

    @property
    def value(self) -> str:
        """What a form sends for it."""
        return f"{HELD_PREFIX}{self.pk}" if self.held else str(self.pk)


def held_proposal_pk(choice: str) -> int | None:
    """The key of the proposal whose record is chosen before it is written; None for any other choice."""
    number = choice.removeprefix(HELD_PREFIX)
    is_held = choice != number and number.isascii() and number.isdecimal()
    return int(number) if is_held and len(number) < MAX_KEY_LENGTH else None


class OptionFinder:
    """Finds the options for the names of a page's proposals; loads the organisations once."""

    def __init__(self, proposals: Iterable[Proposal]):
        self.lookup = OrganisationLookup.load()
        proposals = list(proposals)
        self.open_proposals = [proposal for proposal in proposals if proposal.is_open]
        self.held_proposals = [proposal for proposal in proposals if proposal.is_held]
        self._options_by_name: dict[type[models.Model], dict[str, list[RecordOption]]] = {}

    def guess_kind(self, name: str) -> str:
        """The kind of organisation that a name states; “other” where it states none, or several."""
        kinds = {noun.kind for noun in parse_name(name, self.lookup.places).type_nouns}
        return kinds.pop() if len(kinds) == 1 else OrganisationKind.OTHER

    def has_open_proposal(self, name: str, *, exclude: Proposal) -> bool:
        """Whether another open proposal is about a consortium or conference of that name."""
        key = name_key(name)
        for proposal in self.open_proposals:
            if proposal.kind not in CREATING_KINDS or proposal.pk == exclude.pk:
                continue
            if name_key(proposal.payload.get("name") or "") == key:
                return True
        return False

    def for_name(self, name: str, field_type: PayloadFieldType) -> list[RecordOption]:
        """The records that the name can mean."""
        if not name:
            return []
        if field_type is PayloadFieldType.CONFERENCE:
            return self.with_name(Conference, name)
        if field_type is PayloadFieldType.TRAINING_BASE:
            return self.with_name(TrainingBase, name)
        if field_type is PayloadFieldType.ORGANISATION:
            return self._organisations(name)
        consortia = self._organisations(name, CONSORTIUM_KIND)
        if not consortia and field_type is PayloadFieldType.SUBJECT:
            return self.with_name(Conference, name)
        return consortia

    def held_options(
        self, name: str, field_type: PayloadFieldType, *, exclude: Proposal
    ) -> list[RecordOption]:
        """The records of that name that other proposals of the page are to become."""
        key = name_key(name)
        options = []
        for proposal in self.held_proposals:
            if proposal.kind not in HELD_KINDS[field_type] or proposal.pk == exclude.pk:
                continue
            if key and name_key(_held_name(proposal)) == key:
                reason = _("Accepted on this page; it is not written yet.")
                options.append(RecordOption(proposal.pk, name, reason, is_exact=True, held=True))
        return options

    def for_proposal(
        self, proposal: Proposal, payload: dict, parties: Iterable[int]
    ) -> list[RecordOption]:
        """The records that the proposal itself can be about."""
        title = payload.get("name") or payload.get("title") or ""
        match proposal.kind:
            case ProposalKind.CONSORTIUM:
                return self._organisations(title, CONSORTIUM_KIND)
            case ProposalKind.CONFERENCE:
                return self._conferences(title, payload.get("starts_on") or "")
            case ProposalKind.TRAINING_BASE:
                return self.with_name(TrainingBase, title)
            case ProposalKind.DOCUMENT:
                return self.with_name(Document, title)
            case ProposalKind.AGREEMENT:
                return find_agreements(parties, title)
        return []

    def _organisations(self, name: str, kind: str = "") -> list[RecordOption]:
        return _to_options(self.lookup.candidates(name, kind=kind)) if name else []

    def _conferences(self, name: str, dates: str) -> list[RecordOption]:
        try:
            return _to_options(conferences.conference_candidates(name=name, dates=dates))
        except ValueError:
            return []  # dates that cannot be parsed are reported when the form is accepted

    def with_name(self, model: type[models.Model], name: str) -> list[RecordOption]:
        """The records of that name; exact where there is one."""
        if model not in self._options_by_name:
            self._options_by_name[model] = _load_options_by_name(model)
        options = self._options_by_name[model].get(name_key(name), [])
        return [replace(option, is_exact=len(options) == 1) for option in options]


def _held_name(proposal: Proposal) -> str:
    """The name under which the proposal was accepted."""
    proposed = proposal.payload.get("name") or ""
    return proposal.decision["data"]["values"].get("name", proposed)


def _to_options(candidates: Iterable[Candidate]) -> list[RecordOption]:
    return [
        RecordOption(
            candidate.pk,
            localised(candidate),
            str(candidate.reason),
            is_exact=candidate.is_exact,
        )
        for candidate in candidates
    ]


def _load_options_by_name(model: type[models.Model]) -> dict[str, list[RecordOption]]:
    """The records of the model by the key of each of their names, each record once for a key."""
    options: dict[str, dict[int, RecordOption]] = {}
    for row in model.objects.order_by("pk").only("pk", "name", "name_en"):
        for text in filter(None, (row.name, row.name_en)):
            reason = _("Bears this name: “%s”.") % text
            option = RecordOption(row.pk, localised(row), reason)
            options.setdefault(name_key(text), {})[row.pk] = option
    return {key: list(by_pk.values()) for key, by_pk in options.items()}


def find_agreements(parties: Iterable[int], title: str) -> list[RecordOption]:
    """The agreements that all these organisations signed; exact where the title is the same too."""
    parties = set(parties)
    if len(parties) < 2:
        return []
    agreements = Agreement.objects.order_by("pk")
    for party in parties:
        agreements = agreements.filter(parties__organisation=party)
    rows = list(agreements.distinct()[:MAX_AGREEMENTS])
    same_title = [row for row in rows if _has_title(row, title)]
    reason = _("The same parties signed it.")
    return [RecordOption(row.pk, str(row), reason, is_exact=same_title == [row]) for row in rows]


def _has_title(agreement: Agreement, title: str) -> bool:
    key = name_key(title)
    return bool(key) and key in {name_key(agreement.title), name_key(agreement.title_en)}
