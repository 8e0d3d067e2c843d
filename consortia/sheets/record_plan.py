"""The plan of a sheet of training bases or agreements: what applying it to a consortium would do."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext as _

from consortia.matching import NearNames
from consortia.models import Consortium
from consortia.sheets.decisions import CHANGE, CLOSE, KEEP, REMOVE, SheetDecisions
from consortia.sheets.listed_names import names_with_marks
from consortia.sheets.name_questions import NameAsker, NameQuestion, StatedBody
from consortia.sheets.plan import (
    MissingRecord,
    PlannedSheetRow,
    RowState,
    SheetPlan,
    count_rows,
)
from consortia.sheets.record_changes import RecordComparison, describe_record, describe_row
from consortia.sheets.record_kinds import RecordKind
from consortia.sheets.record_lookups import RecordLookup
from consortia.sheets.record_rows import RecordRow, RecordSheet, join_known_names
from consortia.sheets.rights import SheetRights
from consortia.sheets.row_keys import parse_row_key
from portal.core import partial_dates
from portal.core.folding import name_key


@dataclass(frozen=True)
class NamedRecordRow:
    """A row with whom its names mean, and what else it names: keys of records by field."""

    row: RecordRow
    questions: tuple[NameQuestion, ...]
    found: dict[str, int]
    remarks: tuple[str, ...]

    @property
    def bodies(self) -> list[int | str]:
        """The organisation of each part: its key, or what rows about the same new one share."""
        return [question.organisation or question.new_key for question in self.questions]


def plan_records(
    sheet: RecordSheet,
    consortium: Consortium,
    *,
    decisions: SheetDecisions,
    rights: SheetRights,
    near_names: NearNames,
    kind: RecordKind,
) -> SheetPlan:
    """What the sheet comes to with these decisions; the number of queries does not depend on its rows."""
    planner = RecordPlanner(
        sheet=sheet,
        consortium=consortium,
        decisions=decisions,
        rights=rights,
        near_names=near_names,
        kind=kind,
    )
    return planner.plan()


class RecordPlanner:
    """Plans one sheet; `plan` is the result."""

    def __init__(self, *, sheet, consortium, decisions, rights, near_names, kind):
        self.sheet: RecordSheet = sheet
        self.consortium = consortium
        self.decisions = decisions
        self.rights = rights
        self.kind: RecordKind = kind
        self.asker = NameAsker(near_names, decisions.names)
        self.lookup = RecordLookup()
        self.records = {record.pk: record for record in self._load_records()}
        self.by_title = defaultdict(list)
        for record in self.records.values():
            for field in kind.titles:
                if getattr(record, field):
                    self.by_title[name_key(getattr(record, field))].append(record)
        self.used: dict[int, int] = {}  # the line that a record was met in
        self.new_rows: dict[tuple, int] = {}  # the line of each new record

    def _load_records(self):
        """The records of the consortium, and those of none that have a title of the sheet."""
        titles = {title for row in self.sheet.rows for title in (row.title, row.title_en) if title}
        condition = Q(consortium=self.consortium)
        for field in self.kind.titles:
            condition |= Q(**{"consortium": None, f"{field}__in": titles})
        return self.kind.model.objects.filter(condition).prefetch_related(
            f"{self.kind.parts}__organisation"
        )

    def plan(self) -> SheetPlan:
        """Plan all rows, and find the records of the consortium that the sheet does not have."""
        rows = tuple(self._plan_row(self._name(row)) for row in self._rows())
        missing = tuple(self._missing())
        counts = count_rows(rows, missing, self.sheet.faults)
        return SheetPlan(rows, missing, self.sheet.faults, self.sheet.remarks, counts)

    def _rows(self) -> Iterator[RecordRow]:
        """The rows, with names on record whole that hold a mark that parts names elsewhere."""
        known = names_with_marks(text for _pk, text in self.asker.lookup.names)
        for row in self.sheet.rows:
            yield replace(row, parts=tuple(join_known_names(row.parts, known)))

    def _missing(self) -> Iterator[MissingRecord]:
        """The records of the consortium that no row is about; each is kept unless a choice says otherwise."""
        for record in self.records.values():
            if record.pk in self.used or record.consortium_id != self.consortium.pk:
                continue
            options = [KEEP]
            if self.rights.can_change_records and record.status != self.kind.closed:
                options.append(CLOSE)
            if self.rights.can_delete_records:
                options.append(REMOVE)
            choice = self.decisions.missing.get(str(record.pk), KEEP)
            yield MissingRecord(
                record.pk,
                str(record),
                describe_record(record, self.kind),
                tuple(options),
                choice if choice in options else KEEP,
            )

    # Names

    def _name(self, row: RecordRow) -> NamedRecordRow:
        questions = tuple(
            self.asker.ask(
                f"{row.key}.{place}",
                StatedBody(name=part.name, name_en=part.name_en, other_names=part.other_names),
            )
            for place, part in enumerate(row.parts)
        )
        found, remarks = {}, []
        for column, text in row.lookups.items():
            pk, remark = self.lookup.find(column, text)
            if remark:
                remarks.append(remark)
            elif self.kind.field_of(column) not in found:
                found[self.kind.field_of(column)] = pk
        return NamedRecordRow(row, questions, found, tuple(remarks))

    # Rows

    def _plan_row(self, named: NamedRecordRow) -> PlannedSheetRow:
        row = named.row
        planned = PlannedSheetRow(
            row.key, row.line, row, named.questions, RowState.DECIDE,
            remarks=named.remarks, detail=describe_row(row, self.kind),
        )  # fmt: skip
        if planned.is_left_out:
            return replace(planned, state=RowState.LEFT_OUT)
        if planned.is_undecided:
            return planned
        keyed, remarks = self._keyed_record(row)
        planned = replace(planned, remarks=(*planned.remarks, *remarks))
        record = keyed or self._same_record(named)
        if record is None:
            return self._plan_new(planned, named)
        if record.pk in self.used:
            return _repeated(planned, self.used[record.pk])
        self.used[record.pk] = row.line
        return self._compare(planned, named, record, is_keyed=keyed is not None)

    def _plan_new(self, planned, named) -> PlannedSheetRow:
        """A row about a record that does not stand; one that says what an earlier one says is none."""
        row = named.row
        date = row.values.get(self.kind.dated, "")
        identity = (name_key(row.title), name_key(row.title_en), frozenset(named.bodies), date)
        if identity in self.new_rows:
            return _repeated(planned, self.new_rows[identity])
        self.new_rows[identity] = row.line
        has_new = any(question.new_key for question in planned.questions)
        return replace(planned, state=RowState.NEW if has_new else RowState.ADDED)

    def _compare(self, planned, named, record, *, is_keyed: bool) -> PlannedSheetRow:
        comparison = RecordComparison(
            self.kind,
            self.sheet.columns,
            self.lookup,
            self.asker.lookup,
            takes_out=is_keyed and self.rights.can_delete_parts,
        )
        changes = tuple(
            comparison.changes(named, record, consortium=self.consortium, is_keyed=is_keyed)
        )
        remarks = (
            *planned.remarks,
            *comparison.unnamed_parts(named, record),
            *comparison.emptied_choices(named, is_keyed=is_keyed),
        )
        state = RowState.CHANGED if changes else RowState.STANDING
        options = (KEEP, CHANGE) if self._may_change(record) else (KEEP,)
        options = options if changes else ()
        default = CHANGE if is_keyed and CHANGE in options else KEEP
        choice = self.decisions.changes.get(planned.key, default)
        return replace(
            planned,
            state=state,
            record=record.pk,
            changes=changes,
            change_options=options,
            change_choice=choice if choice in options else default,
            remarks=remarks,
        )

    def _may_change(self, record) -> bool:
        """Whether the person may change the record; one of no consortium is nobody's who is limited."""
        is_own = record.consortium_id is not None or not self.rights.own_consortia
        return self.rights.can_change_records and is_own

    def _keyed_record(self, row) -> tuple[object | None, tuple[str, ...]]:
        """The record of the row key, and what is to be said of a key that leads to none."""
        if not row.row_key:
            return None, ()
        pk = parse_row_key(self.kind.kind, row.row_key)
        if pk is None:
            return None, (_("“%s” is no row key; the row goes by its name.") % row.row_key,)
        if pk not in self.records:
            return None, (_("The record of this row key is gone; the row goes by its name."),)
        return self.records[pk], ()

    def _same_record(self, named):
        """The record with the same title whose organisations and date can be the same."""
        titles = [title for title in (named.row.title, named.row.title_en) if title]
        candidates = [record for title in titles for record in self.by_title[name_key(title)]]
        fitting = [record for record in candidates if self._can_be_same(named, record)]
        return min(fitting, key=lambda record: (record.pk in self.used, record.pk), default=None)

    def _can_be_same(self, named, record) -> bool:
        stated = {
            body
            for body, part in zip(named.bodies, named.row.parts, strict=True)
            if part.target == self.kind.part_target
        }
        standing = {part.organisation_id for part in getattr(record, self.kind.parts).all()}
        has_same_bodies = stated <= standing or standing <= stated
        dates = [named.row.values.get(self.kind.dated, ""), getattr(record, self.kind.dated)]
        return has_same_bodies and _can_be_same_date(*dates)


def _repeated(planned, line) -> PlannedSheetRow:
    """A row that says what an earlier line says."""
    remark = _("Line %d says the same already.") % line
    return replace(planned, state=RowState.STANDING, remarks=(*planned.remarks, remark))


def _can_be_same_date(first: str, second: str) -> bool:
    """Whether two dates can mean the same day; a blank one can mean any."""
    if not first or not second:
        return True
    begins = max(partial_dates.earliest(first), partial_dates.earliest(second))
    return begins <= min(partial_dates.latest(first), partial_dates.latest(second))
