"""The offices of a consortium: a square for every holder, filled where the name is known."""

from dataclasses import dataclass

ACROSS = 24  # squares in a line
SIDE, GAP = 14, 4
MOST = 480  # squares of one office; more are said in words


@dataclass(frozen=True)
class Square:
    """One holder of an office; `is_named` if it is on record by name."""

    x: int
    y: int
    is_named: bool


@dataclass(frozen=True)
class Office:
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


WIDTH = ACROSS * (SIDE + GAP) - GAP


def office(label: str, *, named: int, declared: int) -> Office:
    """The squares of an office; where nothing was declared, those of the names alone."""
    drawn = min(max(named, declared), MOST)
    step = SIDE + GAP
    squares = [Square(place % ACROSS * step, place // ACROSS * step, place < named) for place in range(drawn)]
    return Office(label, named, declared, squares, max(-(-drawn // ACROSS), 1) * step - GAP)
