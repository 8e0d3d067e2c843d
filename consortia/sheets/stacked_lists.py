"""Lists that stand below each other in one sheet, each with headings of its own."""

from dataclasses import replace

from django.utils.translation import gettext as _

from consortia.sheets.headings import Headings, HeadingWords, heading_key
from consortia.sheets.remarks import SpreadsheetRemark
from consortia.sheets.workbook import Sheet, SheetRow


def stacked_lists(
    sheet: Sheet, headings: Headings, words: HeadingWords
) -> tuple[list[tuple[Sheet, Headings]], list[SpreadsheetRemark]]:
    """The lists in a sheet, each as a sheet of its own from its headings on; an ordinary sheet is one.

    With them come the remarks on titles between two lists, which are no rows of either. `headings` are the
    best of the sheet. The same headings again, as on each page of a print, begin none.
    """
    rows = sheet.rows
    best = range(headings.position, headings.position + headings.height)
    starts = [
        position
        for position, row in enumerate(rows)
        if position not in best
        and (position < headings.position or _has_other_headings(row, headings))
        and words.heads_list(row)
    ]
    if not starts:
        return [(sheet, headings)], []
    places = sorted([*starts, headings.position])
    ends = [*places[1:], len(rows)]
    lists, remarks = [], []
    for number, (start, end) in enumerate(zip(places, ends, strict=True)):
        begin = start if number else 0
        own = headings if start == headings.position else words.headings_in(rows, start)
        is_above_list = end < len(rows) and end > start + 1
        title = _title(rows[end - 1]) if is_above_list else ""
        if title:
            message = _("“%s” stands alone and is left out.") % title[:60]
            remarks.append(SpreadsheetRemark(message, line=rows[end - 1].line))
        part = replace(sheet, rows=rows[begin : end - bool(title)])
        lists.append((part, replace(own, position=own.position - begin)))
    return lists, remarks


def _title(row: SheetRow) -> str:
    """The text that stands alone in a row, or merged over it; blank for a row of several."""
    texts = {cell.strip() for cell in row.cells if cell.strip()}
    return texts.pop() if len(texts) == 1 else ""


def _has_other_headings(row: SheetRow, headings: Headings) -> bool:
    """Whether the row is more than the headings, or some of them, printed again."""
    texts = [heading_key(cell) for cell in row.cells]
    return any(
        text and text != heading_key(headings.text(place)) for place, text in enumerate(texts)
    )
