"""CSV cells that spreadsheets open as text, never as formulae."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# With any of these first, some spreadsheet would calculate
FORMULA_PREFIXES = tuple("=+-@\t\r\n＝＋－＠")


def escape_cell(value) -> str:
    """The value as text that no spreadsheet calculates; blank for None."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_PREFIXES) else text


def csv_response(name: str, header: Iterable, rows: Iterable[Iterable]) -> HttpResponse:
    """A download under that file name, in UTF-8 with a byte order mark, so that Excel reads its Chinese."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    writer = csv.writer(response)
    writer.writerow([escape_cell(cell) for cell in header])
    for row in rows:
        writer.writerow([escape_cell(cell) for cell in row])
    return response


def unescape_cell(text: str) -> str:
    """The text that was given to `escape_cell`, for tables that are uploaded again."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_PREFIXES) else text
