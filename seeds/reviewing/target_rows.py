"""The record that a proposal is about, compared with it: gaps, equal values and differences."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.contrib.contenttypes.models import ContentType
from django.db import models

from consortia.models import (
    Conference,
    Consortium,
    Figure,
    FigureBound,
    FigureSubject,
    Organisation,
    OrganisationKind,
)
from portal.core import partial_dates
from portal.core.fields import PartialDateField
from portal.core.folding import CHINESE_CHARACTER, name_key
from seeds.models import ProposalKind
from seeds.reviewing.answers import ProposalFormData
from seeds.reviewing.proposal_form import ProposalForm
from seeds.reviewing.proposal_schema import PROPOSAL_SCHEMAS
from seeds.reviewing.resolve_merged import resolve_record
from seeds.schema import FACT_KINDS
from seeds.schema.fields import PayloadFieldType

EMPTY_VALUES = ("", None, "other", False)


@dataclass(frozen=True, kw_only=True)
class TargetRow:
    """A row that the proposal itself is about: the proposed columns, and the paths they come from."""

    key: str
    model: type[models.Model]
    row: models.Model | None = None
    columns: dict[str, object] = field(default_factory=dict)
    source_paths: dict[str, str] = field(default_factory=dict)

    def with_columns(self, columns: dict[str, object]) -> "TargetRow":
        """The same with these columns added or replaced."""
        return replace(self, columns={**self.columns, **columns})


@dataclass(frozen=True, kw_only=True)
class ProposalDifference:
    """A column with another value on record than on the page; the person chooses."""

    column: str
    label: str
    on_record: str
    proposed: str
    choice: str = ""
    shown_value: str = ""

    @property
    def is_chosen(self) -> bool:
        """Whether the person saw the present value on record, and chose."""
        return self.choice in {"record", "page"} and self.shown_value == self.on_record


def language_column(column: str, text: str) -> str:
    """The column of the language that the text is in."""
    is_chinese = not text or CHINESE_CHARACTER.search(text)
    return column if is_chinese else f"{column}_en"


def value_columns(form: ProposalForm) -> tuple[dict[str, object], dict[str, str]]:
    """The record's own columns with the single values of the form, and the path of each."""
    columns: dict[str, object] = {}
    paths: dict[str, str] = {}
    for value in form.values:
        column = value.key.column
        if not column or not value.text:
            continue
        if value.key.bilingual:
            column = language_column(column, value.text)
        is_flag = value.key.field_type is PayloadFieldType.BOOLEAN
        columns[column] = value.text == "yes" if is_flag else value.text
        paths[column] = value.path
    return columns, paths


def name_columns(form: ProposalForm) -> tuple[dict[str, int], dict[str, str]]:
    """The columns with the records on record that single names mean, and the path of each name."""
    columns: dict[str, int] = {}
    paths: dict[str, str] = {}
    for path, key in PROPOSAL_SCHEMAS[form.proposal.kind].items():
        name = form.names_by_path.get(path)
        if name is None or not key.is_name or not key.column:
            continue
        paths[f"{key.column}_id"] = path
        if name.pk:
            columns[f"{key.column}_id"] = name.pk
    return columns, paths


def find_target_rows(form: ProposalForm) -> list[TargetRow]:
    """The rows that the proposal is about, as they are on record if one is chosen."""
    kind = form.proposal.kind
    own_columns, own_paths = value_columns(form)
    named_columns, name_paths = name_columns(form)
    columns = own_columns | named_columns
    paths = own_paths | name_paths
    if kind == ProposalKind.CONSORTIUM:
        return _consortium_rows(form.record_pk, columns, paths)
    model = FACT_KINDS[kind].model
    row = None
    if form.record_pk and form.has_record:
        row = resolve_record(model, form.record_pk)
    targets = [TargetRow(key="record", model=model, row=row, columns=columns, source_paths=paths)]
    if kind == ProposalKind.CONFERENCE:
        targets += _attendance_rows(form, row)
    return targets


def _consortium_rows(
    pk: int | None, columns: dict[str, object], paths: dict[str, str]
) -> list[TargetRow]:
    """An organisation and its consortium row. A name on record stays: another one becomes an alias."""
    organisation = resolve_record(Organisation, pk) if pk else None
    consortium = Consortium.objects.filter(pk=pk).first() if organisation else None
    names, details = _split_names(columns)
    name_paths, detail_paths = _split_names(paths)
    own_columns = {"kind": OrganisationKind.CONSORTIUM}
    if organisation is None:
        own_columns = {**names, **own_columns}
    return [
        TargetRow(
            key="record",
            model=Organisation,
            row=organisation,
            columns=own_columns,
            source_paths=name_paths,
        ),
        TargetRow(
            key="beyond",
            model=Consortium,
            row=consortium,
            columns=details,
            source_paths=detail_paths,
        ),
    ]


def _split_names(columns: dict) -> tuple[dict, dict]:
    """The columns of the name, and the others."""
    names = {}
    others = {}
    for column, value in columns.items():
        if column in {"name", "name_en"}:
            names[column] = value
        else:
            others[column] = value
    return names, others


def _attendance_rows(form: ProposalForm, conference: Conference | None) -> Iterator[TargetRow]:
    """The attendance of a conference, which is a figure about it."""
    texts = {value.path: value.text for value in form.values}
    if not texts.get("attendance"):
        return
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
        columns={
            "value": texts["attendance"],
            "bound": texts.get("attendance_bound") or FigureBound.EXACTLY,
            "of": FigureSubject.ATTENDANCE,
        },
        source_paths={"value": "attendance", "bound": "attendance"},
    )


def find_differences(targets: list[TargetRow], data: ProposalFormData) -> list[ProposalDifference]:
    """The columns with another value on record, each with the choice so far."""
    differences = []
    for target in targets:
        if target.row is None:
            continue
        for column, value in target.columns.items():
            if is_different(target.row, column, value):
                differences.append(_build_difference(target.row, column, value, data))
    return differences


def _build_difference(
    row: models.Model, column: str, value: object, data: ProposalFormData
) -> ProposalDifference:
    return ProposalDifference(
        column=column,
        label=str(row._meta.get_field(column).verbose_name),
        on_record=display_value(row, column, getattr(row, column)),
        proposed=display_value(row, column, value),
        choice=data.column_choices.get(column, ""),
        shown_value=data.shown_values.get(column, ""),
    )


def is_empty(row: models.Model, column: str) -> bool:
    """Whether the column of the record holds no information."""
    return getattr(row, column) in EMPTY_VALUES


def is_different(row: models.Model, column: str, value: object) -> bool:
    """Whether the record holds another value there, and both are filled."""
    if value in EMPTY_VALUES or is_empty(row, column):
        return False
    return not is_same_value(row, column, value)


def is_same_value(row: models.Model, column: str, value: object) -> bool:
    """Whether the record holds the same value, or the same more exactly."""
    on_record = getattr(row, column)
    if isinstance(row._meta.get_field(column), PartialDateField):
        return _is_within(on_record, str(value))
    if isinstance(on_record, str):
        return name_key(on_record) == name_key(str(value))
    try:
        return on_record == type(on_record)(value)
    except (TypeError, ValueError, ArithmeticError):
        return False


def _is_within(on_record: str, proposed: str) -> bool:
    """Whether the days on record lie within the proposed ones, or begin with them."""
    try:
        if "XXXX" in proposed:
            return _month_and_day(on_record).startswith(_month_and_day(proposed))
        first = partial_dates.earliest(proposed)
        last = partial_dates.latest(proposed)
    except ValueError:
        return False
    begins = partial_dates.earliest(on_record)
    if begins == first == last:
        return True
    return first <= begins and partial_dates.latest(on_record) <= last


def _month_and_day(date: str) -> str:
    """An EDTF date, or the first of an interval, without its year."""
    return date.partition("/")[0][4:]


def display_value(row: models.Model, column: str, value: object) -> str:
    """A value of a column as a person reads it."""
    model_field = row._meta.get_field(column)
    if model_field.is_relation:
        return str(model_field.related_model._base_manager.filter(pk=value).first() or value)
    if model_field.choices:
        return str(dict(model_field.flatchoices).get(value, value))
    if hasattr(value, "normalize"):
        return f"{value.normalize():f}"
    return str(value)
