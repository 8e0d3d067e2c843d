"""Conferences: who had which role at one, and who did what in its sessions."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from consortia.models import (
    Conference,
    ConferenceKind,
    ConferenceRoleType,
    FigureBound,
    PartAction,
    SessionKind,
)
from seeds.schema.facts import PART, FactKind, FactPart, rows_field
from seeds.schema.fields import (
    NameSort,
    PayloadFieldType,
    choice_field,
    date_field,
    name_field,
    names_field,
    number_field,
    text_field,
)


@dataclass(frozen=True, kw_only=True)
class ConferenceRolesFact(FactPart):
    """The organisations in each role at a conference; the fields are the values of ConferenceRoleType."""

    host: tuple[str, ...] = names_field(ConferenceRoleType.HOST.label)
    organiser: tuple[str, ...] = names_field(ConferenceRoleType.ORGANISER.label)
    co_organiser: tuple[str, ...] = names_field(ConferenceRoleType.CO_ORGANISER.label)
    guided_by: tuple[str, ...] = names_field(ConferenceRoleType.GUIDED_BY.label)
    supported_by: tuple[str, ...] = names_field(ConferenceRoleType.SUPPORTED_BY.label)

    @classmethod
    def of(cls, role: str, organisations: Iterable[str]) -> "ConferenceRolesFact":
        """The organisations in one role."""
        return cls(**{ConferenceRoleType(role).value: tuple(organisations)})

    def by_role(self) -> dict[str, tuple[str, ...]]:
        """The organisations of each role that any has."""
        roles = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return {role: organisations for role, organisations in roles.items() if organisations}


@dataclass(frozen=True, kw_only=True)
class PartFact(FactPart):
    """What a person did in a session, with the post on that day and the base that was unveiled."""

    person: str = text_field(_("person"), name_sort=NameSort.PERSON)
    post: str = text_field(_("post on that day"))
    organisation: str = name_field(_("organisation"))
    action: str = choice_field(_("what they did"), PartAction, "")
    title: str = text_field(_("title"), name_sort=NameSort.TITLE)
    base: str = name_field(_("base unveiled"), PayloadFieldType.TRAINING_BASE)


@dataclass(frozen=True, kw_only=True)
class SessionFact(FactPart):
    """A session of a conference."""

    kind: str = choice_field(_("session"), SessionKind, "")
    title: str = text_field(_("title"), name_sort=NameSort.TITLE)
    parts: tuple[PartFact, ...] = rows_field(PartFact)


@dataclass(frozen=True, kw_only=True)
class ConferenceFact(FactKind):
    """A conference; the name is None for one that the page does not name."""

    kind: ClassVar[str] = "conference"
    model: ClassVar[type[models.Model]] = Conference
    identity: ClassVar[tuple[str, ...]] = ("name",)
    fallback_identity: ClassVar[tuple[str, ...]] = ("starts_on", "theme")
    has_record: ClassVar[bool] = True

    name: str | None = text_field(
        _("name"), "name", default=None, required=True, name_sort=NameSort.TITLE
    )
    conference_kind: str = choice_field(_("kind"), ConferenceKind)
    starts_on: str | None = date_field(_("dates"), "dates")
    venue: str | None = text_field(_("venue"), "venue", default=None)
    theme: str | None = text_field(_("theme"), "theme", default=None)
    attendance: int | None = number_field(_("attendance"))
    attendance_bound: str | None = choice_field(_("bound"), FigureBound, "", default=None)
    roles: ConferenceRolesFact = dataclasses.field(
        default_factory=ConferenceRolesFact, metadata={PART: ConferenceRolesFact}
    )
    sessions: tuple[SessionFact, ...] = rows_field(SessionFact)
    consortium: str = name_field(_("of consortium"), PayloadFieldType.CONSORTIUM, "consortium")
