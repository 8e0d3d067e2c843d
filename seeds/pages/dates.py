"""Dates and times as pages print them, as EDTF."""

import datetime
import re
from dataclasses import dataclass

from portal.core.partial_dates import UNKNOWN_YEAR
from portal.core.written_date_forms import (
    AFTERNOON_WORDS,
    CHINESE_NUMERALS,
    FULL_WIDTH_DIGITS,
    MONTHS,
    read_numerals,
)
from portal.core.written_dates import (
    LENGTH_LIMIT,
    REPUBLIC_ERA,
    ImpossibleDate,
    parse_written_date,
)

_MONTH = r"(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_CLOCK = (
    r"(?:(?P<noon>上午|下午|晚上|晚间|中午|凌晨|早上)\s?)?(?P<hour>[01]?\d|"
    r"2[0-3])\s?[:时時]\s?(?P<minute>[0-5]\d)(?:\s?[:分]\s?[0-5]?\d秒?|分)?"
    r"\s?(?P<half>[ap]\.?m\b\.?)?"
)
_GAP = r"(?:\s?[(（]?(?:星期|周|週)[一二三四五六日天][)）]?)?[\sT,，]{0,4}(?:at\s)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH_NUMBER = r"(?P<month>1[0-2]|0?[1-9])"
# Years of the Republic as Taiwan counts them, from 1912 on.
_REPUBLIC = r"(?P<republic>1[0-2]\d)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
# Each form with its clock behind it, then without; a day may be glued to its clock: 2023-10-1310:20.
_FORMS = (
    rf"{_YEAR}\s?[-/.年]{{1,2}}\s?{_MONTH_NUMBER}\s?[-/.月]{{1,2}}\s?{_DAY}\s?[日号號]?",
    rf"{_YEAR}\s+{_MONTH_NUMBER}\s?[-/]\s?{_DAY}",
    rf"{_MONTH_NUMBER}[-/]{_DAY}\s+{_YEAR}",
    rf"(?<![.\d]){_DAY}\.{_MONTH_NUMBER}\.{_YEAR}(?!\.)",
    rf"(?:民[國国]\s?)?{_REPUBLIC}\s?年\s?{_MONTH_NUMBER}\s?月\s?{_DAY}\s?[日號号]",
    rf"(?<![-/.]){_REPUBLIC}(?P<mark>[-/]){_MONTH_NUMBER}(?P=mark){_DAY}(?![-/.])",
    rf"{_MONTH}\s{{0,2}}{_DAY}(?:st|nd|rd|th)?\s?,?\s{{0,2}}{_YEAR}",
    rf"{_DAY}(?:st|nd|rd|th)?\s{{1,2}}(?:of\s)?{_MONTH}\s?,?\s{{0,2}}{_YEAR}",
)
_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for form in _FORMS
    for pattern in (
        rf"(?<!\d){_CLOCK}(?:\s?,\s{{0,2}}|\s){form}(?!\d)",
        rf"(?<!\d){form}{_GAP}{_CLOCK}(?!\d)",
        rf"(?<!\d){form}(?!\d)",
    )
)
_NUMERAL_DATE = re.compile(
    "([一二][零〇○ＯO一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_SWAPPED = re.compile(
    r"(?P<day>\d{1,2})\s{1,2}(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})月?"
)
# The beginning of a text that states a day, whether the calendar has it or not
_STATED_DAY = re.compile(
    r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d)\s?日?|(?:19|20)\d{6}(?!\d)"
)
_ADDRESS_YEAR = r"((?:19|20)\d\d)"
_ADDRESS_MONTH = r"(0[1-9]|1[0-2])"
_ADDRESS_DAY = r"([0-3]\d)"
# "/info/2024/1105.htm" is column and number of an article: month and day are no name of a file.
_IN_ADDRESS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"/{_ADDRESS_YEAR}[-/_]?{_ADDRESS_MONTH}[-/_]?{_ADDRESS_DAY}/",
        rf"[/_-]{_ADDRESS_YEAR}[-_]{_ADDRESS_MONTH}[-_]{_ADDRESS_DAY}(?!\d)",
        rf"[/_t-]{_ADDRESS_YEAR}{_ADDRESS_MONTH}{_ADDRESS_DAY}(?:[0-2]\d[0-5]\d[0-5]\d)?(?!\d)",
        rf"/{_ADDRESS_YEAR}/(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])/",
    )
)


@dataclass(frozen=True)
class PageDate:
    """A date or time in EDTF and where it stands in the text."""

    text: str
    start: int
    end: int


def find_date(text: str) -> PageDate | None:
    """Return the first whole date of the text with its clock time, if one stands beside it, or None."""
    normalized = text.translate(FULL_WIDTH_DIGITS)
    best = None
    for pattern in _PATTERNS:
        match = pattern.search(normalized)
        edtf = _match_to_edtf(match) if match else ""
        if edtf and (best is None or (match.start(), -match.end()) < (best.start, -best.end)):
            best = PageDate(edtf, match.start(), match.end())
    return best or _find_numeral_date(text)


def parse_date(text: str) -> str:
    """Return the date that is all of the text in EDTF, months and years included; "" when it is none.

    A range and a day without its year are no date of a page.
    """
    try:
        return parse_stated_date(text)
    except ImpossibleDate:
        return ""


def parse_stated_date(text: str) -> str:
    """Return what `parse_date` does; raises ImpossibleDate when the text states a day that is none."""
    if len(text) > LENGTH_LIMIT:
        return ""
    edtf = parse_written_date(text)
    if edtf:
        return "" if "/" in edtf or edtf.startswith(UNKNOWN_YEAR) else edtf
    normalised = text.translate(FULL_WIDTH_DIGITS).strip(" \t\u3000\xa0[]()（）【】|")
    date = find_date(normalised)
    if date and date.start == 0 and date.end == len(normalised):
        return date.text
    match = _SWAPPED.fullmatch(normalised)
    return _format_date(match["year"], match["month"], match["day"]) if match else ""


def states_impossible_date(text: str) -> bool:
    """Whether the text begins with a day that no calendar has."""
    match = _STATED_DAY.match(text.translate(FULL_WIDTH_DIGITS))
    try:
        return match is not None and not parse_written_date(match[0])
    except ImpossibleDate:
        return True


def date_in_url(address: str) -> str:
    """Return the day that a web address holds (".../2024/0925/c48a5.htm" gives "2024-09-25"), or ""."""
    for pattern in _IN_ADDRESS:
        match = pattern.search(address)
        if match:
            return _format_date(*match.groups())
    return ""


def _match_to_edtf(match: re.Match[str]) -> str:
    """Return the date of a match of _PATTERNS with its clock time; "" when the day does not exist."""
    parts = match.groupdict()
    month = parts.get("month") or str(MONTHS[parts["name"][:3].lower()])
    year = parts.get("year") or str(int(parts["republic"]) + REPUBLIC_ERA)
    date = _format_date(year, month, parts["day"])
    if not date or not parts.get("hour"):
        return date
    return f"{date}T{_hour_of_day(parts):02}:{parts['minute']}"


def _hour_of_day(parts: dict[str, str | None]) -> int:
    hour = int(parts["hour"])
    suffix = parts["half"] or ""
    if parts["noon"] in AFTERNOON_WORDS or suffix[:1].lower() == "p":
        return hour + 12 if hour < 12 else hour
    return 0 if suffix[:1].lower() == "a" and hour == 12 else hour


def _format_date(*parts: str) -> str:
    """Return year, month and day, of which the last may be missing, as EDTF; "" for no real date."""
    numbers = [int(part) for part in parts]
    first_day = [*numbers, 1, 1][:3]
    try:
        datetime.date(*first_day)
    except ValueError:
        return ""
    year, *smaller = numbers
    return "-".join([f"{year:04}", *(f"{number:02}" for number in smaller)])


def _find_numeral_date(text: str) -> PageDate | None:
    match = _NUMERAL_DATE.search(text)
    if not match:
        return None
    year = "".join(str(CHINESE_NUMERALS[c]) for c in match[1])
    edtf = _format_date(year, str(read_numerals(match[2])), str(read_numerals(match[3])))
    return PageDate(edtf, match.start(), match.end()) if edtf else None
