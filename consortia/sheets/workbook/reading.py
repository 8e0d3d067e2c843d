"""The kind of a spreadsheet file, told by its first bytes, and the reader for it."""

import csv
import io
import zipfile

import openpyxl
from django.utils.translation import gettext as _

from consortia.sheets.remarks import SheetRefused
from consortia.sheets.workbook.cells import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_LINES,
    MAX_UNPACKED_BYTES,
    Sheet,
    SheetRow,
)

DELIMITERS = ",\t;"
TEXT_ENCODINGS = ("utf-8-sig", "gb18030")
ZIP_SIGNATURE = b"PK"  # how an XLSX file begins


def read_sheet(data: bytes) -> Sheet:
    """The first visible sheet of a file; raises SheetRefused."""
    if len(data) > MAX_BYTES:
        raise SheetRefused(_("The file is larger than 2 MB."))
    if data.startswith(ZIP_SIGNATURE):
        return _read_workbook(data)
    return _read_csv(_decode(data))


def read_sheet_text(text: str) -> Sheet:
    """A table given as text; raises SheetRefused."""
    if len(text) > MAX_BYTES:
        raise SheetRefused(_("The file is larger than 2 MB."))
    return _read_csv(text)


def _decode(data) -> str:
    for encoding in TEXT_ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetRefused(_("The file is neither XLSX nor text in UTF-8 or GB18030."))


def _read_csv(text) -> Sheet:
    first_line = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    try:
        return _number_rows(csv.reader(io.StringIO(text.replace("\0", "")), delimiter=delimiter))
    except csv.Error as error:
        raise SheetRefused(_("The table cannot be read: %s") % error) from error


def _read_workbook(data) -> Sheet:
    """The cells of the first worksheet as text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked_bytes = sum(part.file_size for part in archive.infolist())
        if unpacked_bytes > MAX_UNPACKED_BYTES:
            raise SheetRefused(_("The file is larger than 2 MB."))
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        worksheet = workbook.worksheets[0]
        rows = worksheet.iter_rows(max_row=MAX_LINES + 2, max_col=MAX_COLUMNS, values_only=True)
        return _number_rows(["" if cell is None else str(cell) for cell in row] for row in rows)
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, SyntaxError, OSError) as error:
        raise SheetRefused(_("The workbook cannot be read.")) from error


def _number_rows(rows) -> Sheet:
    return Sheet("", tuple(SheetRow(line, tuple(cells)) for line, cells in enumerate(rows, 1)))
