"""Partial dates, as exact as the source: a subset of EDTF (ISO 8601-2), its bounds and its display."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

UNKNOWN_YEAR = "XXXX"
DATE_PATTERN = re.compile(
    r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>\d\d:\d\d))?)?)?",
    re.ASCII,
)
LEAP_YEAR = 2000  # an unknown year allows 29 February


@dataclass(frozen=True)
class PartialDate:
    """A date, or one end of a range; None stands for what the source does not say."""

    year: int | None
    month: int | None
    day: int | None
    time: str

    @property
    def earliest(self) -> date:
        """The first possible day; the first of all days where the year is unknown."""
        if not self.year:
            return date.min
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last possible day; the last of all days where the year is unknown."""
        if not self.year:
            return date.max
        month = self.month or 12
        _weekday, days_in_month = calendar.monthrange(self.year, month)
        return date(self.year, month, self.day or days_in_month)


def parse(text: str) -> tuple[PartialDate, ...]:
    """The date, or the two ends of a range; ValueError says what is wrong with the text."""
    parts = tuple(_parse_part(piece) for piece in text.split("/"))
    if len(parts) > 2:
        raise ValueError(_("“%s” has more than two ends.") % text)
    if len(parts) == 2 and parts[0].earliest > parts[1].latest:
        raise ValueError(_("“%s” ends before it begins.") % text)
    return parts


def _parse_part(text: str) -> PartialDate:
    match = DATE_PATTERN.fullmatch(text)
    if not match:
        raise ValueError(
            _("“%s” is not a date such as 2024-05-22, 2024-05, 2024 or XXXX-11-14.") % text
        )
    year = None if match["year"] == UNKNOWN_YEAR else int(match["year"])
    month = int(match["month"]) if match["month"] else None
    day = int(match["day"]) if match["day"] else None
    _check_calendar(text, year, month, day, match["time"])
    return PartialDate(year, month, day, match["time"] or "")


def _check_calendar(text, year, month, day, clock):
    try:
        date(
            LEAP_YEAR if year is None else year,
            1 if month is None else month,
            1 if day is None else day,
        )
        if clock:
            time.fromisoformat(clock)
    except ValueError as error:
        raise ValueError(_("“%s” is not in the calendar.") % text) from error
    if year is None and not day:
        raise ValueError(_("“%s” says nothing: give at least month and day.") % text)


def earliest(text: str) -> date:
    """The first day that the text can mean; the first of all days for a blank or a date without year."""
    return parse(text)[0].earliest if text else date.min


def latest(text: str) -> date:
    """The last day that the text can mean; the last of all days for a blank or a date without year."""
    return parse(text)[-1].latest if text else date.max


def validate(text: str) -> None:
    """Raise ValidationError with the reason for a text that is no partial date."""
    try:
        parse(text)
    except ValueError as error:
        raise ValidationError(str(error), code="date") from error


def display(text: str, language: str) -> str:
    """The date as text in that language, no more exact than known; blank for a blank."""
    if not text:
        return ""
    parts = parse(text)
    if len(set(parts)) == 1:
        return _display_part(parts[0], language)
    start, end = parts
    return _display_range(start, end, language)


def _is_chinese(language):
    return language.startswith("zh")


def _display_part(part, language):
    text = _chinese_date(part) if _is_chinese(language) else _english_date(part)
    return f"{text} {part.time}" if part.time else text


def _chinese_date(part):
    return _chinese_month(part) + _chinese_day(part) + _chinese_year_note(part)


def _chinese_month(part):
    year = f"{part.year}年" if part.year else ""
    month = f"{part.month}月" if part.month else ""
    return year + month


def _chinese_day(part):
    return f"{part.day}日" if part.day else ""


def _chinese_year_note(part):
    return "" if part.year else "（年份不详）"


def _english_date(part):
    pieces = []
    if part.day:
        pieces.append(str(part.day))
    if part.month:
        pieces.append(calendar.month_name[part.month])
    pieces.append(str(part.year) if part.year else "(year unknown)")
    return " ".join(pieces)


def _display_range(start, end, language):
    if _are_days_of_one_month(start, end):
        return _display_days(start, end, language)
    separator = "至" if _is_chinese(language) else " – "
    return _display_part(start, language) + separator + _display_part(end, language)


def _are_days_of_one_month(start, end):
    if start.time or end.time or not start.day or not end.day:
        return False
    return (start.year, start.month) == (end.year, end.month)


def _display_days(start, end, language):
    """Several days of one month, which is written once."""
    if _is_chinese(language):
        days = f"{_chinese_day(start)}至{_chinese_day(end)}"
        return _chinese_month(start) + days + _chinese_year_note(start)
    month = PartialDate(start.year, start.month, None, "")
    return f"{start.day}–{end.day} {_english_date(month)}"


HELP_TEXT = gettext_lazy(
    "As exact as the source: 2024-05-22, 2024-05, 2024, a range 2024-05-22/2024-05-23, "
    "or XXXX-11-14 where the year is unknown."
)
