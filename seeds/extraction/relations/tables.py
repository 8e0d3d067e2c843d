"""Facts from tables: members with their offices, bases with the bodies behind them, agreements."""

import re
from collections.abc import Callable, Iterator

from consortia.models import BasePartnerRole
from seeds.extraction.annotation import ExtractedFact, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.explaining import GUARD, explain
from seeds.extraction.relations.agreement_facts import classify_agreement
from seeds.extraction.relations.facts import build_fact
from seeds.extraction.relations.table_cells import CellName, is_school, is_void, names_in_cell
from seeds.extraction.relations.table_columns import (
    AGREEMENT_TABLE,
    AWARDERS,
    BASE_TABLE,
    BASES,
    CONSORTIA,
    HOSTS,
    OFFICES,
    PARTIES,
    PARTNERS,
    SINCE,
    TITLES,
    is_plain_member,
)
from seeds.extraction.relations.table_offices import (
    LEAD,
    PrintedOffice,
    is_planned_list,
    read_office,
    read_offices,
)
from seeds.extraction.relations.table_reading import (
    ReadRow,
    ReadTable,
    pair_with_offices,
    read_tables,
)
from seeds.extraction.rules.loading import ROWS_ROLE, TABLE_ROLE, Rule
from seeds.extraction.text.folding import strip_invisible
from seeds.extraction.text.spans import Span
from seeds.pages.dates import parse_date
from seeds.schema import (
    AgreementFact,
    BasePartnerFact,
    ConsortiumFact,
    MembershipFact,
    TrainingBaseFact,
)

HAN_OR_LATIN = re.compile("[\u3400-\u9fffA-Za-z]")
MIN_BASE_LENGTH = 4
MIN_PARTIES = 2


def extract_table_facts(document: AnnotatedArticle, rules: tuple[Rule, ...]) -> list[ExtractedFact]:
    """Return the facts of all tables of an article, by the rules that read tables."""
    table_rules = [rule for rule in rules if rule.role in (TABLE_ROLE, ROWS_ROLE)]
    if not table_rules or not document.tables:
        return []
    facts: list[ExtractedFact] = []
    for table in read_tables(document):
        if any(is_planned_list(caption.text) for caption in table.captions[-1:]):
            explain(GUARD, table.first, "the list below “%s” is a plan", table.captions[-1].text)
            continue
        for rule in table_rules:
            for row in table.rows_for(rule):
                facts += EXTRACTORS[rule.relation](document, table, row, rule)
    return facts


def _memberships(
    document: AnnotatedArticle, table: ReadTable, row: ReadRow, rule: Rule
) -> Iterator[ExtractedFact]:
    """Yield the offices of a row's bodies in the consortium of the row or the page."""
    consortium = _consortium_of_row(row) or document.consortium_before(table.first)
    if not consortium:
        return
    for body_place, office_place in pair_with_offices(row.columns):
        shared = _offices(row, body_place, office_place)
        for body in names_in_cell(row.sentence, row.cell(body_place)):
            if read_office(body.name):
                continue
            for office in _offices_in_remark(body, row) or shared:
                yield _office_fact(rule, row, body.name, office, consortium)


def _consortium_of_row(row: ReadRow) -> str:
    return next((_printed(row.sentence, cell) for cell in row.cells(CONSORTIA)), "")


def _offices(row: ReadRow, body_place: int, office_place: int | None) -> list[PrintedOffice]:
    """The offices of the bodies in a cell; none where they are not understood or may be a person's."""
    if office_place is not None:
        start, end = row.cell(office_place)
        offices = read_offices(row.sentence.text[start:end])
    else:
        office = _shared_office(row, body_place)
        offices = [office] if office else []
    if row.columns.may_hold_offices_of_people():
        offices = [office for office in offices if office.has_unit]
    return offices


def _offices_in_remark(body: CellName, row: ReadRow) -> list[PrintedOffice]:
    """The offices in brackets behind a name, unless another column tells its office."""
    if row.columns.has(OFFICES):
        return []
    return read_offices(body.remark)


def _shared_office(row: ReadRow, body_place: int) -> PrintedOffice | None:
    """The office in the heading of a column, else the one over the rows; a heading "members" comes last."""
    heading = row.columns.columns[body_place].office
    if heading and not is_plain_member(heading):
        return heading
    office = row.section or heading
    return office if office and office.role else None


def _office_fact(
    rule: Rule, row: ReadRow, body: str, office: PrintedOffice, consortium: str
) -> ExtractedFact:
    if office.role == LEAD:
        led = ConsortiumFact(name=consortium, lead_organisations=(body,))
        return build_fact(rule, row.sentence, led, [body], relation=LEAD)
    values = MembershipFact(
        organisation=body,
        consortium=consortium,
        role=office.role,
        wording=office.wording,
        since=parse_date(row.text(SINCE)) or None,
    )
    return build_fact(rule, row.sentence, values, [body], heading=office.sentence)


def _bases(
    _document: AnnotatedArticle, _table: ReadTable, row: ReadRow, rule: Rule
) -> Iterator[ExtractedFact]:
    """Yield the base of a row with its hosts, its partners and the body that awarded it."""
    if row.columns.kind is not BASE_TABLE:
        return
    name = next((_printed(row.sentence, cell) for cell in row.cells(BASES)), "")
    if not _is_base_name(name):
        return
    hosts = _names(row, HOSTS) or _host_over_rows(row)
    awarders = _names(row, AWARDERS)
    roles = {
        BasePartnerRole.HOST: hosts,
        BasePartnerRole.CO_FOUNDER: _names(row, PARTNERS),
    }
    values = TrainingBaseFact(
        name=name,
        partners=tuple(
            BasePartnerFact(organisation=body, role=role)
            for role, bodies in roles.items()
            for body in bodies
        ),
        awarded_by=awarders[0] if len(awarders) == 1 else "",
    )
    yield build_fact(rule, row.sentence, values, [name])


def _host_over_rows(row: ReadRow) -> list[str]:
    """The school in the line over a group of bases, where no column names the hosts."""
    line = row.group
    if row.columns.has(HOSTS) or line is None or not is_school(line.text):
        return []
    return [each.name for each in names_in_cell(line, (0, len(line.text)))]


def _is_base_name(name: str) -> bool:
    if len(name) < MIN_BASE_LENGTH or is_void(name):
        return False
    return bool(HAN_OR_LATIN.search(name)) and not read_office(name)


def _agreements(
    _document: AnnotatedArticle, _table: ReadTable, row: ReadRow, rule: Rule
) -> Iterator[ExtractedFact]:
    """Yield the agreement of a row with its parties."""
    if row.columns.kind is not AGREEMENT_TABLE:
        return
    parties = list(dict.fromkeys(_names(row, PARTIES)))
    if len(parties) < MIN_PARTIES:
        return
    title = next((_printed(row.sentence, cell) for cell in row.cells(TITLES)), "")
    title = "" if is_void(title) else title
    values = AgreementFact(
        title=title, agreement_kind=classify_agreement(title), parties=tuple(parties)
    )
    yield build_fact(rule, row.sentence, values, parties)


def _names(row: ReadRow, meaning: str) -> list[str]:
    """The names in all columns of a meaning."""
    return [each.name for cell in row.cells(meaning) for each in names_in_cell(row.sentence, cell)]


def _printed(sentence: Sentence, cell: Span) -> str:
    return strip_invisible(sentence.quote(*cell))


Extractor = Callable[[AnnotatedArticle, ReadTable, ReadRow, Rule], Iterator[ExtractedFact]]
EXTRACTORS: dict[str, Extractor] = {
    "membership": _memberships,
    "training_base": _bases,
    "agreement": _agreements,
}
