"""The offices of a consortium: a square for every holder, filled where the name is known."""

from dataclasses import dataclass

SQUARES_PER_ROW = 24  # squares in a line
SQUARE_SIZE, GAP = 14, 4
MAX_SQUARES = 480  # squares of one office; more are said in words


@dataclass(frozen=True)
class Square:
    """One holder of an office; `is_named` if it is on record by name."""

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
        """How many hold the office, as far as is known."""
        return max(self.named, self.declared)


WIDTH = SQUARES_PER_ROW * (SQUARE_SIZE + GAP) - GAP


def office_chart(label: str, *, named: int, declared: int) -> OfficeChart:
    """The squares of an office; where nothing was declared, those of the names alone."""
    drawn = min(max(named, declared), MAX_SQUARES)
    step = SQUARE_SIZE + GAP
    squares = [
        Square(place % SQUARES_PER_ROW * step, place // SQUARES_PER_ROW * step, place < named)
        for place in range(drawn)
    ]
    return OfficeChart(
        label, named, declared, squares, max(-(-drawn // SQUARES_PER_ROW), 1) * step - GAP
    )
