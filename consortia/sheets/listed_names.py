"""Cells that hold several names: where they part, and which names on record hold such a mark themselves."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from consortia.sheets.cell_values import Cell, clean_text

MARKS = re.compile(r"[、；;\n\r|／/,，]")
# A comma parts names only between Chinese characters (“Co., Ltd.”), a slash only long Chinese names
SEPARATOR = re.compile(
    r"[、；;\n\r|／]|(?<=[\u3400-\u9fff）)])\s*[,，]\s*(?=[\u3400-\u9fffA-Z])"
    r"|(?<=[\u3400-\u9fff）)]{4})\s*/\s*(?=[\u3400-\u9fff]{4})"
)
DEPTHS = {"(": 1, "（": 1, "[": 1, "【": 1, ")": -1, "）": -1, "]": -1, "】": -1}


@dataclass(frozen=True)
class ListedName:
    """A name in a cell; `joint` is what stands between it and the one before, blank for the first."""

    text: str
    joint: str = ""


def split_names(cell: Cell) -> list[ListedName]:
    """The names in a cell that can hold several; a mark inside of brackets parts none."""
    if not cell.text:
        return []
    names: list[ListedName] = []
    begin, joint = 0, ""
    for start, end in [*_separators(cell.raw), (len(cell.raw), len(cell.raw))]:
        text = clean_text(cell.raw[begin:start])
        if Cell(text).text:
            names.append(ListedName(text, joint if names else ""))
        begin, joint = end, cell.raw[start:end]
    return names


def _separators(raw: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each separator."""
    depths = list(accumulate(DEPTHS.get(character, 0) for character in raw))
    is_balanced = min(depths) == 0 == depths[-1]
    for match in SEPARATOR.finditer(raw):
        if not is_balanced or depths[match.start()] == 0:
            yield match.span()


def names_with_marks(names: Iterable[str]) -> frozenset[str]:
    """The spellings of those names that hold a mark that parts names elsewhere."""
    return frozenset(spelling(name) for name in names if MARKS.search(name))


def known_spans(names: Sequence[ListedName], known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of each name of a cell: of several pieces where together they are a known one."""
    begin = 0
    while begin < len(names):
        end = next(
            (end for end in range(_cell_end(names, begin), begin + 1, -1)
             if spelling(joined_text(names[begin:end])) in known),
            begin + 1,
        )  # fmt: skip
        yield begin, end
        begin = end


def _cell_end(names, begin) -> int:
    """Where the cell of the name ends."""
    end = begin + 1
    while end < len(names) and names[end].joint:
        end += 1
    return end


def joined_text(names: Sequence[ListedName]) -> str:
    """The text of a cell from one of its names to another."""
    first, *others = names
    return first.text + "".join(f"{name.joint}{name.text}" for name in others)


def spelling(name: str) -> str:
    """The name without differences of width, case and blanks; its marks count."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
