"""The values behind labels: an outlet, people, a number of views, a date.

Each parser takes a labelled value and returns its (role, value) pairs and the text left over behind them.
"""

import re

from seeds.pages.dateline import BARE_DATE, BARE_OUTLET, IMPOSSIBLE_DATE
from seeds.pages.dates import (
    PageDate,
    find_date,
    parse_date,
    states_impossible_date,
)
from seeds.pages.outlets import match_outlet
from seeds.pages.parsed_page import MetadataField, NameUnderRole
from seeds.pages.person_names import (
    LATIN_UNITS,
    is_unit_name,
    parse_latin_names,
    split_leading_names,
)
from seeds.pages.prose import is_prose
from seeds.pages.sender_regions import split_sender_region
from seeds.reading.labels import (
    AUTHOR,
    EDITOR,
    OTHER,
    PUBLISHED,
    PUBLISHER,
    REGION,
    SOURCE,
    TITLE,
    UNIT,
    UPDATED,
    VIEWS,
    WRITTEN,
    LabelledValue,
)
from seeds.reading.placeholder_words import is_placeholder

_CHINESE = re.compile("[\u3400-\u9fff]")
_VIEWS = re.compile(
    r"[\s\u3000\xa0\[(（【]{0,12}(\d[\d,，]{0,11})(?![\d月日年号:：/.\-—~至%])\s?(?:\]|\)|"
    r"）|】)?\s?(?:次|人次)?"
)
_SOURCE_END = re.compile(
    r"[ \u3000\xa0]{2,}|[\t|｜。;；\r\n]|(?<=[\u3400-\u9fff])[ \u3000\xa0]|[,，]|"
    r"\d{1,2}月\d{1,2}日"
)
# What may stand behind a date: a wide blank, two blanks, a bar
_DATE_END = re.compile(r"[ \xa0]{2,}|[\t\u3000|｜]")
_BUTTONS = re.compile(
    r"\s+(?:Print|Share|Comments?|Font|Email|Close|Let me say something)\b.*$", re.I
)
_CLAUSE = re.compile("[，。？！；,?!;]")
_BOOK_MARKS = re.compile('^[《〈“"]([^《》〈〉“”"]{2,30})[》〉”"]$')
_NO_VALUE = re.compile("(?:未知|暂无|不详|无|null|undefined|none|n/a|unknown|[-—/\\s]*)", re.I)
_LABEL_EDGES = " \t\u3000\xa0:："
_WRAPPING = " \t\u3000\xa0()（）[]【】〔〕|:：、,，/-—"
_WRAPPING_BUT_PARENTHESES = _WRAPPING.translate(str.maketrans("", "", "()（）"))
_OPEN_BRACKETS_END = re.compile(r"[(（\[【《·•\s]+$")
_ACCOUNT_NAME = re.compile(r"[A-Za-z][\w.-]{2,20}")
# Lengths in characters
SOURCE_LIMIT = 60
UNIT_LIMIT = 30
SCRIPT_SAMPLE = 40
DATE_REACH = 3  # most characters between an outlet and its date


# Role of a label that is printed without a value; its value is the label.
BLANK_LABEL = "blank"
# Labels of buttons and of places: nobody misses their values.
_UNMISSED = frozenset((OTHER, REGION))


ParsedValue = tuple[list[MetadataField], str]


def parse_label_value(field: LabelledValue) -> ParsedValue:
    """Return the (role, value) pairs behind a label, none when it is blank, and the text left over."""
    parse = _PARSERS.get(field.role, _parse_outlet)
    return parse(field)


def is_blank_label(field: LabelledValue) -> bool:
    """Whether the label is printed without a value, or with a word that stands for none."""
    value = field.value.strip(_WRAPPING + "|")
    return field.role not in _UNMISSED and bool(_NO_VALUE.fullmatch(value))


def _parse_title(field: LabelledValue) -> ParsedValue:
    title = field.value.strip(_LABEL_EDGES)
    if not title:
        return [], ""
    return [(TITLE, title)], ""


def _parse_other(field: LabelledValue) -> ParsedValue:
    return [], field.value if is_prose(field.value) else ""


def _parse_publisher(field: LabelledValue) -> ParsedValue:
    """Parse the office or the person that put the text online."""
    value = field.value.strip(_WRAPPING)
    if not _CHINESE.search(value):
        is_office = bool(LATIN_UNITS.intersection(value.lower().split()))
        return ([(UNIT, value)], "") if is_office else _parse_editors(field)
    names, rest = _split_people(field)
    values = [
        (UNIT, name) if is_unit_name(name) else (EDITOR, NameUnderRole(field.printed, name))
        for name in names
    ]
    return values, rest


def _parse_date_value(field: LabelledValue) -> ParsedValue:
    value = field.value.strip(_WRAPPING)
    chunk = _DATE_END.split(value, maxsplit=1)[0]
    whole = parse_date(chunk)
    date = find_date(value)
    if whole and not (date and date.text.startswith(f"{whole}T")):
        rest = value[len(chunk) :]
        return [(field.role, whole), *_outlet_behind_date(rest)], rest
    if date and date.start <= 1:
        rest = value[date.end :]
        return [(field.role, date.text), *_outlet_behind_date(rest)], rest
    if states_impossible_date(value):
        return [(IMPOSSIBLE_DATE, chunk)], value[len(chunk) :]
    return [], split_sender_region(value)[1]


def _parse_region(field: LabelledValue) -> ParsedValue:
    """Leave out the place where the sender of a post sat."""
    return [], split_sender_region(field.value)[1]


def _outlet_behind_date(rest: str) -> list[MetadataField]:
    outlet = match_outlet(rest)
    return [(BARE_OUTLET, outlet)] if outlet else []


def _parse_views(field: LabelledValue) -> ParsedValue:
    match = _VIEWS.match(field.value)
    if not match:
        return [], field.value
    return [(VIEWS, int(re.sub("[,，]", "", match[1])))], field.value[match.end() :]


def _parse_outlet(field: LabelledValue) -> ParsedValue:
    value = field.value.strip(_LABEL_EDGES + "|")
    date = find_date(value)
    end = _end_of_name(value, date)
    dated = [(BARE_DATE, date.text)] if date and date.start - end < DATE_REACH else []
    name = _clean_outlet_name(value[:end])
    if not name or len(name) > SOURCE_LIMIT:
        return dated, value
    if _NO_VALUE.fullmatch(name):
        return dated, ""
    if field.role == UNIT and _CHINESE.search(name) and not is_unit_name(name):
        return _parse_contributors(value, name), ""
    return [(SOURCE if field.role == SOURCE else UNIT, name), *dated], value[end:]


def _end_of_name(value: str, date: PageDate | None) -> int:
    """Return where the name of an outlet ends: before a separator or a date."""
    ends = [len(value)]
    if separator := _SOURCE_END.search(value, 1):
        ends.append(separator.start())
    if date:
        ends.append(date.start)
    return min(ends)


def _clean_outlet_name(printed: str) -> str:
    name = _BUTTONS.sub("", printed).strip(_WRAPPING_BUT_PARENTHESES)
    return _BOOK_MARKS.sub(r"\1", _OPEN_BRACKETS_END.sub("", name))


def _parse_contributors(value: str, name: str) -> list[MetadataField]:
    """Return the people behind a label for offices, or the name as an office when it holds none."""
    people, _ = split_leading_names(value)
    if not people:
        return [(UNIT, name)]
    return [(AUTHOR, person) for person in people]


def _parse_people(field: LabelledValue) -> ParsedValue:
    names, rest = _split_people(field)
    return [(field.role, name) for name in names], rest


def _parse_editors(field: LabelledValue) -> ParsedValue:
    """Parse the people under a role, each with the role as printed."""
    names, rest = _split_people(field)
    return [(EDITOR, NameUnderRole(field.printed, name)) for name in names], rest


def _split_people(field: LabelledValue) -> tuple[tuple[str, ...], str]:
    """Return the people, or the one office in their place, and the text behind them."""
    value = field.value.strip(_LABEL_EDGES + "|()（）[]【】")
    if is_placeholder(value[:SCRIPT_SAMPLE]):
        return (), ""
    if not _CHINESE.search(value[:SCRIPT_SAMPLE]):
        return _parse_latin_people(value), ""
    people, rest = split_leading_names(value)
    if people:
        return people, rest
    unit = re.split("[\\s|,，。]", value)[0]
    if len(unit) <= UNIT_LIMIT and not _CLAUSE.search(value) and not _NO_VALUE.fullmatch(unit):
        return (unit,), ""
    return (), value


def _parse_latin_people(value: str) -> tuple[str, ...]:
    """Return the names, or the one word of an account name."""
    names = parse_latin_names(value)
    if names:
        return names
    first_word, *_ = value.split() or [""]
    return (first_word,) if _ACCOUNT_NAME.fullmatch(first_word) else ()


_PARSERS = {
    TITLE: _parse_title,
    PUBLISHED: _parse_date_value,
    UPDATED: _parse_date_value,
    WRITTEN: _parse_date_value,
    VIEWS: _parse_views,
    PUBLISHER: _parse_publisher,
    AUTHOR: _parse_people,
    EDITOR: _parse_editors,
    REGION: _parse_region,
    OTHER: _parse_other,
}
