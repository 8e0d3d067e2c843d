"""The items of a digest: titles of one kind, each with an outlet or a date of its own beside its text.

Numbered parts of one article carry no outlets, so they are never split.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from seeds.pages.boilerplate import is_boilerplate, starts_related_links
from seeds.pages.dateline import BARE_DATE, BARE_OUTLET
from seeds.pages.dates import PageDate, find_date
from seeds.pages.metadata import parse_metadata_line
from seeds.pages.outlets import match_outlet
from seeds.pages.prose import is_prose
from seeds.pages.titles import CHINESE_LIMITS, SUBTITLE, can_be_title
from seeds.reading.labels import AUTHOR, EDITOR, PUBLISHED, SOURCE, UNIT, UPDATED, VIEWS

DATELINE_ROLES = frozenset(
    (SOURCE, UNIT, BARE_OUTLET, BARE_DATE, PUBLISHED, UPDATED, AUTHOR, EDITOR, VIEWS)
)
# Kinds of markers before (or around) the title of an item.
ITEM_MARKERS = (
    re.compile(r"#{1,4}\s{1,4}"),
    re.compile(r"[（(]?[一二三四五六七八九十]{1,3}(?:[)）]\s?[、.．]?|\s?[、.．])\s{0,4}"),
    re.compile(r"【(?=[^【】]{5,80}】$)"),
    re.compile(
        r"(?:[（(【\[]\s?\d{1,2}\s?[)）】\]]|(?:NO|No)[.．]\s?\d{1,2}|\d{1,2}\s?[、.．:：)/／|｜](?!\d)|"
        r"\d{1,2}\s{1,4}(?=[^\s\d年月日]))\s{0,4}"
    ),
    re.compile(r"[①-⑳❶-❿]\s{0,4}"),
    re.compile(r"[◆■●▶►★☆▲△▼◇□○•·▪◎※✦➤☞▌◤📌🔹🔸]\s{0,4}"),
    re.compile(r"【[^【】]{1,12}】(?=[^\s【】])"),
)
RULE_LINE = re.compile(r"\s*(?:[-—–_=*~·.…─━]\s?){3,80}\s*")
_BRACKET_END = re.compile(r"\s*[(（\[【〔]([^()（）\[\]【】〔〕]{2,60})[)）\]】〕]\s*[。.]?$")
_LABEL_END = re.compile(r"(?<=[。！？.!?”])\s*((?:来源|來源|Source)\s?[:：].{2,60})$")
_DAY_LABEL = re.compile(r"\s?(?:时间|日期|時間|Time|Date)\s?[:：]", re.I)
_EDGES = " \t\u3000\xa0,，|｜丨·•-—–/:：()（）[]【】《》"
DATELINE_LIMIT = 100  # characters
NAME_LIMIT = 20  # characters of an outlet that no list knows
NAME_WORDS = 6
TITLE_LIMIT = 160
TAIL_LIMIT = 90  # characters at the end of a line in which a dateline is looked for
MIN_DATED_ITEMS = 2
_BRACKETED_TITLE = ITEM_MARKERS[2]
_COLUMN_NAME = ITEM_MARKERS[-1]  # the name of a column in brackets is part of the title
_NO_NAME = re.compile(r"[\d，,。；;！？!?：:]|\s{2,}|[年月日于在]")
SOURCE_ROLES = (SOURCE, UNIT, BARE_OUTLET)
DATE_ROLES = (PUBLISHED, BARE_DATE, UPDATED)


@dataclass(frozen=True)
class ItemDateline:
    """The outlet and the date printed beside an item; either may be missing."""

    source: str | None
    published: str


@dataclass(frozen=True)
class DetectedItem:
    """One item of a digest: its title without marker and dateline, its dateline, its other lines."""

    title: str
    dateline: ItemDateline
    lines: tuple[str, ...]


Datelines = list[ItemDateline | None]


def find_digest_items(lines: list[str]) -> tuple[DetectedItem, ...]:
    """Return the items of the digest that the lines hold; none when they hold one article."""
    lines = lines[: _end_of_items(lines)]
    datelines = [_parse_item_dateline(line) for line in lines]
    best: tuple[DetectedItem, ...] = ()
    for title_positions in _candidate_titles(lines, datelines):
        items = _build_items(lines, datelines, title_positions)
        if len(items) > len(best):
            best = items
    return best


def _end_of_items(lines: list[str]) -> int:
    """Return the position of the first line of related links behind the first text."""
    text_seen = False
    for number, line in enumerate(lines):
        text_seen = text_seen or is_prose(line)
        if text_seen and starts_related_links(line):
            return number
    return len(lines)


def _candidate_titles(lines: list[str], datelines: Datelines) -> Iterator[list[int]]:
    """Yield the positions of titles of each kind: marked, over a dateline, behind the end of an item."""
    for marker in ITEM_MARKERS:
        yield _marked_titles(lines, marker)
    unmarked = [
        number
        for number, line in enumerate(lines)
        if datelines[number] is None and _is_unmarked_title(line)
    ]
    yield _titles_over_dateline(unmarked, datelines)
    yield _titles_behind_end(unmarked, lines, datelines)


def _marked_titles(lines: list[str], marker: re.Pattern[str]) -> list[int]:
    positions = []
    for number, line in enumerate(lines):
        match = marker.match(line)
        if match and _is_title(_without_marker(line, match)):
            positions.append(number)
    return positions


def _is_unmarked_title(line: str) -> bool:
    return can_be_title(line) and not is_boilerplate(line)


def _titles_over_dateline(unmarked: list[int], datelines: Datelines) -> list[int]:
    positions = []
    for number in unmarked:
        below = datelines[number + 1] if number + 1 < len(datelines) else None
        if below and below.source:
            positions.append(number)
    return positions


def _titles_behind_end(unmarked: list[int], lines: list[str], datelines: Datelines) -> list[int]:
    """Return the first title over a text, and the later ones behind the end of an item."""
    opening = _first_over_text(unmarked, lines)
    if opening is None:
        return []
    ends = _item_ends(lines, datelines)
    later = [number for number in unmarked if number > opening and number - 1 in ends]
    return [opening, *later]


def _first_over_text(unmarked: list[int], lines: list[str]) -> int | None:
    for number in unmarked:
        if number + 1 < len(lines) and is_prose(lines[number + 1]):
            return number
    return None


def _item_ends(lines: list[str], datelines: Datelines) -> set[int]:
    """Return the positions of rules, of datelines under a text and of texts with a dateline behind them."""
    ends = set()
    is_text_above = False
    for number, line in enumerate(lines):
        is_text = is_prose(line)
        is_rule = number > 0 and RULE_LINE.fullmatch(line)
        closes_text = is_text_above and datelines[number]
        ends_itself = is_text and _closing_dateline(line)
        if is_rule or closes_text or ends_itself:
            ends.add(number)
        is_text_above = is_text
    return ends


def _build_items(
    lines: list[str], datelines: Datelines, title_positions: list[int]
) -> tuple[DetectedItem, ...]:
    """Return the items under the titles, or none when too few carry an outlet or two share a title."""
    items = []
    for start, end in itertools.pairwise([*title_positions, len(lines)]):
        item = _build_item(lines[start:end], datelines[start:end])
        if any(is_prose(line) for line in item.lines):
            items.append(item)
    with_source = [item for item in items if item.dateline.source]
    titles = {item.title for item in items}
    if len(with_source) < MIN_DATED_ITEMS or len(with_source) * 3 < len(items) * 2:
        return ()
    if len(titles) < len(items):
        return ()
    return tuple(items)


def _build_item(lines: list[str], datelines: Datelines) -> DetectedItem:
    title, title_dateline = _split_title(lines[0])
    last_text = _last_text(lines)
    below = _dated_positions(datelines, (1, 2))
    behind = _dated_positions(datelines, range(max(last_text + 1, 3), last_text + 3))
    stated = [title_dateline, *(datelines[number] for number in (*below, *behind))]
    if last_text:
        stated.append(_closing_dateline(lines[last_text]))
    used = {0, *below, *behind}
    rest = tuple(
        line
        for number, line in enumerate(lines)
        if number not in used and not RULE_LINE.fullmatch(line)
    )
    return DetectedItem(title, _merge_datelines(stated), rest)


def _dated_positions(datelines: Datelines, positions: Iterable[int]) -> list[int]:
    return [number for number in positions if number < len(datelines) and datelines[number]]


def _last_text(lines: list[str]) -> int:
    """Return the position of the last line of text below the title; 0 when there is none."""
    for number in range(len(lines) - 1, 0, -1):
        if is_prose(lines[number]):
            return number
    return 0


def _merge_datelines(datelines: Datelines) -> ItemDateline:
    """Return the first outlet and the first date that the datelines state."""
    stated = [dateline for dateline in datelines if dateline]
    source = next((dateline.source for dateline in stated if dateline.source), None)
    published = next((dateline.published for dateline in stated if dateline.published), "")
    return ItemDateline(source, published)


def _split_title(line: str) -> tuple[str, ItemDateline | None]:
    """Return the title without its marker, and the dateline in brackets behind it if there is one."""
    matches = (marker.match(line) for marker in ITEM_MARKERS)
    marked = next((match for match in matches if match), None)
    title = _without_marker(line, marked) if marked else line
    bracket = _BRACKET_END.search(title)
    dateline = _parse_item_dateline(bracket[1]) if bracket else None
    if dateline:
        return title[: bracket.start()], dateline
    return title, None


def _without_marker(line: str, marked: re.Match[str]) -> str:
    if marked.re is _COLUMN_NAME:
        return line
    bare = line[marked.end() :]
    if marked.re is _BRACKETED_TITLE:
        bare = bare.removesuffix("】")
    return bare.strip()


def _is_title(text: str) -> bool:
    return (
        CHINESE_LIMITS[0] <= len(text) <= TITLE_LIMIT
        and not is_prose(text)
        and not SUBTITLE.match(text)
    )


def _closing_dateline(line: str) -> ItemDateline | None:
    """Return the dateline with an outlet that stands at the end of the line, or None."""
    tail = line[-TAIL_LIMIT:]
    match = _BRACKET_END.search(tail) or _LABEL_END.search(tail)
    dateline = _parse_item_dateline(match[1]) if match else None
    return dateline if dateline and dateline.source else None


def _parse_item_dateline(line: str) -> ItemDateline | None:
    """Return what a line states that is no more than an outlet, a date and people, or None."""
    bare = line.strip(_EDGES)
    if not bare or len(bare) > DATELINE_LIMIT or is_prose(bare):
        return None
    fields = _metadata_fields(bare)
    if not fields.keys() <= DATELINE_ROLES:
        return None
    date = find_date(bare)
    source = _dateline_source(bare, fields, date)
    if source is None and (not fields or _DAY_LABEL.match(bare)):
        return None
    published = _first_field(fields, DATE_ROLES)
    if published is None:
        published = date.text if date else ""
    return ItemDateline(source, published)


def _metadata_fields(line: str) -> dict[str, object]:
    """Return the first value of each role; nothing when other text is glued to them."""
    metadata = parse_metadata_line(line, in_head=True)
    if metadata is None or metadata.before or metadata.after:
        return {}
    return dict(reversed(metadata.fields))


def _dateline_source(line: str, fields: dict[str, object], date: PageDate | None) -> str | None:
    source = _first_field(fields, SOURCE_ROLES) or match_outlet(line)
    if source:
        return source
    return _name_beside_date(line[: date.start], line[date.end :]) if date else None


def _first_field(fields: dict[str, object], roles: tuple[str, ...]) -> str | None:
    return next((str(fields[role]) for role in roles if role in fields), None)


def _name_beside_date(before: str, behind: str) -> str | None:
    # Beside a date of its own any short name is the outlet's, known or not.
    parts = [part for part in (before.strip(_EDGES), behind.strip(_EDGES)) if part]
    if len(parts) != 1 or _NO_NAME.search(parts[0]):
        return None
    name = parts[0]
    is_short_latin = name.isascii() and len(name.split()) <= NAME_WORDS
    return name if len(name) <= NAME_LIMIT or is_short_latin else None
