"""The record that a proposal is about beside what is proposed for it: what fills a gap, what agrees, and what does not."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models

from consortia.models import (
    Agreement,
    Appointment,
    Conference,
    Consortium,
    Document,
    Figure,
    FigureBound,
    FigureSubject,
    Membership,
    Organisation,
    OrganisationKind,
    TrainingBase,
)
from portal.core import partial_dates
from portal.core.fields import PartialDateField
from portal.core.folding import CHINESE_CHARACTER, name_key
from seeds.reviewing.answers import ProposalFormData
from seeds.reviewing.proposal_form import ProposalForm
from seeds.reviewing.proposal_schema import PROPOSAL_SCHEMAS, PayloadFieldType
from seeds.reviewing.resolve_merged import resolve_record

RECORD_MODELS = {
    "consortium": Consortium,
    "membership": Membership,
    "conference": Conference,
    "agreement": Agreement,
    "training_base": TrainingBase,
    "appointment": Appointment,
    "document": Document,
    "figure": Figure,
}
EMPTY_VALUES = ("", None, "other", False)


@dataclass(frozen=True, kw_only=True)
class TargetRow:
    """A row that the proposal itself is about: the columns proposed for it, by the keys that say so."""

    key: str
    model: type[models.Model]
    row: models.Model | None = None
    columns: dict[str, object] = field(default_factory=dict)
    source_paths: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ProposalDifference:
    """A column of which the record says something else than the page; the person chooses."""

    column: str
    label: str
    on_record: str
    proposed: str
    choice: str = ""
    shown_value: str = ""

    @property
    def is_chosen(self) -> bool:
        """Whether the person saw what stands on record now, and chose."""
        return self.choice in {"record", "page"} and self.shown_value == self.on_record


def language_column(column: str, text: str) -> str:
    """The column of the language that the text is in."""
    return column if CHINESE_CHARACTER.search(text) or not text else f"{column}_en"


def value_columns(sheet: ProposalForm) -> tuple[dict[str, object], dict[str, str]]:
    """What the single values of the form say for the record's own columns, and which key says it."""
    columns, said_by = {}, {}
    for value in sheet.values:
        if value.key.column and value.text:
            column = (
                language_column(value.key.column, value.text)
                if value.key.bilingual
                else value.key.column
            )
            columns[column] = (
                value.text == "yes" if value.key.field_type is PayloadFieldType.YES else value.text
            )
            said_by[column] = value.path
    return columns, said_by


def name_columns(sheet: ProposalForm) -> tuple[dict[str, int], dict[str, str]]:
    """The records on record that single names mean, by the column that points at them, and which key says it."""
    shape = PROPOSAL_SCHEMAS[sheet.proposal.kind].items()
    keys = {f"{key.column}_id": path for path, key in shape if key.is_name and key.column}
    said_by = {column: path for column, path in keys.items() if path in sheet.names_by_path}
    return {
        column: pk for column, path in said_by.items() if (pk := sheet.names_by_path[path].pk)
    }, said_by


def find_target_rows(sheet: ProposalForm) -> list[TargetRow]:
    """The rows that the proposal is about, as they stand on record if one is chosen."""
    kind, pk = sheet.proposal.kind, sheet.record_pk
    columns, said_by = (
        own | named for own, named in zip(value_columns(sheet), name_columns(sheet), strict=True)
    )
    if kind == "consortium":
        return _of_consortium(pk, columns, said_by)
    row = resolve_record(RECORD_MODELS[kind], pk) if pk and sheet.has_record else None
    found = [
        TargetRow(
            key="record", model=RECORD_MODELS[kind], row=row, columns=columns, source_paths=said_by
        )
    ]
    if kind == "conference":
        found += _attendance(sheet, row)
    return found


def _of_consortium(pk, columns, said_by) -> list[TargetRow]:
    """An organisation and its consortium side. A name on record stays: another one becomes an alias."""
    body = resolve_record(Organisation, pk) if pk else None
    joined = Consortium.objects.filter(pk=pk).first() if body else None
    named = {name: text for name, text in columns.items() if name in {"name", "name_en"}}
    kind = OrganisationKind.CONSORTIUM
    own = {"kind": kind} if body else {**named, "kind": kind}
    rest = {name: value for name, value in columns.items() if name not in named}
    said = {name: path for name, path in said_by.items() if name in named}
    beyond = {name: path for name, path in said_by.items() if name not in named}
    return [
        TargetRow(key="record", model=Organisation, row=body, columns=own, source_paths=said),
        TargetRow(key="beyond", model=Consortium, row=joined, columns=rest, source_paths=beyond),
    ]


def _attendance(sheet, conference) -> Iterator[TargetRow]:
    """The attendance of a conference, which is a figure about it."""
    told = {value.path: value.text for value in sheet.values}
    if told.get("attendance"):
        bound = told.get("attendance_bound") or FigureBound.EXACTLY
        row = None
        if conference is not None:
            row = Figure.objects.filter(
                content_type=ContentType.objects.get_for_model(Conference),
                object_id=conference.pk,
                of=FigureSubject.ATTENDANCE,
            ).first()
        yield TargetRow(
            key="attendance",
            model=Figure,
            row=row,
            columns={"value": told["attendance"], "bound": bound, "of": FigureSubject.ATTENDANCE},
            source_paths={"value": "attendance", "bound": "attendance"},
        )


def find_differences(found: list[TargetRow], answer: ProposalFormData) -> list[ProposalDifference]:
    """Where the record says something else, with what the person chose so far."""
    return [
        ProposalDifference(
            column=column,
            label=str(head.model._meta.get_field(column).verbose_name),
            on_record=display_value(head.row, column, getattr(head.row, column)),
            proposed=display_value(head.row, column, value),
            choice=answer.column_choices.get(column, ""),
            shown_value=answer.shown_values.get(column, ""),
        )
        for head in found
        if head.row is not None
        for column, value in head.columns.items()
        if is_different(head.row, column, value)
    ]


def is_empty(row: models.Model, column: str) -> bool:
    """Whether the record says nothing there."""
    return getattr(row, column) in EMPTY_VALUES


def is_different(row: models.Model, column: str, value: object) -> bool:
    """Whether the record says there something that the value does not."""
    return (
        value not in EMPTY_VALUES
        and not is_empty(row, column)
        and not is_same_value(row, column, value)
    )


def is_same_value(row: models.Model, column: str, value: object) -> bool:
    """Whether the record says the same, or the same more exactly."""
    on_record = getattr(row, column)
    if isinstance(row._meta.get_field(column), PartialDateField):
        return _same_days(on_record, str(value))
    if isinstance(on_record, str):
        return name_key(on_record) == name_key(str(value))
    try:
        return on_record == type(on_record)(value)
    except (TypeError, ValueError, ArithmeticError):
        return False


def _same_days(on_record, said):
    """Whether the days on record lie within the said ones, or begin with them."""
    try:
        if "XXXX" in said:
            return on_record.partition("/")[0][4:].startswith(said.partition("/")[0][4:])
        first, last = partial_dates.earliest(said), partial_dates.latest(said)
    except ValueError:
        return False
    begins = partial_dates.earliest(on_record)
    return begins == first == last or (first <= begins and partial_dates.latest(on_record) <= last)


def display_value(row: models.Model, column: str, value: object) -> str:
    """A value of a column as a person reads it."""
    made = row._meta.get_field(column)
    if made.is_relation:
        return str(made.related_model._base_manager.filter(pk=value).first() or value)
    if made.choices:
        return str(dict(made.flatchoices).get(value, value))
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)
