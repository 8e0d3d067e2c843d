"""Consortia: who leads one, of what kind it is, and when it was founded."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from consortia.models import Consortium, ConsortiumKind, MembershipRole
from consortia.models.consortium import Level
from seeds.schema.facts import FactKind
from seeds.schema.fields import NameSort, choice_field, date_field, names_field, text_field


@dataclass(frozen=True, kw_only=True)
class ConsortiumFact(FactKind):
    """A consortium; its leads stand here alone, not among the members."""

    kind: ClassVar[str] = "consortium"
    model: ClassVar[type[models.Model]] = Consortium
    identity: ClassVar[tuple[str, ...]] = ("name",)
    needed: ClassVar[str] = "name"
    has_record: ClassVar[bool] = True
    open_list: ClassVar[str] = "lead_organisations.*"

    name: str = text_field(_("name"), "name", required=True, name_sort=NameSort.BODY)
    consortium_kind: str = choice_field(_("kind"), ConsortiumKind)
    level: str = choice_field(_("level"), Level, "level")
    lead_organisations: tuple[str, ...] = names_field(MembershipRole.LEAD.label)
    founded_on: str | None = date_field(_("founded on"), "founded_on")
