"""What the reader of a spreadsheet says to the clerk, each with its place in the file."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class SpreadsheetRemark:
    """A sentence about a place of the file; `line` is the line of the file, `column` a heading."""

    message: str
    line: int | None = None
    sheet: str = ""
    column: str = ""

    def __str__(self):
        place = self.place
        return (
            _("%(place)s: %(fault)s") % {"place": place, "fault": self.message}
            if place
            else self.message
        )

    @property
    def place(self) -> str:
        """The place in words; blank for the file as a whole."""
        if self.line is not None and self.column:
            return _("Line %(line)d (%(column)s)") % {"line": self.line, "column": self.column}
        if self.line is not None:
            return _("Line %d") % self.line
        if self.column:
            return _("Column “%s”") % self.column
        return _("Sheet “%s”") % self.sheet if self.sheet else ""


class SheetRefused(Exception):
    """Raised for a sheet that cannot be read at all; `errors` are sentences."""

    def __init__(self, *errors: str):
        super().__init__(" ".join(errors))
        self.errors = errors
