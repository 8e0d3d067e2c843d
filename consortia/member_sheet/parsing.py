"""Parsing of member sheets (XLSX, or CSV in UTF-8 or GB18030) to rows, or to a list of errors."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl
import yaml
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from consortia.models import MembershipRole
from portal.core import partial_dates
from portal.core.csv_cells import unescape_cell
from portal.core.folding import name_key

HEADINGS_PATH = Path(__file__).with_name("headings.yaml")
MAX_LINES = 2000
MAX_COLUMNS = 40
MAX_BYTES = 2_000_000
MAX_UNPACKED_BYTES = 50_000_000  # what the parts of an XLSX may take in memory
MAX_LENGTHS = {"name": 300, "name_en": 300, "wording": 100, "since": 40, "until": 40}
MAX_NUMBER_DIGITS = 6
COLUMNS = ("number", "name", "name_en", "role", "wording", "since", "until")
NAME_COLUMNS = ("name", "name_en")
DATE_COLUMNS = ("since", "until")
DELIMITERS = ",\t;"
TEXT_ENCODINGS = ("utf-8-sig", "gb18030")
ZIP_SIGNATURE = b"PK"  # how an XLSX file begins
# The word for an organisation that ends the names of roles, by language
ROLE_NAME_ENDINGS = {"zh-hans": "单位", "en": "organisation"}
MEMBER_SYNONYMS = ("会员单位", "会员")

Cells = list[list[str]]


@dataclass(frozen=True)
class MemberRow:
    """A row of the sheet; `number` is its line number."""

    number: int
    name: str = ""
    name_en: str = ""
    role: str = MembershipRole.MEMBER
    wording: str = ""
    since: str = ""
    until: str = ""

    @property
    def label(self) -> str:
        """The name of the organisation, the Chinese one first."""
        return self.name or self.name_en

    def get_role_display(self) -> str:
        """The label of the role."""
        return MembershipRole(self.role).label


class MemberSheetRefused(Exception):
    """Raised for a sheet with errors; `errors` are messages with line and cause."""

    def __init__(self, *errors: str):
        super().__init__(" ".join(errors))
        self.errors = errors


def parse_file(data: bytes) -> list[MemberRow]:
    """Parse a file; raises MemberSheetRefused with all errors."""
    if len(data) > MAX_BYTES:
        raise MemberSheetRefused(_("The file is larger than 2 MB."))
    if data.startswith(ZIP_SIGNATURE):
        return _parse_rows(_read_workbook(data))
    return _parse_rows(_read_csv(_decode(data)))


def parse_text(text: str) -> list[MemberRow]:
    """Parse a table given as text; raises MemberSheetRefused with all errors."""
    if len(text) > MAX_BYTES:
        raise MemberSheetRefused(_("The file is larger than 2 MB."))
    return _parse_rows(_read_csv(text))


def to_csv(rows: list[MemberRow]) -> str:
    """Write the rows as CSV that `parse_text` can read."""
    table = io.StringIO()
    writer = csv.writer(table)
    headings = _column_headings()
    writer.writerow(headings[column] for column in COLUMNS)
    for row in rows:
        writer.writerow(getattr(row, column) for column in COLUMNS)
    return table.getvalue()


# From bytes to cells


def _decode(data) -> str:
    for encoding in TEXT_ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise MemberSheetRefused(_("The file is neither XLSX nor text in UTF-8 or GB18030."))


def _read_csv(text) -> Cells:
    first_line = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    try:
        return list(csv.reader(io.StringIO(text.replace("\0", "")), delimiter=delimiter))
    except csv.Error as error:
        raise MemberSheetRefused(_("The table cannot be read: %s") % error) from error


def _read_workbook(data) -> Cells:
    """The cells of the first worksheet as text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked_bytes = sum(part.file_size for part in archive.infolist())
        if unpacked_bytes > MAX_UNPACKED_BYTES:
            raise MemberSheetRefused(_("The file is larger than 2 MB."))
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        worksheet = workbook.worksheets[0]
        rows = worksheet.iter_rows(max_row=MAX_LINES + 2, max_col=MAX_COLUMNS, values_only=True)
        return [["" if cell is None else str(cell) for cell in row] for row in rows]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, SyntaxError, OSError) as error:
        raise MemberSheetRefused(_("The workbook cannot be read.")) from error


# Headings and roles


@cache
def _headings() -> dict[str, list[str]]:
    """The accepted headings of each column, the default one first."""
    return yaml.safe_load(HEADINGS_PATH.read_text(encoding="utf-8"))


def _column_headings() -> dict[str, str]:
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


def _parse_rows(rows: Cells) -> list[MemberRow]:
    """Parse the rows below the heading row.

    Raises MemberSheetRefused without a heading row, or with all errors of the rows.
    """
    heading = _heading_position(rows)
    columns = {} if heading is None else _column_positions(rows[heading])
    if not any(name in columns for name in NAME_COLUMNS):
        raise MemberSheetRefused(
            _("No column is headed “%s” or “Organisation”.") % _column_headings()["name"]
        )
    data_rows = rows[heading + 1 :]
    if len(data_rows) > MAX_LINES:
        raise MemberSheetRefused(_("The sheet has more than %d lines.") % MAX_LINES)
    return _parse_body(data_rows, columns, first_line=heading + 2)


def _parse_body(rows: Cells, columns: Mapping[str, int], *, first_line: int) -> list[MemberRow]:
    """Parse the rows; empty ones are skipped."""
    members: list[MemberRow] = []
    errors: list[str] = []
    for line_number, row in enumerate(rows, first_line):
        values = _row_values(row, columns)
        number = _line_number(values.pop("number", ""), line_number)
        if not any(values.values()):
            continue
        row_errors = [_label_error(number, error) for error in _validate(values)]
        if row_errors:
            errors += row_errors
        else:
            members.append(_to_member(number, values))
    if errors:
        raise MemberSheetRefused(*errors)
    if not members:
        raise MemberSheetRefused(_("The sheet has no members."))
    return members


def _heading_position(rows: Cells) -> int | None:
    """The position of the first row that is not empty."""
    for position, row in enumerate(rows):
        if any(cell.strip() for cell in row):
            return position
    return None


def _column_positions(row: list[str]) -> dict[str, int]:
    """The position of each column in the heading row; of a repeated heading the first one."""
    positions: dict[str, int] = {}
    for position, cell in enumerate(row):
        column = _columns_by_heading().get(name_key(cell))
        if column:
            positions.setdefault(column, position)
    return positions


def _row_values(row: list[str], columns: Mapping[str, int]) -> dict[str, str]:
    """The texts of a row by column; a short row has fewer."""
    values = {}
    for name, position in columns.items():
        if position < len(row):
            values[name] = unescape_cell(" ".join(row[position].split()))
    return values


def _line_number(text, line_number) -> int:
    """The value of the sheet's number column; the line number without one."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= MAX_NUMBER_DIGITS
    return int(text) if is_number else line_number


def _label_error(number, error) -> str:
    return _("Line %(number)d: %(fault)s") % {"number": number, "fault": error}


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


def _to_member(number, values: Mapping[str, str]) -> MemberRow:
    role = values.get("role")
    return MemberRow(
        number,
        name=values.get("name", ""),
        name_en=values.get("name_en", ""),
        role=_roles_by_name()[name_key(role)] if role else MembershipRole.MEMBER,
        wording=values.get("wording", ""),
        since=_parse_date(values.get("since", "")),
        until=_parse_date(values.get("until", "")),
    )
