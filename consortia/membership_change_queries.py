"""The branches of the union query of membership changes, and the cursor that pages through it."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Case, F, Value, When

from consortia.models import Appointment, Membership
from portal.listing.keyset import MAX_ID_DIGITS


@dataclass(frozen=True)
class ChangeCursor:
    """The position of a change in the order of all: newest day, then branch, then newest row."""

    day: date
    branch: str
    pk: int

    def __str__(self):
        return f"{self.day}~{self.branch}~{self.pk}"

    @classmethod
    def parse(cls, text: str) -> "ChangeCursor":
        """Parse a cursor from a URL; raises ValueError for an invalid one."""
        day, branch, key = text.split("~")
        is_key = key.isascii() and key.isdigit() and len(key) <= MAX_ID_DIGITS
        if branch not in BRANCHES or not is_key:
            raise ValueError(text)
        return cls(date.fromisoformat(day), branch, int(key))


@dataclass(frozen=True)
class ChangeBranch:
    """A branch of the union query: a date field of a model, and the day to sort by.

    `organisation` and `consortium` are the columns of the pair whose other memberships matter for the change.
    """

    model: type[Membership] | type[Appointment]
    field: str
    day: F | Case
    is_begin: bool
    organisation: str
    consortium: str


# A date with an unknown year sorts after all others
END_DAY = Case(
    When(until_to=date.max, then=Value(date.min)),
    default=F("until_to"),
    output_field=models.DateField(),
)
BEGIN_DAY = F("since_from")
MEMBERSHIP_BRANCHES = {
    "a": ChangeBranch(
        Membership, "since", BEGIN_DAY, is_begin=True,
        organisation="organisation_id", consortium="consortium_id",
    ),
    "b": ChangeBranch(
        Membership, "until", END_DAY, is_begin=False,
        organisation="organisation_id", consortium="consortium_id",
    ),
}  # fmt: skip
APPOINTMENT_BRANCHES = {
    "c": ChangeBranch(
        Appointment, "since", BEGIN_DAY, is_begin=True,
        organisation="body_id", consortium="body_id",
    ),
    "d": ChangeBranch(
        Appointment, "until", END_DAY, is_begin=False,
        organisation="body_id", consortium="body_id",
    ),
}  # fmt: skip
BRANCHES = {**MEMBERSHIP_BRANCHES, **APPOINTMENT_BRANCHES}
