"""Documents: charters, plans, lists and reports that were released or adopted."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from consortia.models import Document, DocumentAction, DocumentKind
from seeds.schema.facts import FactKind
from seeds.schema.fields import (
    NameSort,
    PayloadFieldType,
    choice_field,
    date_field,
    name_field,
    text_field,
)


@dataclass(frozen=True, kw_only=True)
class DocumentFact(FactKind):
    """A document, what happened to it, and whose it is."""

    kind: ClassVar[str] = "document"
    model: ClassVar[type[models.Model]] = Document
    identity: ClassVar[tuple[str, ...]] = ("name",)
    needed: ClassVar[str] = "name"
    has_record: ClassVar[bool] = True

    name: str = text_field(_("name"), "name", required=True, name_sort=NameSort.TITLE)
    document_kind: str = choice_field(_("kind"), DocumentKind)
    action: str = choice_field(_("what happened to it"), DocumentAction, "action")
    organisation: str = name_field(_("of"), column="organisation")
    dated: str | None = date_field(_("on"), "dated")
    conference: str = name_field(_("at conference"), PayloadFieldType.CONFERENCE, "conference")
