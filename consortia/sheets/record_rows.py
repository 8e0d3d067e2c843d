"""Lists of records with several organisations in each: what a row states, and how such a list is read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from consortia.sheets.cell_values import Cell
from consortia.sheets.columns import SheetColumns
from consortia.sheets.headings import HeadingWords
from consortia.sheets.listed_names import ListedName, joined_text, known_spans, split_names
from consortia.sheets.member_names import read_name
from consortia.sheets.remarks import SheetRefused, SpreadsheetRemark
from consortia.sheets.row_kinds import RowSorter
from consortia.sheets.workbook import Sheet, SheetRow
from consortia.sheets.workbook.cells import MAX_LINES

# By what a text is, in either language; what people promise may have any length
MAX_LENGTHS = {"name": 300, "contact": 300, "signatory": 100, "post": 200}


@dataclass(frozen=True)
class RecordPart:
    """An organisation in a row; `target` is what it is there, `values` what is said of it.

    `text` is the name as its cell has it, `joint` what stands before it in a cell with several names. A
    blank among the values is a cell that is empty.
    """

    target: str
    name: str = ""
    name_en: str = ""
    other_names: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    text: str = ""
    joint: str = ""

    @property
    def label(self) -> str:
        """The name, the Chinese one first."""
        return self.name or self.name_en


@dataclass(frozen=True)
class RecordRow:
    """A record that the sheet states; `line` is its line in the file.

    `values` are fields by name as far as they are stated, `defaults` those of a new record beside them,
    `lookups` names of other records (a region, an industry, a conference).
    """

    line: int
    title: str = ""
    title_en: str = ""
    values: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    lookups: dict[str, str] = field(default_factory=dict)
    parts: tuple[RecordPart, ...] = ()
    row_key: str = ""

    def __post_init__(self):
        """Take parts as an import stores them."""
        parts = tuple(
            part
            if isinstance(part, RecordPart)
            else RecordPart(**{**part, "other_names": tuple(part["other_names"])})
            for part in self.parts
        )
        object.__setattr__(self, "parts", parts)

    @property
    def key(self) -> str:
        """What tells the row from all others of its sheet."""
        return str(self.line)

    @property
    def label(self) -> str:
        """The title, the Chinese one first."""
        return self.title or self.title_en


@dataclass(frozen=True)
class RecordSheet:
    """What a sheet says: the rows that can be taken, the faults of the others, and further remarks."""

    rows: tuple[RecordRow, ...]
    faults: tuple[SpreadsheetRemark, ...] = ()
    remarks: tuple[SpreadsheetRemark, ...] = ()
    columns: frozenset[str] = frozenset()


# Reads one row: what it states, or None beside its faults
ReadRow = Callable[[SheetColumns, SheetRow, list[SpreadsheetRemark]], RecordRow | None]


def read_records(sheet: Sheet, words: HeadingWords, read_row: ReadRow) -> RecordSheet:
    """The records below the headings; raises SheetRefused without headings or rows."""
    headings = words.find(sheet.rows)
    if headings is None:
        raise SheetRefused(_("No column is headed “%s”.") % words.defaults["title"])
    if len(sheet.rows) > MAX_LINES + headings.position + headings.height:
        raise SheetRefused(_("The sheet has more than %d lines.") % MAX_LINES)
    columns = SheetColumns(
        sheet, headings, {column: places[0] for column, places in headings.columns.items()}
    )
    sorter = RowSorter(sheet, headings, words, reads_groups=False)
    rows, faults = [], []
    for row in sorter.rows():
        row_faults = columns.check(row)
        record = None if row_faults else read_row(columns, row, row_faults)
        if record:
            row_faults += _length_faults(record)
        faults += row_faults
        if record and not row_faults:
            rows.append(record)
    if not rows and not faults:
        raise SheetRefused(_("The sheet has no rows."), *map(str, sorter.remarks))
    remarks = (*sheet.remarks, *columns.remarks(), *sorter.remarks)
    return RecordSheet(tuple(rows), tuple(faults), remarks, frozenset(columns.places))


def read_title(cells: dict[str, Cell], row: SheetRow, faults) -> tuple[str, str]:
    """The titles of a record in both languages; a fault without any."""
    title = cells["title"].text if "title" in cells else ""
    title_en = cells["title_en"].text if "title_en" in cells else ""
    if title and title.isascii() and not title_en:
        title, title_en = "", title
    if title_en == title:  # one cell merged over both columns
        title_en = ""
    if not title and not title_en:
        faults.append(SpreadsheetRemark(_("no name."), line=row.line))
    return title, title_en


def _length_faults(record: RecordRow) -> Iterator[SpreadsheetRemark]:
    """A fault for each text that is longer than its field."""
    texts = [("name", record.title), ("name", record.title_en), *record.values.items()]
    for part in record.parts:
        texts += [("name", part.name), ("name", part.name_en), *part.values.items()]
    for name, text in texts:
        max_length = MAX_LENGTHS.get(name.removesuffix("_en"))
        if max_length and len(text) > max_length:
            yield SpreadsheetRemark(_("“%s…” is too long.") % text[:20], line=record.line)


def read_parts(cell: Cell, target: str, **values: str) -> Iterator[RecordPart]:
    """The organisations in a cell."""
    for name in split_names(cell):
        yield _make_part(name, target, values)


def _make_part(name: ListedName, target, values) -> RecordPart:
    written = read_name(name.text)
    return RecordPart(
        target,
        written.name,
        written.name_en,
        written.other_names,
        dict(values),
        text=name.text,
        joint=name.joint,
    )


def join_known_names(parts: Sequence[RecordPart], known: frozenset[str]) -> Iterator[RecordPart]:
    """The parts; those that were parted inside of a name on record are one again.

    `known` are spellings of names on record (`names_with_marks`).
    """
    names = [ListedName(part.text, part.joint) for part in parts]
    for begin, end in known_spans(names, known):
        first = parts[begin]
        if end == begin + 1:
            yield first
            continue
        name = ListedName(joined_text(names[begin:end]), first.joint)
        yield _make_part(name, first.target, first.values)
