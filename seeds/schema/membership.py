"""Memberships: the office of one organisation in a consortium."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from consortia.models import Membership, MembershipRole
from seeds.schema.facts import FactKind
from seeds.schema.fields import (
    PayloadFieldType,
    choice_field,
    date_field,
    name_field,
    text_field,
)


@dataclass(frozen=True, kw_only=True)
class MembershipFact(FactKind):
    """The office of an organisation in a consortium, with its words as printed."""

    kind: ClassVar[str] = "membership"
    model: ClassVar[type[models.Model]] = Membership
    identity: ClassVar[tuple[str, ...]] = ("organisation", "consortium", "role")
    needed: ClassVar[str] = "organisation"

    organisation: str = name_field(_("organisation"), required=True)
    consortium: str = name_field(_("consortium"), PayloadFieldType.CONSORTIUM, required=True)
    role: str = choice_field(_("role"), MembershipRole, "role")
    wording: str = text_field(_("wording"), "wording")
    since: str | None = date_field(_("since"), "since")
