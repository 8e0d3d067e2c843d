"""XLSX files, read from their parts.

openpyxl's mode that keeps memory flat knows neither merged nor hidden cells, and either mode gives up
on a colour or a filter that it does not know, of which a list of members needs none.
"""

import posixpath
import re

from consortia.sheets.workbook.cells import MAX_SHEETS
from consortia.sheets.workbook.grid import Grid, MergedArea
from consortia.sheets.workbook.packages import Package, attribute, local_name
from consortia.sheets.workbook.xlsx_values import CellFormats, cell_text

COORDINATE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
DEFAULT_WORKBOOK = "xl/workbook.xml"
WORKSHEET = "/worksheet"  # how the type of a relation to a sheet of cells ends
TRUE_WORDS = {"1", "true", "on"}
VISIBLE = "visible"


def read_xlsx(package: Package) -> tuple[list[Grid], list[str]]:
    """The sheets with cells, in order, and the titles of those without (charts)."""
    path = _workbook_path(package)
    root = package.tree(path)
    relations = _relations(package, path)
    formats = CellFormats.load(package, relations, counts_from_1904=_counts_from_1904(root))
    grids, others = [], []
    for sheet in [each for each in root.iter("{*}sheet") if attribute(each, "name")][:MAX_SHEETS]:
        kind, target = relations.get(attribute(sheet, "id"), ("", ""))
        title = attribute(sheet, "name")
        if not kind.endswith(WORKSHEET) or target not in package:
            others.append(title)
            continue
        is_hidden = attribute(sheet, "state", VISIBLE) != VISIBLE
        grid = Grid(title, is_hidden=is_hidden, counts_from_1904=formats.counts_from_1904)
        _read_cells(package, target, grid, formats)
        grids.append(grid)
    return grids, others


def _workbook_path(package) -> str:
    if "_rels/.rels" in package:
        for relation in package.tree("_rels/.rels"):
            if attribute(relation, "Type").endswith("/officeDocument"):
                return attribute(relation, "Target").lstrip("/")
    return DEFAULT_WORKBOOK


def _counts_from_1904(root) -> bool:
    return any(
        attribute(properties, "date1904").lower() in TRUE_WORDS
        for properties in root.iter("{*}workbookPr")
    )


def _relations(package, path) -> dict[str, tuple[str, str]]:
    """Kind and path of the parts that the workbook names, by the key it uses."""
    folder, name = posixpath.split(path)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    relations = {}
    for relation in package.tree(rels):
        target = attribute(relation, "Target").replace("\\", "/")
        relations[attribute(relation, "Id")] = (
            attribute(relation, "Type"),
            posixpath.normpath(posixpath.join(folder, target)).lstrip("/"),
        )
    return relations


def _read_cells(package, path, grid: Grid, formats: CellFormats) -> None:
    """Read one sheet into the grid."""
    next_row = 0
    for element in package.elements(path, "col", "row", "mergeCell"):
        name = local_name(element)
        if name == "row" and not grid.is_full:
            row = int(attribute(element, "r") or next_row + 1) - 1
            next_row = row + 1
            _read_row(element, row, grid, formats)
        elif name == "col" and _is_hidden(element):
            first, last = int(attribute(element, "min")), int(attribute(element, "max"))
            grid.hidden_columns.update(range(first - 1, min(last, first + 100)))
        elif name == "mergeCell":
            area = _area(attribute(element, "ref"))
            if area:
                grid.add_area(area)


def _is_hidden(element) -> bool:
    return attribute(element, "hidden").lower() in TRUE_WORDS


def _read_row(element, row, grid, formats) -> None:
    if _is_hidden(element):
        grid.hidden_rows.add(row)
    column = -1
    for cell in element.iterchildren("{*}c"):
        match = COORDINATE.fullmatch(attribute(cell, "r"))
        column = _column(match[1]) if match else column + 1
        text, is_plain_number = cell_text(cell, formats)
        grid.put(row, column, text, is_plain_number=is_plain_number)


def _column(letters) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _area(reference) -> MergedArea | None:
    """The area of a reference such as B3:B5."""
    ends = [COORDINATE.fullmatch(end) for end in reference.split(":")]
    if len(ends) != 2 or not all(ends):
        return None
    first, last = ends
    return MergedArea(int(first[2]) - 1, int(last[2]) - 1, _column(first[1]), _column(last[1]))
