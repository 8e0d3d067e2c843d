"""Dates as exact as the source: a part of ISO 8601-2 (EDTF) as text, its bounds, and how a page shows it."""

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
    """One end of a date; None stands for what the source does not say."""

    year: int | None
    month: int | None
    day: int | None
    time: str

    @property
    def earliest(self) -> date:
        """The first day it can be; the first of all days where the year is unknown."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else date.min

    @property
    def latest(self) -> date:
        """The last day it can be; the last of all days where the year is unknown."""
        if not self.year:
            return date.max
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def parse(text: str) -> tuple[PartialDate, ...]:
    """One part, or two of a range; ValueError says what is wrong with the text."""
    parts = tuple(_part(piece) for piece in text.split("/"))
    if len(parts) > 2:
        raise ValueError(_("“%s” has more than two ends.") % text)
    if len(parts) == 2 and parts[0].earliest > parts[1].latest:
        raise ValueError(_("“%s” ends before it begins.") % text)
    return parts


def _part(text: str) -> PartialDate:
    match = DATE_PATTERN.fullmatch(text)
    if not match:
        raise ValueError(
            _("“%s” is not a date such as 2024-05-22, 2024-05, 2024 or XXXX-11-14.") % text
        )
    year = None if match["year"] == UNKNOWN_YEAR else int(match["year"])
    month, day = (int(match[name]) if match[name] else None for name in ("month", "day"))
    _check_calendar(text, year, month, day, match["time"])
    return PartialDate(year, month, day, match["time"] or "")


def _check_calendar(text, year, month, day, clock):
    try:
        date(LEAP_YEAR if year is None else year, month or 1, day or 1)
        if clock:
            time.fromisoformat(clock)
    except ValueError as error:
        raise ValueError(_("“%s” is not in the calendar.") % text) from error
    if year is None and not day:
        raise ValueError(_("“%s” says nothing: give at least month and day.") % text)


def earliest(text: str) -> date:
    """The first day that the text can mean; the first of all days for a blank or a yearless one."""
    return parse(text)[0].earliest if text else date.min


def latest(text: str) -> date:
    """The last day that the text can mean; the last of all days for a blank or a yearless one."""
    return parse(text)[-1].latest if text else date.max


def validate(text: str) -> None:
    """Nothing for a date that can be read; ValidationError with the reason otherwise."""
    try:
        parse(text)
    except ValueError as error:
        raise ValidationError(str(error), code="date") from error


def display(text: str, language: str) -> str:
    """The date as a page in that language writes it, no more exactly than known; blank stays blank."""
    if not text:
        return ""
    parts = parse(text)
    if len(set(parts)) == 1:
        return _one(parts[0], language)
    return _range(*parts, language)


def _one(part, language):
    words = _chinese(part) if language.startswith("zh") else _english(part)
    return f"{words} {part.time}" if part.time else words


def _chinese(part):
    return _chinese_to(part, f"{part.day}日" if part.day else "")


def _chinese_to(part, days):
    """Year and month of the part, the days, and a word where the year is unknown."""
    pieces = [f"{part.year}年" if part.year else "", f"{part.month}月" if part.month else ""]
    return "".join([*pieces, days]) + ("" if part.year else "（年份不详）")


def _english(part):
    month = calendar.month_name[part.month] if part.month else ""
    pieces = [str(part.day or ""), month, str(part.year or "")]
    return " ".join(piece for piece in pieces if piece) + ("" if part.year else " (year unknown)")


def _range(start, end, language):
    chinese = language.startswith("zh")
    whole_days = start.day and end.day and not (start.time or end.time)
    if whole_days and (start.year, start.month) == (end.year, end.month):
        if chinese:
            return _chinese_to(start, f"{start.day}日至{end.day}日")
        return f"{start.day}–{end.day} {_english(PartialDate(start.year, start.month, None, ''))}"
    return f"{_one(start, language)}{'至' if chinese else ' – '}{_one(end, language)}"


HELP_TEXT = gettext_lazy(
    "As exact as the source: 2024-05-22, 2024-05, 2024, a range 2024-05-22/2024-05-23, or XXXX-11-14 where the year is unknown."
)
