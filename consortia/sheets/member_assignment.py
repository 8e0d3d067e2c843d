"""Which row of a sheet is about which membership that stands."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from consortia.models import Membership, MembershipRole
from consortia.sheets.members import MemberRow
from portal.core import partial_dates

IsSame = Callable[[MemberRow, Membership], bool]


@dataclass(frozen=True)
class RowOfBody:
    """A row with the organisation that it means, and the membership of its row key, if it has one."""

    key: str
    row: MemberRow
    organisation: int
    keyed: Membership | None = None


def assign_memberships(
    rows: Iterable[RowOfBody], memberships: Iterable[Membership]
) -> dict[str, Membership]:
    """The membership of each row that has one, by the key of the row; each membership has one row at most.

    Row keys come first, then the same role and day, then the same role in a term that can be the same,
    and last another role, where there is no choice. Two terms of one role stay two memberships.
    """
    rows = list(rows)
    assigned = {row.key: row.keyed for row in rows if row.keyed is not None}
    taken = {membership.pk for membership in assigned.values()}
    left: dict[int, list[Membership]] = defaultdict(list)
    for membership in sorted(memberships, key=_open_first):
        if membership.pk not in taken:
            left[membership.organisation_id].append(membership)
    waiting = [row for row in rows if row.key not in assigned]
    for is_same in PASSES:
        waiting = _assign(waiting, left, assigned, is_same)
    _assign_other_roles(waiting, left, assigned)
    return assigned


def _open_first(membership) -> tuple:
    return bool(membership.until), membership.since_from, membership.pk


def _assign(rows, left, assigned, is_same: IsSame) -> list[RowOfBody]:
    """Assign the rows that are the same in this way; return the others."""
    others = []
    for row in rows:
        found = next((each for each in left[row.organisation] if is_same(row.row, each)), None)
        if found is None:
            others.append(row)
        else:
            assigned[row.key] = found
            left[row.organisation].remove(found)
    return others


def _assign_other_roles(rows, left, assigned) -> None:
    """Assign a row to the membership in another role, where one of each is left of the organisation."""
    by_body = defaultdict(list)
    for row in rows:
        by_body[row.organisation].append(row)
    for organisation, own_rows in by_body.items():
        memberships = left[organisation]
        if len(own_rows) != 1 or len(memberships) != 1:
            continue
        row, membership = own_rows[0], memberships[0]
        if _can_change_role(row.row, membership):
            assigned[row.key] = membership
            memberships.remove(membership)


def _can_change_role(row: MemberRow, membership: Membership) -> bool:
    """Whether the row can be about the membership in another role; lead is no office beside others."""
    is_lead = MembershipRole.LEAD in {row.role, membership.role}
    return not is_lead and not are_two_terms(row, membership)


def _has_same_days(row, membership) -> bool:
    return _has_same_since(row, membership) and row.until == membership.until


def _has_same_since(row, membership) -> bool:
    return row.role == membership.role and row.since == membership.since


def _has_unknown_since(row, membership) -> bool:
    is_unknown = not row.since or not membership.since
    is_same_role = row.role == membership.role
    return is_same_role and is_unknown and not are_two_terms(row, membership)


def _can_be_same_term(row, membership) -> bool:
    return row.role == membership.role and not are_two_terms(row, membership)


def _states_no_role(row, membership) -> bool:
    """Whether the row says no role, so that any membership is what it says."""
    return not row.states_role and not are_two_terms(row, membership)


PASSES: tuple[IsSame, ...] = (
    _has_same_days,
    _has_same_since,
    _has_unknown_since,
    _can_be_same_term,
    _states_no_role,
)


def are_two_terms(row: MemberRow, membership: Membership) -> bool:
    """Whether one of the two ended by the time that the other began."""
    return _ends_before(row.until, membership.since) or _ends_before(membership.until, row.since)


def _ends_before(until: str, since: str) -> bool:
    """Whether a term until the one date is over when one since the other date begins."""
    if not until or not since:
        return False
    return partial_dates.earliest(since) >= partial_dates.earliest(until)
