"""Changes in consortia (joined, left, took or left an office), derived from the dates of facts."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from django.db import models
from django.db.models import CharField, F, Max, Q, Value
from django.utils.translation import gettext_lazy as _

from consortia.membership_change_queries import (
    APPOINTMENT_BRANCHES,
    BRANCHES,
    MEMBERSHIP_BRANCHES,
    ChangeCursor,
)
from consortia.models import Appointment, Consortium, Membership
from consortia.sources import FactSource, Sources
from portal.core.names import localised

PAGE_SIZE = 20
CHUNK_SIZE = 500
ONE_DAY = timedelta(days=1)
EPOCH = date(1970, 1, 1)


class MembershipChangeKind(models.TextChoices):
    """The kinds of change."""

    JOINED = "joined", _("joined")
    LEFT = "left", _("left")
    TOOK_ROLE = "took_role", _("took another role")
    GAVE_UP_ROLE = "gave_up_role", _("gave up a role")
    TOOK_OFFICE = "took_office", _("took office")
    LEFT_OFFICE = "left_office", _("left office")


@dataclass(frozen=True)
class MembershipChange:
    """The start or end of a membership or of an appointment.

    `dated` is its partial date, `roles` are the other roles of the organisation at that time.
    `attach_sources` adds the sources, and when the fact was last recorded here.
    """

    kind: MembershipChangeKind
    fact: Membership | Appointment
    dated: str
    cursor: ChangeCursor
    roles: tuple[str, ...] = ()
    sources: tuple[FactSource, ...] = ()
    recorded_at: datetime | None = None

    @property
    def subject(self):
        """The organisation, or the name of the person."""
        return self.fact.organisation if self.is_membership else localised(self.fact, "person")

    @property
    def role(self) -> str:
        """The role or the office, in the reader's language."""
        if self.is_membership:
            return self.fact.get_role_display()
        return localised(self.fact, "office")

    @property
    def body(self):
        """The organisation in which the change happened."""
        return self.fact.consortium.organisation if self.is_membership else self.fact.body

    @property
    def is_membership(self) -> bool:
        """Whether it concerns a membership, not an appointment."""
        return isinstance(self.fact, Membership)


def fetch_changes(
    consortium: Consortium | None = None,
    *,
    after: ChangeCursor | None = None,
    size: int = PAGE_SIZE,
) -> list[MembershipChange]:
    """Up to `size` changes after the cursor, the newest first: three queries."""
    rows = _fetch_rows(consortium, after, size)
    pairs = {
        (row["pair_organisation"], row["pair_consortium"])
        for row in rows
        if row["branch"] in MEMBERSHIP_BRANCHES
    }
    memberships = _memberships_by_pair(pairs)
    memberships_by_pk = {row.pk: row for group in memberships.values() for row in group}
    appointments = _appointments_by_pk(
        [row["key"] for row in rows if row["branch"] in APPOINTMENT_BRANCHES]
    )
    changes = []
    for row in rows:
        cursor = ChangeCursor(row["day"], row["branch"], row["key"])
        is_membership = row["branch"] in MEMBERSHIP_BRANCHES
        facts = memberships_by_pk if is_membership else appointments
        if row["key"] not in facts:  # a row may be deleted between two queries
            continue
        same_pair = memberships.get((row["pair_organisation"], row["pair_consortium"]), [])
        changes.append(_build_change(cursor, facts[row["key"]], same_pair))
    return changes


def change_chunks(consortium: Consortium | None = None) -> Iterator[list[MembershipChange]]:
    """All changes in chunks, the newest first."""
    after = None
    while True:
        changes = fetch_changes(consortium, after=after, size=CHUNK_SIZE)
        if not changes:
            return
        yield changes
        after = changes[-1].cursor


def attach_sources(changes: list[MembershipChange]) -> list[MembershipChange]:
    """Add sources to the changes, and the time at which each fact was last recorded.

    Without a history entry that is noon of the day of the change.
    """
    sources = Sources([change.fact for change in changes])
    recorded: dict[tuple[type, int], datetime] = {}
    for model in (Membership, Appointment):
        keys = [change.fact.pk for change in changes if isinstance(change.fact, model)]
        latest = (
            model.history.filter(id__in=keys)
            .order_by()
            .values_list("id")
            .annotate(last=Max("history_date"))
        )
        for key, recorded_at in latest:
            recorded[model, key] = recorded_at
    return [
        replace(
            change,
            sources=tuple(sources.for_fact(change.fact)),
            recorded_at=recorded.get((type(change.fact), change.fact.pk))
            or _noon(change.cursor.day),
        )
        for change in changes
    ]


def _noon(day) -> datetime:
    return datetime.combine(max(day, EPOCH), time(12), UTC)


# Queries


def _fetch_rows(consortium, after, size) -> list[dict]:
    """The first rows of the union of all branches, in the order of the cursor."""
    first, *others = (_branch_rows(name, consortium, after) for name in BRANCHES)
    union = first.union(*others, all=True).order_by("-day", "branch", "-key")
    return list(union[:size])


def _branch_rows(name, consortium, after):
    branch = BRANCHES[name]
    rows = branch.model.objects.published().exclude(**{branch.field: ""})
    rows = rows.order_by().annotate(day=branch.day)
    if consortium:
        rows = rows.filter(_in_consortium(branch.model, consortium))
    if after:
        rows = rows.filter(_after_cursor(name, after))
    return rows.values(
        "day",
        branch=Value(name, CharField()),
        key=F("pk"),
        pair_organisation=F(branch.organisation),
        pair_consortium=F(branch.consortium),
    )


def _in_consortium(model, consortium) -> Q:
    """The condition that a change is in the consortium, or in an organisation that is part of it."""
    if model is Membership:
        return Q(consortium=consortium)
    return Q(body=consortium.pk) | Q(body__parent=consortium.pk)


def _after_cursor(name, cursor) -> Q:
    """The condition that rows of a branch follow the cursor."""
    condition = Q(day__lt=cursor.day)
    if name > cursor.branch:
        condition |= Q(day=cursor.day)
    elif name == cursor.branch:
        condition |= Q(day=cursor.day, pk__lt=cursor.pk)
    return condition


def _memberships_by_pair(pairs) -> dict[tuple[int, int], list[Membership]]:
    """All public memberships of these pairs of organisation and consortium, by pair."""
    condition = Q(pk__in=())
    for organisation, consortium in pairs:
        condition |= Q(organisation=organisation, consortium=consortium)
    rows = (
        Membership.objects.published()
        .filter(condition)
        .select_related("organisation", "consortium__organisation")
        .ordered_by_role()
    )
    memberships = defaultdict(list)
    for membership in rows:
        memberships[membership.organisation_id, membership.consortium_id].append(membership)
    return memberships


def _appointments_by_pk(keys) -> dict[int, Appointment]:
    return Appointment.objects.published().select_related("body", "organisation").in_bulk(keys)


# Building changes


def _build_change(cursor, fact, same_pair) -> MembershipChange:
    """The change of a fact; `same_pair` are all memberships of its organisation in its consortium."""
    is_begin = BRANCHES[cursor.branch].is_begin
    changed_on = fact.since if is_begin else fact.until
    if isinstance(fact, Appointment):
        kind = MembershipChangeKind.TOOK_OFFICE if is_begin else MembershipChangeKind.LEFT_OFFICE
        return MembershipChange(kind, fact, changed_on, cursor)
    continues = _adjoins_start if is_begin else _adjoins_end
    other_memberships = [row for row in same_pair if row.pk != fact.pk and continues(row, fact)]
    roles = tuple(str(row.get_role_display()) for row in other_memberships)
    kind = _membership_change_kind(is_begin=is_begin, has_other_roles=bool(other_memberships))
    return MembershipChange(kind, fact, changed_on, cursor, roles)


def _membership_change_kind(*, is_begin, has_other_roles) -> MembershipChangeKind:
    if has_other_roles:
        return MembershipChangeKind.TOOK_ROLE if is_begin else MembershipChangeKind.GAVE_UP_ROLE
    return MembershipChangeKind.JOINED if is_begin else MembershipChangeKind.LEFT


def _adjoins_start(other: Membership, fact: Membership) -> bool:
    """Whether another membership began before this one and lasted until the day before it."""
    day_before = max(fact.since_from, date.min + ONE_DAY) - ONE_DAY
    return other.since_from < fact.since_from and other.until_to >= day_before


def _adjoins_end(other: Membership, fact: Membership) -> bool:
    """Whether another membership ended after this one and had begun by the day after it."""
    day_after = min(fact.until_to, date.max - ONE_DAY) + ONE_DAY
    return other.until_to > fact.until_to and other.since_from <= day_after
