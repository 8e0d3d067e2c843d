"""The plan of a member import: candidates for each row, and the transaction that applies the choices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from consortia.matching import Candidate, OrganisationLookup
from consortia.matching.name_parsing import parse_name
from consortia.models import Consortium, Membership, Organisation, OrganisationKind
from consortia.sheets.members import MemberRow

# The choices for a row besides the key of an organisation
NEW = "new"
SKIP = "out"
CHANGE_REASON = "member sheet"

MembershipKey = tuple[int, str]  # an organisation's key and a role


@dataclass(frozen=True)
class PlannedMembership:
    """A row of the sheet with its candidates, and whether the membership exists already."""

    row: MemberRow
    candidates: tuple[Candidate, ...]
    kind: str
    is_existing: bool

    @property
    def choices(self) -> set[str]:
        """The valid choices for the row."""
        keys = {str(candidate.pk) for candidate in self.candidates}
        return keys | {NEW, SKIP}

    @property
    def default_choice(self) -> str:
        """The only organisation of this name; NEW without candidates; blank if the user must decide."""
        if not self.candidates:
            return NEW
        exact = _exact_candidate(self.candidates)
        return str(exact.pk) if exact else ""


@dataclass
class MemberImportResult:
    """Counts of new memberships, new organisations, existing rows and skipped rows."""

    memberships: int = 0
    organisations: int = 0
    existing: int = 0
    skipped: int = 0


class ChoiceMissing(Exception):
    """Raised for rows without a valid choice; the message names their lines."""


def plan_import(rows: Iterable[MemberRow], consortium: Consortium) -> list[PlannedMembership]:
    """Match the rows of a sheet; six queries for any number of rows."""
    lookup = OrganisationLookup.load()
    existing = _membership_keys(consortium)
    return [_plan_row(row, lookup, existing) for row in rows]


def _membership_keys(consortium) -> set[MembershipKey]:
    return set(consortium.memberships.values_list("organisation", "role"))


def _plan_row(row, lookup, existing) -> PlannedMembership:
    candidates = tuple(lookup.candidates(row.label))
    exact = _exact_candidate(candidates)
    is_existing = exact is not None and (exact.pk, row.role) in existing
    return PlannedMembership(row, candidates, _guess_kind(row.label, lookup), is_existing)


def _exact_candidate(candidates) -> Candidate | None:
    """The only candidate, if it has exactly this name."""
    if len(candidates) == 1 and candidates[0].is_exact:
        return candidates[0]
    return None


def _guess_kind(name, lookup) -> str:
    """The organisation kind of the type noun in the name; “other” for none or several."""
    kinds = {noun.kind for noun in parse_name(name, lookup.places).type_nouns}
    return kinds.pop() if len(kinds) == 1 else OrganisationKind.OTHER


def missing_choices(steps: list[PlannedMembership], choices: Mapping[int, str]) -> list[int]:
    """The line numbers of the rows without a valid choice."""
    return [step.row.line for step in steps if choices.get(step.row.line) not in step.choices]


@transaction.atomic
def apply_import(
    steps: list[PlannedMembership], choices: Mapping[int, str], *, consortium: Consortium, by
) -> MemberImportResult:
    """Save the memberships as chosen (`choices` by line number); existing ones are left unchanged.

    Raises ChoiceMissing if a row has no valid choice.
    """
    missing = missing_choices(steps, choices)
    if missing:
        lines = ", ".join(str(number) for number in missing)
        raise ChoiceMissing(_("Say whom these lines mean: %s.") % lines)
    writer = MembershipWriter(consortium, by)
    for step in steps:
        writer.apply(step, choices[step.row.line])
    return writer.result


class MembershipWriter:
    """Stores the memberships of one sheet and counts them."""

    def __init__(self, consortium, by):
        self.consortium = consortium
        self.by = by
        self.existing = _membership_keys(consortium)
        positions = consortium.memberships.values_list("position", flat=True)
        self.last_position = max(positions, default=0)
        self.new_organisations: dict[str, int] = {}  # keys by name
        self.result = MemberImportResult()

    def apply(self, step: PlannedMembership, choice: str) -> None:
        """Save one row as chosen."""
        if choice == SKIP:
            self.result.skipped += 1
            return
        organisation = self._new_organisation(step) if choice == NEW else int(choice)
        key = (organisation, step.row.role)
        if key in self.existing:
            self.result.existing += 1
            return
        self.existing.add(key)
        self._add_membership(step.row, organisation)

    def _new_organisation(self, step) -> int:
        """The key of the new organisation with that name, which is created once."""
        row = step.row
        if row.label not in self.new_organisations:
            organisation = Organisation(name=row.name, name_en=row.name_en, kind=step.kind)
            self.new_organisations[row.label] = self._save(organisation)
            self.result.organisations += 1
        return self.new_organisations[row.label]

    def _add_membership(self, row, organisation):
        self.last_position += 1
        membership = Membership(
            organisation_id=organisation,
            consortium=self.consortium,
            position=self.last_position,
            role=row.role,
            wording=row.wording,
            since=row.since,
            until=row.until,
        )
        self._save(membership)
        self.result.memberships += 1

    def _save(self, row) -> int:
        """Save the row, with author and reason for its history; returns its key."""
        row._history_user = self.by
        row._change_reason = CHANGE_REASON
        row.save()
        return row.pk
