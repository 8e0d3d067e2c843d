"""Dates in running text, to EDTF, completed from the page's own date and never later than it."""

import datetime
import re
from dataclasses import dataclass

from seeds.pages.dates import MONTHS

YEAR = r"(?P<year>(?:19|20)\d\d)\s?年\s?"
CHINESE_DATE = re.compile(
    rf"(?<![\d.])(?:{YEAR}|(?P<last>今年|本年|当年|去年)\s?)?(?P<month>1[0-2]|0?[1-9])\s?月\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?[日号]?"
    r"(?:\s?(?:至|到|[-—–~～]{1,2})\s?(?:(?P<month2>1[0-2]|0?[1-9])\s?月\s?)?(?P<day2>3[01]|[12]\d|0?[1-9])\s?[日号]|(?<=[日号]))"
)
CHINESE_DAY = re.compile(
    r"(?<![\d月年.])(?:(?:本|当)月)?(?P<day>3[01]|[12]\d|0?[1-9])日(?=上午|下午|晚|,|在|于|举|上|至|\))"
)
# "Yesterday" and "today" as reporters say them, of the day of the page.
CHINESE_RELATIVE_DAY = re.compile(
    r"(?P<ago>前|昨|今)(?:\((?P<day>\d{1,2})日?\))?[日天](?=[上下早]午?|,|在|于|假|举|召|晚|[\u3400-\u9fff]{2,24}(?:举行|召开|举办|成立))"
)
CHINESE_MONTH = re.compile(rf"{YEAR}(?P<month>1[0-2]|0?[1-9])\s?月(?!\s?\d)")
CHINESE_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s?年(?!\s?\d)")
NUMERIC_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-./](?P<month>1[0-2]|0?[1-9])[-./](?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
)
MONTH_NAME = r"(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
DAY_NUMBER = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
RANGE_END = (
    r"(?:\s?(?:to|and|until|[-–—])\s?(?:(?P<name2>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|"
    r"Nov|Dec)[a-z]{0,6}\.?\s)?(?P<day2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d))?"
)
ENGLISH_YEAR = r"(?:\s?,?\s{0,2}(?:of\s)?(?P<year>(?:19|20)\d\d))?"
ENGLISH_DATES = (
    re.compile(rf"\b{MONTH_NAME}\s{{1,2}}{DAY_NUMBER}{RANGE_END}(?![\d:]){ENGLISH_YEAR}"),
    re.compile(rf"(?<![\d,.])\b{DAY_NUMBER}{RANGE_END}\s(?:of\s)?{MONTH_NAME}\b{ENGLISH_YEAR}"),
)
DATELINE_END = re.compile(r"\s?(?:电|讯|\(Xinhua\)|\([^()]{2,20}\)\s?[-—])")
DATELINE_START = re.compile(r"News on $|電$")
UNKNOWN_YEAR = "XXXX"
DAYS_AGO = {"今": 0, "昨": 1, "前": 2}


@dataclass(frozen=True)
class DateMention:
    """A date at its place in a sentence; `edtf` may leave the year open."""

    start: int
    end: int
    edtf: str


def find_dates(
    text: str, *, english: bool, published: str = "", years: tuple[int, ...] = ()
) -> list[DateMention]:
    """Return the dates of a text; a missing year comes from `published`, else from the only one of `years`."""
    patterns = ENGLISH_DATES if english else (CHINESE_DATE, CHINESE_DAY, NUMERIC_DATE)
    found: list[DateMention] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            is_dateline = DATELINE_END.match(text, match.end()) or DATELINE_START.search(
                text[: match.start()]
            )
            edtf = "" if is_dateline else _edtf(match.groupdict(), published[:10], years)
            if edtf and not any(
                each.start < match.end() and match.start() < each.end for each in found
            ):
                found.append(DateMention(match.start(), match.end(), edtf))
    found += [] if english or found else _lately(text, published)
    return sorted(found, key=lambda each: each.start)


def _lately(text: str, published: str) -> list[DateMention]:
    """The days that a text tells from the day of its page."""
    if len(published) < 10 or not published[:4].isdigit():
        return []
    stated = datetime.date.fromisoformat(published[:10])
    days = [
        (m, stated - datetime.timedelta(days=DAYS_AGO[m["ago"]]))
        for m in CHINESE_RELATIVE_DAY.finditer(text)
    ]
    return [
        DateMention(
            m.start(),
            m.end(),
            _day_only(int(m["day"]), published[:10]) if m["day"] else day.isoformat(),
        )
        for m, day in days
    ]


def is_after_publication(edtf: str, published: str) -> bool:
    """Whether a date lies behind the day of the page."""
    first = edtf.split("/", maxsplit=1)[0]
    return bool(published) and first[:4].isdigit() and first > published[: len(first)]


def _edtf(parts: dict, published: str, years: tuple[int, ...]) -> str:
    if not parts.get("name") and not parts.get("month") and not published:
        return ""
    month = (
        MONTHS[parts["name"].lower()]
        if parts.get("name")
        else int(parts.get("month") or published[5:7] or 0)
    )
    day = int(parts["day"])
    if not parts.get("name") and not parts.get("month"):
        return _day_only(day, published)
    year = (
        int(parts["year"])
        if parts.get("year")
        else _year(month, day, published, years, parts.get("last") or "")
    )
    first = _day(year, month, day)
    if not first or not parts.get("day2"):
        return first
    month2 = (
        MONTHS[parts["name2"].lower()] if parts.get("name2") else int(parts.get("month2") or month)
    )
    second = _day(year, month2, int(parts["day2"]))
    return f"{first}/{second}" if second > first else first


def _day_only(day: int, published: str) -> str:
    """The day of the page's month, or of the month before where that would be later than the page."""
    if len(published) < 10 or not published[:4].isdigit():
        return ""
    stated = datetime.date.fromisoformat(published)
    month = stated if day <= stated.day else stated.replace(day=1) - datetime.timedelta(days=1)
    return _day(month.year, month.month, day)


def _year(month: int, day: int, published: str, years: tuple[int, ...], last: str) -> int | None:
    if not published[:4].isdigit():
        return years[0] if len(years) == 1 and not last else None
    year = int(published[:4])
    if last == "去年":
        return year - 1
    return year - 1 if (month, day) > _month_and_day(published) else year


def _month_and_day(published: str) -> tuple[int, int]:
    parts = [int(part) for part in published[5:10].split("-") if part]
    return (*parts, 31)[:2] if parts else (12, 31)


def _day(year: int | None, month: int, day: int) -> str:
    try:
        datetime.date(year or 2000, month, day)
    except ValueError:
        return ""
    return f"{year or UNKNOWN_YEAR}-{month:02}-{day:02}"
