"""One row of a list of members: the memberships that it states, or its faults."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from consortia.models import MembershipRole
from consortia.sheets.cell_values import Cell, CellFault, is_length_of_term, read_date, read_term
from consortia.sheets.columns import SheetColumns
from consortia.sheets.headings import Headings, HeadingWords, heading_key
from consortia.sheets.member_names import read_name
from consortia.sheets.remarks import SpreadsheetRemark
from consortia.sheets.roles import UnknownRole, is_standard_wording, read_roles
from consortia.sheets.workbook import Sheet, SheetRow
from portal.core import credit_code, partial_dates

MAX_LENGTHS = {"name": 300, "name_en": 300, "wording": 100, "since": 40, "until": 40}
LIST_SEPARATOR = ";"  # between the values of one cell in the portal's own lists
PORTAL_KEYS = ("row_key", "organisation_key", "consortium_key")


class MemberRowReader:
    """Reads the rows of one sheet; `remarks` collects what was read but needs a look."""

    def __init__(self, sheet: Sheet, headings: Headings, words: HeadingWords):
        self.remarks: list[SpreadsheetRemark] = []
        self._columns = SheetColumns(sheet, headings, _column_places(headings, words))
        self._collect = self._columns.collect
        self._is_portal_list = "consortium_key" in self._columns

    @property
    def columns(self) -> frozenset[str]:
        """The columns that the sheet has."""
        return frozenset(self._columns.places)

    def read(self, row: SheetRow, *, group: str) -> tuple[list[dict], list[SpreadsheetRemark]]:
        """The values of each membership that the row states, and its faults; a faulty row states none."""
        faults = self._columns.check(row)
        if faults:
            return [], faults
        cells = self._columns.cells(row)
        values = self._shared_values(row, cells, faults)
        states = self._memberships(row, cells, faults, group)
        faults += [SpreadsheetRemark(message, line=row.line) for message in _faults(values, states)]
        return ([] if faults else [{**values, **state} for state in states]), faults

    def column_remarks(self) -> Iterator[SpreadsheetRemark]:
        """What is to be said about the columns as a whole."""
        yield from self._columns.remarks()
        if "role" not in self._columns:
            yield SpreadsheetRemark(
                _("No column says a role: whoever stands under no role is read as a plain member.")
            )

    def _remark(self, row, message) -> None:
        self.remarks.append(SpreadsheetRemark(message, line=row.line))

    # Values

    def _shared_values(self, row, cells, faults) -> dict:
        """What is the same for all memberships of the row."""
        texts = {column: cell.text for column, cell in cells.items()}
        written = read_name(texts.get("name", ""), texts.get("name_en", ""))
        code = self._collect(faults, row, "credit_code", _read_code, texts.get("credit_code", ""))
        return {
            "name": written.name,
            "name_en": written.name_en,
            "other_names": written.other_names,
            "credit_code": code or "",
            "row_key": texts.get("row_key", ""),
            "organisation_key": texts.get("organisation_key", ""),
        }

    def _memberships(self, row, cells, faults, group) -> list[dict]:
        """Role, wording, dates and consortium of each membership of the row."""
        if self._is_portal_list:
            return self._listed_memberships(row, cells, faults)
        since, until = self._dates(row, cells, faults)
        text = cells["role"].text if "role" in cells else ""
        if "name" in cells and text == cells["name"].text:  # one cell merged over both columns
            text = ""
        roles = self._collect(faults, row, "role" if text else "name", _read_roles, text or group)
        wording = cells["wording"].text if "wording" in cells else ""
        return [
            {
                "role": role,
                "states_role": bool(text or group),
                "wording": wording or _wording(text or group, role),
                "since": since,
                "until": until,
            }
            for role in roles or [MembershipRole.MEMBER.value]
        ]

    def _dates(self, row, cells, faults) -> tuple[str, str]:
        """First and last day; a term of office counts before the day of joining."""
        dates = {
            column: self._collect(faults, row, column, read_date, cells[column]) or ""
            for column in ("since", "until")
            if column in cells
        }
        since, until = dates.get("since", ""), dates.get("until", "")
        if "term" not in cells:
            return since, until
        if is_length_of_term(cells["term"].text):
            self._remark(row, _("“%s” is no date; it is left out.") % cells["term"].text)
            return since, until
        first, last = self._collect(faults, row, "term", read_term, cells["term"]) or ("", "")
        if first and since and first != since:
            self._remark(
                row,
                _("“%(term)s” is read as the term; “%(since)s” is left out.")
                % {"term": cells["term"].text, "since": cells["since"].text},
            )
        return first or since, until or last

    def _listed_memberships(self, row, cells, faults) -> list[dict]:
        """The memberships in the cells of the portal's own list of organisations."""
        keys = _listed(cells["consortium_key"].raw)
        columns = {
            column: _listed(cells[column].raw) if column in cells else []
            for column in ("role", "since", "until")
        }
        if not keys:
            self._remark(row, _("This organisation is in no consortium; the line is left out."))
            return []
        if any(len(texts) not in {0, len(keys)} for texts in columns.values()):
            faults.append(
                SpreadsheetRemark(
                    _("The cells of the line list different numbers of memberships."), line=row.line
                )
            )
            return []
        return [
            self._listed_membership(row, columns, key, place, faults)
            for place, key in enumerate(keys)
        ]

    def _listed_membership(self, row, columns, key, place, faults) -> dict:
        texts = {column: values[place] if values else "" for column, values in columns.items()}
        roles = self._collect(faults, row, "role", _read_roles, texts["role"])
        dates = {
            column: self._collect(faults, row, column, read_date, Cell(texts[column])) or ""
            for column in ("since", "until")
        }
        role = roles[0] if roles else MembershipRole.MEMBER.value
        return {"role": role, "consortium_key": key, **dates}


def _column_places(headings: Headings, words: HeadingWords) -> dict[str, int]:
    """The place of each column; an office behind a person's name is that person's."""
    places: dict[str, int] = {}
    for column, options in headings.columns.items():
        for place in options:
            if column == "role" and _is_of_a_person(headings, words, place):
                continue
            places.setdefault(column, place)
    if "consortium_key" not in places:
        places.pop("organisation_key", None)
    return places


def _is_of_a_person(headings, words, place) -> bool:
    return bool(place) and heading_key(headings.text(place - 1)) in words.people


def _listed(raw: str) -> list[str]:
    """The values that the portal listed in one cell; none for a blank one."""
    return [value.strip() for value in raw.split(LIST_SEPARATOR)] if raw.strip() else []


def _read_code(text: str) -> str:
    try:
        return credit_code.parse(text) if text else ""
    except ValidationError as error:
        raise CellFault(error.messages[0]) from error


def _read_roles(text: str) -> list[str]:
    try:
        return read_roles(text)
    except UnknownRole:
        raise CellFault(_("“%s” is not a role.") % text) from None


def _wording(text, role) -> str:
    """The words of the sheet, where they are not the portal's own."""
    return "" if not text or is_standard_wording(text, role) else text


def _faults(values, states) -> Iterator[str]:
    """The faults of a row as a whole."""
    label = values["name"] or values["name_en"]
    if not label:
        yield _("no name.")
    elif not any(character.isalpha() for character in label):
        yield _("“%s” is no name.") % label
    for name, max_length in MAX_LENGTHS.items():
        texts = {values.get(name, ""), *(state.get(name, "") for state in states)}
        for text in sorted(text for text in texts if len(text) > max_length):
            yield _("“%s…” is too long.") % text[:20]
    for state in states:
        since, until = state["since"], state["until"]
        if since and until and partial_dates.earliest(since) > partial_dates.latest(until):
            yield _("The term ends (%(until)s) before it begins (%(since)s).") % state
