"""The plan of a sheet: what applying it would do, row by row, and what a person must decide first.

The parts are common to all kinds of sheets; a planner for a kind (`member_plan`) puts them together.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from consortia.sheets.decisions import END, KEEP, OUT
from consortia.sheets.name_questions import NameQuestion
from consortia.sheets.remarks import SpreadsheetRemark


class RowState(models.TextChoices):
    """What a row comes to."""

    DECIDE = "decide", _("to decide")
    NEW = "new", _("new organisation")
    ADDED = "added", _("is added")
    CHANGED = "changed", _("differs from what stands")
    STANDING = "standing", _("stands already")
    LEFT_OUT = "left_out", _("left out")


@dataclass(frozen=True)
class SheetChange:
    """A value of the sheet that differs from the one that stands.

    `target` is the label of the model that has the field; `old_text` and `new_text` are the values as people
    read them.
    """

    target: str
    field: str
    label: str
    old: str
    new: str
    old_text: str
    new_text: str


@dataclass(frozen=True)
class PlannedSheetRow:
    """A row, the names in it, and what it comes to.

    `detail` is the rest of the row in words, `record` the key of the record that it is about;
    `change_options` are what may be done about the changes, `change_choice` is one of them.
    """

    key: str
    line: int
    row: object
    questions: tuple[NameQuestion, ...]
    state: RowState
    record: int | None = None
    changes: tuple[SheetChange, ...] = ()
    change_options: tuple[str, ...] = ()
    change_choice: str = KEEP
    remarks: tuple[str, ...] = ()
    detail: str = ""

    @property
    def is_undecided(self) -> bool:
        """Whether a name of it is without a choice."""
        return any(not question.choice for question in self.questions)

    @property
    def is_left_out(self) -> bool:
        """Whether a name of it is left out, and with it the row."""
        return any(question.choice == OUT for question in self.questions)

    @property
    def all_remarks(self) -> tuple[str, ...]:
        """The remarks on the row and on its names."""
        return tuple(dict.fromkeys([*_remarks_of(self.questions), *self.remarks]))


def _remarks_of(questions) -> Iterator[str]:
    for question in questions:
        yield from question.remarks


@dataclass(frozen=True)
class MissingRecord:
    """A record that stands and that the sheet does not have; `choice` is what shall become of it."""

    pk: int
    label: str
    detail: str
    options: tuple[str, ...] = (KEEP,)
    choice: str = KEEP


@dataclass(frozen=True)
class SheetPlan:
    """All rows, the records that the sheet does not have, and what its reader said."""

    rows: tuple[PlannedSheetRow, ...]
    missing: tuple[MissingRecord, ...] = ()
    faults: tuple[SpreadsheetRemark, ...] = ()
    remarks: tuple[SpreadsheetRemark, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)

    def in_state(self, *states: RowState) -> list[PlannedSheetRow]:
        """The rows of these states, in the order of the sheet."""
        return [row for row in self.rows if row.state in states]

    @property
    def can_end(self) -> bool:
        """Whether a record that the sheet does not have can be ended on a day."""
        return any(END in record.options for record in self.missing)

    @property
    def undecided_lines(self) -> list[int]:
        """The lines with a name that is without a choice."""
        return sorted({row.line for row in self.rows if row.is_undecided})

    @property
    def changed_keys(self) -> set[str]:
        """The keys of the rows that differ from what stands."""
        return {row.key for row in self.rows if row.changes}

    @property
    def faulty_lines(self) -> list[int]:
        """The lines that cannot be taken."""
        return sorted({fault.line for fault in self.faults if fault.line is not None})

    @property
    def fingerprint(self) -> str:
        """A hash of what the page shows of the records, so that a plan that has changed since is noticed."""
        shown = [
            [
                row.key,
                row.record,
                [[candidate.pk for candidate in question.candidates] for question in row.questions],
                [question.default for question in row.questions],
                [[change.field, change.old, change.new] for change in row.changes],
            ]
            for row in self.rows
        ]
        shown.append([[record.pk, record.detail] for record in self.missing])
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def count_rows(plan_rows, missing, faults) -> dict[str, int]:
    """The counts with which the preview opens."""
    states = [row.state for row in plan_rows]
    decided = [row for row in plan_rows if not (row.is_undecided or row.is_left_out)]
    new = {question.new_key for row in decided for question in row.questions if question.new_key}
    return {
        "rows": len(states),
        "new": len(new),
        "matched": sum(row.state in MATCHED_STATES for row in plan_rows),
        "decide": states.count(RowState.DECIDE),
        "changed": states.count(RowState.CHANGED),
        "added": states.count(RowState.ADDED) + states.count(RowState.NEW),
        "standing": states.count(RowState.STANDING),
        "left_out": states.count(RowState.LEFT_OUT),
        "missing": len(missing),
        "faulty": len({fault.line for fault in faults}),
    }


MATCHED_STATES = frozenset({RowState.ADDED, RowState.CHANGED, RowState.STANDING})
