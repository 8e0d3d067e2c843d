"""Chart of an office: a square for each holder, filled if the holder is on record by name."""

from dataclasses import dataclass

SQUARES_PER_ROW = 24  # squares in a line
SQUARE_SIZE = 14
GAP = 4
MAX_SQUARES = 480  # squares of one office; the text gives the full number


@dataclass(frozen=True)
class Square:
    """A holder of an office; `is_named`: on record by name."""

    x: int
    y: int
    is_named: bool


@dataclass(frozen=True)
class OfficeChart:
    """One office: how many are declared and named, and its squares."""

    label: str
    named: int
    declared: int
    squares: list[Square]
    height: int

    @property
    def total(self) -> int:
        """The larger of the named and the declared number."""
        return max(self.named, self.declared)


WIDTH = SQUARES_PER_ROW * (SQUARE_SIZE + GAP) - GAP


def office_chart(label: str, *, named: int, declared: int) -> OfficeChart:
    """Build the chart of an office from its named and declared numbers, MAX_SQUARES at most."""
    count = min(max(named, declared), MAX_SQUARES)
    step = SQUARE_SIZE + GAP
    squares = [
        Square(
            position % SQUARES_PER_ROW * step, position // SQUARES_PER_ROW * step, position < named
        )
        for position in range(count)
    ]
    return OfficeChart(
        label, named, declared, squares, max(-(-count // SQUARES_PER_ROW), 1) * step - GAP
    )
