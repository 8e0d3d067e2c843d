"""Spreadsheet files, from bytes to cells as text."""

from consortia.sheets.workbook.cells import Sheet, SheetRow
from consortia.sheets.workbook.reading import read_sheet, read_sheet_text

__all__ = ["Sheet", "SheetRow", "read_sheet", "read_sheet_text"]
