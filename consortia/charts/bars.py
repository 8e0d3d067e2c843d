"""Bars: ranked ones beside their words, and stacked ones on a line of years."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

MAX_BAR_LENGTH = 300  # of the longest ranked bar, in units of the picture
CHART_HEIGHT = 160  # of the tallest column
COLUMN_WIDTH = 28
MAX_YEARS = 24
MAX_BARS = 15


@dataclass(frozen=True)
class Bar:
    """How many rows a word has, and how long its bar is."""

    label: str
    rows: int
    length: int
    address: str = ""


def ranked_bars(counts: Iterable[tuple[str, int, str]]) -> list[Bar]:
    """The bars of labels with their rows and addresses, the longest first; the shortest of very many are left out."""
    found = sorted((row for row in counts if row[1]), key=lambda row: (-row[1], row[0]))[:MAX_BARS]
    most = max((rows for _label, rows, _address in found), default=0)
    return [
        Bar(label, rows, max(rows * MAX_BAR_LENGTH // most, 2), address)
        for label, rows, address in found
    ]


@dataclass(frozen=True)
class ColumnSegment:
    """The part of a column that one kind of record takes."""

    sign: str
    label: str
    rows: int
    y: int
    height: int
    address: str


@dataclass(frozen=True)
class YearColumn:
    """One year: its blocks from the ground up; `cells` has a number for each kind, as the table shows it."""

    year: int
    x: int
    blocks: list[ColumnSegment]
    cells: list[int]


@dataclass(frozen=True)
class YearSeries:
    """A kind of record that the years tell apart, and where the rows of a year are listed."""

    sign: str
    label: str
    address: Callable[[int], str]


@dataclass(frozen=True)
class YearChart:
    """The columns from the first year with rows to the last.

    `earlier` says how many rows lie before the first one drawn, `undated` how many have no known year.
    """

    columns: list[YearColumn]
    kinds: list[YearSeries]
    width: int
    height: int = CHART_HEIGHT
    column: int = COLUMN_WIDTH
    earlier: int = 0
    undated: int = 0


def year_chart(kinds: list[YearSeries], counts: dict[tuple[str, int], int]) -> YearChart:
    """The stacked columns; `counts` are the rows by sign and year (0: unknown)."""
    known = sorted({year for (_sign, year), rows in counts.items() if rows and year})
    undated = sum(rows for (_sign, year), rows in counts.items() if not year)
    if not known:
        return YearChart([], [], 0, undated=undated)
    span = range(max(known[0], known[-1] - MAX_YEARS + 1), known[-1] + 1)
    tallest = max(sum(counts.get((kind.sign, year), 0) for kind in kinds) for year in span)
    columns = [
        _column(year, place * COLUMN_WIDTH, kinds, counts, tallest)
        for place, year in enumerate(span)
    ]
    earlier = sum(rows for (_sign, year), rows in counts.items() if 0 < year < span.start)
    return YearChart(columns, kinds, len(columns) * COLUMN_WIDTH, earlier=earlier, undated=undated)


def _column(year, x, kinds, counts, tallest):
    blocks, top = [], CHART_HEIGHT
    cells = [counts.get((kind.sign, year), 0) for kind in kinds]
    for kind, rows in zip(kinds, cells, strict=True):
        height = max(rows * CHART_HEIGHT // tallest, 2) if rows else 0
        top -= height
        if rows:
            blocks.append(
                ColumnSegment(kind.sign, kind.label, rows, top, height, kind.address(year))
            )
    return YearColumn(year, x, blocks, cells)
