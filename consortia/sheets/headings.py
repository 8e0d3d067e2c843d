"""The row of headings of a list, wherever it stands, and which column each heading means."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import yaml

from consortia.sheets.workbook import SheetRow
from portal.core.folding import name_key

WORDS_FOLDER = Path(__file__).with_name("words")
MAX_HEADING_LENGTH = 16  # longer texts are titles
LAST_RANK = 1000
SEARCHED_ROWS = 60  # headings stand within the first rows
BRACKETS = re.compile(r"[（(\[【][^（()）\[\]【】]*[)）\]】]")


@dataclass(frozen=True)
class Headings:
    """Where the headings stand (`height` rows from `position`), and the columns by what they mean.

    `columns` has the positions of each column, the best heading first; `texts` the headings as written.
    """

    position: int
    height: int
    columns: dict[str, tuple[int, ...]] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    weak_only: bool = False

    def text(self, position: int) -> str:
        """The heading of a column as written; blank without one."""
        return self.texts[position] if position < len(self.texts) else ""

    @property
    def read_positions(self) -> set[int]:
        """The columns that mean something."""
        return {place for places in self.columns.values() for place in places}


@dataclass(frozen=True)
class HeadingWords:
    """The words that head the columns of one kind of list."""

    ranks: dict[str, tuple[str, int]]  # column and rank by heading key
    defaults: dict[str, str]  # the portal's own heading by column
    required: frozenset[str]
    weak: frozenset[str]
    people: frozenset[str]
    other_lists: frozenset[str] = frozenset()
    patterns: tuple[tuple[str, re.Pattern], ...] = ()

    @classmethod
    def load(cls, name: str) -> "HeadingWords":
        """Read the words of one kind of list."""
        words = load_words(name)
        columns = dict(_expand_sides(words["columns"], words.get("sides", {})))
        ranks: dict[str, tuple[str, int]] = {}
        for column, headings in columns.items():
            for rank, heading in enumerate(headings):
                ranks.setdefault(heading_key(heading), (column, rank))
        return cls(
            ranks,
            {column: headings[0] for column, headings in columns.items()},
            frozenset(words["required"]),
            frozenset(map(heading_key, words.get("weak", ()))),
            frozenset(map(heading_key, words.get("people", ()))),
            frozenset(map(heading_key, words.get("other_lists", ()))),
            tuple((column, re.compile(text)) for column, text in words.get("patterns", {}).items()),
        )

    def find(self, rows: Sequence[SheetRow]) -> Headings | None:
        """The headings among these rows; None if no row has any of the required columns."""
        best, best_score = None, (0, 0, 0)
        for position in range(min(len(rows), SEARCHED_ROWS)):
            for height in (1, 2):
                headings = self._headings_at(rows, position, height)
                score = self._score(headings)
                if score > best_score:
                    best, best_score = headings, score
        return best

    def heads_list(self, row: SheetRow) -> bool:
        """Whether the row heads a list with certainty: two of its columns at least, one of them required."""
        texts = [cell for cell in row.cells if cell.strip()]
        if len(texts) < 2 or max(map(len, texts)) > MAX_HEADING_LENGTH:
            return False
        known = {heading_key(BRACKETS.sub("", text)) for text in texts} & self.ranks.keys()
        columns = {self.ranks[key][0] for key in known}
        is_certain = bool(self.required & columns) and not known <= self.weak
        return is_certain and len(columns) > 1 and len(known) * 2 >= len(texts)

    def headings_in(self, rows: Sequence[SheetRow], position: int) -> Headings:
        """The headings in the row at that position."""
        return self._headings_at(rows, position, 1)

    def foreign_heading(self, headings: Headings) -> str:
        """A heading that only another kind of list has; blank for none."""
        return next((text for text in headings.texts if heading_key(text) in self.other_lists), "")

    def score(self, rows: Sequence[SheetRow]) -> int:
        """How many columns the headings among these rows name; 0 without headings."""
        headings = self.find(rows)
        return len(headings.columns) if headings else 0

    def _headings_at(self, rows, position, height) -> Headings:
        """The headings in one row, or in that row over the next."""
        upper = rows[position].cells
        below = rows[position + 1].cells if height == 2 and position + 1 < len(rows) else ()
        found: dict[str, list[tuple[int, int]]] = {}
        texts, strong = [], 0
        carried = ""  # a heading over several columns, where its cells are not merged
        for place in range(max(len(upper), len(below))):
            under, before = _cell(below, place), carried
            carried = _cell(upper, place) or (carried if under else "")
            is_spread = not _cell(upper, place + 1) and bool(_cell(below, place + 1))
            is_shared = is_spread or carried in {before, _cell(upper, place + 1)}
            text, match = self._match(carried, under, is_shared=is_shared)
            texts.append(text)
            if match:
                column, rank, is_weak = match
                found.setdefault(column, []).append((rank, place))
                strong += not is_weak
        columns = {
            column: tuple(place for _rank, place in sorted(places))
            for column, places in found.items()
        }
        return Headings(position, height, columns, tuple(texts), weak_only=not strong)

    def _match(self, upper, below, *, is_shared: bool) -> tuple[str, tuple[str, int, bool] | None]:
        """The text of a heading in one or two rows, and the column that it means with its rank.

        Where neighbours share the upper one, the lower one tells them apart.
        """
        options = [upper]
        if below and below != upper:
            options = [f"{upper}{below}", *((below, upper) if is_shared else (upper, below))]
        for text in options:
            for key in (heading_key(text), heading_key(BRACKETS.sub("", text))):
                if key in self.ranks:
                    return options[0], (*self.ranks[key], key in self.weak)
        return options[0], self._match_pattern(options[0])

    def _match_pattern(self, text) -> tuple[str, int, bool] | None:
        """The column of a heading that is made of words; it stands behind all that are listed."""
        if len(text) > MAX_HEADING_LENGTH:
            return None
        key = heading_key(BRACKETS.sub("", text))
        for column, pattern in self.patterns:
            if pattern.fullmatch(key):
                return column, LAST_RANK, True
        return None

    def _score(self, headings: Headings) -> tuple[int, int, int]:
        """More columns are better, then fewer rows, then words that are nothing but headings."""
        if not self.required & headings.columns.keys():
            return (0, 0, 0)
        filled = sum(1 for text in headings.texts if text.strip())
        if headings.weak_only and filled > 1 and len(headings.columns) < 2:
            return (0, 0, 0)
        return (len(headings.columns), -headings.height, not headings.weak_only)


def _expand_sides(columns, sides) -> Iterator[tuple[str, list[str]]]:
    """The columns with their headings; one with “{}” in its name stands for a column of each side."""
    for column, headings in columns.items():
        if "{}" not in column:
            yield column, headings
            continue
        for side, signs in sides.items():
            yield (
                column.format(side),
                [heading.format(sign) for heading in headings for sign in signs],
            )


@lru_cache(maxsize=4096)
def heading_key(text: str) -> str:
    """A heading without case, blanks and marks; a lone "#" stays."""
    return name_key(text) or text.strip()


@cache
def load_words(name: str) -> dict:
    """One of the lists of words that lie beside this module."""
    return yaml.safe_load((WORDS_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def _cell(cells, place) -> str:
    return " ".join(cells[place].split()) if place < len(cells) else ""
