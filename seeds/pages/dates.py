"""Dates and times as pages print them, as EDTF."""

import datetime
import re
from dataclasses import dataclass

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS = {name: number for number, name in enumerate(_MONTHS.split(), start=1)}
FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９：／－．", "0123456789:/-.")
CHINESE_NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "Ｏ": 0,
    "O": 0,
}
AFTERNOON_WORDS = ("下午", "晚上", "晚间")
REPUBLIC_ERA = 1911  # years of the Republic count from the one after it

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
        rf"(?<!\d){_CLOCK}\s?,\s{{0,2}}{form}(?!\d)",
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
_MONTH_ONLY = re.compile(r"(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>1[0-2]|0?[1-9])月?")
_YEAR_ONLY = re.compile(r"((?:19|20)\d\d)年?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)")
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])[-/]?([0-3]\d)(?=[/_.-]|\D)|t((?:19|20)\d\d)(0[1-9]|"
    r"1[0-2])([0-3]\d)_"
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
    """Return the date that is all of the text in EDTF, months and years included; "" when it is none."""
    normalized = text.translate(FULL_WIDTH_DIGITS).strip(" \t\u3000\xa0[]()（）【】|")
    date = find_date(normalized)
    if date and date.start == 0 and date.end == len(normalized):
        return date.text
    for pattern in (_SWAPPED, _MONTH_ONLY, _YEAR_ONLY, _COMPACT):
        match = pattern.fullmatch(normalized)
        if match:
            return _format_date(*_parts_in_order(match))
    return ""


def date_in_url(address: str) -> str:
    """Return the date that a web address holds (".../2024/0925/c48a5.htm" gives "2024-09-25"), or ""."""
    match = _IN_ADDRESS.search(address)
    if not match:
        return ""
    return _format_date(*filter(None, match.groups()))


def _parts_in_order(match: re.Match[str]) -> tuple[str, ...]:
    named = match.groupdict()
    if not named:
        return match.groups()
    return tuple(named[part] for part in ("year", "month", "day") if named.get(part))


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
    edtf = _format_date(year, str(_parse_tens(match[2])), str(_parse_tens(match[3])))
    return PageDate(edtf, match.start(), match.end()) if edtf else None


def _parse_tens(numerals: str) -> int:
    """Return the number below 100 that Chinese numerals write."""
    if "十" not in numerals:
        return CHINESE_NUMERALS[numerals[-1]]
    tens, _, ones = numerals.partition("十")
    tens_digit = CHINESE_NUMERALS[tens] if tens else 1
    ones_digit = CHINESE_NUMERALS[ones] if ones else 0
    return 10 * tens_digit + ones_digit
