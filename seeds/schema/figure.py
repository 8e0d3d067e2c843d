"""Figures: how many of what a text counts."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from consortia.models import Figure, FigureBound, FigureSubject
from seeds.schema.facts import FactKind
from seeds.schema.fields import (
    PayloadFieldType,
    choice_field,
    date_field,
    name_field,
    number_field,
    text_field,
)


@dataclass(frozen=True, kw_only=True)
class FigureFact(FactKind):
    """A number with what it counts, how exact it is, and the words for it as printed."""

    kind: ClassVar[str] = "figure"
    model: ClassVar[type[models.Model]] = Figure
    identity: ClassVar[tuple[str, ...]] = ("of", "about", "value")

    of: str = choice_field(_("of what"), FigureSubject, "of")
    value: int | None = number_field(_("value"), "value", required=True)
    bound: str = choice_field(_("bound"), FigureBound, "bound")
    wording: str = text_field(_("wording"), "name")
    about: str = name_field(_("about what"), PayloadFieldType.SUBJECT)
    as_of: str | None = date_field(_("as of"), "as_of")
