"""The members in a spreadsheet, with the rows that cannot be taken and what else was found."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from consortia.models import MembershipRole
from consortia.sheets.remarks import SheetRefused, SpreadsheetRemark
from consortia.sheets.workbook import Sheet, read_sheet, read_sheet_text
from consortia.sheets.workbook.cells import MAX_LINES
from portal.core import partial_dates
from portal.core.csv_cells import unescape_cell
from portal.core.folding import name_key

HEADINGS_PATH = Path(__file__).with_name("headings.yaml")
MAX_LENGTHS = {"name": 300, "name_en": 300, "wording": 100, "since": 40, "until": 40}
COLUMNS = ("name", "name_en", "role", "wording", "since", "until")
NAME_COLUMNS = ("name", "name_en")
DATE_COLUMNS = ("since", "until")
# The word for an organisation that ends the names of roles, by language
ROLE_NAME_ENDINGS = {"zh-hans": "单位", "en": "organisation"}
MEMBER_SYNONYMS = ("会员单位", "会员")


@dataclass(frozen=True)
class MemberRow:
    """A membership that the sheet states; `line` is its line in the file, no two rows share one.

    `row_key`, `organisation_key` and `consortium_key` are the portal's own numbers (of a membership,
    its organisation and its consortium) where the sheet was made by the portal, else blank. A row with
    the key of another consortium belongs there, and is no member of this one.
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

    `faults` are about rows that cannot be taken; `remarks` about what was left out or needs a look.
    """

    rows: tuple[MemberRow, ...]
    faults: tuple[SpreadsheetRemark, ...] = ()
    remarks: tuple[SpreadsheetRemark, ...] = ()


def read_members(data: bytes, *, name: str = "") -> MemberSheet:
    """The members in a file called `name`; raises SheetRefused for one that cannot be read at all."""
    return _read_rows(read_sheet(data))


def read_members_text(text: str) -> MemberSheet:
    """The members in a table given as text; raises SheetRefused as `read_members` does."""
    return _read_rows(read_sheet_text(text))


def to_csv(rows: Iterable[MemberRow]) -> str:
    """Write the rows as CSV that `read_members_text` can read."""
    table = io.StringIO()
    writer = csv.writer(table)
    headings = column_headings()
    writer.writerow(headings[column] for column in COLUMNS)
    for row in rows:
        writer.writerow(getattr(row, column) for column in COLUMNS)
    return table.getvalue()


# Headings and roles


@cache
def _headings() -> dict[str, list[str]]:
    """The accepted headings of each column, the default one first."""
    return yaml.safe_load(HEADINGS_PATH.read_text(encoding="utf-8"))


def column_headings() -> dict[str, str]:
    """The default heading of each column."""
    return {column: words[0] for column, words in _headings().items()}


@cache
def _columns_by_heading() -> dict[str, str]:
    """The columns by heading key."""
    columns = {}
    for column, words in _headings().items():
        columns.update({name_key(word): column for word in words})
    return columns


@cache
def _roles_by_name() -> dict[str, str]:
    """The roles by their codes and names in both languages, with or without the word for organisation."""
    roles = {}
    for language, ending in ROLE_NAME_ENDINGS.items():
        with override(language):
            for role in MembershipRole:
                label = name_key(str(role.label))
                for name in (name_key(role.value), label, label.removesuffix(ending)):
                    roles[name] = role.value
    for synonym in MEMBER_SYNONYMS:
        roles[name_key(synonym)] = MembershipRole.MEMBER
    return roles


# From cells to members


def _read_rows(sheet: Sheet) -> MemberSheet:
    """The members below the heading row; raises SheetRefused without one, or for a sheet without rows."""
    rows = [row for row in sheet.rows if any(cell.strip() for cell in row.cells)]
    columns = _column_positions(rows[0].cells) if rows else {}
    if not any(name in columns for name in NAME_COLUMNS):
        raise SheetRefused(
            _("No column is headed “%s” or “Organisation”.") % column_headings()["name"]
        )
    if len(rows) > MAX_LINES + 1:
        raise SheetRefused(_("The sheet has more than %d lines.") % MAX_LINES)
    members: list[MemberRow] = []
    faults: list[SpreadsheetRemark] = []
    for row in rows[1:]:
        values = _row_values(row.cells, columns)
        row_faults = [SpreadsheetRemark(fault, line=row.line) for fault in _validate(values)]
        faults += row_faults
        if not row_faults:
            members.append(_to_member(row.line, values))
    if not members and not faults:
        raise SheetRefused(_("The sheet has no members."))
    return MemberSheet(tuple(members), tuple(faults), sheet.remarks)


def _column_positions(row: tuple[str, ...]) -> dict[str, int]:
    """The position of each column in the heading row; of a repeated heading the first one."""
    positions: dict[str, int] = {}
    for position, cell in enumerate(row):
        column = _columns_by_heading().get(name_key(cell))
        if column:
            positions.setdefault(column, position)
    return positions


def _row_values(row: tuple[str, ...], columns: Mapping[str, int]) -> dict[str, str]:
    """The texts of a row by column; a short row has fewer."""
    values = {}
    for name, position in columns.items():
        if position < len(row):
            values[name] = unescape_cell(" ".join(row[position].split()))
    return values


def _validate(values: Mapping[str, str]) -> Iterator[str]:
    """The errors of a row."""
    if not any(values.get(name) for name in NAME_COLUMNS):
        yield _("no name.")
    role = values.get("role")
    if role and name_key(role) not in _roles_by_name():
        yield _("“%s” is not a role.") % role
    for name, max_length in MAX_LENGTHS.items():
        text = values.get(name, "")
        if len(text) > max_length:
            yield _("“%s…” is too long.") % text[:20]
    for name in DATE_COLUMNS:
        date = _parse_date(values.get(name, ""))
        if not date:
            continue
        try:
            partial_dates.validate(date)
        except ValidationError as error:
            yield error.messages[0]


def _parse_date(text) -> str:
    """Convert a spreadsheet date ("2024/5/22", "2024-05-22 00:00:00") to a partial date."""
    date, _space, clock = text.partition(" ")
    has_no_time = clock in {"", "00:00:00"}
    if has_no_time and date.count("/") != 1:  # one slash parts the two days of an interval
        return date.replace("/", "-")
    return text


def _to_member(line, values: Mapping[str, str]) -> MemberRow:
    role = values.get("role")
    return MemberRow(
        line,
        name=values.get("name", ""),
        name_en=values.get("name_en", ""),
        role=_roles_by_name()[name_key(role)] if role else MembershipRole.MEMBER,
        wording=values.get("wording", ""),
        since=_parse_date(values.get("since", "")),
        until=_parse_date(values.get("until", "")),
    )
