"""Dates as people and machines write them, read as EDTF (`portal.core.partial_dates`)."""

import datetime
import re

from portal.core import partial_dates
from portal.core.written_date_forms import (
    AFTERNOON_WORDS,
    HOURS_OF_ZONES,
    MONTHS,
    NOON,
    WHOLE_DATES,
    normalise,
)

BEIJING = datetime.timezone(datetime.timedelta(hours=8))
FIRST_YEAR = 1900
LAST_YEAR = 2099
REPUBLIC_ERA = 1911  # years of the Republic count from the one after it
CENTURY_TURN = 50  # years of two digits below it are of this century

# What templates and databases print where no date is stored.
_NO_DATE = re.compile(
    r"(?:null|none|nil|undefined|unknown|n/?a|nan|invalid date|false|无|暂无|未知|不详|至今|[-—/.:\s]*"
    r"|0{4}[-/.年]?0{1,2}[-/.月]?0{1,2}日?(?:[T\s]?0{1,2}:?0{2}(?::?0{2}(?:\.0+)?)?Z?)?|0)",
    re.I,
)
# Days that a machine writes for "never": the zero of its clock.
_MACHINE_ZEROS = (
    "0001-01-01",
    "1753-01-01",
    "1899-12-30",
    "1900-01-01",
    "1970-01-01",
    "9999-12-31",
)
_EPOCH = re.compile(r"/?(?:Date\()?(\d{9,10}|\d{13})(?:\.\d{1,9}|[+-]\d{4})?\)?/?", re.I)
_MILLISECOND_DIGITS = 13
MONTHS_OF_A_YEAR = 12
NOON_HOUR = 11  # 中午1时 is 13:00, 中午11时半 is not
_SINCE = re.compile(
    r"(.+?)\s?(?:起|以来|至今|[-—–~至到]{1,2}\s?(?:今|现在|目前|present|now))", re.I
)
_RANGE_SIGN = re.compile(r"\s?(?:至|到|~{1,2}|—{1,2}|–|--|-|/|\bto\b|\buntil\b)\s?", re.I)
_RANGE_END = re.compile(r"(?:(?P<month>\d{1,2})\s?[-月/.]\s?)?(?P<day>\d{1,2})\s?[日号號]?")
_RANGE_END_MONTH = re.compile(r"(?P<month>\d{1,2})\s?月?份?")
_NAME = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s?(?:[-–—~]|to|and|until)\s?"
_LAST_YEAR_TEXT = r"(?P<year>(?:,|,?\s)\d{4})?"
_ENGLISH_RANGES = tuple(
    re.compile(rf"{pattern}{_LAST_YEAR_TEXT}", re.I)
    for pattern in (
        rf"(?P<day>{_NUMBER}){_TO}(?P<end_day>{_NUMBER})\s(?:of\s)?(?P<name>{_NAME})",
        rf"(?P<name>{_NAME})\s(?P<day>{_NUMBER}){_TO}(?P<end_day>{_NUMBER})",
        rf"(?P<name>{_NAME})\s(?P<day>{_NUMBER}){_TO}(?P<end_name>{_NAME})\s(?P<end_day>{_NUMBER})",
        rf"(?P<day>{_NUMBER})\s(?P<name>{_NAME}){_TO}(?P<end_day>{_NUMBER})\s(?P<end_name>{_NAME})",
    )
)
LENGTH_LIMIT = 80  # characters that one written date can take
DAY_LENGTH = len("2024-05-22")
MONTH_LENGTH = len("2024-05")
YEAR_LENGTH = len("2024")


class ImpossibleDate(ValueError):
    """A text that states a date which is not in the calendar, or a year that nobody means."""


def parse_written_date(text: str, *, not_after: datetime.date | None = None) -> str:
    """Return the date, range or moment that is all of the text, in EDTF and in Beijing's time.

    "2024年5月22日" gives "2024-05-22", "24年5月" "2024-05", "5月22日至23日" "XXXX-05-22/XXXX-05-23",
    "2024-05-22T18:30:00Z" "2024-05-23T02:30". A beginning without an end ("2024年5月起", "2024年5月至今")
    gives the beginning; "" when the text states no date.

    Raises ImpossibleDate for 30 February, a month 13, a range that ends before it begins, a year outside
    1900 to 2099, and a date that begins after the day `not_after`.
    """
    if len(text) > LENGTH_LIMIT:
        return ""
    normalised = normalise(text)
    if _NO_DATE.fullmatch(normalised):
        return ""
    edtf = _parse_one(normalised) or _parse_range(normalised) or _parse_beginning(normalised)
    if edtf and not_after and partial_dates.earliest(edtf) > not_after:
        raise ImpossibleDate(text)
    return edtf


def parse_machine_date(text: str, *, not_after: datetime.date | None = None) -> str:
    """Return the date or moment that a machine wrote: as `parse_written_date`, and seconds since 1970.

    The zero of a clock (1970-01-01, 0001-01-01) is no date, and midnight no time of day.
    Raises ImpossibleDate.
    """
    normalised = normalise(text[: LENGTH_LIMIT + 1])
    if is_clock_zero(normalised):
        return ""
    moment = _parse_epoch(normalised) or normalised
    edtf = parse_written_date(moment, not_after=not_after)
    if is_clock_zero(edtf):
        return ""
    return edtf.removesuffix("T00:00")


def is_clock_zero(edtf: str) -> bool:
    """Whether the date is the one that a machine's clock or database begins with."""
    return edtf.startswith(_MACHINE_ZEROS)


def _parse_epoch(text: str) -> str:
    """Return the moment of a number of seconds or milliseconds since 1970, "" for another text."""
    match = _EPOCH.fullmatch(text)
    if not match:
        return ""
    digits = match[1]
    seconds = int(digits) // (1000 if len(digits) == _MILLISECOND_DIGITS else 1)
    return f"{datetime.datetime.fromtimestamp(seconds, BEIJING):%Y-%m-%dT%H:%M}"


def _parse_one(text: str) -> str:
    """Return the one date that is all of the text, "" when it is none."""
    for pattern in WHOLE_DATES:
        match = pattern.fullmatch(text)
        if match:
            return _edtf_of(match.groupdict(), text)
    return ""


def _edtf_of(parts: dict[str, str | None], text: str) -> str:
    """Return the named groups of a match as EDTF; "" where day and month can be read in two ways."""
    year = _read_year(parts)
    month, day = _read_month_and_day(parts)
    if parts.get("left") and not month:
        return ""
    if not day and (year is None or parts.get("hour")):
        return ""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise ImpossibleDate(text)
    numbers = [number for number in (month, day) if number is not None]
    year_text = partial_dates.UNKNOWN_YEAR if year is None else str(year)
    date = _checked("-".join([year_text, *(f"{number:02}" for number in numbers)]), text)
    if not parts.get("hour"):
        return date
    return _moment(date, parts, text)


def _read_year(parts: dict[str, str | None]) -> int | None:
    if parts.get("republic"):
        return int(parts["republic"]) + REPUBLIC_ERA
    if parts.get("short"):
        short = int(parts["short"])
        return short + (2000 if short < CENTURY_TURN else 1900)
    return int(parts["year"]) if parts.get("year") else None


def _read_month_and_day(parts: dict[str, str | None]) -> tuple[int | None, int | None]:
    """Return month and day, None for what is not stated or can be read in two ways."""
    if parts.get("left"):
        return _month_and_day_in_order(int(parts["left"]), int(parts["right"]))
    day = int(parts["day"]) if parts.get("day") else None
    if parts.get("name"):
        return MONTHS[parts["name"].lower()], day
    return (int(parts["month"]) if parts.get("month") else None), day


def _month_and_day_in_order(first: int, second: int) -> tuple[int | None, int | None]:
    """Return month and day of 22/05/2024 and 05/22/2024; neither of 05/06/2024, which is May or June."""
    if first == second or second > MONTHS_OF_A_YEAR:
        return first, second
    return (second, first) if first > MONTHS_OF_A_YEAR else (None, None)


def _moment(date: str, parts: dict[str, str | None], text: str) -> str:
    """Return day and clock in Beijing; the clock of a date without year or day is left out."""
    clock = f"{_hour_of_day(parts):02}:{int(parts.get('minute') or 0):02}"
    moment = _checked(f"{date}T{clock}", text)
    hours = _hours_of_zone(parts)
    if hours is None or date.startswith(partial_dates.UNKNOWN_YEAR):
        return moment
    zone = datetime.timezone(datetime.timedelta(hours=hours))
    there = datetime.datetime.fromisoformat(moment).replace(tzinfo=zone)
    return f"{there.astimezone(BEIJING):%Y-%m-%dT%H:%M}"


def _hours_of_zone(parts: dict[str, str | None]) -> float | None:
    """Return how many hours the zone is ahead of Greenwich, None where none is stated."""
    if parts.get("offset"):
        digits = parts["offset"][1:].replace(":", "")
        hours = int(digits[:2]) + int(digits[2:] or 0) / 60
        return -hours if parts["offset"].startswith("-") else hours
    return HOURS_OF_ZONES[parts["zone"].upper()] if parts.get("zone") else None


def _hour_of_day(parts: dict[str, str | None]) -> int:
    hour = int(parts["hour"])
    half = (parts.get("half") or "").lower()
    noon = parts.get("noon")
    if half == "a":
        return 0 if hour == 12 else hour
    is_afternoon = half == "p" or noon in AFTERNOON_WORDS
    if is_afternoon or (noon == NOON and hour < NOON_HOUR):
        return hour + 12 if hour < 12 else hour
    return hour


def _checked(edtf: str, text: str) -> str:
    """Return the EDTF date; raises ImpossibleDate when it is not in the calendar."""
    try:
        partial_dates.parse(edtf)
    except ValueError as error:
        raise ImpossibleDate(text) from error
    return edtf


def _parse_beginning(text: str) -> str:
    match = _SINCE.fullmatch(text)
    return _parse_one(match[1]) if match else ""


def _parse_range(text: str) -> str:
    """Return the range that is all of the text, "" when it is none."""
    for pattern in _ENGLISH_RANGES:
        match = pattern.fullmatch(text)
        if match:
            return _english_range(match.groupdict(), text)
    for sign in _RANGE_SIGN.finditer(text):
        edtf = _range_between(text[: sign.start()], text[sign.end() :], text)
        if edtf:
            return edtf
    return ""


def _english_range(parts: dict[str, str | None], text: str) -> str:
    year = parts["year"] or ""
    last_name = parts.get("end_name") or parts["name"]
    first = _parse_one(f"{parts['day']} {parts['name']}{year}")
    last = _parse_one(f"{parts['end_day']} {last_name}{year}")
    return _checked(f"{first}/{last}", text)


def _range_between(first: str, last: str, text: str) -> str:
    """Return the range of two dates, of which the last may leave out what it shares with the first."""
    start = _parse_one(first) or _parse_one(first + last[-1:])  # 5月22至23日 lends its 日
    if not start:
        return ""
    end = _parse_one(last) or _complete(start, last)
    if end.startswith(partial_dates.UNKNOWN_YEAR):
        end = start[:YEAR_LENGTH] + end[YEAR_LENGTH:]
    return _checked(f"{start}/{end}", text) if end else ""


def _complete(start: str, last: str) -> str:
    """Return the end of a range that states only a day or a month, with the rest from its start."""
    if len(start) == DAY_LENGTH:
        match = _RANGE_END.fullmatch(last)
        if match:
            month = match["month"] or start[YEAR_LENGTH + 1 : MONTH_LENGTH]
            return f"{start[:YEAR_LENGTH]}-{int(month):02}-{int(match['day']):02}"
    if len(start) == MONTH_LENGTH:
        match = _RANGE_END_MONTH.fullmatch(last)
        if match:
            return f"{start[:YEAR_LENGTH]}-{int(match['month']):02}"
    return ""
