"""The kinds of sheets that can be imported: how each is read, kept, planned and written."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial

from consortia.models import SheetKind
from consortia.sheets.agreements import read_agreements, read_agreements_text
from consortia.sheets.member_plan import plan_members
from consortia.sheets.member_writing import write_members
from consortia.sheets.members import MemberRow, MemberSheet, read_members, read_members_text
from consortia.sheets.record_kinds import AGREEMENTS, BASES
from consortia.sheets.record_plan import plan_records
from consortia.sheets.record_rows import RecordRow, RecordSheet
from consortia.sheets.record_writing import write_records
from consortia.sheets.remarks import SpreadsheetRemark
from consortia.sheets.training_bases import read_training_bases, read_training_bases_text


@dataclass(frozen=True)
class SheetKindSupport:
    """What a kind of sheet needs.

    `read` and `read_text` raise SheetRefused; `plan` and `write` have the signatures of `plan_members` and
    `write_members`; `row` and `sheet` are the dataclasses that `read` returns.
    """

    row: type
    sheet: type
    read: Callable
    read_text: Callable
    plan: Callable
    write: Callable

    def as_json(self, sheet) -> dict:
        """What was read as an import stores it."""
        return {
            "rows": [asdict(row) for row in sheet.rows],
            "faults": [asdict(fault) for fault in sheet.faults],
            "remarks": [asdict(remark) for remark in sheet.remarks],
            "columns": sorted(sheet.columns),
        }

    def from_json(self, data: dict):
        """What was read, from what an import stores."""
        return self.sheet(
            rows=tuple(self.row(**_with_tuples(row)) for row in data["rows"]),
            faults=tuple(SpreadsheetRemark(**fault) for fault in data["faults"]),
            remarks=tuple(SpreadsheetRemark(**remark) for remark in data["remarks"]),
            columns=frozenset(data["columns"]),
        )


def _with_tuples(values: dict) -> dict:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }


SHEET_KINDS: dict[str, SheetKindSupport] = {
    SheetKind.MEMBERS: SheetKindSupport(
        row=MemberRow,
        sheet=MemberSheet,
        read=read_members,
        read_text=read_members_text,
        plan=plan_members,
        write=write_members,
    ),
    SheetKind.TRAINING_BASES: SheetKindSupport(
        row=RecordRow,
        sheet=RecordSheet,
        read=read_training_bases,
        read_text=read_training_bases_text,
        plan=partial(plan_records, kind=BASES),
        write=partial(write_records, kind=BASES),
    ),
    SheetKind.AGREEMENTS: SheetKindSupport(
        row=RecordRow,
        sheet=RecordSheet,
        read=read_agreements,
        read_text=read_agreements_text,
        plan=partial(plan_records, kind=AGREEMENTS),
        write=partial(write_records, kind=AGREEMENTS),
    ),
}
