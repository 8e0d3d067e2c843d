"""The tables of an article, row by row: columns, and the office that stands over the rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from seeds.extraction.annotation import Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.table_cells import is_footer, is_number, is_organisation, is_void
from seeds.extraction.relations.table_columns import (
    BODIES,
    MEMBER_TABLE,
    OFFICES,
    TableColumns,
    guess_bases,
    guess_columns,
    read_headings,
    with_bases,
)
from seeds.extraction.relations.table_offices import (
    PrintedOffice,
    read_caption,
    read_office,
    read_section,
)
from seeds.extraction.rules.loading import TABLE_ROLE, Rule
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.text.spans import Span

PATTERNS = load_patterns("table_reading")

BASE_LIST = PATTERNS["base_list"]
MAX_CAPTIONS = 3  # short lines right above a table
MAX_CAPTION_LENGTH = 80  # characters


@dataclass(frozen=True)
class ReadRow:
    """A row of data: its columns, the office that stands over it, and the last line over it of one cell."""

    sentence: Sentence
    columns: TableColumns
    section: PrintedOffice | None
    group: Sentence | None = None

    def cells(self, meaning: str) -> list[Span]:
        """The cells in the columns of a meaning."""
        places = self.columns.places(meaning)
        return [self.sentence.cells[place] for place in places if place < len(self.sentence.cells)]

    def cell(self, place: int) -> Span:
        """The cell in a column, a blank one where the row ends before it."""
        return self.sentence.cells[place] if place < len(self.sentence.cells) else (0, 0)

    def headings(self) -> str:
        """The words of the headings over the row, without headings its own."""
        return self.columns.words or self.sentence.text

    def text(self, meaning: str) -> str:
        """The words in the first column of a meaning, "" without one."""
        return next((self.sentence.text[start:end] for start, end in self.cells(meaning)), "")


@dataclass
class ReadTable:
    """A table: its first line, the short lines above it, and its rows of data."""

    first: Sentence
    captions: list[Sentence]
    rows: list[ReadRow]

    def rows_for(self, rule: Rule) -> list[ReadRow]:
        """The rows under headings, or those without, as a rule of either role reads them."""
        is_headed = rule.role == TABLE_ROLE
        rows = [row for row in self.rows if row.columns.is_headed is is_headed]
        return [row for row in rows if rule.trigger.search(row.headings())]


def read_tables(document: AnnotatedArticle) -> Iterator[ReadTable]:
    """Yield the tables of an article; one without headings goes on under those of the table before it."""
    inherited = None
    last_end = -1
    for rows in document.tables:
        captions = _captions(document, rows[0])
        first_caption = captions[0].number if captions else rows[0].number
        if first_caption != last_end + 1:
            inherited = None
        reader = _TableReader(
            inherited,
            _caption_office(document, captions),
            is_base_list=_is_base_list(document, captions),
        )
        yield ReadTable(rows[0], captions, list(reader.read(rows)))
        inherited = reader.columns
        last_end = rows[-1].number


def _captions(document: AnnotatedArticle, first_row: Sentence) -> list[Sentence]:
    """The short lines right above a table, from top to bottom."""
    captions: list[Sentence] = []
    start = max(0, first_row.number - MAX_CAPTIONS)
    for sentence in reversed(document.sentences[start : first_row.number]):
        if sentence.table or len(sentence.text) > MAX_CAPTION_LENGTH:
            break
        captions.insert(0, sentence)
    return captions


def _is_base_list(document: AnnotatedArticle, captions: Sequence[Sentence]) -> bool:
    """Whether the lines above a table, or the title of the page, call it a list of bases."""
    titles = [sentence for sentence in document.sentences[:1] if not sentence.paragraph]
    return any(BASE_LIST.search(sentence.text) for sentence in (*captions, *titles))


def _caption_office(
    document: AnnotatedArticle, captions: Sequence[Sentence]
) -> PrintedOffice | None:
    """The office of all rows by the nearest caption that names one, else by the title of the page."""
    titles = [sentence for sentence in document.sentences[:1] if not sentence.paragraph]
    for sentence in (*reversed(captions), *titles):
        office = read_caption(sentence.text)
        if office:
            return PrintedOffice(office.role, office.wording, sentence, office.has_unit)
    return None


class _TableReader:
    """Reads the rows of one table from top to bottom."""

    def __init__(
        self,
        columns: TableColumns | None,
        section: PrintedOffice | None,
        *,
        is_base_list: bool,
    ):
        self.is_base_list = is_base_list
        self.columns = columns
        self.section = section
        self.group: Sentence | None = None
        self.guessed_widths: set[int] = set()

    def read(self, rows: Sequence[Sentence]) -> Iterator[ReadRow]:
        """Yield the rows that hold data, those alone whose cells the columns fit."""
        for row in rows:
            cells = [row.text[start:end].strip() for start, end in row.cells]
            headings = read_headings(cells)
            if headings:
                self.columns = with_bases(headings, cells) if self.is_base_list else headings
            elif _is_lone(cells):
                self._read_section(row, cells)
            elif self.columns is None and len(cells) not in self.guessed_widths:
                self.guessed_widths.add(len(cells))
                self.columns = _guess(rows, row, cells, is_base_list=self.is_base_list)
            if headings or _is_lone(cells) or _is_footer_row(cells):
                continue
            if self.columns and self.columns.fits(cells):
                yield ReadRow(row, self.columns, self.section, self.group)

    def _read_section(self, row: Sentence, cells: list[str]) -> None:
        """Take the only cell of a row as the office of those below, unless it is a body without one."""
        text = next(cell for cell in cells if cell)
        if len(cells) > 1 and is_organisation(text) and not read_office(text):
            return
        self.group = row if len(cells) == 1 else None
        section = read_section(text)
        if section:
            self.section = PrintedOffice(section.role, section.wording, row, section.has_unit)


def _is_lone(cells: Sequence[str]) -> bool:
    """Whether one cell of a row is filled, be it beside a number."""
    return len([cell for cell in cells if cell]) == 1


def _is_footer_row(cells: Sequence[str]) -> bool:
    first = next((cell for cell in cells if cell and not is_number(cell)), "")
    return is_footer(first) or all(is_void(cell) for cell in cells)


def _guess(
    rows: Sequence[Sentence], first: Sentence, cells: Sequence[str], *, is_base_list: bool
) -> TableColumns | None:
    """The columns of the rows without headings from a row on, by what stands in those of its width."""
    below = []
    for row in rows[rows.index(first) :]:
        texts = [row.text[start:end].strip() for start, end in row.cells]
        if len(texts) == len(cells) and not _is_lone(texts) and not _is_footer_row(texts):
            below.append(texts)
    return guess_bases(below) if is_base_list else guess_columns(below)


def pair_with_offices(columns: TableColumns) -> list[tuple[int, int | None]]:
    """Return each column of bodies with the column of its office, None where all rows share one.

    A table may set several lists side by side. Where it cannot be told which office is whose, none is paired.
    """
    bodies = columns.places(BODIES)
    offices = columns.places(OFFICES)
    if columns.kind is not MEMBER_TABLE or not bodies:
        return []
    if not offices:
        return [(body, None) for body in bodies]
    if len(bodies) == 1 and len(offices) == 1:
        return [(bodies[0], offices[0])]
    pairs = list(zip(sorted(bodies), sorted(offices), strict=False))
    if len(bodies) != len(offices) or not _alternate(bodies, offices):
        return []
    return pairs


def _alternate(bodies: list[int], offices: list[int]) -> bool:
    """Whether bodies and offices follow each other by turns."""
    order = [place in bodies for place in sorted([*bodies, *offices])]
    return all(one is not other for one, other in pairwise(order))
