"""Digest pages: several articles on one page, each a title, an outlet with a date, and key points."""

import itertools
import re
from dataclasses import dataclass

from seeds.pages.dates import find_date
from seeds.pages.digest_items import find_digest_items
from seeds.pages.parsed_page import PageKeyPoint
from seeds.pages.prose import is_prose

_HEADING = (
    r"(?:Core (?:Insights?|Viewpoints?|Views?|Points?)|Key (?:Points|Takeaways|Insights)|"
    r"核心(?:观点|要点|内容|提示)|要点提示|Group \d{1,2}|第[一二三四五六七八九十]{1,2}组)"
)
_OPENS = re.compile(rf"{_HEADING}\s{{0,3}}(?:[-:：—–]|$)")
_FIRST = re.compile(r"(?:Core|Key|核心|要点|Group 1\b|第一组)")
# Newspapers put one of these over the summary of a single article.
_SUMMARY = re.compile(r"(?:Key|核心|要点)")
# A point begins behind a heading, or behind a citation mark or full stop: a dash inside a point stays.
_POINTS = re.compile(rf"(?:(?<=\])|(?<=[.。]))\s+(?=- |{_HEADING})|\n+")
_HEADED = re.compile(rf"({_HEADING}(?:\s?[:：][^\n]{{1,120}}?)?)(?:\s+[-–—]\s+|\s*\n\s*-?\s*|$)")
_NUMBERED = re.compile(r"(?:Group \d{1,2}|第.{1,2}组)\s?[:：]\s?")
_CITED = re.compile(r"\s*((?:\[\d{1,3}\])+)(?=[.。]?$)")
_OUTLET_LINE = re.compile(r"(.{1,40}?)\s*[·•・|]\s*(?=\d{4})")
_BULLET = re.compile(r"^[-–—•]\s*")
TITLE_LIMIT = 160


@dataclass(frozen=True)
class DigestItem:
    """One article of a digest page as it is printed there."""

    title: str
    source: str | None
    published: str
    lines: tuple[str, ...]


def split_digest(lines: list[str]) -> tuple[DigestItem, ...]:
    """Return the items of a digest page in their order; none when the page is an ordinary one."""
    starts = _item_starts(lines)
    if not starts:
        return tuple(
            DigestItem(item.title, item.dateline.source, item.dateline.published, item.lines)
            for item in find_digest_items(lines)
        )
    return tuple(
        _build_item(lines[start:end]) for start, end in itertools.pairwise([*starts, len(lines)])
    )


def split_key_points(lines: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[PageKeyPoint, ...]]:
    """Return the texts of the points as printed, and the key points with their groups and paragraphs."""
    texts = []
    points = []
    group = ""
    for piece in _POINTS.split("\n".join(lines)):
        printed = piece
        heading = _HEADED.match(piece)
        if heading:
            group = _NUMBERED.sub("", heading[1]).strip()
            printed = piece[heading.end() :]
        text = _BULLET.sub("", printed.strip())
        if not text:
            continue
        texts.append(text)
        if group:
            points.append(_build_point(group, text))
    return tuple(texts), tuple(points)


def _build_point(group: str, text: str) -> PageKeyPoint:
    cited = _CITED.search(text)
    if not cited:
        return PageKeyPoint(group=group, text=text)
    first, *further = [int(number) for number in re.findall(r"\d+", cited[1])]
    bare = text[: cited.start()] + text[cited.end() :]
    return PageKeyPoint(group=group, text=bare, paragraph=first, further=tuple(further))


def _item_starts(lines: list[str]) -> list[int]:
    """Return the positions of the titles; none when no heading of key points makes the page a digest."""
    headings = {number for number, line in enumerate(lines) if number and _is_first_heading(line)}
    is_summary = len(headings) == 1 and _SUMMARY.match(lines[min(headings)])
    if not headings or is_summary:
        return []
    return [
        number - 1
        for number in range(1, len(lines))
        if _is_title(lines[number - 1]) and _is_below_title(lines, number, headings)
    ]


def _is_below_title(lines: list[str], number: int, headings: set[int]) -> bool:
    """Whether an outlet and a date follow the line above, or a heading of key points does."""
    if _parse_outlet_line(lines[number]):
        return True
    return number in headings and not _parse_outlet_line(lines[number - 1])


def _is_first_heading(line: str) -> bool:
    return bool(_OPENS.match(line) and _FIRST.match(line))


def _parse_outlet_line(line: str) -> tuple[str, str] | None:
    """Return the outlet and the date of a line that holds nothing else ("人民网 · 2024-05-23"), or None."""
    match = _OUTLET_LINE.match(line)
    if not match:
        return None
    printed_date = line[match.end() :]
    date = find_date(printed_date)
    if date is None or date.start or date.end != len(printed_date.rstrip()):
        return None
    return match[1].strip(), date.text


def _is_title(line: str) -> bool:
    return (
        len(line) <= TITLE_LIMIT
        and not is_prose(line)
        and not _OPENS.match(line)
        and not line.startswith("- ")
    )


def _build_item(lines: list[str]) -> DigestItem:
    outlet_line = _parse_outlet_line(lines[1]) if len(lines) > 1 else None
    if outlet_line is None:
        return DigestItem(lines[0], None, "", tuple(lines[1:]))
    source, published = outlet_line
    return DigestItem(lines[0], source, published, tuple(lines[2:]))
