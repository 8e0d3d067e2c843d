"""The members in a spreadsheet, with the rows that cannot be taken and what else was found."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext as _

from consortia.models import MembershipRole
from consortia.sheets.headings import Headings, HeadingWords
from consortia.sheets.member_rows import MemberRowReader
from consortia.sheets.remarks import SheetRefused, SpreadsheetRemark
from consortia.sheets.row_kinds import RowSorter
from consortia.sheets.side_by_side import part_lists
from consortia.sheets.stacked_lists import stacked_lists
from consortia.sheets.workbook import Sheet, read_sheet, read_sheet_text
from consortia.sheets.workbook.cells import MAX_LINES
from portal.core.csv_cells import escape_cell

PARTS_OF_A_LIST = 1000  # more memberships than one line of one list can state
FORM_COLUMNS = ("name", "name_en", "role", "wording", "since", "until", "credit_code", "row_key")


@dataclass(frozen=True)
class MemberRow:
    """A membership that the sheet states; `line` is its line in the file.

    `part` tells the memberships of one line apart, where a line states several of one organisation, or
    several lists stand beside each other.
    `row_key`, `organisation_key` and `consortium_key` are the portal's own numbers (of a membership,
    its organisation and its consortium) where the sheet was made by the portal, else blank. A row with
    the key of another consortium belongs there, and is no member of this one. `other_names` are short
    and former names that stand in brackets behind the name.
    """

    line: int
    name: str = ""
    name_en: str = ""
    role: str = MembershipRole.MEMBER
    wording: str = ""
    since: str = ""
    until: str = ""
    credit_code: str = ""
    row_key: str = ""
    organisation_key: str = ""
    consortium_key: str = ""
    other_names: tuple[str, ...] = ()
    part: int = 0
    states_role: bool = field(default=True, compare=False)  # False: a member for want of a role

    @property
    def key(self) -> str:
        """What tells the row from all others of its sheet: its line, and its part if there are several."""
        return f"{self.line}-{self.part}" if self.part else str(self.line)

    @property
    def label(self) -> str:
        """The name of the organisation, the Chinese one first."""
        return self.name or self.name_en

    def get_role_display(self) -> str:
        """The label of the role."""
        return MembershipRole(self.role).label


@dataclass(frozen=True)
class MemberSheet:
    """What a sheet says: the rows that can be taken, the faults of the others, and further remarks.

    `faults` are about rows that cannot be taken; `remarks` about what was left out or needs a look;
    `columns` are the columns that the sheet has.
    """

    rows: tuple[MemberRow, ...]
    faults: tuple[SpreadsheetRemark, ...] = ()
    remarks: tuple[SpreadsheetRemark, ...] = ()
    columns: frozenset[str] = field(default=frozenset(), compare=False)


def read_members(data: bytes, *, name: str = "") -> MemberSheet:
    """The members in a file called `name`; raises SheetRefused for one that cannot be read at all."""
    return _read_sheet(read_sheet(data, heading_score=_words().score))


def read_members_text(text: str) -> MemberSheet:
    """The members in a table given as text; raises SheetRefused as `read_members` does."""
    return _read_sheet(read_sheet_text(text, heading_score=_words().score))


def column_headings() -> dict[str, str]:
    """The portal's own heading of each column."""
    return _words().defaults


def to_csv(rows: Iterable[MemberRow]) -> str:
    """Write the rows as CSV that `read_members_text` can read."""
    table = io.StringIO()
    writer = csv.writer(table)
    headings = column_headings()
    writer.writerow(headings[column] for column in FORM_COLUMNS)
    for row in rows:
        writer.writerow(escape_cell(getattr(row, column)) for column in FORM_COLUMNS)
    return table.getvalue()


@cache
def _words() -> HeadingWords:
    return HeadingWords.load("members")


def _read_sheet(sheet: Sheet) -> MemberSheet:
    """The members below the headings; raises SheetRefused without headings or rows."""
    headings = _words().find(sheet.rows)
    if headings is None:
        raise SheetRefused(
            _("No column is headed “%s” or “Organisation”.") % column_headings()["name"]
        )
    foreign = _words().foreign_heading(headings)
    if foreign:
        raise SheetRefused(_("This is no list of members: it has a column “%s”.") % foreign)
    if len(sheet.rows) > MAX_LINES + headings.position + headings.height:
        raise SheetRefused(_("The sheet has more than %d lines.") % MAX_LINES)
    lists, titles = stacked_lists(sheet, headings, _words())
    found = [
        _read_list(*part, number=number)
        for stacked in lists
        for number, part in enumerate(part_lists(*stacked, by="name"))
    ]
    members = tuple(row for part in found for row in part.rows)
    faults = tuple(fault for part in found for fault in part.faults)
    said = dict.fromkeys((*titles, *(remark for part in found for remark in part.remarks)))
    if not members and not faults:
        raise SheetRefused(_("The sheet has no members."), *map(str, said))
    columns = frozenset.intersection(*(part.columns for part in found))
    return MemberSheet(members, faults, (*sheet.remarks, *said), columns)


def _read_list(sheet: Sheet, headings: Headings, *, number: int) -> MemberSheet:
    """One of the lists that stand beside each other in a sheet, counted from 0."""
    sorter = RowSorter(sheet, headings, _words())
    reader = MemberRowReader(sheet, headings, _words())
    members: list[MemberRow] = []
    faults: list[SpreadsheetRemark] = []
    for row in sorter.rows():
        states, row_faults = reader.read(row, group=sorter.group)
        faults += row_faults
        members += [
            MemberRow(row.line, part=part, **state)
            for part, state in enumerate(states, number * PARTS_OF_A_LIST)
        ]
    remarks = (*reader.column_remarks(), *sorter.remarks, *reader.remarks)
    return MemberSheet(tuple(members), tuple(faults), remarks, reader.columns)
