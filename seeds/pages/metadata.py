"""Lines that state who published, wrote and edited an article and when: labelled, glued or bare."""

import re

from articles.printed_roles import PRINTED_LABELS
from seeds.pages.boilerplate import is_only_buttons
from seeds.pages.dateline import (
    SHORT_LINE_LENGTH,
    MetadataLine,
    parse_byline,
    parse_dateline,
    parse_fragments,
)
from seeds.pages.dates import parse_date
from seeds.pages.label_values import BLANK_LABEL, is_blank_label, parse_label_value
from seeds.pages.outlets import match_outlet
from seeds.pages.parsed_page import MetadataField
from seeds.pages.person_names import is_only_names, is_unit_name, parse_names
from seeds.pages.prose import is_prose
from seeds.pages.sender_regions import is_sender_region_line
from seeds.reading.labels import (
    AUTHOR,
    EDITOR,
    LABELS,
    OTHER,
    PUBLISHED,
    PUBLISHER,
    SOURCE,
    UNIT,
    UPDATED,
    VIEWS,
    WRITTEN,
    LabelledValue,
    label_pattern,
    split_labels,
)

MONTH_NAME = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_EVERYDAY = "部门 单位 單位 文字 文案 热度 源自 设计 统筹 策划 阅读 閱讀 浏览 访问 点击"
_NO_BARE = frozenset(_EVERYDAY.split())


def _bare_labels() -> list[str]:
    """Return the Chinese labels that count without a colon, the longest first."""
    labels = set()
    for role in (SOURCE, UNIT, PUBLISHER, AUTHOR, EDITOR, VIEWS):
        labels.update(LABELS[role].split())
    chinese = [label for label in labels - _NO_BARE if not label.isascii()]
    return sorted(chinese, key=lambda label: (-len(label), label))


def _date_labels(*, is_latin: bool) -> str:
    """Return the alternatives of the labels of dates in one script, the longest first."""
    labels = " ".join(LABELS[role] for role in (PUBLISHED, UPDATED, WRITTEN)).split()
    chosen = [label for label in labels if label.isascii() == is_latin]
    return "|".join(label_pattern(label) for label in sorted(chosen, key=len, reverse=True))


_BARE_LABELS = "|".join(re.escape(label) for label in _bare_labels())
# 来源 | 某报, 图文丨甲乙, 【来源】某报, and a label with nothing but blanks behind it.
_BARE = re.compile(
    rf"(^|[\s(（/|])(?:({_BARE_LABELS})(?:[ \u3000\xa0\t]{{1,8}}|\s?[|｜丨︱]\s?)|"
    rf"[【\[〖]\s?({_BARE_LABELS})\s?[】\]〗]\s?)(?=[^\s:：|｜丨])"
)
# 文字 | 甲乙 below a text: everyday words too, with a bar and a name behind it
_CREDITS = "文字 文案 设计 图片 摄影 摄像 视频 制图 排版 美编 图 摄 供图 图源"
_CREDIT = re.compile(
    rf"({'|'.join(_CREDITS.split())})\s?[|｜丨︱]\s?(?=[\u3400-\u9fff]{{2,12}}(?:[\s、，,/]|$))"
)
_CREDIT_LABELS = frozenset(_CREDITS.split())
# 责任编辑/甲乙: a role and a name that a stroke parts; 编辑/校对 are two roles.
_EDITOR_LABELS = "|".join(sorted(PRINTED_LABELS, key=len, reverse=True))
_STROKE = re.compile(
    rf"(^|[\s(（|])({_EDITOR_LABELS})[/／](?!{_EDITOR_LABELS})(?=[\u3400-\u9fff]{{2,4}}(?:[\s、，,;；）)]|$))"
)
# 发布于 2024-05-23, Published May 23, 2024: a label with a date right behind it
_BEFORE_DATE = re.compile(
    rf"(^|[|｜·•\s(（\[【/])({_date_labels(is_latin=False)})\s{{0,4}}(?=\d{{4}}[-/.年])|"
    rf"(^|[|·•/(]\s?)({_date_labels(is_latin=True)})\s{{1,3}}(?=\d{{1,4}}\b|{MONTH_NAME}\b)",
    re.I,
)
_REPOSTED = re.compile(
    r"(?:(?:以下|本|此|原)?文(?:章|稿)?|内容)?\s?(?:来源于|来源自|转载自|转自|转载于|首发于|摘自)\s?[:：]?\s?"
    r"[“《\"]?([^，,。；“”《》\"\s]{2,24})[”》\"]?(?:\s?(?:微信)?公众号)?"
    r"(?:\s?[，,。;；](?:|.{0,30}(?:侵|删|版权|转载|作者|观点|原文|标题|编辑|仅供|谢|本[网站号]).{0,20}))?"
)
_REPORTERS = re.compile("(?:记者|記者|通讯员|通訊員)")
_CONTRIBUTED = re.compile(r"[(（]?\s?([^,，。:：]{2,30}?)\s{0,3}供稿\s?[)）]?")
_TRADE_WORD = re.compile(".{0,6}(?:报道|報道|報導|摄影|摄|文|图|文/图|特约|实习|整理|摄影报道)")
_NUMBERS = re.compile(r"[\d\s:/.\-]+")
_SENTENCE = re.compile("[。；！？]|[,，].*[,，]|\\.\\s")
_BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】]{2,200})[)）\]】]")
# Labels stand on lines of their own or before a paragraph, not before a whole book.
LINE_LIMIT = 5_000  # characters
BYLINE_LIMIT = 160
ROLE_WORD_REACH = 24
MIN_TITLE_LENGTH = 4
# Labels that an event has too
_EVENT_LABELS = frozenset(
    ("时间", "日期", "時間", "time", "date", "部门", "单位", "department", "title", "标题", "標題")
)


def parse_metadata_line(line: str, *, in_head: bool) -> MetadataLine | None:
    """Return what the line states, or None when it is no such line.

    In the head of a page a bare date, outlet or everyday word counts; later only unmistakable labels do.
    """
    if len(line) > LINE_LIMIT:
        return None
    if is_sender_region_line(line):
        return MetadataLine(())
    whole = _BRACKETED.fullmatch(line)
    inner = (whole[1] if whole else line).strip()
    metadata = (
        _parse_labelled(_with_colons(inner), in_head=in_head)
        or _parse_signature(inner)
        or _parse_repost_note(inner)
    )
    if metadata is None and in_head:
        metadata = parse_dateline(inner)
    if metadata is None and len(inner) <= BYLINE_LIMIT:
        metadata = parse_byline(inner)
    return metadata


def parse_bracketed_note(text: str) -> tuple[MetadataField, ...]:
    """Return what a note in brackets inside a paragraph states: reporters, authors, contributors."""
    metadata = (
        _parse_labelled(_with_colons(text), in_head=False)
        or _parse_signature(text)
        or parse_byline(text)
    )
    return metadata.fields if metadata else ()


def _with_colons(line: str) -> str:
    """Return the line with a colon behind each label that was printed without one."""
    if len(line) > SHORT_LINE_LENGTH:
        return line
    line = _BEFORE_DATE.sub(_label_with_colon, line)
    if _SENTENCE.search(line):
        return line
    line = _CREDIT.sub(r"\1:", _STROKE.sub(r"\1\2:", line))
    return _BARE.sub(lambda match: f"{match[1]}{match[2] or match[3]}:", line)


def _label_with_colon(match: re.Match[str]) -> str:
    before = match[1] or match[3] or ""
    return f"{before}{match[2] or match[4]}:"


def _parse_labelled(line: str, *, in_head: bool) -> MetadataLine | None:
    before, labelled = split_labels(line)
    before = before.strip(" \t\u3000\xa0|·•[(（【-/")
    if not labelled or is_prose(before):
        return None
    if not in_head and not _are_surely_labels(before, labelled):
        return None
    fields, title = _parse_before_labels(before)
    values, rest = _parse_values(labelled)
    fields += values
    if not is_prose(rest):
        return MetadataLine(tuple(fields), before=title)
    if not in_head and labelled[-1].role != VIEWS:
        return None
    return MetadataLine(tuple(fields), before=title, after=rest.strip())


def _parse_before_labels(before: str) -> tuple[list[MetadataField], str]:
    """Return the fields before the first label and the title that stands there."""
    if not before:
        return [], ""
    fields, title = parse_fragments(before)
    if len(title) < MIN_TITLE_LENGTH or _NUMBERS.fullmatch(title):
        return fields, ""
    return fields, title


def _parse_values(labelled: tuple[LabelledValue, ...]) -> tuple[list[MetadataField], str]:
    """Return the fields behind the labels and the text left over behind the last one."""
    fields: list[MetadataField] = []
    rest = ""
    for field in labelled:
        if is_blank_label(field):
            fields.append((BLANK_LABEL, field.printed))
        values, rest = parse_label_value(field)
        fields += values
        if rest and len(rest) <= SHORT_LINE_LENGTH and not is_prose(rest):
            fields += parse_fragments(rest)[0]
    return fields, rest


def _are_surely_labels(before: str, labelled: tuple[LabelledValue, ...]) -> bool:
    """Whether what looks like labels inside a text states something about the article."""
    if before and not _is_known_before_label(before):
        return False
    if any(len(field.value) > SHORT_LINE_LENGTH * 2 for field in labelled):
        return False
    if all(field.role in (AUTHOR, EDITOR, OTHER) for field in labelled):
        return _name_people_or_nobody(labelled)
    # "时间:5月22日" inside a text is the time of an event, not of the page.
    return not all(field.label in _EVENT_LABELS for field in labelled)


def _is_known_before_label(before: str) -> bool:
    return bool(parse_date(before) or match_outlet(before) or is_only_buttons(before))


def _name_people_or_nobody(labelled: tuple[LabelledValue, ...]) -> bool:
    """Whether one of the labels has a value that can be parsed, or all are blank."""
    if all(not field.value.strip() for field in labelled):
        return True
    return any(parse_label_value(field)[0] or _is_credit(field) for field in labelled)


def _is_credit(field: LabelledValue) -> bool:
    """Whether the label says who made a picture, and nothing but names or a unit stands behind it."""
    value = field.value.strip()
    is_named = is_only_names(value) or is_unit_name(value)
    return field.label in _CREDIT_LABELS and is_named


def _parse_repost_note(line: str) -> MetadataLine | None:
    if len(line) > SHORT_LINE_LENGTH * 2:
        return None
    match = _REPOSTED.fullmatch(line)
    return MetadataLine(((SOURCE, match[1]),)) if match else None


def _parse_signature(line: str) -> MetadataLine | None:
    """Parse who handed a text in ("学生处 供稿") or reported it ("记者 甲乙")."""
    if len(line) > SHORT_LINE_LENGTH or _SENTENCE.search(line):
        return None
    if contributed := _CONTRIBUTED.fullmatch(line):
        return _parse_contributors(contributed[1])
    role_word = _REPORTERS.search(line[:ROLE_WORD_REACH])
    if not role_word:
        return None
    byline = line[role_word.start() :]
    names = parse_names(byline)
    if not names or not _is_byline(byline, names):
        return None
    return MetadataLine(tuple((AUTHOR, name) for name in names))


def _parse_contributors(text: str) -> MetadataLine:
    tokens = re.split("[\\s、,，/]+", text)
    units = [(UNIT, token) for token in tokens if is_unit_name(token)]
    others = [token for token in tokens if not is_unit_name(token)]
    people = [(AUTHOR, name) for name in parse_names(" ".join(others))]
    return MetadataLine(tuple(units + people))


def _is_byline(line: str, names: tuple[str, ...]) -> bool:
    # Behind the names only a place and a word of trade may stand: "记者 甲乙 某地报道".
    for name in names:
        line = line.replace(name, " ", 1)
    tokens = re.split("[\\s、,，:：/]+", _REPORTERS.sub(" ", line))
    return all(_is_trade_word(token) for token in tokens if token)


def _is_trade_word(token: str) -> bool:
    return is_unit_name(token) or bool(_TRADE_WORD.fullmatch(token))
