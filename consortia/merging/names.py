"""What merging does to names and to what paragraphs say of single fields."""

from articles.models import Language
from consortia.merging.reference_moves import (
    BLANK_VALUES,
    ReferenceMover,
    editable_fields,
    should_take_value,
)
from consortia.models import Evidence, Organisation, OrganisationName, OrganisationNameKind
from portal.core.folding import CHINESE_CHARACTER, name_key

NAME_FIELDS = ("name", "name_en")


def add_aliases(mover: ReferenceMover, body: Organisation, texts: list[str]) -> None:
    """Have every official name stay a name of the body; a refusal of a name that it now bears goes."""
    borne = {
        name_key(text)
        for text in (body.name, body.name_en, *body.names.values_list("text", flat=True))
    }
    for text in texts:
        if text and name_key(text) not in borne:
            language = Language.CHINESE if CHINESE_CHARACTER.search(text) else Language.ENGLISH
            kind = OrganisationNameKind.AS_PRINTED
            mover.add(OrganisationName(organisation=body, text=text, language=language, kind=kind))
            borne.add(name_key(text))
    for refused in body.not_meant_by.filter(name__in=borne):
        mover.delete_cascade(refused)


def conflicting_fields(kept, gone, picks: frozenset[str]) -> dict[str, bool]:
    """The fields of which both say something else, each with whether the kept record's own value is the one that is lost."""
    name = type(kept)._meta.model_name
    pairs = {
        field: (getattr(kept, field.attname), getattr(gone, field.attname))
        for field in editable_fields(type(kept))
    }
    return {
        field.name: should_take_value(field, kept, gone, picked=f"{name}.{field.name}" in picks)
        for field, (own, other) in pairs.items()
        if own != other and own not in BLANK_VALUES and other not in BLANK_VALUES
    }


def update_evidence(mover: ReferenceMover, rows: list[Evidence], fields: set[str]) -> None:
    """What supported a value that was lost contradicts the one that stands; of a name, it supports the record as a whole."""
    for row in Evidence.objects.filter(pk__in=[each.pk for each in rows]):
        if row.field not in fields or not row.supports:
            continue
        values = {"field": ""} if row.field in NAME_FIELDS else {"supports": False}
        same = {
            column: getattr(row, column)
            for column in ("content_type", "object_id", "article", "paragraph", "quote")
        }
        if Evidence.objects.filter(
            **same, **{"field": row.field, "supports": True, **values}
        ).exists():
            mover.delete_cascade(row)
        else:
            mover.change(row, **values)
