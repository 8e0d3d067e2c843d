"""Values of cells as the number formats of Excel show them; dates in EDTF, no more exact than shown."""

import re
from datetime import date, datetime, time, timedelta

# Formats that Chinese versions of Excel know by number and do not write into the file
EAST_ASIAN_FORMATS = {
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: 'h"时"mm"分"', 56: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
GENERAL = "general"
FIRST_DAYS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001  of a calendar
LAST_SERIAL = 2_958_465  # 31 December 9999
# What a format only decorates: literals, escapes, blanks of a width, fills, colours, locales
DECORATION = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
HALVES_OF_DAY = re.compile("am/pm|a/p|上午/下午")
DATE_TOKEN = re.compile(r"y+|e+|m+|d+|h+|s+|b+")
DIGITS = re.compile(r"[0#?][0#?,]*(?:\.(?P<decimals>[0#?]+))?%?")
WEEKDAY_LENGTH = 3  # "ddd" and longer is a day of the week


def date_parts(number_format: str) -> str:
    """Which of y, m, d and t (a time of day) the format shows, in this order; blank for no date."""
    section = DECORATION.sub(" ", number_format.lower().split(";")[0])
    if section.strip().startswith(GENERAL) or "@" in section:
        return ""
    if DIGITS.search(section.replace("ss.0", "ss")):
        return ""
    tokens = DATE_TOKEN.findall(HALVES_OF_DAY.sub("h", section))
    shown = {_part(tokens, place) for place in range(len(tokens))}
    return "".join(part for part in "ymdt" if part in shown)


def is_general(number_format: str) -> bool:
    """Whether the format shows a number as it was typed."""
    return number_format.lower().startswith(GENERAL) or "@" in number_format


def _part(tokens, place) -> str:
    token = tokens[place]
    if token[0] in "yeb":
        return "y"
    if token[0] == "d":
        return "d" if len(token) < WEEKDAY_LENGTH else ""
    if token[0] == "m" and not _is_minutes(tokens, place):
        return "m"
    return "t"


def _is_minutes(tokens, place):
    """An m behind hours or before seconds."""
    before = tokens[place - 1] if place else ""
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    return before.startswith("h") or after.startswith("s")


def moment_of(serial: float, *, counts_from_1904: bool) -> datetime | None:
    """The moment of a serial number; None outside the calendar."""
    if not 0 <= serial <= LAST_SERIAL:
        return None
    try:
        return FIRST_DAYS[counts_from_1904] + timedelta(days=serial)
    except OverflowError:
        return None


def show_moment(moment: datetime | date | time, number_format: str) -> str:
    """The moment as exact as the format shows it; "XXXX" for a year that is not shown."""
    if isinstance(moment, time):
        return f"{moment:%H:%M}"
    parts = date_parts(number_format)
    year = f"{moment.year:04}" if "y" in parts else "XXXX"
    if "d" in parts and "m" in parts:
        return f"{year}-{moment:%m-%d}"
    if "m" in parts and "y" in parts:
        return f"{year}-{moment:%m}"
    if parts == "y":
        return year
    if parts == "t":
        return f"{moment:%H:%M}"
    return f"{moment:%Y-%m-%d}"


def show_number(number: float, number_format: str) -> str:
    """The number as shown: its decimals, leading zeros, and words of the format around it."""
    section = number_format.split(";", maxsplit=1)[0]
    digits = DIGITS.search(DECORATION.sub(lambda match: " " * len(match[0]), section))
    if is_general(section) or not digits:
        return plain_number(number)
    if digits[0].endswith("%"):
        return f"{plain_number(round(number * 100, 6))}%"
    before, after = _literal(section[: digits.start()]), _literal(section[digits.end() :])
    return f"{before}{_digits(number, digits)}{after}"


def _digits(number, digits) -> str:
    decimals = (digits["decimals"] or "").count("0")
    zeros = digits[0].partition(".")[0].count("0")
    if decimals:
        return f"{number:.{decimals}f}"
    whole = plain_number(number)
    return whole.zfill(zeros) if whole.isdecimal() else whole


def _literal(text) -> str:
    """The words that the part of a format writes."""
    return "".join(match[1] for match in re.finditer(r'"([^"]*)"', text))


def plain_number(number: float) -> str:
    """The number without a format, with at most fifteen digits, as spreadsheets keep them."""
    if number == int(number):
        return str(int(number))
    return f"{number:.15g}"
