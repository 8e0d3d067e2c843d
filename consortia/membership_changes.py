"""Who joined and left consortia and who took and left offices, out of the dates of memberships and appointments."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from django import forms
from django.db import models
from django.db.models import Case, CharField, F, Max, Q, Value, When
from django.utils.translation import gettext_lazy as _

from consortia.models import Appointment, Consortium, Membership
from consortia.sources import FactSource, Sources
from portal.core.names import localised
from portal.listing.filters import RecordChoiceField
from portal.listing.keyset import MAX_ID_DIGITS

PAGE_SIZE = 20
CHUNK_SIZE = 500
ONE_DAY = timedelta(days=1)
EPOCH = date(1970, 1, 1)


class MembershipChangeKind(models.TextChoices):
    """What a change is."""

    JOINED = "joined", _("joined")
    LEFT = "left", _("left")
    TOOK_ROLE = "took_role", _("took another role")
    GAVE_UP_ROLE = "gave_up_role", _("gave up a role")
    TOOK_OFFICE = "took_office", _("took office")
    LEFT_OFFICE = "left_office", _("left office")


@dataclass(frozen=True)
class MembershipChange:
    """One change: its fact, the partial date of it, and the other roles that the organisation held around it.

    A feed also asks what it rests on, and when it was last recorded here.
    """

    kind: MembershipChangeKind
    fact: Membership | Appointment
    dated: str
    cursor: "ChangeCursor"
    roles: tuple[str, ...] = ()
    sources: tuple[FactSource, ...] = ()
    recorded_at: datetime | None = None

    @property
    def subject(self):
        """The organisation or the person that it is about."""
        return self.fact.organisation if self.is_membership else localised(self.fact, "person")

    @property
    def role(self) -> str:
        """The role or the office, in the reader's language."""
        return (
            self.fact.get_role_display() if self.is_membership else localised(self.fact, "office")
        )

    @property
    def body(self):
        """The body in which it happened."""
        return self.fact.consortium.organisation if self.is_membership else self.fact.body

    @property
    def is_membership(self) -> bool:
        """Whether it is of an organisation's membership, not of a person's office."""
        return isinstance(self.fact, Membership)


@dataclass(frozen=True)
class ChangeCursor:
    """Where a change stands among all: the newest day first, then the branch, then the newest row."""

    day: date
    branch: str
    pk: int

    def __str__(self):
        return f"{self.day}~{self.branch}~{self.pk}"

    @classmethod
    def parse(cls, text: str) -> "ChangeCursor":
        """The place that an address carries; ValueError for one that cannot be read."""
        day, branch, key = text.split("~")
        if (
            branch not in BRANCHES
            or not (key.isascii() and key.isdigit())
            or len(key) > MAX_ID_DIGITS
        ):
            raise ValueError(text)
        return cls(date.fromisoformat(day), branch, int(key))


# A day that cannot be named, because the year is unknown, comes after all others
END_DAY = Case(
    When(until_to=date.max, then=Value(date.min)),
    default=F("until_to"),
    output_field=models.DateField(),
)
BRANCHES = {"a": (Membership, "since", F("since_from")), "b": (Membership, "until", END_DAY),
            "c": (Appointment, "since", F("since_from")), "d": (Appointment, "until", END_DAY)}  # fmt: skip


class MembershipChangeForm(forms.Form):
    """Of which consortium the changes are to be; all where none is chosen."""

    consortium = RecordChoiceField(
        queryset=Consortium.objects.none(), required=False, label=_("Of consortium")
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["consortium"].queryset = Consortium.objects.published().select_related(
            "organisation"
        )


def fetch_changes(
    consortium: Consortium | None = None,
    *,
    after: ChangeCursor | None = None,
    size: int = PAGE_SIZE,
) -> list[MembershipChange]:
    """So many changes, the newest first, from that place on: three queries."""
    first, *rest = (_branch(name, consortium, after) for name in BRANCHES)
    keys = (
        first.union(*rest, all=True)
        .order_by("-day", "branch", "-key")
        .values_list("day", "branch", "key", "side", "other")
    )
    keys = list(keys[:size])
    memberships = _memberships(
        {
            (side, other)
            for _day, branch, _key, side, other in keys
            if BRANCHES[branch][0] is Membership
        }
    )
    held = {membership.pk: membership for pair in memberships.values() for membership in pair}
    offices = _appointments(
        [key for _day, branch, key, *_sides in keys if BRANCHES[branch][0] is Appointment]
    )
    facts = {"a": held, "b": held, "c": offices, "d": offices}
    return [
        _change(
            ChangeCursor(day, branch, key), facts[branch][key], memberships.get((side, other), ())
        )
        for day, branch, key, side, other in keys
        if key in facts[branch]  # a row may go between two queries
    ]


def change_chunks(consortium: Consortium | None = None) -> Iterator[list[MembershipChange]]:
    """All changes, the newest first, so many at a time."""
    after = None
    while found := fetch_changes(consortium, after=after, size=CHUNK_SIZE):
        yield found
        after = found[-1].cursor


def attach_sources(found: list[MembershipChange]) -> list[MembershipChange]:
    """The changes with what they rest on, and when each was last recorded: the day of the change where no history says so."""
    sources, moments = Sources([change.fact for change in found]), {}
    for model in (Membership, Appointment):
        keys = [change.fact.pk for change in found if isinstance(change.fact, model)]
        kept = (
            model.history.filter(id__in=keys)
            .order_by()
            .values_list("id")
            .annotate(last=Max("history_date"))
        )
        moments |= {(model, key): last for key, last in kept}
    return [
        replace(
            change,
            sources=tuple(sources.for_fact(change.fact)),
            recorded_at=moments.get((type(change.fact), change.fact.pk))
            or _noon(change.cursor.day),
        )
        for change in found
    ]


def _noon(day):
    return datetime.combine(max(day, EPOCH), time(12), UTC)


def _branch(name, consortium, after):
    model, field, day = BRANCHES[name]
    rows = model.objects.published().exclude(**{field: ""}).order_by().annotate(day=day)
    if consortium:
        rows = rows.filter(_of(model, consortium))
    if after:
        beyond = Q(day__lt=after.day)
        if name > after.branch:
            beyond |= Q(day=after.day)
        elif name == after.branch:
            beyond |= Q(day=after.day, pk__lt=after.pk)
        rows = rows.filter(beyond)
    sides = ("organisation_id", "consortium_id") if model is Membership else ("body_id", "body_id")
    side, other = (F(path) for path in sides)
    return rows.values("day", branch=Value(name, CharField()), key=F("pk"), side=side, other=other)


def _of(model, consortium):
    if model is Membership:
        return Q(consortium=consortium)
    return Q(body=consortium.pk) | Q(body__parent=consortium.pk)


def _memberships(pairs):
    """All public memberships of these pairs of organisation and consortium, by pair."""
    wanted = Q(pk__in=())
    for organisation, consortium in pairs:
        wanted |= Q(organisation=organisation, consortium=consortium)
    kept = defaultdict(list)
    rows = (
        Membership.objects.published()
        .filter(wanted)
        .select_related("organisation", "consortium__organisation")
    )
    for membership in rows.ordered_by_role():
        kept[membership.organisation_id, membership.consortium_id].append(membership)
    return kept


def _appointments(keys):
    return Appointment.objects.published().select_related("body", "organisation").in_bulk(keys)


def _change(place, fact, pair):
    begins = place.branch in "ac"
    dated = fact.since if begins else fact.until
    if isinstance(fact, Appointment):
        return MembershipChange(
            MembershipChangeKind.TOOK_OFFICE if begins else MembershipChangeKind.LEFT_OFFICE,
            fact,
            dated,
            place,
        )
    others = [held for held in pair if held.pk != fact.pk and _around(held, fact, begins=begins)]
    roles = tuple(str(held.get_role_display()) for held in others)
    if begins:
        return MembershipChange(
            MembershipChangeKind.TOOK_ROLE if others else MembershipChangeKind.JOINED,
            fact,
            dated,
            place,
            roles,
        )
    return MembershipChange(
        MembershipChangeKind.GAVE_UP_ROLE if others else MembershipChangeKind.LEFT,
        fact,
        dated,
        place,
        roles,
    )


def _around(held, fact, *, begins):
    """Whether another membership led up to the beginning of this one, or went on after its end."""
    if begins:
        eve = max(fact.since_from, date.min + ONE_DAY) - ONE_DAY
        return held.since_from < fact.since_from and held.until_to >= eve
    morrow = min(fact.until_to, date.max - ONE_DAY) + ONE_DAY
    return held.until_to > fact.until_to and held.since_from <= morrow
