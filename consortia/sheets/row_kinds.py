"""What the rows below the headings are: rows of the list, or totals, notes, groups and repeated headings."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from consortia.sheets.cell_values import Cell, clean_text, is_note, is_total
from consortia.sheets.headings import Headings, HeadingWords, heading_key
from consortia.sheets.remarks import SpreadsheetRemark
from consortia.sheets.roles import group_role
from consortia.sheets.workbook import Sheet, SheetRow

RULE_MARKS = "-=_—:| +"  # what a drawn line under the headings of a text table is made of


class RowSorter:
    """Parts the rows of a list from the others, of which each leaves a remark.

    While the rows are walked, `group` is the role that the last heading of a group names, or blank.
    """

    def __init__(
        self, sheet: Sheet, headings: Headings, words: HeadingWords, *, reads_groups: bool = True
    ):
        """`reads_groups` says whether a heading of a group can be the role of the rows below it."""
        self.group = ""
        self._reads_groups = reads_groups
        self.remarks: list[SpreadsheetRemark] = []
        self._rows = sheet.rows[headings.position + headings.height :]
        self._headings = headings
        self._words = words
        self._serials = set(headings.columns.get("serial", ()))
        self._names = {
            place for column in words.required for place in headings.columns.get(column, ())
        }

        # The columns of which a single cell is a row whose name is missing
        self._values = headings.read_positions - self._names - self._serials - {0}

    def rows(self) -> Iterator[SheetRow]:
        """The rows of the list."""
        for row in self._rows:
            if not self._is_left_out(row):
                yield row

    def _is_left_out(self, row) -> bool:
        texts = [clean_text(cell) for cell in row.cells]
        filled = {place for place, text in enumerate(texts) if text}
        first = texts[min(filled)] if filled else ""
        if not filled or all(not text.strip(RULE_MARKS) for text in texts):
            return True
        if self._is_repeated_heading(texts, filled):
            return self._leave_out(row, _("The headings stand here again."))
        if self._is_total_row(texts, filled):
            return self._leave_out(row, _("“%s” is a line of totals and is left out.") % first)
        if filled <= self._serials and first.isdecimal():
            return self._leave_out(row, _("Only a number stands here; the line is left out."))
        return self._is_single_text(row, texts, filled)

    def _leave_out(self, row, message) -> bool:
        self.remarks.append(SpreadsheetRemark(message, line=row.line))
        return True

    def _is_repeated_heading(self, texts, filled) -> bool:
        return len(filled) > 1 and all(
            heading_key(texts[place]) == heading_key(self._headings.text(place)) for place in filled
        )

    def _is_total_row(self, texts, filled) -> bool:
        """Whether the first cell, or the only name, is a word for a sum."""
        places = {min(filled), *(self._names & filled)}
        return any(is_total(texts[place]) for place in places)

    def _is_single_text(self, row, texts, filled) -> bool:
        """Whether one text stands alone in the row, or merged over it, and is no name."""
        distinct = {texts[place] for place in filled}
        if len(distinct) > 1 or filled <= self._values:
            return False
        text = distinct.pop()
        role = group_role(text) if self._reads_groups else None
        if role:
            self.group = role
            return self._leave_out(row, _("“%s” is read as the role of the lines below.") % text)
        is_elsewhere = not filled & self._names
        if is_note(text) or len(filled) > 1 or (is_elsewhere and not Cell(text).text.isdecimal()):
            return self._leave_out(row, _("“%s” stands alone and is left out.") % text[:60])
        return False
