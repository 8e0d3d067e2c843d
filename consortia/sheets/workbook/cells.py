"""The cells of a sheet as text, with the line of the file that each row has."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from consortia.sheets.remarks import SpreadsheetRemark

MAX_LINES = 2000
MAX_COLUMNS = 60
MAX_BYTES = 2_000_000
MAX_UNPACKED_BYTES = 50_000_000  # what the parts of an XLSX or ODS may take in memory
MAX_SHEETS = 20  # that are looked into


@dataclass(frozen=True)
class SheetRow:
    """A row that is not blank; `line` is its line in the file, counted from 1.

    `numbers` are the positions of numbers that are shown without a format of their own: such a 2024.1
    may have been typed as 2024.10.
    """

    line: int
    cells: tuple[str, ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """The list of a file, and what was left out beside it.

    A cell holds what is shown, a date in EDTF as exact as it is shown. One that begins with "=" is a
    formula without a value; text that does so begins with "'=". `counts_from_1904` says from which of
    the two calendars of Excel a serial number counts.
    """

    title: str
    rows: tuple[SheetRow, ...]
    remarks: tuple[SpreadsheetRemark, ...] = ()
    counts_from_1904: bool = False


# How many columns the best heading row among these rows has; 0 if none is one
HeadingScore = Callable[[Sequence[SheetRow]], int]
