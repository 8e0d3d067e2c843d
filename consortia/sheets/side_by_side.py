"""Lists that stand beside each other in one sheet, as printed lists do to save paper."""

from collections.abc import Iterator
from dataclasses import replace

from consortia.sheets.headings import Headings, heading_key
from consortia.sheets.workbook import Sheet, SheetRow


def part_lists(sheet: Sheet, headings: Headings, *, by: str) -> list[tuple[Sheet, Headings]]:
    """The lists in a sheet, each as a sheet of its own; an ordinary sheet is one.

    `by` is the column that every list has. Lists have the same columns at the same distances.
    """
    width = _distance(headings, by)
    if not width:
        return [(sheet, headings)]
    begin = min(headings.read_positions)
    return [
        (_masked(sheet, begin + shift, width), _shifted(headings, place))
        for place, shift in enumerate(range(0, width * len(headings.columns[by]), width))
    ]


def _distance(headings, by) -> int:
    """How many columns one list is wide; 0 where there is one list alone."""
    places = sorted(headings.columns.get(by, ()))
    if len(places) < 2 or len({heading_key(headings.text(place)) for place in places}) > 1:
        return 0
    width = places[1] - places[0]
    for others in headings.columns.values():
        expected = range(min(others), min(others) + width * len(places), width)
        if sorted(others) != list(expected):
            return 0
    last = max(min(others) for others in headings.columns.values())
    return width if last < min(headings.read_positions) + width else 0


def _masked(sheet, begin, width) -> Sheet:
    """The sheet with the cells of one list alone."""
    return replace(sheet, rows=tuple(_masked_rows(sheet.rows, begin, width)))


def _masked_rows(rows, begin, width) -> Iterator[SheetRow]:
    for row in rows:
        cells = tuple(
            cell if begin <= place < begin + width else "" for place, cell in enumerate(row.cells)
        )
        yield replace(row, cells=cells)


def _shifted(headings, number) -> Headings:
    columns = {column: (sorted(places)[number],) for column, places in headings.columns.items()}
    return replace(headings, columns=columns)
