"""Digest pages: several articles on one page, each a title, an outlet with a moment, and key points."""

import re
from dataclasses import dataclass

from seeds.pages.dates import find_date
from seeds.pages.digest_items import find_digest_items
from seeds.pages.model import PageKeyPoint
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
    starts = _starts(lines)
    if not starts:
        return tuple(
            DigestItem(found.title, found.stamp.source, found.stamp.published, found.lines)
            for found in find_digest_items(lines)
        )
    ends = [*starts[1:], len(lines)]
    return tuple(_item(lines[start:end]) for start, end in zip(starts, ends, strict=True))


def split_key_points(lines: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[PageKeyPoint, ...]]:
    """Return the texts of the points as printed, and the key points with their groups and paragraphs."""
    texts, points, group = [], [], ""
    for piece in _POINTS.split("\n".join(lines)):
        heading = _HEADED.match(piece)
        if heading:
            group = _NUMBERED.sub("", heading[1]).strip()
        text = re.sub(r"^[-–—•]\s*", "", piece[heading.end() if heading else 0 :].strip())
        if text:
            texts.append(text)
            points += [_point(group, text)] if group else []
    return tuple(texts), tuple(points)


def _point(group: str, text: str) -> PageKeyPoint:
    cited = _CITED.search(text)
    numbers = [int(n) for n in re.findall(r"\d+", cited[1])] if cited else []
    bare = text[: cited.start()] + text[cited.end() :] if cited else text
    return PageKeyPoint(
        group=group,
        text=bare,
        paragraph=numbers[0] if numbers else None,
        further=tuple(numbers[1:]),
    )


def _starts(lines: list[str]) -> list[int]:
    dated = [
        n for n, line in enumerate(lines) if n and _outlet_line(line) and _is_title(lines[n - 1])
    ]
    headed = [n for n, line in enumerate(lines) if n and _OPENS.match(line) and _FIRST.match(line)]
    if all(_SUMMARY.match(lines[n]) for n in headed) and len(headed) < 2:
        headed = []
    if not headed:
        return []
    titles = {n - 1 for n in dated}
    titles |= {n - 1 for n in headed if _is_title(lines[n - 1]) and not _outlet_line(lines[n - 1])}
    return sorted(titles)


def _outlet_line(line: str) -> tuple[str, str] | None:
    match = _OUTLET_LINE.match(line)
    moment = find_date(line[match.end() :]) if match else None
    if moment is None or moment.start or moment.end != len(line[match.end() :].rstrip()):
        return None
    return match[1].strip(), moment.text


def _is_title(line: str) -> bool:
    return (
        len(line) <= TITLE_LIMIT
        and not is_prose(line)
        and not _OPENS.match(line)
        and not line.startswith("- ")
    )


def _item(lines: list[str]) -> DigestItem:
    stated = _outlet_line(lines[1]) if len(lines) > 1 else None
    source, published = stated or (None, "")
    return DigestItem(lines[0], source, published, tuple(lines[2 if stated else 1 :]))
