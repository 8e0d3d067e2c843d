"""What a sheet of members would change: each line with whom it can mean, then one transaction of what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from consortia.matching import Candidate, OrganisationLookup
from consortia.matching.name_parsing import parse_name
from consortia.member_sheet.parsing import MemberRow
from consortia.models import Consortium, Membership, Organisation, OrganisationKind

NEW, SKIP = "new", "out"
CHANGE_REASON = "member sheet"


@dataclass(frozen=True)
class PlannedMembership:
    """One line of the sheet, whom it can mean, and what is chosen unless somebody chooses otherwise."""

    line: MemberRow
    candidates: tuple[Candidate, ...]
    kind: str
    is_existing: bool

    @property
    def choices(self) -> set[str]:
        """What can be chosen."""
        return {*(str(candidate.pk) for candidate in self.candidates), NEW, SKIP}

    @property
    def default_choice(self) -> str:
        """The one who bears the name, a new organisation where nobody can be meant, blank where a person has to say."""
        if len(self.candidates) == 1 and self.candidates[0].is_exact:
            return str(self.candidates[0].pk)
        return "" if self.candidates else NEW


@dataclass
class MemberImportResult:
    """How many memberships and organisations are new, how many lines stood already or were left out."""

    memberships: int = 0
    organisations: int = 0
    existing: int = 0
    skipped: int = 0


class ChoiceMissing(Exception):
    """Lines for which nobody said whom they mean; the message names them."""


def plan_import(lines: list[MemberRow], consortium: Consortium) -> list[PlannedMembership]:
    """The steps of a sheet; six queries, however many lines there are."""
    registry = OrganisationLookup.load()
    standing = set(consortium.memberships.values_list("organisation", "role"))
    return [_step(line, registry, standing) for line in lines]


def _step(line, registry, standing):
    candidates = tuple(registry.candidates(line.label))
    heads = {head.kind for head in parse_name(line.label, registry.places).type_nouns}
    kind = heads.pop() if len(heads) == 1 else OrganisationKind.OTHER
    is_there = (
        len(candidates) == 1
        and candidates[0].is_exact
        and (candidates[0].pk, line.role) in standing
    )
    return PlannedMembership(line, candidates, kind, is_there)


def missing_choices(steps: list[PlannedMembership], choices: Mapping[int, str]) -> list[int]:
    """The lines for which nobody said, or could have said, whom they mean."""
    return [step.line.number for step in steps if choices.get(step.line.number) not in step.choices]


@transaction.atomic
def apply_import(
    steps: list[PlannedMembership], choices: Mapping[int, str], *, consortium: Consortium, by
) -> MemberImportResult:
    """Write what was chosen for each line by its number; a line that stands already is left as it is."""
    if missing := missing_choices(steps, choices):
        raise ChoiceMissing(_("Say whom these lines mean: %s.") % ", ".join(map(str, missing)))
    sheet = _Writing(consortium, by)
    for step in steps:
        sheet.write(step, choices[step.line.number])
    return sheet.tally


class _Writing:
    """The writing of one sheet, with what stands and what it made so far."""

    def __init__(self, consortium, by):
        self.consortium, self.by = consortium, by
        self.standing = set(consortium.memberships.values_list("organisation", "role"))
        self.position = max(consortium.memberships.values_list("position", flat=True), default=0)
        self.made: dict[str, int] = {}
        self.tally = MemberImportResult()

    def write(self, step, choice):
        if choice == SKIP:
            self.tally.skipped += 1
            return
        organisation = self.organisation(step) if choice == NEW else int(choice)
        if (organisation, step.line.role) in self.standing:
            self.tally.existing += 1
            return
        self.standing.add((organisation, step.line.role))
        self.membership(step.line, organisation)

    def organisation(self, step):
        """The new organisation of that name, made once."""
        line = step.line
        if line.label not in self.made:
            self.made[line.label] = self.keep(
                Organisation(name=line.name, name_en=line.name_en, kind=step.kind)
            )
            self.tally.organisations += 1
        return self.made[line.label]

    def membership(self, line, organisation):
        self.position += 1
        values = {
            "role": line.role,
            "wording": line.wording,
            "since": line.since,
            "until": line.until,
        }
        row = Membership(
            organisation_id=organisation,
            consortium=self.consortium,
            position=self.position,
            **values,
        )
        self.keep(row)
        self.tally.memberships += 1

    def keep(self, row):
        """The key of the row, stored with its author and reason in the history."""
        row._history_user, row._change_reason = self.by, CHANGE_REASON
        row.save()
        return row.pk
