"""Changes that a merge makes to aliases and to the evidence of single fields."""

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
SOURCE_FIELDS = ("content_type", "object_id", "article", "paragraph", "quote")


def add_aliases(mover: ReferenceMover, organisation: Organisation, texts: list[str]) -> None:
    """Store lost official names as aliases; delete rejections of names that the organisation now has."""
    aliases = organisation.names.values_list("text", flat=True)
    known_names = [organisation.name, organisation.name_en, *aliases]
    known_keys = {name_key(text) for text in known_names}
    for text in texts:
        if not text or name_key(text) in known_keys:
            continue
        language = Language.CHINESE if CHINESE_CHARACTER.search(text) else Language.ENGLISH
        alias = OrganisationName(
            organisation=organisation,
            text=text,
            language=language,
            kind=OrganisationNameKind.AS_PRINTED,
        )
        mover.add(alias)
        known_keys.add(name_key(text))
    for rejection in organisation.not_meant_by.filter(name__in=known_keys):
        mover.delete_cascade(rejection)


def conflicting_fields(survivor, duplicate, picks: frozenset[str]) -> dict[str, bool]:
    """The names of the fields whose values differ; True where the survivor's value is overwritten."""
    model_name = type(survivor)._meta.model_name
    conflicts = {}
    for field in editable_fields(type(survivor)):
        own_value = getattr(survivor, field.attname)
        other_value = getattr(duplicate, field.attname)
        if own_value in BLANK_VALUES or other_value in BLANK_VALUES or own_value == other_value:
            continue
        is_picked = f"{model_name}.{field.name}" in picks
        conflicts[field.name] = should_take_value(field, survivor, duplicate, picked=is_picked)
    return conflicts


def update_evidence(mover: ReferenceMover, rows: list[Evidence], fields: set[str]) -> None:
    """Update the evidence that supports the overwritten values of these fields.

    It now contradicts the remaining value; evidence of a lost name supports the record as a whole instead.
    """
    for row in Evidence.objects.filter(pk__in=[row.pk for row in rows]):
        if row.field not in fields or not row.supports:
            continue
        values = {"field": ""} if row.field in NAME_FIELDS else {"supports": False}
        if _has_equal_evidence(row, values):
            mover.delete_cascade(row)
        else:
            mover.change(row, **values)


def _has_equal_evidence(row, values) -> bool:
    """Whether another row already equals this one with the new values."""
    conditions = {column: getattr(row, column) for column in SOURCE_FIELDS}
    conditions |= {"field": row.field, "supports": True, **values}
    return Evidence.objects.filter(**conditions).exists()
