"""XLS files (Excel 97 to 2003), read with xlrd."""

import io

import xlrd
from django.utils.translation import gettext as _

from consortia.sheets.remarks import SheetRefused
from consortia.sheets.workbook.cells import MAX_COLUMNS, MAX_SHEETS
from consortia.sheets.workbook.grid import Grid, MergedArea
from consortia.sheets.workbook.shown_values import (
    EAST_ASIAN_FORMATS,
    date_parts,
    is_general,
    moment_of,
    plain_number,
    show_moment,
    show_number,
)

GENERAL = "General"


def read_xls(data: bytes) -> tuple[list[Grid], list[str]]:
    """The sheets with cells, in order, and the titles of those without (none: xlrd leaves out charts)."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise SheetRefused(_("The file is protected by a password.")) from error
        raise
    return [_read_sheet(sheet, book) for sheet in book.sheets()[:MAX_SHEETS]], []


def _read_sheet(sheet, book) -> Grid:
    grid = Grid(sheet.name, is_hidden=sheet.visibility != 0, counts_from_1904=book.datemode == 1)
    for row in range(sheet.nrows):
        if grid.is_full:
            break
        for column in range(min(sheet.row_len(row), MAX_COLUMNS)):
            text, is_plain_number = _cell_text(sheet.cell(row, column), book)
            grid.put(row, column, text, is_plain_number=is_plain_number)
    grid.hidden_rows.update(row for row, info in sheet.rowinfo_map.items() if info.hidden)
    grid.hidden_columns.update(column for column, info in sheet.colinfo_map.items() if info.hidden)
    for top, bottom, left, right in sheet.merged_cells:
        grid.add_area(MergedArea(top, bottom - 1, left, right - 1))
    return grid


def _cell_text(cell, book) -> tuple[str, bool]:
    """What the cell shows, and whether it is a number without a format of its own."""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return (f"'{cell.value}" if cell.value.startswith("=") else cell.value), False
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return ("TRUE" if cell.value else "FALSE"), False
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#ERROR!"), False
    if cell.ctype in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        return _number_text(cell.value, _number_format(cell, book), book)
    return "", False


def _number_format(cell, book) -> str:
    key = book.xf_list[cell.xf_index].format_key if cell.xf_index is not None else 0
    if key in EAST_ASIAN_FORMATS:
        return EAST_ASIAN_FORMATS[key]
    return book.format_map[key].format_str if key in book.format_map else GENERAL


def _number_text(number, number_format, book) -> tuple[str, bool]:
    moment = None
    if date_parts(number_format):
        moment = moment_of(number, counts_from_1904=book.datemode == 1)
    if moment:
        return show_moment(moment, number_format), False
    if is_general(number_format):
        return plain_number(number), True
    return show_number(number, number_format), False
