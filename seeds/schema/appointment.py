"""Appointments: who was given which office in which body."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from consortia.models import Appointment
from seeds.schema.facts import FactKind
from seeds.schema.fields import (
    NameSort,
    PayloadFieldType,
    date_field,
    flag_field,
    name_field,
    text_field,
)


@dataclass(frozen=True, kw_only=True)
class AppointmentFact(FactKind):
    """The appointment of a person to an office, with the person's own organisation and post."""

    kind: ClassVar[str] = "appointment"
    model: ClassVar[type[models.Model]] = Appointment
    identity: ClassVar[tuple[str, ...]] = ("person", "office", "body")
    needed: ClassVar[str] = "person"

    person: str = text_field(_("person"), "person", required=True, name_sort=NameSort.PERSON)
    office: str = text_field(_("office"), "office", required=True)
    # A body need not be an organisation: councils and committees have titles of other forms
    body: str = name_field(_("body"), required=True, name_sort=NameSort.TITLE)
    organisation: str = name_field(_("from organisation"), column="organisation")
    post: str = text_field(_("post on that day"), "post")
    letter: bool | None = flag_field(_("letter of appointment"), "letter")
    since: str | None = date_field(_("since"), "since")
    conference: str = name_field(_("at conference"), PayloadFieldType.CONFERENCE, "conference")
