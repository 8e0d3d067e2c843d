"""What the columns of a table hold, by their headings or, without headings, by what stands in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from seeds.extraction.relations.table_cells import (
    is_named_base,
    is_number,
    is_organisation,
    is_person,
    is_void,
)
from seeds.extraction.relations.table_offices import (
    MEMBER,
    PrintedOffice,
    read_office,
    read_offices,
)
from seeds.extraction.rules.lexicon import lexicon

# The meanings of columns, each a list of headings in the lexicon.
BASES = "table_bases"
BODIES = "table_bodies"
OFFICES = "table_offices"
OFFICE_CLASSES = "table_office_classes"
HOSTS = "table_hosts"
PARTNERS = "table_partners"
AWARDERS = "table_awarders"
CONSORTIA = "table_consortia"
PARTIES = "table_parties"
TITLES = "table_titles"
PEOPLE = "table_people"
CONTACTS = "table_contacts"
SINCE = "table_since"
NUMBERS = "table_numbers"
OTHERS = "table_others"
# Which meanings the columns of a kind of table may have; the first that a heading has counts.
BASE_TABLE = (BASES, HOSTS, PARTNERS, AWARDERS)
AGREEMENT_TABLE = (PARTIES, TITLES)
MEMBER_TABLE = (CONSORTIA, OFFICES, OFFICE_CLASSES, BODIES, SINCE, PEOPLE, CONTACTS)
KNOWN = (*BASE_TABLE, *AGREEMENT_TABLE, *MEMBER_TABLE, NUMBERS, OTHERS)
BRACKETS = re.compile(r"[(][^()]*[)]")
HEADING_MARKS = re.compile(r"[:*.]+$")
BLANKS = re.compile(r"\s+")
HAN = re.compile("[\u3400-\u9fff]")
# Headings over the names of whatever a list holds
NAME_HEADINGS = frozenset(("名称", "项目名称", "项目", "name", "project"))
MAX_HEADING_LENGTH = 30
MIN_CELLS = 2


@dataclass(frozen=True)
class HeadedColumn:
    """A column with its meaning, "" for an unknown one, and the office that its heading names."""

    meaning: str = ""
    office: PrintedOffice | None = None
    is_number: bool = False


@dataclass(frozen=True)
class TableColumns:
    """The columns of a table; `kind` is one of the tuples of meanings, empty if no fact can be read.

    `words` are those of the headings.
    """

    columns: tuple[HeadedColumn, ...]
    kind: tuple[str, ...]
    words: str = ""

    @property
    def is_headed(self) -> bool:
        """Whether headings say what the columns hold."""
        return bool(self.words)

    def has(self, meaning: str) -> bool:
        """Whether a column has the meaning."""
        return any(column.meaning == meaning for column in self.columns)

    def places(self, meaning: str) -> list[int]:
        """The numbers of the columns with a meaning."""
        return [number for number, column in enumerate(self.columns) if column.meaning == meaning]

    def may_hold_offices_of_people(self) -> bool:
        """Whether the offices may be those of persons: of a column, or of a contact named before."""
        if self.has(PEOPLE):
            return True
        contacts = self.places(CONTACTS)
        if not contacts:
            return False
        return any(place > contacts[0] for place in self.places(OFFICES))

    def fits(self, cells: Sequence[str]) -> bool:
        """Whether the cells of a row stand in the columns.

        A row may end early if its number shows that nothing is missing before, or if what is missing behind
        are remarks and the like.
        """
        if len(cells) == len(self.columns):
            return True
        if not MIN_CELLS <= len(cells) < len(self.columns):
            return False
        is_numbered = self.columns[0].is_number and is_number(cells[0])
        return is_numbered or not any(column.meaning for column in self.columns[len(cells) :])


def read_headings(cells: Sequence[str]) -> TableColumns | None:
    """Return the columns under a row of headings, None if the row is none."""
    filled = [cell for cell in cells if cell]
    meanings = [_meanings(cell) for cell in cells]
    known = [found for found in meanings if found]
    offices = [cell for cell in filled if read_office(cell)]
    if len(offices) > 1 and len(offices) + _count(meanings, NUMBERS, CONSORTIA) == len(filled):
        return _columns_of_kind(cells, meanings, MEMBER_TABLE)
    if len(filled) < 2 or not known or not _can_be_headings(cells, meanings):
        return None
    return _columns_of_kind(cells, meanings, _kind(meanings))


def _count(meanings: Sequence[frozenset[str]], *wanted: str) -> int:
    return sum(1 for found in meanings if not found.isdisjoint(wanted))


def _can_be_headings(cells: Sequence[str], meanings: Sequence[frozenset[str]]) -> bool:
    """Whether half of the cells are known headings and none of the others is what rows hold."""
    if _count(meanings, *KNOWN) * 2 < len([cell for cell in cells if cell]):
        return False
    others = [cell for cell, found in zip(cells, meanings, strict=True) if not found]
    return not any(_is_datum(cell) for cell in others)


def _is_datum(cell: str) -> bool:
    if is_number(cell) or is_organisation(cell):
        return True
    return len(cell) > MAX_HEADING_LENGTH or bool(read_office(cell))


def _meanings(heading: str) -> frozenset[str]:
    """All meanings that a heading may have."""
    word = HEADING_MARKS.sub("", BRACKETS.sub("", _plain(heading)).strip())
    if len(word) > MAX_HEADING_LENGTH:
        return frozenset()
    language = "zh" if HAN.search(word) else "en"
    word = BLANKS.sub("_", word.lower()) if language == "en" else word
    return frozenset(name for name in KNOWN if word in lexicon(language)[name])


def _plain(heading: str) -> str:
    """A heading without the blanks that spread a Chinese one over its column."""
    return BLANKS.sub("", heading) if HAN.search(heading) else heading


def _kind(meanings: Sequence[frozenset[str]]) -> tuple[str, ...]:
    if _count(meanings, BASES):
        return BASE_TABLE
    if _count(meanings, PARTIES) > 1:
        return AGREEMENT_TABLE
    return MEMBER_TABLE if _count(meanings, BODIES, CONSORTIA) else ()


def _columns_of_kind(
    cells: Sequence[str], meanings: Sequence[frozenset[str]], kind: tuple[str, ...]
) -> TableColumns:
    columns = []
    for cell, found in zip(cells, meanings, strict=True):
        meaning = next((name for name in kind if name in found), "")
        office = read_office(cell) if kind is MEMBER_TABLE else None
        columns.append(HeadedColumn(BODIES if office else meaning, office, NUMBERS in found))
    if kind is MEMBER_TABLE:
        columns = _with_office_of_consortium(cells, columns)
    return TableColumns(tuple(columns), kind, " | ".join(map(_plain, cells)))


def _with_office_of_consortium(
    cells: Sequence[str], columns: list[HeadedColumn]
) -> list[HeadedColumn]:
    """The columns with those of offices that count.

    A heading that names the consortium comes before one that may be a person's post, and that before a class
    of bodies.
    """
    offices = _places(columns, OFFICES)
    counted = [place for place in offices if _names_consortium(cells[place])] or offices
    counted = counted or _places(columns, OFFICE_CLASSES)
    return [_as_office(column, is_counted=place in counted) for place, column in enumerate(columns)]


def _places(columns: Sequence[HeadedColumn], meaning: str) -> list[int]:
    return [place for place, column in enumerate(columns) if column.meaning == meaning]


def _as_office(column: HeadedColumn, *, is_counted: bool) -> HeadedColumn:
    if is_counted:
        return HeadedColumn(OFFICES)
    return HeadedColumn() if column.meaning in (OFFICES, OFFICE_CLASSES) else column


def _names_consortium(heading: str) -> bool:
    return any(word in heading for word in ("理事会", "共同体", "联合体", "联盟", "集团"))


def with_bases(columns: TableColumns, cells: Sequence[str]) -> TableColumns:
    """Return the columns of a list of bases, where a heading like 名称 or 项目名称 says no more than that."""
    if columns.kind is BASE_TABLE:
        return columns
    meanings = [_meanings(cell) for cell in cells]
    names = [place for place, cell in enumerate(cells) if _plain(cell).lower() in NAME_HEADINGS]
    if len(names) != 1:
        return columns
    meanings[names[0]] = frozenset({BASES})
    return _columns_of_kind(cells, meanings, BASE_TABLE)


def guess_bases(rows: Sequence[Sequence[str]]) -> TableColumns | None:
    """Return the columns of rows without headings of which one holds the names of bases, else None."""
    width = len(rows[0]) if rows else 0
    places = [number for number in range(width) if all(is_named_base(row[number]) for row in rows)]
    if len(places) != 1:
        return None
    columns = [HeadedColumn(BASES if number == places[0] else "") for number in range(width)]
    return TableColumns(tuple(columns), BASE_TABLE)


def guess_columns(rows: Sequence[Sequence[str]]) -> TableColumns | None:
    """Return the columns of rows without headings where bodies and offices can be told, else None."""
    width = len(rows[0]) if rows else 0
    columns = [
        _guess_column([row[number] for row in rows if row[number]]) for number in range(width)
    ]
    kinds = "".join(_letter(column) for column in columns)
    if not re.fullmatch("(?:BO)+|(?:OB)+|B+", kinds):
        return None
    return TableColumns(tuple(columns), MEMBER_TABLE)


def _letter(column: HeadedColumn) -> str:
    return {BODIES: "B", OFFICES: "O"}.get(column.meaning, "")


def _guess_column(cells: Sequence[str]) -> HeadedColumn:
    """The meaning of a column by its cells: all of them are offices, or names of bodies, or persons."""
    if cells and all(read_offices(cell) for cell in cells):
        return HeadedColumn(OFFICES)
    named = [cell for cell in cells if not is_void(cell)]
    if named and all(is_organisation(cell) for cell in named):
        return HeadedColumn(BODIES)
    if named and all(is_person(cell) for cell in named):
        return HeadedColumn(PEOPLE)
    return HeadedColumn()


def is_plain_member(office: PrintedOffice | None) -> bool:
    """Whether a heading only says that the bodies below are members."""
    return office is not None and office.role == MEMBER
