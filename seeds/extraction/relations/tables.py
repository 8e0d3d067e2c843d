"""Facts from tables: a row in each line, bars between its cells, the headings in the first line."""

import re
from collections.abc import Iterator

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.facts import build_fact
from seeds.extraction.relations.offices import classify_office
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.loading import Rule
from seeds.extraction.schema import ExtractedFact, Sentence

TABLE_CELL = re.compile(r"[^|\t]+")
NAME_SEPARATOR = re.compile("[、,;]|和(?=.{4})")
# The meanings of columns, each a list of headings in the lexicon.
BASES = "table_bases"
BODIES = "table_bodies"
OFFICES = "table_offices"
HOSTS = "table_hosts"
PARTNERS = "table_partners"
COLUMNS = (BASES, BODIES, OFFICES, HOSTS, PARTNERS)
RowCells = dict[str, str]


def extract_bases_from_table(
    document: AnnotatedArticle, headings: Sentence, rule: Rule, _match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the base of each row with its hosts and partners."""
    facts = []
    for row, cells in _rows_under(document, headings):
        name = cells.get(BASES)
        if not name:
            continue
        partners = [(host, "host") for host in _split_names(cells.get(HOSTS, ""))]
        partners += [(partner, "co_founder") for partner in _split_names(cells.get(PARTNERS, ""))]
        values = {"name": name, "partners": partners, "awarded_by": ""}
        facts.append(build_fact(rule, row, values, [name]))
    return facts


def extract_memberships_from_table(
    document: AnnotatedArticle, headings: Sentence, rule: Rule, _match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the office of each row's bodies in the consortium of the page, nothing without one."""
    consortium = document.nearest_consortium(headings)
    if not consortium:
        return []
    facts = []
    for row, cells in _rows_under(document, headings):
        bodies = _split_names(cells.get(BODIES, ""))
        office = cells.get(OFFICES, "")
        if not bodies or not office:
            continue
        values = {
            "organisations": bodies,
            "consortium": consortium,
            "role": classify_office(office),
            "wording": office,
        }
        facts.append(build_fact(rule, row, values, bodies))
    return facts


def _rows_under(
    document: AnnotatedArticle, headings: Sentence
) -> Iterator[tuple[Sentence, RowCells]]:
    """The lines with as many cells as the headings, each with its cells by the meaning of their column."""
    columns = [_column_meaning(heading) for heading in _printed_cells(headings)]
    if len(columns) < 2:
        return
    for sentence in document.sentences[headings.number + 1 :]:
        cells = _printed_cells(sentence)
        if len(cells) != len(columns):
            return
        pairs = zip(columns, cells, strict=True)
        yield sentence, {column: cell for column, cell in pairs if column}


def _split_names(cell: str) -> list[str]:
    """The names in one cell."""
    names = [name.strip() for name in NAME_SEPARATOR.split(cell)]
    return [name for name in names if len(name) > 1]


def _printed_cells(sentence: Sentence) -> list[str]:
    """The cells of a line as printed, without the number that a row begins with."""
    cells = [sentence.quote(*match.span()).strip() for match in TABLE_CELL.finditer(sentence.text)]
    if cells and _is_row_number(cells[0]):
        return cells[1:]
    return cells


def _is_row_number(cell: str) -> bool:
    return cell.isdigit() or cell in lexicon("zh")["table_numbers"]


def _column_meaning(heading: str) -> str:
    """The meaning of a column, "" for an unknown heading."""
    for column in COLUMNS:
        if heading in lexicon("zh")[column]:
            return column
    return ""
