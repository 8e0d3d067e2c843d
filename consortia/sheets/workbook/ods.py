"""ODS files (LibreOffice, WPS): the cells of content.xml, as ODF 1.2 writes them."""

from dataclasses import dataclass, field
from datetime import datetime

from consortia.sheets.workbook.cells import MAX_COLUMNS, MAX_LINES, MAX_SHEETS
from consortia.sheets.workbook.grid import Grid, MergedArea
from consortia.sheets.workbook.packages import Package, attribute, local_name
from consortia.sheets.workbook.shown_values import plain_number, show_moment

CONTENT = "content.xml"
STYLES = "styles.xml"
NOTES = {"annotation", "note"}  # texts beside the text of a cell
HIDDEN = {"collapse", "filter"}
# What the parts of a date style show, in letters of a number format
DATE_LETTERS = {"year": "yyyy", "month": "mm", "day": "dd", "hours": "hh"}
ERROR_VALUES = ("#", "Err:")
MAX_REPEATS = MAX_LINES  # of a row that holds something


@dataclass
class OdsStyles:
    """What the styles of a file say about dates and about what is hidden."""

    date_formats: dict[str, str] = field(default_factory=dict)  # of data styles
    data_styles: dict[str, str] = field(default_factory=dict)  # of cell styles
    hidden_tables: set[str] = field(default_factory=set)

    def read(self, package: Package, path: str) -> None:
        """Add the styles of one part of the file."""
        if path not in package:
            return
        for element in package.elements(path, "date-style", "style"):
            name = attribute(element, "name")
            if local_name(element) == "date-style":
                letters = [DATE_LETTERS.get(local_name(part), "") for part in element]
                self.date_formats[name] = " ".join(letters).strip()
                continue
            self.data_styles[name] = attribute(element, "data-style-name")
            for properties in element.iterchildren("{*}table-properties"):
                if attribute(properties, "display") == "false":
                    self.hidden_tables.add(name)

    def date_format(self, cell_style: str) -> str:
        """The number format of a date in that style; blank if the style says none."""
        return self.date_formats.get(self.data_styles.get(cell_style, ""), "")


def read_ods(package: Package) -> tuple[list[Grid], list[str]]:
    """The sheets, in order, and the titles of those without cells (none: charts stand on sheets)."""
    styles = OdsStyles()
    styles.read(package, STYLES)
    styles.read(package, CONTENT)
    grids = []
    for table in package.elements(CONTENT, "table"):
        if len(grids) < MAX_SHEETS:
            grids.append(_read_table(table, styles))
    return grids, []


def _read_table(table, styles) -> Grid:
    style = attribute(table, "style-name")
    grid = Grid(attribute(table, "name"), is_hidden=style in styles.hidden_tables)
    column_styles = _read_columns(table, grid)
    row = 0
    for element in table.iter("{*}table-row"):
        count = _repeats(element, "number-rows-repeated")
        cells = _row_cells(element, column_styles, styles)
        for repeated in range(min(count, MAX_REPEATS) if cells else 0):
            if not grid.is_full:
                _put_row(grid, row + repeated, element, cells)
        row += count
    return grid


def _read_columns(table, grid) -> dict[int, str]:
    """The default style of each column; hidden ones are noted in the grid."""
    column_styles: dict[int, str] = {}
    column = 0
    for element in table.iter("{*}table-column"):
        count = _repeats(element, "number-columns-repeated")
        for place in range(column, min(column + count, MAX_COLUMNS)):
            column_styles[place] = attribute(element, "default-cell-style-name")
            if attribute(element, "visibility") in HIDDEN:
                grid.hidden_columns.add(place)
        column += count
    return column_styles


def _repeats(element, name) -> int:
    count = attribute(element, name)
    return max(int(count), 1) if count.isdecimal() else 1


@dataclass(frozen=True)
class OdsCell:
    """A cell that is not blank: its column from 0, what it shows, and how many rows and columns it spans."""

    column: int
    text: str
    is_plain_number: bool
    rows: int
    columns: int


def _row_cells(row, column_styles, styles) -> list[OdsCell]:
    cells = []
    column = 0
    for element in row:
        if local_name(element) not in {"table-cell", "covered-table-cell"}:
            continue
        count = _repeats(element, "number-columns-repeated")
        style = attribute(element, "style-name") or column_styles.get(column, "")
        text, is_plain_number = _cell_text(element, styles.date_format(style))
        if text.strip() and local_name(element) == "table-cell":
            rows, columns = (
                _repeats(element, f"number-{kind}-spanned") for kind in ("rows", "columns")
            )
            cells += [
                OdsCell(place, text, is_plain_number, rows, columns)
                for place in range(column, min(column + count, MAX_COLUMNS))
            ]
        column += count
    return cells


def _put_row(grid, row, element, cells) -> None:
    if attribute(element, "visibility") in HIDDEN:
        grid.hidden_rows.add(row)
    for cell in cells:
        grid.put(row, cell.column, cell.text, is_plain_number=cell.is_plain_number)
        if cell.rows * cell.columns > 1:
            bottom, right = row + cell.rows - 1, cell.column + cell.columns - 1
            grid.add_area(MergedArea(row, bottom, cell.column, right))


def _cell_text(cell, date_format) -> tuple[str, bool]:
    """What the cell shows, and whether it is a number without a format of its own."""
    kind = attribute(cell, "value-type")
    shown = _shown_text(cell)
    if kind == "date":
        return _date_text(attribute(cell, "date-value"), date_format) or shown, False
    if kind == "boolean":
        return attribute(cell, "boolean-value").upper() or shown, False
    if kind == "float" and not shown.startswith(ERROR_VALUES):
        return _number_text(attribute(cell, "value"), shown)
    if kind in {"", "string"} and attribute(cell, "formula") and not shown:
        return ("" if kind else f"={attribute(cell, 'formula')}"), False
    return (f"'{shown}" if shown.startswith("=") else shown), False


def _number_text(value, shown) -> tuple[str, bool]:
    """The number as it is shown; without an own format it is shown as it is."""
    try:
        plain = plain_number(float(value))
    except ValueError:
        return shown, False
    return shown or plain, shown in {"", plain}


def _date_text(value, date_format) -> str:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return ""
    return show_moment(moment, date_format or "yyyy-mm-dd")


def _shown_text(cell) -> str:
    """The paragraphs of a cell, a line each, without its notes."""
    return "\n".join("".join(_pieces(paragraph)) for paragraph in cell.iterchildren("{*}p"))


def _pieces(element):
    yield element.text or ""
    for child in element:
        if local_name(child) not in NOTES:
            yield {"s": " ", "tab": "\t", "line-break": "\n"}.get(local_name(child), "")
            yield from _pieces(child)
        yield child.tail or ""
