"""The cells of a sheet as text, with the line of the file that each row has."""

from dataclasses import dataclass

from consortia.sheets.remarks import SpreadsheetRemark

MAX_LINES = 2000
MAX_COLUMNS = 60
MAX_BYTES = 2_000_000
MAX_UNPACKED_BYTES = 50_000_000  # what the parts of an XLSX or ODS may take in memory


@dataclass(frozen=True)
class SheetRow:
    """A row; `line` is its line in the file, counted from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The list of a file: its first visible sheet, and what was left out beside it.

    A cell that begins with "=" is a formula without a value; text that does so begins with "'=".
    """

    title: str
    rows: tuple[SheetRow, ...]
    remarks: tuple[SpreadsheetRemark, ...] = ()
