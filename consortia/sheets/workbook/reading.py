"""The kind of a spreadsheet file, told by its first bytes, and the list in it."""

import logging

from django.utils.translation import gettext as _

from consortia.sheets.remarks import SheetRefused, SpreadsheetRemark
from consortia.sheets.workbook.cells import MAX_BYTES, HeadingScore, Sheet
from consortia.sheets.workbook.grid import Grid
from consortia.sheets.workbook.ods import read_ods
from consortia.sheets.workbook.packages import Package
from consortia.sheets.workbook.text import decode, read_text
from consortia.sheets.workbook.xls import read_xls
from consortia.sheets.workbook.xlsx import read_xlsx

ZIP_SIGNATURE = b"PK"
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # XLS, and a workbook behind a password
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")  # in an OLE file: XLSX behind a password
# Files that only look like a list, by their first bytes without blanks
NO_SHEETS = (
    b"%pdf",
    b"<html",
    b"<!doctype html",
    b"<table",
    b"<meta",
    b"<?xml",
    b"{\\rtf",
    b"\x89png",
    b"\xff\xd8\xff",
)

logger = logging.getLogger(__name__)


def read_sheet(data: bytes, *, heading_score: HeadingScore) -> Sheet:
    """The list of a file: its first visible sheet that has headings; raises SheetRefused."""
    if len(data) > MAX_BYTES:
        raise SheetRefused(_("The file is larger than 2 MB."))
    if data.startswith((ZIP_SIGNATURE, OLE_SIGNATURE)):
        grids, others = _read_workbook(data)
        return _choose_sheet(grids, others, heading_score)
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(NO_SHEETS):
        raise SheetRefused(
            _("The file is no spreadsheet. Open it in Excel or WPS and save it as XLSX.")
        )
    return read_text(decode(data), heading_score=heading_score)


def read_sheet_text(text: str, *, heading_score: HeadingScore) -> Sheet:
    """The table in a text; raises SheetRefused."""
    if len(text) > MAX_BYTES:
        raise SheetRefused(_("The file is larger than 2 MB."))
    return read_text(text, heading_score=heading_score)


def _read_workbook(data) -> tuple[list[Grid], list[str]]:
    """The sheets of a workbook, and the titles of its charts; whatever is wrong with it is refused."""
    try:
        return _read_ole(data) if data.startswith(OLE_SIGNATURE) else _read_package(data)
    except SheetRefused:
        raise
    except Exception as error:  # a foreign file can be broken anywhere
        logger.info("A workbook could not be read", exc_info=True)
        raise SheetRefused(
            _("The workbook cannot be read. Open it in Excel or WPS and save it anew as XLSX.")
        ) from error


def _read_ole(data) -> tuple[list[Grid], list[str]]:
    if ENCRYPTED_PART in data:
        raise SheetRefused(_("The file is protected by a password."))
    return read_xls(data)


def _read_package(data) -> tuple[list[Grid], list[str]]:
    package = Package(data)
    if "content.xml" in package:
        return read_ods(package)
    if "xl/workbook.bin" in package:
        raise SheetRefused(_("XLSB is not read. Save the file as XLSX."))
    return read_xlsx(package)


def _choose_sheet(grids: list[Grid], others: list[str], heading_score) -> Sheet:
    """The first visible sheet with headings, else the first with content; the others are said."""
    visible = [grid.to_sheet() for grid in grids if grid.cells and not grid.is_hidden]
    hidden = [grid.title for grid in grids if grid.cells and grid.is_hidden]
    if not visible:
        raise SheetRefused(
            _("Every sheet that holds something is hidden.") if hidden else _("The file is empty.")
        )
    headed = [sheet for sheet in visible if heading_score(sheet.rows)]
    chosen = (headed or visible)[0]
    left_out = [
        SpreadsheetRemark(
            _("This sheet is left out: one sheet of a file is read."), sheet=sheet.title
        )
        for sheet in visible
        if sheet is not chosen
    ]
    left_out += [
        SpreadsheetRemark(_("This sheet is hidden and left out."), sheet=title) for title in hidden
    ]
    left_out += [
        SpreadsheetRemark(_("This sheet holds no cells and is left out."), sheet=title)
        for title in others
    ]
    return Sheet(chosen.title, chosen.rows, (*left_out, *chosen.remarks), chosen.counts_from_1904)
