"""Dates in running text, to EDTF, completed from the date of the page and never later than it."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from seeds.extraction.languages import EN, ZH
from seeds.extraction.rules.patterns import load_patterns
from seeds.pages.dates import MONTHS

PATTERNS = load_patterns("dates")

YEAR_NUMBER = r"(?P<year>(?:19|20)\d\d)"
MONTH_NUMBER = r"(?P<month>1[0-2]|0?[1-9])"
MONTH_NUMBER_OF_END = r"(?P<month2>1[0-2]|0?[1-9])"
DAY_NUMBER = r"(?P<day>3[01]|[12]\d|0?[1-9])"
DAY_NUMBER_OF_END = r"(?P<day2>3[01]|[12]\d|0?[1-9])"
CHINESE_DATE = re.compile(
    rf"""
    (?<![\d.])
    (?:{YEAR_NUMBER}\s?年\s?|(?P<last>今年|本年|当年|去年)\s?)?
    {MONTH_NUMBER}\s?月\s?{DAY_NUMBER}\s?[日号]?
    (?:
        \s?(?:至|到|[-—–~～]{{1,2}})\s?(?:{MONTH_NUMBER_OF_END}\s?月\s?)?{DAY_NUMBER_OF_END}\s?[日号]
        |(?<=[日号])
    )
    """,
    re.VERBOSE,
)
CHINESE_NUMERAL_DATE = PATTERNS["chinese_numeral_date"]
CHINESE_DAY = re.compile(
    rf"""
    (?<![\d月年.])(?:(?:本|当)月)?{DAY_NUMBER}日
    (?=上午|下午|晚|,|在|于|举|上|至|\))
    """,
    re.VERBOSE,
)
CHINESE_RELATIVE_DAY = PATTERNS["chinese_relative_day"]
NUMERIC_DATE = re.compile(rf"(?<!\d){YEAR_NUMBER}[-./]{MONTH_NUMBER}[-./]{DAY_NUMBER}(?!\d)")
MONTH_ABBREVIATION = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
MONTH_NAME = rf"(?P<name>{MONTH_ABBREVIATION})[a-z]{{0,6}}\.?"
MONTH_NAME_OF_END = rf"(?P<name2>{MONTH_ABBREVIATION})[a-z]{{0,6}}\.?"
ENGLISH_DAY = rf"{DAY_NUMBER}(?:st|nd|rd|th)?"
RANGE_END = (
    rf"(?:\s?(?:to|and|until|[-–—])\s?(?:{MONTH_NAME_OF_END}\s)?"
    rf"{DAY_NUMBER_OF_END}(?:st|nd|rd|th)?(?!\d))?"
)
ENGLISH_YEAR = rf"(?:\s?,?\s{{0,2}}(?:of\s)?{YEAR_NUMBER})?"
ENGLISH_DATES = (
    re.compile(rf"\b{MONTH_NAME}\s{{1,2}}{ENGLISH_DAY}{RANGE_END}(?![\d:]){ENGLISH_YEAR}"),
    re.compile(rf"(?<![\d,.])\b{ENGLISH_DAY}{RANGE_END}\s(?:of\s)?{MONTH_NAME}\b{ENGLISH_YEAR}"),
)
CHINESE_DATES = (CHINESE_DATE, CHINESE_NUMERAL_DATE, CHINESE_DAY, NUMERIC_DATE)
DATE_PATTERNS = {ZH: CHINESE_DATES, EN: ENGLISH_DATES}
NUMERALS = "一二三四五六七八九"
DATELINE_END = PATTERNS["dateline_end"]
DATELINE_START = PATTERNS["dateline_start"]
UNKNOWN_YEAR = "XXXX"
LEAP_YEAR = 2000  # any day may exist in an unknown year
LAST_YEAR = "去年"
DAYS_AGO = {"今": 0, "昨": 1, "前": 2}
DATE_LENGTH = 10
YEAR_LENGTH = 4


@dataclass(frozen=True)
class DateMention:
    """A date at its position in a sentence; `edtf` may leave the year open."""

    start: int
    end: int
    edtf: str


def find_dates(
    text: str, *, language: str, published: str = "", years: tuple[int, ...] = ()
) -> list[DateMention]:
    """Return the dates of a text.

    A missing year comes from `published`, else from the only one of `years`.
    """
    dates: list[DateMention] = []
    for match in _date_matches(text, language):
        edtf = _match_to_edtf(match.groupdict(), published[:DATE_LENGTH], years)
        if not edtf:
            continue
        is_covered = any(date.start < match.end() and match.start() < date.end for date in dates)
        if not is_covered:
            dates.append(DateMention(match.start(), match.end(), edtf))
    if not dates:
        dates = list(_relative_dates(text, published))
    return sorted(dates, key=lambda date: date.start)


def is_after_publication(edtf: str, published: str) -> bool:
    """Whether a date is later than the day of the page."""
    first = edtf.split("/", maxsplit=1)[0]
    has_year = first[:YEAR_LENGTH].isdigit()
    return bool(published) and has_year and first > published[: len(first)]


def _date_matches(text: str, language: str) -> Iterator[re.Match[str]]:
    """Yield the matches of all patterns of a language that are not part of a dateline."""
    for pattern in DATE_PATTERNS[language]:
        for match in pattern.finditer(text):
            if not _is_dateline(text, match):
                yield match


def _is_dateline(text: str, match: re.Match[str]) -> bool:
    if DATELINE_END.match(text, match.end()):
        return True
    return DATELINE_START.search(text[: match.start()]) is not None


def _relative_dates(text: str, published: str) -> Iterator[DateMention]:
    """Yield the days that a text counts from the day of its page."""
    published_on = _parse_published(published[:DATE_LENGTH])
    if published_on is None:
        return
    for match in CHINESE_RELATIVE_DAY.finditer(text):
        if match["day"]:
            edtf = _day_before_publication(int(match["day"]), published[:DATE_LENGTH])
        else:
            day = published_on - datetime.timedelta(days=DAYS_AGO[match["ago"]])
            edtf = day.isoformat()
        yield DateMention(match.start(), match.end(), edtf)


def _match_to_edtf(parts: dict[str, str | None], published: str, years: tuple[int, ...]) -> str:
    """The EDTF day or interval of the named groups of a match, empty if there is no such date."""
    day = _number(parts["day"])
    month = _month(parts.get("name"), parts.get("month"))
    if month is None:
        return _day_before_publication(day, published)
    if parts.get("year"):
        year = int(parts["year"])
    else:
        year = _missing_year(month, day, published, years, parts.get("last"))
    first = _format_day(year, month, day)
    if not first or not parts.get("day2"):
        return first
    last_month = _month(parts.get("name2"), parts.get("month2"))
    if last_month is None:
        last_month = month
    last = _format_day(year, last_month, int(parts["day2"]))
    return f"{first}/{last}" if last > first else first


def _month(name: str | None, number: str | None) -> int | None:
    """The number of a month from its abbreviated name or its number, none without both."""
    if name:
        return MONTHS[name.lower()]
    if number:
        return _number(number)
    return None


def _number(text: str) -> int:
    """The number below 100 that digits or Chinese numerals write."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    value = NUMERALS.find(ones) + 1 if ones else 0
    if not ten:
        return value
    return value + 10 * (NUMERALS.find(tens) + 1 if tens else 1)


def _parse_published(published: str) -> datetime.date | None:
    """The day of the page, none if it states no full date."""
    if len(published) < DATE_LENGTH or not published[:YEAR_LENGTH].isdigit():
        return None
    return datetime.date.fromisoformat(published)


def _day_before_publication(day: int, published: str) -> str:
    """A day of the page's month, or of the month before where that would be later than the page."""
    published_on = _parse_published(published)
    if published_on is None:
        return ""
    month = published_on
    if day > published_on.day:
        month = published_on.replace(day=1) - datetime.timedelta(days=1)
    return _format_day(month.year, month.month, day)


def _missing_year(
    month: int, day: int, published: str, years: tuple[int, ...], relative_year: str | None
) -> int | None:
    """The year of a date that states none, so that it is not later than the page."""
    if not published[:YEAR_LENGTH].isdigit():
        return years[0] if len(years) == 1 and not relative_year else None
    year = int(published[:YEAR_LENGTH])
    if relative_year == LAST_YEAR or (month, day) > _latest_month_and_day(published):
        return year - 1
    return year


def _latest_month_and_day(published: str) -> tuple[int, int]:
    """The month and day of the page, the last ones possible where it states none."""
    parts = [int(part) for part in published[5:DATE_LENGTH].split("-") if part]
    if not parts:
        return (12, 31)
    if len(parts) == 1:
        return (parts[0], 31)
    return (parts[0], parts[1])


def _format_day(year: int | None, month: int, day: int) -> str:
    """The day in EDTF, empty if there is no such day."""
    try:
        datetime.date(year or LEAP_YEAR, month, day)
    except ValueError:
        return ""
    return f"{year or UNKNOWN_YEAR}-{month:02}-{day:02}"
