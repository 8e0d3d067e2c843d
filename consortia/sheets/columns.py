"""The columns of one sheet: the cells of a row by what they mean, and what is said of the columns."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from django.utils.translation import gettext as _

from consortia.sheets.cell_values import Cell, CellFault, check_cell
from consortia.sheets.headings import Headings
from consortia.sheets.remarks import SpreadsheetRemark
from consortia.sheets.workbook import Sheet, SheetRow
from consortia.sheets.workbook.grid import column_letters

Result = TypeVar("Result")
SERIAL = "serial"  # numbers of lines, which say nothing


class SheetColumns:
    """The places of the columns that are read, each the first or only one of its meaning."""

    def __init__(self, sheet: Sheet, headings: Headings, places: Mapping[str, int]):
        self.sheet = sheet
        self.headings = headings
        self.places = {column: place for column, place in places.items() if column != SERIAL}
        self._repeated: set[int] = set()  # places that are read beside the first of their meaning

    def __contains__(self, column: str) -> bool:
        return column in self.places

    def cells(self, row: SheetRow) -> dict[str, Cell]:
        """The cells of a row by column; a short row has blank ones."""
        return {column: self._cell(row, place) for column, place in self.places.items()}

    def _cell(self, row, place) -> Cell:
        raw = row.cells[place] if place < len(row.cells) else ""
        return Cell(raw, place in row.numbers, self.sheet.counts_from_1904)

    def text_behind(self, row: SheetRow, column: str, repeated: str) -> str:
        """The text under a heading that stands behind that column, before the next of its kind.

        Tables repeat a heading for each side: 甲方, 签字人, 乙方, 签字人.
        """
        begin = self.places[column]
        kind = column.partition(" ")[0]
        others = [place for name, place in self.places.items() if name.startswith(f"{kind} ")]
        end = min((place for place in others if place > begin), default=len(row.cells))
        for place in self.headings.columns.get(repeated, ()):
            if begin < place < end:
                self._repeated.add(place)
                return self._cell(row, place).text
        return ""

    def heading(self, column: str) -> str:
        """The heading of a column as written; blank for a column that the sheet has not."""
        place = self.places.get(column)
        return "" if place is None else self.headings.text(place)

    def check(self, row: SheetRow) -> list[SpreadsheetRemark]:
        """The faults of cells that hold an error, a truth value or a formula in place of a text."""
        faults: list[SpreadsheetRemark] = []
        for column, cell in self.cells(row).items():
            self.collect(faults, row, column, check_cell, cell)
        return faults

    def collect(
        self,
        faults: list[SpreadsheetRemark],
        row: SheetRow,
        column: str,
        read: Callable[..., Result],
        *arguments,
    ) -> Result | None:
        """What `read` returns; the fault of the cell is collected with its place, and gives None."""
        try:
            return read(*arguments)
        except CellFault as fault:
            faults.append(SpreadsheetRemark(str(fault), line=row.line, column=self.heading(column)))
            return None

    def remarks(self) -> Iterator[SpreadsheetRemark]:
        """Which columns hold something and are not read."""
        unread = self._unread()
        if unread:
            names = _(", ").join(f"“{name}”" for name in unread)
            yield SpreadsheetRemark(_("These columns are left out: %s.") % names)

    def _unread(self) -> list[str]:
        """The headings of the columns that hold something and are not read; a letter without a heading."""
        filled = set()
        for row in self.sheet.rows[self.headings.position + self.headings.height :]:
            filled.update(place for place, cell in enumerate(row.cells) if cell.strip())
        serials = set(self.headings.columns.get(SERIAL, ()))
        return [
            self.headings.text(place).strip() or _("column %s") % column_letters(place)
            for place in sorted(filled - set(self.places.values()) - self._repeated - serials)
        ]
