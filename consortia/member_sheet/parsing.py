"""From a spreadsheet (XLSX, or CSV in UTF-8 or GB18030) to lines, or all its faults, each with its line. No database."""

import csv
import io
import zipfile
from collections.abc import Iterator
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
MAX_BYTES = 2_000_000
MAX_UNPACKED_BYTES = 50_000_000  # what the parts of an XLSX may take in memory
MAX_LENGTHS = {"name": 300, "name_en": 300, "wording": 100, "since": 40, "until": 40}


@dataclass(frozen=True)
class MemberRow:
    """One member as the sheet has it; `number` is the sheet's own line."""

    number: int
    name: str = ""
    name_en: str = ""
    role: str = MembershipRole.MEMBER
    wording: str = ""
    since: str = ""
    until: str = ""

    @property
    def label(self) -> str:
        """What the organisation is called."""
        return self.name or self.name_en

    def get_role_display(self) -> str:
        """The role in words."""
        return MembershipRole(self.role).label


class MemberSheetRefused(Exception):
    """A sheet that cannot be read whole; `faults` are the sentences that say where and why."""

    def __init__(self, *faults: str):
        super().__init__(" ".join(faults))
        self.errors = faults


def parse_file(data: bytes) -> list[MemberRow]:
    """The members in a file; SheetRefused with every fault."""
    if len(data) > MAX_BYTES:
        raise MemberSheetRefused(_("The file is larger than 2 MB."))
    return _lines(_workbook(data) if data.startswith(b"PK") else _table(_text(data)))


def parse_text(text: str) -> list[MemberRow]:
    """The members in a table that was pasted or that a page carried on; SheetRefused with every fault."""
    if len(text) > MAX_BYTES:
        raise MemberSheetRefused(_("The file is larger than 2 MB."))
    return _lines(_table(text))


def to_csv(lines: list[MemberRow]) -> str:
    """The lines as a table that `read_text` reads again."""
    table = io.StringIO()
    names = ("number", "name", "name_en", "role", "wording", "since", "until")
    writer = csv.writer(table)
    writer.writerow(_headings()[0][name] for name in names)
    writer.writerows([getattr(line, name) for name in names] for line in lines)
    return table.getvalue()


def _text(data):
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise MemberSheetRefused(_("The file is neither XLSX nor text in UTF-8 or GB18030."))


def _table(text):
    first = text.split("\n", 1)[0]
    mark = max(",\t;", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text.replace("\0", "")), delimiter=mark))
    except csv.Error as error:
        raise MemberSheetRefused(_("The table cannot be read: %s") % error) from error


def _workbook(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED_BYTES:
                raise MemberSheetRefused(_("The file is larger than 2 MB."))
        sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[
            0
        ]
        rows = sheet.iter_rows(max_row=MAX_LINES + 2, max_col=40, values_only=True)
        return [["" if cell is None else str(cell) for cell in row] for row in rows]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, SyntaxError, OSError) as error:
        raise MemberSheetRefused(_("The workbook cannot be read.")) from error


@cache
def _headings() -> tuple[dict[str, str], dict[str, str]]:
    """The first word for each column, and the column that each word means."""
    words = yaml.safe_load(HEADINGS_PATH.read_text(encoding="utf-8"))
    return {column: said[0] for column, said in words.items()}, {
        name_key(word): column for column, said in words.items() for word in said
    }


@cache
def _roles() -> dict[str, str]:
    """What a role may be called: its code and its names in both languages, with or without the word for organisation."""
    said = {}
    for language, ending in (("zh-hans", "单位"), ("en", "organisation")):
        with override(language):
            for role in MembershipRole:
                label = name_key(str(role.label))
                said |= {
                    name_key(role.value): role.value,
                    label: role.value,
                    label.removesuffix(ending): role.value,
                }
    return said | {
        name_key("会员单位"): MembershipRole.MEMBER,
        name_key("会员"): MembershipRole.MEMBER,
    }


def _lines(rows) -> list[MemberRow]:
    at = next((place for place, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    columns = {} if at is None else _columns(rows[at])
    if not {"name", "name_en"} & set(columns):
        raise MemberSheetRefused(
            _("No column is headed “%s” or “Organisation”.") % _headings()[0]["name"]
        )
    if len(rows) - at - 1 > MAX_LINES:
        raise MemberSheetRefused(_("The sheet has more than %d lines.") % MAX_LINES)
    lines, faults = [], []
    for place, row in enumerate(rows[at + 1 :], at + 2):
        values = {
            name: unescape_cell(" ".join(row[column].split()))
            for name, column in columns.items()
            if column < len(row)
        }
        number = _number(values.pop("number", ""), place)
        if any(values.values()):
            found = list(_faults(values))
            faults += [
                _("Line %(number)d: %(fault)s") % {"number": number, "fault": fault}
                for fault in found
            ]
            lines += [] if found else [_line(number, values)]
    if faults or not lines:
        raise MemberSheetRefused(*(faults or [_("The sheet has no members.")]))
    return lines


def _number(said, place):
    """The line's number: the one it carries along, else its place."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else place


def _columns(row):
    meant = _headings()[1]
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        if column := meant.get(name_key(cell)):
            places.setdefault(column, place)
    return places


def _faults(values) -> Iterator[str]:
    if not (values.get("name") or values.get("name_en")):
        yield _("no name.")
    if values.get("role") and name_key(values["role"]) not in _roles():
        yield _("“%s” is not a role.") % values["role"]
    for name, longest in MAX_LENGTHS.items():
        if len(values.get(name, "")) > longest:
            yield _("“%s…” is too long.") % values[name][:20]
    for name in ("since", "until"):
        try:
            partial_dates.validate(_day(values.get(name, "")) or "2000")
        except ValidationError as error:
            yield error.messages[0]


def _day(text):
    """A date as a spreadsheet writes it, as partial dates are written."""
    date, _blank, clock = text.partition(" ")
    return date.replace("/", "-") if clock in {"", "00:00:00"} and date.count("/") != 1 else text


def _line(number, values):
    role = _roles()[name_key(values["role"])] if values.get("role") else MembershipRole.MEMBER
    dated = {name: _day(values.get(name, "")) for name in ("since", "until")}
    kept = {name: values.get(name, "") for name in ("name", "name_en", "wording")}
    return MemberRow(number, role=role, **kept, **dated)
