"""Lines of a text that are rows of a table: cells between bars, tabs or wide blanks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from seeds.extraction.text.spans import Span

BAR = re.compile(r"[|｜│┃¦]")
TAB = re.compile(r"\t")
TABS = re.compile(r"\t+")
WIDE_BLANK = re.compile(r"[ \t]{2,}")
RULE_LINE = re.compile(r"[\s|｜│┃¦+:=\-─━┼├┤┌┐└┘┬┴]+")  # the line of dashes below headings
# What no cell of a table holds whose cells only blanks part
SENTENCE_MARK = re.compile("[。;:!?]")
MIN_ROWS = 2
MIN_BLANK_ROWS = 3
MAX_LONE_CELL = 40  # characters of a line between the rows: an office merged over the whole width


@dataclass(frozen=True)
class TextLine:
    """A line of a normalised paragraph: the number of the paragraph, and the text at its span."""

    paragraph: int
    span: Span
    text: str


@dataclass(frozen=True)
class RowLine:
    """A line with the spans of its cells in its own text; `table` counts the tables from 1."""

    line: TextLine
    cells: tuple[Span, ...]
    table: int


def find_rows(lines: Sequence[TextLine]) -> list[RowLine]:
    """Return the lines that are rows of tables.

    A table is a run of lines parted in the same way, two of them into as many cells, with short lines of one
    cell between them. Wide blanks part cells only where three lines or more have the same number of them.
    """
    rows: list[RowLine] = []
    place = 0
    table = 1
    while place < len(lines):
        run, skipped = _run_at(lines, place)
        if run:
            rows += [RowLine(line, cells, table) for line, cells in run if cells]
            table += 1
        place += max(1, len(run), skipped)
    return rows


def _run_at(
    lines: Sequence[TextLine], place: int
) -> tuple[list[tuple[TextLine, tuple[Span, ...]]], int]:
    """The lines of the table that begins at a place, a line of dashes without cells; none without a table.

    With them comes how many lines cannot begin one, where that is known.
    """
    first = lines[place].text
    if BAR.search(first):
        return _checked(list(_take(lines, place, BAR)), MIN_ROWS), 0
    if "\t" in first.strip():
        return _checked(_tabbed_run(lines, place), MIN_ROWS), 0
    if not WIDE_BLANK.search(first.strip()):
        return [], 0
    run = list(_take(lines, place, WIDE_BLANK))
    spoilt = _spoilt_length(run)
    return ([], spoilt) if spoilt else (_checked(run, MIN_BLANK_ROWS), 0)


def _tabbed_run(lines: Sequence[TextLine], place: int) -> list[tuple[TextLine, tuple[Span, ...]]]:
    """The lines between tabs: several in a row part blank cells, unless they only line the columns up."""
    run = list(_take(lines, place, TAB))
    lined_up = list(_take(lines, place, TABS))
    return lined_up if len(_widths(lined_up)) == 1 else run


def _widths(run: list[tuple[TextLine, tuple[Span, ...]]]) -> set[int]:
    """The numbers of cells in the lines of more than one."""
    return {len(cells) for _, cells in run if len(cells) > 1}


def _take(
    lines: Sequence[TextLine], place: int, separator: re.Pattern[str]
) -> Iterator[tuple[TextLine, tuple[Span, ...]]]:
    """Yield the lines from a place on as long as the separator parts them, or one that it parts follows."""
    for number in range(place, len(lines)):
        line = lines[number]
        is_parted = bool(separator.search(line.text.strip()))
        if is_parted and RULE_LINE.fullmatch(line.text):
            yield line, ()
        elif is_parted:
            yield line, tuple(_cells(line.text, separator))
        elif _is_lone_cell(line.text) and _is_parted_at(lines, number + 1, separator):
            yield line, tuple(_stripped_span(line.text, 0, len(line.text)))
        else:
            return


def _is_lone_cell(text: str) -> bool:
    return 0 < len(text.strip()) <= MAX_LONE_CELL and not text.rstrip().endswith(("。", "."))


def _is_parted_at(lines: Sequence[TextLine], number: int, separator: re.Pattern[str]) -> bool:
    return number < len(lines) and bool(separator.search(lines[number].text.strip()))


def _cells(text: str, separator: re.Pattern[str]) -> Iterator[Span]:
    """Yield the spans of the cells of a line, blank ones too; outer bars are no cells."""
    start = len(text) - len(text.lstrip(" "))
    end = len(text.rstrip(" "))
    if separator is BAR:
        start += bool(BAR.match(text, start))
        end -= bool(BAR.match(text, end - 1))
    for match in separator.finditer(text, start, end):
        yield from _stripped_span(text, start, match.start())
        start = match.end()
    yield from _stripped_span(text, start, max(start, end))


def _stripped_span(text: str, start: int, end: int) -> Iterable[Span]:
    """The span of a cell without the blanks around it."""
    cell = text[start:end]
    if not cell.strip():
        return [(start, start)]
    start += len(cell) - len(cell.lstrip())
    return [(start, start + len(cell.strip()))]


def _checked(
    run: list[tuple[TextLine, tuple[Span, ...]]], minimum: int
) -> list[tuple[TextLine, tuple[Span, ...]]]:
    """The run if as many of its lines as asked have the same number of cells, more than one."""
    widths = [len(cells) for _, cells in run if len(cells) > 1]
    most = max((widths.count(width) for width in set(widths)), default=0)
    return run if most >= minimum else []


def _spoilt_length(run: list[tuple[TextLine, tuple[Span, ...]]]) -> int:
    """How many lines have to go so that those that blanks part have as many cells, and none is a sentence."""
    width = 0
    for number in range(len(run) - 1, -1, -1):
        line, cells = run[number]
        if len(cells) < 2:
            continue
        if SENTENCE_MARK.search(line.text) or width not in (0, len(cells)):
            return number + 1
        width = len(cells)
    return 0 if width else len(run)
