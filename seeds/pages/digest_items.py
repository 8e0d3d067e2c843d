"""Where the items of a digest begin: heads of one kind, each with an outlet or a day of its own beside its text.

Numbered parts of one article carry no outlets, so they are never parted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from seeds.pages.boilerplate import is_boilerplate, starts_related_links
from seeds.pages.dateline import BARE_DATE, BARE_OUTLET
from seeds.pages.dates import find_date
from seeds.pages.metadata import parse_metadata_line
from seeds.pages.outlets import match_outlet
from seeds.pages.prose import is_prose
from seeds.pages.titles import CHINESE_LIMITS, SUBTITLE, can_be_title
from seeds.reading.labels import AUTHOR, EDITOR, PUBLISHED, SOURCE, UNIT, UPDATED, VIEWS

DATELINE_ROLES = frozenset(
    (SOURCE, UNIT, BARE_OUTLET, BARE_DATE, PUBLISHED, UPDATED, AUTHOR, EDITOR, VIEWS)
)
# Kinds of marks before (or around) the head of an item.
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
DATELINE_LIMIT, NAME_LIMIT, NAME_WORDS, TITLE_LIMIT, TAIL_LIMIT = 100, 20, 6, 160, 90


@dataclass(frozen=True)
class ItemDateline:
    """The outlet and the moment printed beside an item; either may be missing."""

    source: str | None
    published: str


@dataclass(frozen=True)
class DetectedItem:
    """One item of a digest: its head without mark and stamp, what its stamps state, its other lines."""

    title: str
    stamp: ItemDateline
    lines: tuple[str, ...]


def find_digest_items(lines: list[str]) -> tuple[DetectedItem, ...]:
    """Return the items of the digest that the lines hold; none when they hold one article."""
    lines = lines[: _end(lines)]
    stamps = [_stamp(line) for line in lines]
    best: tuple[DetectedItem, ...] = ()
    for heads in _heads(lines, stamps):
        items = _items(lines, stamps, heads)
        if len(items) > len(best):
            best = items
    return best


def _end(lines: list[str]) -> int:
    texts = (number for number, line in enumerate(lines) if is_prose(line))
    first = next(texts, len(lines))
    return next((n for n in range(first, len(lines)) if starts_related_links(lines[n])), len(lines))


def _heads(lines: list[str], stamps: list[ItemDateline | None]) -> Iterator[list[int]]:
    """Yield the heads of each kind: marked ones, those over a stamp, behind a rule and behind a closing stamp."""
    for mark in ITEM_MARKERS:
        yield [
            n
            for n, line in enumerate(lines)
            if mark.match(line) and _is_head(_unmarked(line, mark))
        ]
    free = [
        n
        for n, line in enumerate(lines)
        if stamps[n] is None and can_be_title(line) and not is_boilerplate(line)
    ]
    yield [n for n in free if n + 1 < len(lines) and stamps[n + 1] and stamps[n + 1].source]
    ended = {
        n
        for n in range(1, len(lines))
        if RULE_LINE.fullmatch(lines[n]) or (stamps[n] and is_prose(lines[n - 1]))
    }
    ended |= {n for n, line in enumerate(lines) if is_prose(line) and _at_end(line)}
    opening = next((n for n in free if n + 1 < len(lines) and is_prose(lines[n + 1])), None)
    yield [
        n for n in free if n == opening or (opening is not None and n > opening and n - 1 in ended)
    ]


def _items(
    lines: list[str], stamps: list[ItemDateline | None], heads: list[int]
) -> tuple[DetectedItem, ...]:
    ends = [*heads[1:], len(lines)] if heads else []
    found = [
        _item(lines[start:end], stamps[start:end]) for start, end in zip(heads, ends, strict=True)
    ]
    told = [item for item in found if any(is_prose(line) for line in item.lines)]
    stamped = [item for item in told if item.stamp.source]
    titles = {item.title for item in told}
    if len(stamped) < 2 or len(stamped) * 3 < len(told) * 2 or len(titles) < len(told):
        return ()
    return tuple(told)


def _item(lines: list[str], stamps: list[ItemDateline | None]) -> DetectedItem:
    title, *printed = _head(lines[0])
    below = [n for n in (1, 2) if n < len(lines) and stamps[n]]
    text = next((n for n in range(len(lines) - 1, 0, -1) if is_prose(lines[n])), 0)
    behind = [n for n in (text + 1, text + 2) if 2 < n < len(lines) and stamps[n]]
    printed += [stamps[n] for n in (*below, *behind)]
    printed += [stamp for stamp in [_at_end(lines[text])] if text and stamp]
    source = next((stamp.source for stamp in printed if stamp.source), None)
    published = next((stamp.published for stamp in printed if stamp.published), "")
    used = {0, *below, *behind}
    rest = tuple(
        line for n, line in enumerate(lines) if n not in used and not RULE_LINE.fullmatch(line)
    )
    return DetectedItem(title, ItemDateline(source, published), rest)


def _head(line: str) -> tuple:
    """Return the head without its mark, and the stamp in brackets behind it if there is one."""
    mark = next((mark for mark in ITEM_MARKERS if mark.match(line)), None)
    title = _unmarked(line, mark) if mark else line
    bracket = _BRACKET_END.search(title)
    stamp = _stamp(bracket[1]) if bracket else None
    return (title[: bracket.start()], stamp) if stamp else (title,)


def _unmarked(line: str, mark: re.Pattern[str]) -> str:
    bare = line[mark.match(line).end() :]
    if mark is ITEM_MARKERS[-1]:
        return line
    return (bare.removesuffix("】") if mark is ITEM_MARKERS[2] else bare).strip()


def _is_head(title: str) -> bool:
    return (
        CHINESE_LIMITS[0] <= len(title) <= TITLE_LIMIT
        and not is_prose(title)
        and not SUBTITLE.match(title)
    )


def _at_end(line: str) -> ItemDateline | None:
    tail = line[-TAIL_LIMIT:]
    match = _BRACKET_END.search(tail) or _LABEL_END.search(tail)
    stamp = _stamp(match[1]) if match else None
    return stamp if stamp and stamp.source else None


def _stamp(line: str) -> ItemDateline | None:
    """Return what a line states that is no more than an outlet, a moment and people, or None."""
    bare = line.strip(_EDGES)
    if not bare or len(bare) > DATELINE_LIMIT or is_prose(bare):
        return None
    moment = find_date(bare)
    printed = parse_metadata_line(bare, in_head=True)
    facts = (
        dict(reversed(printed.fields))
        if printed and not printed.before and not printed.after
        else {}
    )
    if not set(facts) <= DATELINE_ROLES:
        return None
    source = (
        next((str(facts[role]) for role in (SOURCE, UNIT, BARE_OUTLET) if role in facts), None)
        or match_outlet(bare)
        or None
    )
    if source is None and moment:
        source = _name(bare[: moment.start], bare[moment.end :])
    published = next(
        (str(facts[role]) for role in (PUBLISHED, BARE_DATE, UPDATED) if role in facts),
        moment.text if moment else "",
    )
    if source is None and (not facts or _DAY_LABEL.match(bare)):
        return None
    return ItemDateline(source, published)


def _name(before: str, behind: str) -> str | None:
    # Beside a date of its own any short name is the outlet's, known or not.
    parts = [part for part in (before.strip(_EDGES), behind.strip(_EDGES)) if part]
    if len(parts) != 1 or re.search(r"[\d，,。；;！？!?：:]|\s{2,}|[年月日于在]", parts[0]):
        return None
    is_short = len(parts[0]) <= NAME_LIMIT or (
        parts[0].isascii() and len(parts[0].split()) <= NAME_WORDS
    )
    return parts[0] if is_short else None
