"""Bar charts: ranked bars, and stacked columns by year."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

MAX_BAR_LENGTH = 300  # of the longest ranked bar, in units of the picture
MIN_BAR_LENGTH = 2  # so that a small number is still visible
CHART_HEIGHT = 160  # of the tallest column
COLUMN_WIDTH = 28
MAX_YEARS = 24
MAX_BARS = 15
UNKNOWN_YEAR = 0  # among the counts


@dataclass(frozen=True)
class Bar:
    """A bar: its label, number of rows, length and link."""

    label: str
    rows: int
    length: int
    address: str = ""


def ranked_bars(counts: Iterable[tuple[str, int, str]]) -> list[Bar]:
    """Build bars from (label, rows, URL), longest first, MAX_BARS at most."""
    ranked = sorted((row for row in counts if row[1]), key=_bar_rank)[:MAX_BARS]
    longest = max((rows for _label, rows, _address in ranked), default=0)
    return [
        Bar(label, rows, max(rows * MAX_BAR_LENGTH // longest, MIN_BAR_LENGTH), address)
        for label, rows, address in ranked
    ]


def _bar_rank(row) -> tuple[int, str]:
    label, rows, _address = row
    return -rows, label


@dataclass(frozen=True)
class ColumnSegment:
    """The segment of a column for one kind of record."""

    sign: str
    label: str
    rows: int
    y: int
    height: int
    address: str


@dataclass(frozen=True)
class YearColumn:
    """A year: its segments from the bottom up; `cells` are the numbers of all kinds, for the table."""

    year: int
    x: int
    blocks: list[ColumnSegment]
    cells: list[int]


@dataclass(frozen=True)
class YearSeries:
    """A kind of record in the chart, and the URL of its list for a year."""

    sign: str
    label: str
    address: Callable[[int], str]


@dataclass(frozen=True)
class YearChart:
    """The columns from the first year with rows to the last, MAX_YEARS at most.

    `earlier` is the number of rows before the first column, `undated` that of rows without a known year.
    """

    columns: list[YearColumn]
    kinds: list[YearSeries]
    width: int
    height: int = CHART_HEIGHT
    column: int = COLUMN_WIDTH
    earlier: int = 0
    undated: int = 0


def year_chart(kinds: list[YearSeries], counts: dict[tuple[str, int], int]) -> YearChart:
    """Build the stacked columns; `counts` maps (sign, year) to rows, year 0 is unknown."""
    totals = _totals_by_year(counts)
    undated = totals.pop(UNKNOWN_YEAR, 0)
    if not totals:
        return YearChart([], [], 0, undated=undated)
    first_year, last_year = min(totals), max(totals)
    years = range(max(first_year, last_year - MAX_YEARS + 1), last_year + 1)
    rows_by_year = {year: [counts.get((kind.sign, year), 0) for kind in kinds] for year in years}
    tallest = max(sum(rows) for rows in rows_by_year.values())
    columns = [
        _year_column(year, position * COLUMN_WIDTH, kinds, rows_by_year[year], tallest)
        for position, year in enumerate(years)
    ]
    earlier = sum(rows for year, rows in totals.items() if year < years.start)
    width = len(columns) * COLUMN_WIDTH
    return YearChart(columns, kinds, width, earlier=earlier, undated=undated)


def _totals_by_year(counts) -> dict[int, int]:
    """The rows of all kinds by year, without the years that have none."""
    totals: Counter[int] = Counter()
    for (_sign, year), rows in counts.items():
        totals[year] += rows
    return dict(+totals)


def _year_column(year, x, kinds, cells, tallest) -> YearColumn:
    segments = []
    top = CHART_HEIGHT
    for kind, rows in zip(kinds, cells, strict=True):
        if not rows:
            continue
        height = max(rows * CHART_HEIGHT // tallest, MIN_BAR_LENGTH)
        top -= height
        address = kind.address(year)
        segments.append(ColumnSegment(kind.sign, kind.label, rows, top, height, address))
    return YearColumn(year, x, segments, cells)
