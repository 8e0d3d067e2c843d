"""Lines that state who published, wrote, edited and when: labelled, glued or bare."""

import re

from seeds.pages.boilerplate import is_only_buttons
from seeds.pages.dateline import (
    SHORT_LINE_LENGTH,
    MetadataLine,
    parse_byline,
    parse_dateline,
    parse_fragments,
)
from seeds.pages.dates import parse_date
from seeds.pages.label_values import parse_label_value
from seeds.pages.outlets import match_outlet
from seeds.pages.person_names import is_unit_name, parse_names
from seeds.pages.prose import is_prose
from seeds.reading.labels import (
    AUTHOR,
    EDITOR,
    LABELS,
    OTHER,
    PUBLISHER,
    SOURCE,
    TITLE,
    UNIT,
    VIEWS,
    LabelledValue,
    split_labels,
)

_EVERYDAY = "部门 单位 單位 文字 文案 热度 源自 设计 统筹 策划 阅读 閱讀 浏览 访问 点击"
_NO_BARE = frozenset(_EVERYDAY.split())
_BARE_LABELS = "|".join(
    sorted(
        (
            re.escape(label)
            for role in (SOURCE, UNIT, PUBLISHER, AUTHOR, EDITOR, VIEWS)
            for label in LABELS[role].split()
            if not label.isascii() and label not in _NO_BARE
        ),
        key=len,
        reverse=True,
    )
)
# 来源 | 某报, 图文丨甲乙, 【来源】某报, and a label with nothing but blanks behind it.
_BARE = re.compile(
    rf"(^|[\s(（/|])(?:({_BARE_LABELS})(?:[ \u3000\xa0\t]{{1,8}}|\s?[|｜丨︱]\s?)|"
    rf"[【\[〖]\s?({_BARE_LABELS})\s?[】\]〗]\s?)(?=[^\s:：|｜丨])"
)
_REPOSTED = re.compile(
    r"(?:(?:以下|本|此|原)?文(?:章|稿)?|内容)?\s?(?:来源于|来源自|转载自|转自|转载于|首发于|摘自)\s?[:：]?\s?"
    r"[“《\"]?([^，,。；“”《》\"\s]{2,24})[”》\"]?(?:\s?(?:微信)?公众号)?(?:\s?[，,。;；].{0,40})?"
)
_REPORTERS = re.compile("(?:记者|記者|通讯员|通訊員)")
_HANDED_IN = re.compile(r"[(（]?\s?([^,，。:：]{2,30}?)\s{0,3}供稿\s?[)）]?")
_NUMBERS = re.compile(r"[\d\s:/.\-]+")
_SENTENCE = re.compile("[。；！？]|[,，].*[,，]|\\.\\s")
_BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】]{2,200})[)）\]】]")
# Labels stand on lines of their own or before a paragraph, not before a whole book.
LINE_LIMIT = 5_000
BYLINE_LIMIT = 160


def parse_metadata_line(line: str, *, in_head: bool) -> MetadataLine | None:
    """Return what the line states, or None when it is no such line.

    In the head of a page a bare date, outlet or everyday word counts; later only unmistakable labels do.
    """
    if len(line) > LINE_LIMIT:
        return None
    whole = _BRACKETED.fullmatch(line)
    inner = (whole[1] if whole else line).strip()
    labelled = _with_colons(inner)
    return (
        _labelled(labelled, in_head=in_head)
        or _signature(inner)
        or _reposted(inner)
        or (parse_dateline(inner) if in_head else None)
        or (parse_byline(inner) if len(inner) <= BYLINE_LIMIT else None)
    )


def parse_bracketed_note(text: str) -> tuple[tuple[str, object], ...]:
    """Return what a remark in brackets inside a paragraph states: reporters, authors, who handed it in."""
    printed = _labelled(_with_colons(text), in_head=False) or _signature(text) or parse_byline(text)
    return printed.fields if printed else ()


def _with_colons(line: str) -> str:
    if len(line) > SHORT_LINE_LENGTH or _SENTENCE.search(line):
        return line
    return _BARE.sub(lambda match: f"{match[1]}{match[2] or match[3]}:", line)


def _labelled(line: str, *, in_head: bool) -> MetadataLine | None:
    before, fields = split_labels(line)
    before = before.strip(" \t\u3000\xa0|·•[(（【-/")
    if not fields or is_prose(before) or (not in_head and not _surely_labels(before, fields)):
        return None
    facts, title = parse_fragments(before) if before else ([], "")
    title = title if len(title) > 3 and not _NUMBERS.fullmatch(title) else ""
    rest = ""
    for field in fields:
        values, rest = parse_label_value(field)
        facts += values + (
            parse_fragments(rest)[0]
            if rest and len(rest) <= SHORT_LINE_LENGTH and not is_prose(rest)
            else []
        )
    if is_prose(rest) and not in_head and fields[-1].role != VIEWS:
        return None
    return MetadataLine(tuple(facts), before=title, after=rest.strip() if is_prose(rest) else "")


def _surely_labels(before: str, fields: tuple[LabelledValue, ...]) -> bool:
    if (
        before
        and not parse_date(before)
        and not match_outlet(before)
        and not is_only_buttons(before)
    ):
        return False
    if any(len(field.value) > SHORT_LINE_LENGTH * 2 for field in fields):
        return False
    if all(field.role in (AUTHOR, EDITOR, OTHER) for field in fields):
        return any(parse_label_value(field)[0] for field in fields) or not any(
            field.value.strip() for field in fields
        )
    # "时间:5月22日" inside a text is the time of an event, not of the page.
    return not all(
        field.label
        in (
            "时间",
            "日期",
            "時間",
            "time",
            "date",
            "部门",
            "单位",
            "department",
            TITLE,
            "标题",
            "標題",
        )
        for field in fields
    )


def _reposted(line: str) -> MetadataLine | None:
    match = _REPOSTED.fullmatch(line) if len(line) <= SHORT_LINE_LENGTH * 2 else None
    return MetadataLine(((SOURCE, match[1]),)) if match else None


def _signature(line: str) -> MetadataLine | None:
    if len(line) > SHORT_LINE_LENGTH or _SENTENCE.search(line):
        return None
    handed = _HANDED_IN.fullmatch(line)
    if handed:
        tokens = re.split("[\\s、,，/]+", handed[1])
        units = [(UNIT, token) for token in tokens if is_unit_name(token)]
        return MetadataLine(
            tuple(
                units
                + [
                    (AUTHOR, name)
                    for name in parse_names(" ".join(t for t in tokens if not is_unit_name(t)))
                ]
            )
        )
    first = _REPORTERS.search(line[:24])
    names = parse_names(line[first.start() :]) if first else ()
    if not names or not _is_byline(line[first.start() :], names):
        return None
    return MetadataLine(tuple((AUTHOR, name) for name in names))


def _is_byline(line: str, names: tuple[str, ...]) -> bool:
    # Behind the names only a place and a word of trade may stand: "记者 甲乙 某地报道".
    for name in names:
        line = line.replace(name, " ", 1)
    left = [t for t in re.split("[\\s、,，:：/]+", _REPORTERS.sub(" ", line)) if t]
    return all(
        is_unit_name(t)
        or re.fullmatch(".{0,6}(?:报道|報道|報導|摄影|摄|文|图|文/图|特约|实习|整理|摄影报道)", t)
        for t in left
    )
