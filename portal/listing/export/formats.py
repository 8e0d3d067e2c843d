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
    """A file for the CSV writer that returns each line in place of storing it."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def csv_lines(header: list[str], chunks: Iterable[list[list]]) -> Iterator[str]:
    """The lines of a CSV file with a byte order mark; no cell is a formula."""
    writer = csv.writer(EchoBuffer())
    yield BYTE_ORDER_MARK + writer.writerow([escape_cell(cell) for cell in header])
    for rows in chunks:
        lines = []
        for row in rows:
            cells = [escape_cell(_joined(value)) for value in row]
            lines.append(writer.writerow(cells))
        yield "".join(lines)


def json_lines(head: dict, keys: list[str], chunks: Iterable[list[list]]) -> Iterator[str]:
    """The pieces of one JSON object: the head, then its `rows`, each with the keys of the columns."""
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
    separator = "\n"
    for rows in chunks:
        for row in rows:
            record = dict(zip(keys, row, strict=True))
            yield separator + json.dumps(record, ensure_ascii=False)
            separator = ",\n"
    yield "\n]}\n"


def xlsx_file(title: str, header: list[str], chunks: Iterable[list[list]]) -> BinaryIO:
    """An open temporary file with a workbook of one sheet; numbers stay numbers, text is never a formula."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append([_sheet_cell(label) for label in header])
    for rows in chunks:
        for row in rows:
            sheet.append([_sheet_cell(value) for value in row])
    file = TemporaryFile()  # noqa: SIM115  whoever streams it closes it
    workbook.save(file)
    file.seek(0)
    return file


def _joined(value):
    return join_values(value) if isinstance(value, list) else value


def _sheet_cell(value):
    """A whole number as it is; anything else as text that a spreadsheet can hold."""
    value = _joined(value)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = escape_cell(strip_control_characters(value))
    if len(text) > MAX_CELL_LENGTH:
        return f"{text[: MAX_CELL_LENGTH - 1]}…"
    return text
