"""The cells of one sheet of a workbook with their layout: merged areas, hidden rows and columns."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from consortia.sheets.remarks import SheetRefused, SpreadsheetRemark
from consortia.sheets.workbook.cells import MAX_COLUMNS, MAX_LINES, Sheet, SheetRow

MAX_KEPT_ROWS = MAX_LINES + 200  # a sheet that has more is refused as a whole
# Merged areas do not overlap: in a sheet from a spreadsheet program they come to half of it
MAX_MERGED_CELLS = 2 * MAX_LINES * MAX_COLUMNS


@dataclass(frozen=True)
class MergedArea:
    """Cells merged into one: first and last row and column, counted from 0, the last ones included."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass
class Grid:
    """A sheet while it is read; rows and columns are counted from 0."""

    title: str
    is_hidden: bool = False
    counts_from_1904: bool = False
    cells: dict[int, list[str]] = field(default_factory=dict)
    numbers: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    areas: list[MergedArea] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged_cells: int = 0

    @property
    def is_full(self) -> bool:
        """Whether no further row is kept."""
        return len(self.cells) >= MAX_KEPT_ROWS

    def put(self, row: int, column: int, text: str, *, is_plain_number: bool = False) -> None:
        """Set the text of a cell; blank ones and those beyond the last column are left out."""
        if column >= MAX_COLUMNS or not text.strip():
            return
        texts = self.cells.setdefault(row, [])
        texts.extend([""] * (column + 1 - len(texts)))
        texts[column] = text
        if is_plain_number:
            self.numbers[row].add(column)

    def add_area(self, area: MergedArea) -> None:
        """Note a merged area; raises SheetRefused where too many of them overlap."""
        height = min(area.bottom, area.top + MAX_LINES) - area.top + 1
        width = min(area.right, MAX_COLUMNS - 1) - area.left + 1
        if height < 1 or width < 1:
            return
        self.merged_cells += height * width
        if self.merged_cells > MAX_MERGED_CELLS:
            raise SheetRefused(_("The merged cells of the sheet overlap."))
        self.areas.append(area)

    def to_sheet(self) -> Sheet:
        """The rows that are not blank, each merged cell with the text of its area."""
        filled = set(self.cells)
        for area in self.areas:
            self._fill(area)
        rows = tuple(
            SheetRow(row + 1, tuple(self.cells[row]), frozenset(self.numbers.get(row, ())))
            for row in sorted(self.cells)
        )
        remarks = (*self._hidden_row_remarks(filled), *self._hidden_column_remarks())
        return Sheet(self.title, rows, remarks, self.counts_from_1904)

    def _fill(self, area) -> None:
        texts = self.cells.get(area.top, ())
        text = texts[area.left] if area.left < len(texts) else ""
        if not text:
            return
        for row in range(area.top, min(area.bottom, area.top + MAX_LINES) + 1):
            for column in range(area.left, min(area.right, MAX_COLUMNS - 1) + 1):
                self.put(row, column, text)

    def _hidden_row_remarks(self, filled) -> Iterator[SpreadsheetRemark]:
        for row in sorted(self.hidden_rows & filled):
            yield SpreadsheetRemark(
                _("This line is hidden in the sheet; it was read."), line=row + 1
            )

    def _hidden_column_remarks(self) -> Iterator[SpreadsheetRemark]:
        filled = {
            column for texts in self.cells.values() for column, text in enumerate(texts) if text
        }
        for column in sorted(self.hidden_columns & filled):
            yield SpreadsheetRemark(
                _("This column is hidden in the sheet; it was read like the others."),
                column=column_letters(column),
            )


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: A, B, …, Z, AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
