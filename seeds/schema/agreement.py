"""Agreements: who signed what with whom, and who signed for them."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from consortia.models import Agreement, AgreementKind
from seeds.schema.facts import FactKind, FactPart, rows_field
from seeds.schema.fields import (
    NameSort,
    PayloadFieldType,
    choice_field,
    date_field,
    name_field,
    names_field,
    party_field,
    text_field,
)


@dataclass(frozen=True, kw_only=True)
class SignatoryFact(FactPart):
    """A person who signed for a party, with the post on that day."""

    needed: ClassVar[str] = "person"

    person: str = text_field(_("signatory"), name_sort=NameSort.PERSON)
    post: str = text_field(_("post on that day"))
    organisation: str = party_field(_("signs for"))


@dataclass(frozen=True, kw_only=True)
class AgreementFact(FactKind):
    """One contract between its parties; nothing tells yet of which consortium it is."""

    kind: ClassVar[str] = "agreement"
    model: ClassVar[type[models.Model]] = Agreement
    identity: ClassVar[tuple[str, ...]] = ("title", "parties")
    has_record: ClassVar[bool] = True
    open_list: ClassVar[str] = "parties.*"

    title: str = text_field(_("title"), "title", name_sort=NameSort.TITLE)
    agreement_kind: str = choice_field(_("kind"), AgreementKind)
    parties: tuple[str, ...] = names_field(_("party"))
    signatories: tuple[SignatoryFact, ...] = rows_field(SignatoryFact)
    signed_on: str | None = date_field(_("signed on"), "signed_on")
    conference: str = name_field(_("at conference"), PayloadFieldType.CONFERENCE, "conference")
    consortium: str = name_field(
        _("of consortium"), PayloadFieldType.CONSORTIUM, "consortium", is_asked=True
    )
