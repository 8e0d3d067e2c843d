"""Tables as pages show them: a row in each line, bars between its cells, what the cells are in the first."""

import re
from collections.abc import Iterator

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.model import ExtractedFact, Sentence
from seeds.extraction.relations.figures import classify_office
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.loading import Rule

TABLE_CELL = re.compile(r"[^|\t]+")
NAME_SEPARATOR = re.compile("[、,;]|和(?=.{4})")
RowCells = dict[str, str]


def extract_bases_from_table(
    document: AnnotatedArticle, headings: Sentence, rule: Rule, _match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the base of each row, with the bodies that have and share it."""
    found = []
    for row, cells in _rows_under(document, headings):
        if name := cells.get("table_bases"):
            hosts, partners = (
                _listed(cells.get(column, "")) for column in ("table_hosts", "table_partners")
            )
            roles = [
                *((host, "host") for host in hosts),
                *((partner, "co_founder") for partner in partners),
            ]
            found.append(
                _fact(
                    rule,
                    row,
                    {"name": name, "hosts": hosts, "partners": roles, "awarded_by": ""},
                    [name],
                )
            )
    return found


def extract_memberships_from_table(
    document: AnnotatedArticle, headings: Sentence, rule: Rule, _match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the office of each row's body in the consortium that the page speaks of; nothing where it speaks of none."""
    consortium = document.nearest_consortium(headings)
    if not consortium:
        return []
    found = []
    for row, cells in _rows_under(document, headings):
        bodies, office = _listed(cells.get("table_bodies", "")), cells.get("table_offices", "")
        if bodies and office:
            values = {
                "organisations": bodies,
                "consortium": consortium,
                "role": classify_office(office),
                "wording": office,
            }
            found.append(_fact(rule, row, values, bodies))
    return found


def _fact(rule, row, values, shown):
    return ExtractedFact(
        relation=rule.relation,
        rule=rule.id,
        confidence=rule.confidence,
        sentence=row,
        values=values,
        output=tuple(shown),
    )


def _rows_under(
    document: AnnotatedArticle, headings: Sentence
) -> Iterator[tuple[Sentence, RowCells]]:
    """The lines that have as many cells as the headings have, each with its cells by what their heading means."""
    columns = [_meaning(text) for text in _cells(headings)]
    for sentence in document.sentences[headings.number + 1 :]:
        cells = _cells(sentence)
        if len(cells) != len(columns) or len(cells) < 2:
            return
        yield (
            sentence,
            {column: cell for column, cell in zip(columns, cells, strict=True) if column},
        )


def _listed(cell: str) -> list[str]:
    """The names that stand in one cell."""
    return [name.strip() for name in NAME_SEPARATOR.split(cell) if len(name.strip()) > 1]


def _cells(sentence: Sentence) -> list[str]:
    """The cells as printed, without the number that a row begins with."""
    cells = [sentence.quote(*match.span()).strip() for match in TABLE_CELL.finditer(sentence.text)]
    return (
        cells[1:]
        if cells and (cells[0].isdigit() or cells[0] in lexicon("zh")["table_numbers"])
        else cells
    )


def _meaning(heading: str) -> str:
    columns = ("table_bases", "table_bodies", "table_offices", "table_hosts", "table_partners")
    return next((column for column in columns if heading in lexicon("zh")[column]), "")
