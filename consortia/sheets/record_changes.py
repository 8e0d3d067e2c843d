"""What a row of a sheet says otherwise than the record that stands."""

from collections.abc import Iterator

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consortia.models import Consortium, Organisation
from consortia.sheets.plan import SheetChange
from consortia.sheets.record_kinds import RecordKind
from consortia.sheets.record_lookups import RecordLookup
from consortia.sheets.record_rows import RecordRow
from portal.core import partial_dates
from portal.core.fields import PartialDateField
from portal.core.names import current_language

NEW_PART = (
    "new"  # the field of a change that adds a part: `new.0` for the first organisation of the row
)
BLANK = "–"
OUT_FIELD = "out"  # behind the key of a part, the field of a change that takes it out
PERSONAL_FIELDS = ("side", "signatory", "signatory_en", "post", "post_en")


class RecordComparison:
    """Compares rows with records; the labels of organisations come from the look-up of names.

    `takes_out` says whether a part that a row lacks is a change, where the sheet has the column of the part.
    """

    def __init__(
        self, kind: RecordKind, columns, lookup: RecordLookup, organisations, *, takes_out: bool
    ):
        self.takes_out = takes_out
        self.kind = kind
        self.columns = columns
        self.lookup = lookup
        self.organisations = organisations.organisations

    def changes(self, named, record, *, consortium, is_keyed: bool) -> Iterator[SheetChange]:
        """The fields, and the parts, that the row states and the record does not have so."""
        for field, value in self._stated(named, is_keyed=is_keyed).items():
            old = _plain(record, field)
            if old != value:
                yield self._change(record, field, old, value)
        if record.consortium_id is None:
            yield self._change(record, "consortium", "", str(consortium.pk))
        yield from self._part_changes(named, record, is_keyed=is_keyed)

    def unnamed_parts(self, named, record) -> Iterator[str]:
        """A remark for each part that stands, that the row does not name, and that stays."""
        bodies = set(named.bodies)
        for part in getattr(record, self.kind.parts).all():
            is_unnamed = named.questions and part.organisation_id not in bodies
            if is_unnamed and not self._is_taken_out(part):
                yield (
                    _("“%s” stands in the record and not in the sheet; it stays.")
                    % part.organisation
                )

    def emptied_choices(self, named, *, is_keyed: bool) -> Iterator[str]:
        """A remark for each emptied cell of an exported row that every record has to say something of."""
        fields = {self.kind.field_of(column) for column in self.columns} & self.kind.fields
        for name in sorted(fields - set(named.row.values)):
            field = self.kind.model._meta.get_field(name)
            if is_keyed and _must_be_filled(field):
                label = capfirst(field.verbose_name)
                yield _("“%s” cannot be blank; what stands stays.") % label

    def _is_taken_out(self, part) -> bool:
        return self.takes_out and self.kind.part_column(part) in self.columns

    def _stated(self, named, *, is_keyed: bool) -> dict[str, str]:
        """The values of the row by field: of an exported row all columns, of another what is not blank."""
        row = named.row
        stated = dict(zip(self.kind.titles, (row.title, row.title_en), strict=True))
        stated.update(row.values)
        stated.update({field: str(pk) for field, pk in named.found.items()})
        for body, part in zip(named.bodies, row.parts, strict=True):
            if part.target in self.kind.body_fields:
                stated[part.target] = str(body)
        if not is_keyed:
            return {field: value for field, value in stated.items() if value}
        fields = {self.kind.field_of(column) for column in self.columns} & self.kind.fields
        unread = {self.kind.field_of(column) for column in row.lookups} - set(named.found)
        values = {field: stated.get(field, "") for field in sorted(fields - unread)}
        meta = self.kind.model._meta
        return {
            field: value
            for field, value in values.items()
            if value or not _must_be_filled(meta.get_field(field))
        }

    def _change(self, record, field, old, new) -> SheetChange:
        column = self.kind.model._meta.get_field(field)
        return SheetChange(
            self.kind.model._meta.label_lower,
            field,
            str(column.verbose_name),
            old,
            new,
            self._text(column, old),
            self._text(column, new),
        )

    def _text(self, column, value) -> str:
        """A value as people read it."""
        if not value:
            return BLANK
        if column.is_relation:
            return self._record_text(column, value)
        if column.choices:
            return str(dict(column.flatchoices)[value])
        if isinstance(column, PartialDateField):
            return partial_dates.display(value, current_language())
        return value

    def _record_text(self, column, value) -> str:
        if column.related_model not in {Organisation, Consortium}:
            return self.lookup.label(column.related_model, value)
        organisation = self.organisations.get(int(value)) if value.isdecimal() else None
        if organisation is None:
            return _("a new organisation")
        return organisation.name or organisation.name_en

    # Parts

    def _part_changes(self, named, record, *, is_keyed: bool) -> Iterator[SheetChange]:
        """The parts to add, what is blank or other in parts that stand, and the parts to take out."""
        standing = list(getattr(record, self.kind.parts).all())
        for place, (part, body) in enumerate(zip(named.row.parts, named.bodies, strict=True)):
            if part.target != self.kind.part_target:
                continue
            same = [each for each in standing if self._is_same_part(each, part, body)]
            if not same:
                yield self._part_change(f"{NEW_PART}.{place}", "", str(body), part.label)
                continue
            likest = min(same, key=lambda each, part=part: _differences(each, part))
            standing.remove(likest)
            for field, value in part.values.items():
                old = getattr(likest, field)
                is_stated = bool(value) or is_keyed
                if is_stated and old != value:
                    yield self._part_change(f"{likest.pk}.{field}", old, value, value or BLANK)
        for part in standing:
            if self._is_taken_out(part):
                label = str(part.organisation)
                yield self._part_change(f"{part.pk}.{OUT_FIELD}", label, "", BLANK)

    def _is_same_part(self, standing, part, body) -> bool:
        return standing.organisation_id == body and all(
            getattr(standing, field) == part.values.get(field) for field in self.kind.part_identity
        )

    def _part_change(self, field, old, new, text) -> SheetChange:
        meta = self.kind.part_model._meta
        _key, _dot, name = field.partition(".")
        is_whole = name.isdecimal() or name == OUT_FIELD
        label = meta.verbose_name if is_whole else meta.get_field(name).verbose_name
        return SheetChange(meta.label_lower, field, str(label), old, new, old or BLANK, text)


def _must_be_filled(field: models.Field) -> bool:
    """Whether a field is a choice that no record is without."""
    return bool(field.choices) and not field.blank


def _differences(standing, part) -> int:
    """In how many fields of a person's part the row says otherwise."""
    fields = [name for name in PERSONAL_FIELDS if hasattr(standing, name)]
    return sum(getattr(standing, name) != part.values.get(name, "") for name in fields)


def _plain(record: models.Model, field: str) -> str:
    """The stored value of a field as text; blank for none."""
    column = record._meta.get_field(field)
    value = getattr(record, column.attname)
    return "" if value is None else str(value)


def describe_row(row: RecordRow, kind: RecordKind) -> str:
    """Date, kind and organisations of a row in words."""
    values = {**row.defaults, **row.values}
    bodies = [part.label for part in row.parts]
    return _describe(kind, values.get("kind", ""), values.get(kind.dated, ""), bodies)


def describe_record(record, kind: RecordKind) -> str:
    """Date, kind and organisations of a record in words."""
    bodies = [str(part.organisation) for part in getattr(record, kind.parts).all()]
    return _describe(kind, record.kind, getattr(record, kind.dated), bodies)


def _describe(kind, value, dated, bodies) -> str:
    labels = dict(kind.model._meta.get_field("kind").flatchoices)
    date = partial_dates.display(dated, current_language()) if dated else ""
    return " · ".join(
        text for text in (str(labels.get(value, "")), date, " × ".join(bodies)) if text
    )
