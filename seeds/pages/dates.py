"""Dates and moments as pages print them, to EDTF."""

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
    """A date or moment in EDTF and where it stands in the text."""

    text: str
    start: int
    end: int


def find_date(text: str) -> PageDate | None:
    """Return the first whole date of the text with its clock time, if one stands beside it, or None."""
    flat = text.translate(FULL_WIDTH_DIGITS)
    best = None
    for pattern in _PATTERNS:
        match = pattern.search(flat)
        edtf = _edtf(match) if match else ""
        if edtf and (best is None or (match.start(), -match.end()) < (best.start, -best.end)):
            best = PageDate(edtf, match.start(), match.end())
    return best or _in_numerals(text)


def parse_date(text: str) -> str:
    """Return the date that is all of the text in EDTF, months and years included; "" when it is none."""
    flat = text.translate(FULL_WIDTH_DIGITS).strip(" \t\u3000\xa0[]()（）【】|")
    moment = find_date(flat)
    if moment and moment.start == 0 and moment.end == len(flat):
        return moment.text
    for pattern in (_SWAPPED, _MONTH_ONLY, _YEAR_ONLY, _COMPACT):
        match = pattern.fullmatch(flat)
        if match:
            return _joined(*_ordered(match))
    return ""


def date_in_url(address: str) -> str:
    """Return the date that a web address holds (".../2024/0925/c48a5.htm" gives "2024-09-25"), or ""."""
    match = _IN_ADDRESS.search(address)
    return _joined(*(part for part in match.groups() if part)) if match else ""


def _ordered(match: re.Match[str]) -> tuple[str, ...]:
    named = match.groupdict()
    if not named:
        return match.groups()
    return tuple(named[part] for part in ("year", "month", "day") if named.get(part))


def _edtf(match: re.Match[str]) -> str:
    parts = match.groupdict()
    month = parts.get("month") or str(MONTHS[parts["name"][:3].lower()])
    year = parts.get("year") or str(int(parts["republic"]) + 1911)
    date = _joined(year, month, parts["day"])
    if not date or not parts.get("hour"):
        return date
    hour = int(parts["hour"])
    half = {"下午": "p", "晚上": "p", "晚间": "p"}.get(parts["noon"]) or (parts["half"] or "")[
        :1
    ].lower()
    hour += 12 if half == "p" and hour < 12 else -12 if half == "a" and hour == 12 else 0
    return f"{date}T{hour:02}:{parts['minute']}"


def _joined(*parts: str) -> str:
    numbers = [int(part) for part in parts]
    try:
        datetime.date(*([*numbers, 1, 1])[:3])
    except ValueError:
        return ""
    return "-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])])


def _in_numerals(text: str) -> PageDate | None:
    match = _NUMERAL_DATE.search(text)
    if not match:
        return None
    year = "".join(str(CHINESE_NUMERALS[c]) for c in match[1])
    edtf = _joined(year, str(_tens(match[2])), str(_tens(match[3])))
    return PageDate(edtf, match.start(), match.end()) if edtf else None


def _tens(numerals: str) -> int:
    if "十" not in numerals:
        return CHINESE_NUMERALS[numerals[-1]]
    tens, _, ones = numerals.partition("十")
    return 10 * (CHINESE_NUMERALS[tens] if tens else 1) + (CHINESE_NUMERALS[ones] if ones else 0)
