"""Tables of HTML as lines: a row in each, bars between its cells, merged cells repeated.

A row is written as `A | B | C`. Where its first or last cell is blank the outer bar is written too,
so that no cell changes its column: `| B | C`. A cell merged over the whole width is a line of its own.
"""

import re
from collections.abc import Iterator

from lxml import etree, html

CELL_TAGS = ("td", "th")
ROW_GROUPS = frozenset(("thead", "tbody", "tfoot"))
# What no cell of a list holds: a table with one of them lays out a page.
LAYOUT_CONTENT = ("h1", "h2", "h3", "h4", "article", "section", "main", "form", "input", "iframe")
# Tags that put no blank between the texts around them
_INLINE = (
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark o:p q ruby s samp "
    "small span st1:p strike strong sub sup time tt u var wbr"
)
INLINE_TAGS = frozenset(_INLINE.split())
WHITESPACE = re.compile(r"\s+")
BARS = str.maketrans("|｜", "//")
LABEL_CELL = re.compile(r"[:：]\s*$")
PROSE_END = re.compile(r"[。！？]|[.!?]\s")
MAX_COLUMNS = 60
MAX_SPAN_ROWS = 2_000
MAX_CELL_LENGTH = 2_000  # characters
MAX_SENTENCES = 4  # in the cells of a list of few rows
MIN_ROWS = 2
MANY_ROWS = 4
GridRow = list[str]
MergedCell = tuple[str, int]  # the text of a merged cell, and how many more rows it reaches into


def write_rows_as_lines(tree: html.HtmlElement) -> None:
    """Replace each table of data in the document by a block with a paragraph for each of its rows.

    Tables that lay out a page, hold other tables or label the page's own metadata stay as they are.
    """
    tables, outer = _tables_of(tree)
    for table in tables:
        if table in outer or _lays_out_page(table):
            continue
        grid = _read_grid(table)
        if _is_data(grid):
            _replace(table, grid)


def _tables_of(tree: html.HtmlElement) -> tuple[list, set]:
    """All tables, and those of them that hold another one."""
    tables = []
    outer = set()
    open_tables: list = []
    for event, table in etree.iterwalk(tree, events=("start", "end"), tag="table"):
        if event == "end":
            open_tables.pop()
            continue
        outer.update(open_tables[-1:])
        open_tables.append(table)
        tables.append(table)
    return tables, outer


def _lays_out_page(table: html.HtmlElement) -> bool:
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    return next(table.iter(*LAYOUT_CONTENT), None) is not None


def _row_groups(table: html.HtmlElement) -> list[list[html.HtmlElement]]:
    """The rows as a browser shows them: head, bodies, foot; a merged cell ends with its group."""
    head, bodies, foot = [], [], []
    loose: list[html.HtmlElement] = []
    for child in table:
        if child.tag == "tr":
            if not loose:
                bodies.append(loose)
            loose.append(child)
        elif child.tag in ROW_GROUPS:
            loose = []
            groups = {"thead": head, "tfoot": foot}.get(child.tag, bodies)
            groups.append(list(child.iterchildren("tr")))
    return [*head, *bodies, *foot]


def _read_grid(table: html.HtmlElement) -> list[GridRow]:
    """The rows of a table with as many cells each, one cell for a row that has no other."""
    rows: list[dict[int, str]] = []
    lone_rows = set()
    begun: set[int] = (
        set()
    )  # columns in which a cell begins: others are only covered by merged ones
    for group in _row_groups(table):
        merged: dict[int, MergedCell] = {}
        for row in group:
            cells = _take_merged(merged)
            has_merged = bool(cells)
            placed = _place_cells(row, cells, merged)
            if len(placed) == 1 and not has_merged:
                lone_rows.add(len(rows))
            else:
                begun.update(placed)
            rows.append(cells)
    filled = {column for cells in rows for column, text in cells.items() if text}
    columns = sorted(begun & filled)
    grid = [
        [cells.get(0, "")] if number in lone_rows else [cells.get(place, "") for place in columns]
        for number, cells in enumerate(rows)
    ]
    return [row for row in grid if any(row)]


def _take_merged(merged: dict[int, MergedCell]) -> dict[int, str]:
    """The cells that reach into a row from above, by column; each reaches one row less far then."""
    cells = {}
    for column, (text, further) in list(merged.items()):
        cells[column] = text
        merged[column] = (text, further - 1)
        if further == 1:
            del merged[column]
    return cells


def _place_cells(
    row: html.HtmlElement, cells: dict[int, str], merged: dict[int, MergedCell]
) -> list[int]:
    """Put the cells of a row into its free columns and return those in which they begin."""
    begun = []
    column = 0
    for cell in row.iterchildren(*CELL_TAGS):
        while column in cells:
            column += 1
        text = _cell_text(cell)
        further = _span(cell, "rowspan", MAX_SPAN_ROWS) - 1
        end = min(column + _span(cell, "colspan", MAX_COLUMNS), MAX_COLUMNS)
        for covered in range(column, end):
            cells[covered] = text
            if further:
                merged[covered] = (text, further)
        begun.append(column)
        column = end
    return begun


def _span(cell: html.HtmlElement, name: str, limit: int) -> int:
    """How many rows or columns a cell covers: 0 means all that follow, what is no number means one."""
    printed = (cell.get(name) or "1").strip()
    if not re.fullmatch(r"[0-9]{1,9}", printed):
        return 1
    count = int(printed)
    if count == 0:
        return limit if name == "rowspan" else 1
    return min(count, limit)


def _cell_text(cell: html.HtmlElement) -> str:
    """The text of a cell in one line, a blank where a browser begins a new one, without bars."""
    text = WHITESPACE.sub(" ", "".join(_text_pieces(cell)))
    return text[:MAX_CELL_LENGTH].strip().translate(BARS)


def _text_pieces(cell: html.HtmlElement) -> Iterator[str]:
    yield cell.text or ""
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element is cell:
            continue
        if element.tag not in INLINE_TAGS:
            yield " "
        yield (element.text if event == "start" else element.tail) or ""


def _is_data(grid: list[GridRow]) -> bool:
    """Whether the rows are those of a list, not the parts of a page or its labels."""
    rows = [row for row in grid if len([text for text in row if text]) > 1]
    if len(rows) < MIN_ROWS:
        return False
    labelled = [row for row in rows if any(LABEL_CELL.search(text) for text in row)]
    if len(labelled) * 2 >= len(rows):
        return False
    if len(rows) >= MANY_ROWS:
        return True
    sentences = max(len(PROSE_END.findall(text)) for row in rows for text in row)
    return sentences < MAX_SENTENCES


def _replace(table: html.HtmlElement, grid: list[GridRow]) -> None:
    """Put the caption, what stands outside of the cells and the rows in the place of a table."""
    lines = [_cell_text(caption) for caption in table.iterchildren("caption")]
    lines += [_row_line(row) for row in grid]
    table.clear(keep_tail=True)
    table.tag = "div"
    for line in filter(None, lines):
        etree.SubElement(table, "p").text = line


def _row_line(row: GridRow) -> str:
    line = " | ".join(row)
    if len(row) == 1:
        return line
    if not row[0]:
        line = f"| {line.lstrip()}"
    if not row[-1]:
        line = f"{line.rstrip()} |"
    return line
