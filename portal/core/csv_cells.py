"""Tables that leave the portal: spreadsheets open them as text, never as formulae."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.http import content_disposition_header

FORMULA_PREFIXES = tuple(
    "=+-@\t\r\n＝＋－＠"
)  # with any of these first, some spreadsheet would calculate


def escape_cell(value) -> str:
    """The value as text that no spreadsheet calculates; nothing for None."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_PREFIXES) else text


def csv_response(name: str, header: Iterable, rows: Iterable[Iterable]) -> HttpResponse:
    """A download of that file name, in UTF-8 with a byte order mark, so that Excel reads its Chinese."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    writer = csv.writer(response)
    writer.writerow([escape_cell(cell) for cell in header])
    writer.writerows([escape_cell(cell) for cell in row] for row in rows)
    return response


def unescape_cell(text: str) -> str:
    """The text that `inert` was given, for tables that come back."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_PREFIXES) else text
