"""Rows as CSV, XLSX and JSON, written as they are read, so that memory stays flat however many there are."""

import csv
import json
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import BinaryIO

from openpyxl import Workbook

from portal.core.csv_cells import escape_cell
from portal.listing.export.plain_text import strip_control_characters
from portal.listing.export.table import join_values

BYTE_ORDER_MARK = "\ufeff"  # so that Excel reads Chinese
MAX_CELL_LENGTH = 32_767  # of a spreadsheet


class EchoBuffer:
    """What the CSV module writes to: it hands each line back."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def csv_lines(header: list[str], chunks: Iterable[list[list]]) -> Iterator[str]:
    """The lines of a CSV file for spreadsheets: UTF-8 with a byte order mark, and nothing that would be calculated."""
    writer = csv.writer(EchoBuffer())
    yield BYTE_ORDER_MARK + writer.writerow([escape_cell(cell) for cell in header])
    for rows in chunks:
        yield "".join(writer.writerow([escape_cell(_cell(value)) for value in row]) for row in rows)


def json_lines(head: dict, keys: list[str], chunks: Iterable[list[list]]) -> Iterator[str]:
    """The pieces of one JSON object: what is said of the list, then its `rows`, each under the keys of the columns."""
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
    comma = "\n"
    for rows in chunks:
        for row in rows:
            yield comma + json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False)
            comma = ",\n"
    yield "\n]}\n"


def xlsx_file(title: str, header: list[str], chunks: Iterable[list[list]]) -> BinaryIO:
    """An open temporary file with a workbook of one sheet; numbers stay numbers, text is never a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append([_sheet_cell(label) for label in header])
    for rows in chunks:
        for row in rows:
            sheet.append([_sheet_cell(value) for value in row])
    file = TemporaryFile()  # noqa: SIM115  whoever streams it closes it
    book.save(file)
    file.seek(0)
    return file


def _cell(value):
    return join_values(value) if isinstance(value, list) else value


def _sheet_cell(value):
    value = _cell(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = escape_cell(strip_control_characters("" if value is None else value))
    return text if len(text) <= MAX_CELL_LENGTH else f"{text[: MAX_CELL_LENGTH - 1]}…"
