"""Writing the plan of a sheet of training bases or agreements."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from consortia.models import Consortium, Organisation
from consortia.sheets.decisions import CHANGE, CLOSE, REMOVE, SheetDecisions
from consortia.sheets.outcome import RowOutcome, missing_outcomes, outcome_of
from consortia.sheets.plan import PlannedSheetRow, RowState, SheetPlan
from consortia.sheets.record_changes import NEW_PART, OUT_FIELD
from consortia.sheets.record_kinds import RecordKind
from consortia.sheets.record_lookups import RecordLookup
from consortia.sheets.writer import SheetWriter, line_refusal

# What tells two parts of one organisation in one record apart, as their constraints have it
PART_IDENTITY = ("role", "signatory", "signatory_en")


def write_records(
    plan: SheetPlan,
    consortium: Consortium,
    decisions: SheetDecisions,
    writer: SheetWriter,
    *,
    kind: RecordKind,
) -> list[RowOutcome]:
    """Write what the plan comes to and return what became of each row.

    Raises SheetImportRefused with the line that the records do not take.
    """
    RecordSheetWriter(plan, consortium, writer, kind).write()
    return [*map(outcome_of, plan.rows), *missing_outcomes(plan, decisions)]


class RecordSheetWriter:
    """Writes the rows of one plan."""

    def __init__(self, plan: SheetPlan, consortium, writer: SheetWriter, kind: RecordKind):
        self.plan = plan
        self.consortium = consortium
        self.writer = writer
        self.kind = kind
        self.lookup = RecordLookup()
        self.organisations: dict[
            str, Organisation
        ] = {}  # new ones by the key that their rows share

    def write(self) -> None:
        """Write new organisations, new records with their parts, and the changes that are taken."""
        self._create_organisations()
        self._create_records()
        for planned in self.plan.rows:
            if planned.change_choice == CHANGE:
                self._change(planned)
        for record in self.plan.missing:
            self._write_missing(record)
        for planned in self._rows_to_write():
            for question in planned.questions:
                self.writer.remember(question)

    def _write_missing(self, missing) -> None:
        """Do what was chosen for a record that the sheet does not have."""
        rows = self.kind.model._base_manager
        if missing.choice == CLOSE:
            self.writer.change(rows.get(pk=missing.pk), {"status": self.kind.closed})
        elif missing.choice == REMOVE:
            self.writer.delete(rows.get(pk=missing.pk))

    def _rows_to_write(self) -> Iterator[PlannedSheetRow]:
        for planned in self.plan.rows:
            is_new = planned.state in {RowState.NEW, RowState.ADDED}
            if is_new or planned.change_choice == CHANGE:
                yield planned

    def _create_organisations(self) -> None:
        for planned in self._rows_to_write():
            for question in planned.questions:
                if question.new_key:
                    body = question.body
                    organisation = Organisation(
                        name=body.name, name_en=body.name_en, kind=question.kind
                    )
                    self.organisations.setdefault(question.new_key, organisation)
        self.writer.create(list(self.organisations.values()))

    def _organisation(self, question) -> int:
        """The key of the organisation that a name means, a new one too."""
        if question.new_key:
            return self.organisations[question.new_key].pk
        return question.organisation

    def _create_records(self) -> None:
        new_rows = self.plan.in_state(RowState.NEW, RowState.ADDED)
        records = [self._record(planned) for planned in new_rows]
        self.writer.create(records)
        parts = []
        for planned, record in zip(new_rows, records, strict=True):
            parts += self._parts(planned, record)
        self.writer.create(parts)

    def _record(self, planned):
        row = planned.row
        values = dict(zip(self.kind.titles, (row.title, row.title_en), strict=True))
        values |= {**row.defaults, **row.values, "consortium_id": self.consortium.pk}
        for column, text in row.lookups.items():
            pk, _remark = self.lookup.find(column, text)
            if pk is not None:
                values.setdefault(f"{self.kind.field_of(column)}_id", pk)
        for question, part in zip(planned.questions, row.parts, strict=True):
            if part.target in self.kind.body_fields:
                values[f"{part.target}_id"] = self._organisation(question)
        return self.kind.model(**values)

    def _parts(self, planned, record) -> Iterator:
        """The parts of a new record; an organisation that is named twice in one role is one part."""
        seen = set()
        for place, part in enumerate(planned.row.parts):
            if part.target != self.kind.part_target:
                continue
            row = self._part(planned, place, record)
            identity = (row.organisation_id, *(part.values.get(name, "") for name in PART_IDENTITY))
            if identity not in seen:
                seen.add(identity)
                yield row

    def _part(self, planned, place, record):
        values = planned.row.parts[place].values
        return self.kind.part_model(
            **{self.kind.parent: record},
            organisation_id=self._organisation(planned.questions[place]),
            position=place + 1,
            **values,
        )

    # Changes

    def _change(self, planned) -> None:
        try:
            self._change_record(planned)
            self._change_parts(planned)
        except ValidationError as error:
            raise line_refusal(planned.line, error) from error

    def _change_record(self, planned) -> None:
        values = {}
        for change in planned.changes:
            if change.target == self.kind.model._meta.label_lower:
                values.update(self._column_value(change))
        if values:
            self.writer.change(self.kind.model._base_manager.get(pk=planned.record), values)

    def _column_value(self, change) -> dict[str, object]:
        column = self.kind.model._meta.get_field(change.field)
        if not column.is_relation:
            return {change.field: change.new}
        if change.new in self.organisations:
            return {column.attname: self.organisations[change.new].pk}
        return {column.attname: int(change.new) if change.new else None}

    def _change_parts(self, planned) -> None:
        label = self.kind.part_model._meta.label_lower
        record = self.kind.model._base_manager.get(pk=planned.record)
        added = []
        for change in planned.changes:
            if change.target != label:
                continue
            key, _dot, name = change.field.partition(".")
            if key == NEW_PART:
                added.append(self._part(planned, int(name), record))
                continue
            part = self.kind.part_model._base_manager.get(pk=int(key))
            if name == OUT_FIELD:
                self.writer.delete(part)
            else:
                self.writer.change(part, {name: change.new})
        self.writer.create(added)
