"""The values behind labels: an outlet, people, a number of views, a date."""

import re
from dataclasses import replace

from seeds.pages.dates import find_date, parse_date
from seeds.pages.outlets import match_outlet
from seeds.pages.person_names import (
    LATIN_UNITS,
    is_unit_name,
    parse_latin_names,
    split_leading_names,
)
from seeds.pages.prose import is_prose
from seeds.reading.labels import (
    AUTHOR,
    EDITOR,
    OTHER,
    PUBLISHED,
    PUBLISHER,
    SOURCE,
    TITLE,
    UNIT,
    UPDATED,
    VIEWS,
    WRITTEN,
    LabelledValue,
)

_CHINESE = re.compile("[\u3400-\u9fff]")
_VIEWS = re.compile(
    r"[\s\u3000\xa0\[(（【]{0,12}(\d[\d,，]{0,11})(?![\d月日年号:：/.\-—~至%])\s?(?:\]|\)|"
    r"）|】)?\s?(?:次|人次)?"
)
_SOURCE_END = re.compile(
    r"[ \u3000\xa0]{2,}|[\t|｜。;；\r\n]|(?<=[\u3400-\u9fff])[ \u3000\xa0]|[,，]|"
    r"\d{1,2}月\d{1,2}日"
)
_BUTTONS = re.compile(
    r"\s+(?:Print|Share|Comments?|Font|Email|Close|Let me say something)\b.*$", re.I
)
_CLAUSE = re.compile("[，。？！；,?!;]")
_BOOK_MARKS = re.compile('^[《〈“"]([^《》〈〉“”"]{2,30})[》〉”"]$')
_NO_VALUE = re.compile("(?:未知|暂无|不详|无|null|undefined|none|n/a|unknown|[-—/\\s]*)", re.I)
_WRAPPING = " \t\u3000\xa0()（）[]【】〔〕|:：、,，/-—"
SOURCE_LIMIT, UNIT_LIMIT = 60, 30


def parse_label_value(field: LabelledValue) -> tuple[list[tuple[str, object]], str]:
    """Return the (role, value) pairs behind a label, none when it is blank, and the text left over."""
    return _READERS.get(field.role, _outlet)(field)


def _title(field: LabelledValue) -> tuple[list[tuple[str, object]], str]:
    title = field.value.strip(" \t\u3000\xa0:：")
    return ([(TITLE, title)] if title else []), ""


def _other(field: LabelledValue) -> tuple[list[tuple[str, object]], str]:
    return [], field.value if is_prose(field.value) else ""


def _publisher(field: LabelledValue) -> tuple[list[tuple[str, object]], str]:
    value = field.value.strip(_WRAPPING)
    if not _CHINESE.search(value):
        is_office = bool(LATIN_UNITS.intersection(value.lower().split()))
        return ([(UNIT, value)], "") if is_office else _people(replace(field, role=EDITOR))
    people, rest = _people(replace(field, role=EDITOR))
    return [(UNIT if is_unit_name(name) else EDITOR, name) for _, name in people], rest


def _moment(field: LabelledValue) -> tuple[list[tuple[str, object]], str]:
    value = field.value.strip(_WRAPPING)
    moment = find_date(value)
    if moment and moment.start <= 1:
        return [(field.role, moment.text), *_left_over(value[moment.end :])], value[moment.end :]
    whole = parse_date(value.split("  ")[0])
    return ([(field.role, whole)], "") if whole else ([], value)


def _left_over(rest: str) -> list[tuple[str, object]]:
    outlet = match_outlet(rest)
    return [("outlet", outlet)] if outlet else []


def _views(field: LabelledValue) -> tuple[list[tuple[str, object]], str]:
    match = _VIEWS.match(field.value)
    if not match:
        return [], field.value
    return [(VIEWS, int(re.sub("[,，]", "", match[1])))], field.value[match.end() :]


def _outlet(field: LabelledValue) -> tuple[list[tuple[str, object]], str]:
    value = field.value.strip(" \t\u3000\xa0:：|")
    moment = find_date(value)
    ends = [match.start() for match in [_SOURCE_END.search(value, 1)] if match]
    ends += [moment.start] if moment else []
    end = min(ends, default=len(value))
    name = _BUTTONS.sub("", value[:end]).strip(
        _WRAPPING.replace("(", "").replace(")", "").replace("（", "").replace("）", "")
    )
    dated = [("dated", moment.text)] if moment and moment.start - end < 3 else []
    name = re.sub(r"[(（\[【《·•\s]+$", "", name)
    name = _BOOK_MARKS.sub(r"\1", name)
    if not name or _NO_VALUE.fullmatch(name) or len(name) > SOURCE_LIMIT:
        return dated, value if not name or len(name) > SOURCE_LIMIT else ""
    if field.role == UNIT and _CHINESE.search(name) and not is_unit_name(name):
        people, _ = split_leading_names(value)
        return [(AUTHOR, person) for person in people] or [(UNIT, name)], ""
    return [(SOURCE if field.role == SOURCE else UNIT, name), *dated], value[end:]


def _people(field: LabelledValue) -> tuple[list[tuple[str, object]], str]:
    value = field.value.strip(" \t\u3000\xa0:：|()（）[]【】")
    if not _CHINESE.search(value[:40]):
        people = list(parse_latin_names(value)) or [
            word for word in value.split()[:1] if re.fullmatch(r"[A-Za-z][\w.-]{2,20}", word)
        ]
        return [(field.role, name) for name in people], ""
    people, rest = split_leading_names(value)
    if people:
        return [(field.role, name) for name in people], rest
    unit = re.split("[\\s|,，。]", value)[0]
    if len(unit) <= UNIT_LIMIT and not _CLAUSE.search(value) and not _NO_VALUE.fullmatch(unit):
        return [(field.role, unit)], ""
    return [], value


_READERS = {
    TITLE: _title,
    PUBLISHED: _moment,
    UPDATED: _moment,
    WRITTEN: _moment,
    VIEWS: _views,
    PUBLISHER: _publisher,
    AUTHOR: _people,
    EDITOR: _people,
    OTHER: _other,
}
