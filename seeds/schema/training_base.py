"""Training bases: who hosts one, with whom, and who awarded it."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consortia.models import BasePartnerRole, TrainingBase, TrainingBaseKind
from seeds.schema.facts import FactKind, FactPart, rows_field
from seeds.schema.fields import (
    NameSort,
    PayloadFieldType,
    choice_field,
    date_field,
    name_field,
    names_field,
    text_field,
)


@dataclass(frozen=True, kw_only=True)
class BasePartnerFact(FactPart):
    """A body behind a base, with what it is to the base."""

    needed: ClassVar[str] = "organisation"

    organisation: str = name_field(_("partner of a base"))
    role: str = choice_field(_("role"), BasePartnerRole, "")


@dataclass(frozen=True, kw_only=True)
class TrainingBaseFact(FactKind):
    """A training base or another plaque; its hosts stand among the partners too."""

    kind: ClassVar[str] = "training_base"
    model: ClassVar[type[models.Model]] = TrainingBase
    identity: ClassVar[tuple[str, ...]] = ("name",)
    needed: ClassVar[str] = "name"
    has_record: ClassVar[bool] = True
    open_list: ClassVar[str] = "partners.*.organisation"

    name: str = text_field(_("name"), "name", required=True, name_sort=NameSort.BASE)
    base_kind: str = choice_field(_("kind"), TrainingBaseKind)
    hosts: tuple[str, ...] = names_field(pgettext_lazy("of a training base", "host"))
    partners: tuple[BasePartnerFact, ...] = rows_field(BasePartnerFact)
    awarded_by: str = name_field(_("awarded by"), column="awarded_by")
    unveiled_on: str | None = date_field(_("unveiled on"), "unveiled_on")
    conference: str = name_field(_("unveiled at"), PayloadFieldType.CONFERENCE, "unveiled_at")
