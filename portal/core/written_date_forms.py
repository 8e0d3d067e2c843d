"""The forms in which people and machines write one date: regular expressions with named groups.

They match texts that `normalise` has prepared. Numbers are taken as written, so that a day that does
not exist is told apart from a text that states none.
"""

import re
import unicodedata

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS = {name: number for number, name in enumerate(_MONTHS.split(), start=1)}
CHINESE_NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "Ｏ": 0,
    "O": 0,
}
FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９：／－．", "0123456789:/-.")
AFTERNOON_WORDS = ("下午", "晚上", "晚间", "傍晚")
NOON = "中午"

_ZERO_TO_NINE = "[零〇○O一二三四五六七八九]"
_NUMERAL_YEAR = re.compile(
    rf"(?<![\d十]){_ZERO_TO_NINE}{{4}}(?=\s?年)|(?<![\d十]){_ZERO_TO_NINE}{{2}}(?=\s?年)"
)
_NUMERAL_NUMBER = re.compile(
    r"(?:[一二三四五六]?[十][一二三四五六七八九]?|廿[一二三四五六七八九]?|卅|[一二三四五六七八九])(?=\s?[月日号號时時点點分秒])"
)
_WRAPPING = " ()[]【】〔〕|,.。;:"

_WEEKDAY_NAME = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?"
_MONTH_NAME = r"(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[a-z]{0,6})\.?"
_YEAR = r"(?P<year>\d{4})"
_SHORT_YEAR = r"(?P<short>\d\d)"
_MONTH = r"(?P<month>\d{1,2})"
_DAY = r"(?P<day>\d{1,2})"
_ORDINAL = rf"{_DAY}(?:st|nd|rd|th)?"
_SIGN = r"\s?[-/.]\s?"
_CHINESE_DAY = rf"\s?月(?:份|\s?{_DAY}\s?[日号號]?)?"

DAY_FORMS = (
    rf"(?:{_YEAR}|{_SHORT_YEAR})\s?年\s?{_MONTH}{_CHINESE_DAY}",
    rf"民[国國]\s?(?P<republic>\d{{2,3}})\s?年\s?{_MONTH}{_CHINESE_DAY}",
    rf"(?P<republic>1[0-2]\d)\s?年\s?{_MONTH}{_CHINESE_DAY}",
    r"(?P<year>(?:19|20)\d\d|\d{4}(?=\s?年))(?:\s?年)?",
    rf"{_YEAR}{_SIGN}{_MONTH}(?:{_SIGN}{_DAY}\s?[日号號]?)?",
    rf"{_YEAR}\s?年{_SIGN}?{_MONTH}{_SIGN}{_DAY}\s?[日号號]?",
    rf"{_MONTH}\s?月\s?{_DAY}\s?[日号號]",
    r"(?P<unknown>XXXX)-(?P<month>\d\d)-(?P<day>\d\d)",
    r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])",
    r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)",
    rf"(?P<left>\d{{1,2}})[/-](?P<right>\d{{1,2}})[/-]{_YEAR}",
    rf"{_DAY}\.{_MONTH}\.{_YEAR}",
    rf"{_MONTH_NAME}\s?{_ORDINAL}(?:\s?,?\s?{_YEAR})?",
    rf"{_MONTH_NAME},?\s(?:of\s)?{_YEAR}",
    rf"{_ORDINAL}\s(?:of\s)?{_MONTH_NAME}(?:\s?,?\s?{_YEAR})?",
    rf"{_DAY}[-/]{_MONTH_NAME}[-/](?:{_YEAR}|{_SHORT_YEAR})",
    rf"{_YEAR}[-\s]{_MONTH_NAME}[-\s]{_ORDINAL}",
)
_NOON_WORD = r"(?P<noon>上午|下午|晚上|晚间|傍晚|中午|凌晨|早上|早晨|清晨)"
CLOCK = (
    rf"(?:{_NOON_WORD}\s?)?(?P<hour>\d{{1,2}})"
    r"(?:\s?[:时時点點]\s?(?P<minute>\d{1,2})(?:\s?[:分]\s?(?P<second>\d{1,2})(?:[.,]\d{1,9})?\s?秒?|\s?分)?|\s?[时時点點]整?)"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?"
)
ZONE = (
    r"(?:(?P<zone>Z|UTC|GMT|CST|BJT|HKT|JST|EST|EDT|PST|PDT)?\s?(?:(?P<offset>[+-]\d{1,2}(?::?\d\d)?)(?:\s[A-Z]{3,4}\b)?)?"
    r"(?:\s?\[[\w/+-]{1,40}\]?|\s?\([\w\s+:-]{1,60}\)?)?)"
)
HOURS_OF_ZONES = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "CST": 8,
    "BJT": 8,
    "HKT": 8,
    "JST": 9,
    "EST": -5,
    "EDT": -4,
    "PST": -8,
    "PDT": -7,
}
_WEEKDAY = r"(?:\s?\(?(?:星期|周|週|礼拜)[一二三四五六日天]\)?)?"
_GAP = r"(?:[\sT,]{1,3}(?:at\s)?|-(?=\d\d:)|(?<=[日号號)一二三四五六天]))"


def _whole(form: str) -> re.Pattern[str]:
    """The pattern of a day with what may stand around it: weekday, clock and zone."""
    before = rf"(?:{_WEEKDAY_NAME},?\s)?"
    clock_behind = rf"(?:{_GAP}{CLOCK}(?:\s?{ZONE})?)?"
    return re.compile(rf"{before}{form}{_WEEKDAY}(?:,?\s{_WEEKDAY_NAME})?{clock_behind}", re.I)


# The clock before the day, or between day and year as programs in C and Java print it.
_CLOCK_INSIDE = (
    rf"{CLOCK}(?:\s?,\s{{0,2}}|\s)(?:{_WEEKDAY_NAME},?\s)?(?:{_MONTH_NAME}\s{_ORDINAL}\s?,?\s{_YEAR})",
    rf"{CLOCK}(?:\s?,\s{{0,2}}|\s)(?:{_WEEKDAY_NAME},?\s)?(?:{_ORDINAL}\s{_MONTH_NAME}\s?,?\s{_YEAR})",
    rf"(?:{_WEEKDAY_NAME},?\s)?{_MONTH_NAME}\s{_DAY}\s{CLOCK}(?:\s{ZONE})?\s{_YEAR}",
)
_DIGITS = (
    r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)[T\s]?(?P<hour>\d\d)(?P<minute>\d\d)"
    rf"(?:(?P<second>\d\d)(?:\.?\d{{1,6}})?)?{ZONE}"
)
_ZONED_DAY = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:Z|[+-]\d\d:\d\d)"

# 12/8/2023, 9:15:00 AM: a browser's own words for a moment in American English, month first
_AMERICAN = (
    rf"(?P<month>1[0-2]|0?[1-9])/{_DAY}/{_YEAR}, "
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)? (?P<half>[AP])M"
)

WHOLE_DATES = (
    re.compile(_AMERICAN),
    *(_whole(form) for form in DAY_FORMS),
    *(re.compile(form, re.I) for form in (*_CLOCK_INSIDE, _DIGITS, _ZONED_DAY)),
)


def normalise(text: str) -> str:
    """The text in half width, with digits for Chinese numerals, single blanks, and no brackets around it."""
    folded = unicodedata.normalize("NFKC", text)
    folded = " ".join(folded.split()).strip(_WRAPPING)
    folded = _NUMERAL_YEAR.sub(_read_year, folded)
    return _NUMERAL_NUMBER.sub(_read_number, folded) if "年" in folded or "月" in folded else folded


def _read_year(match: re.Match[str]) -> str:
    return "".join(str(CHINESE_NUMERALS[character]) for character in match[0])


def _read_number(match: re.Match[str]) -> str:
    return str(read_numerals(match[0]))


def read_numerals(numerals: str) -> int:
    """The number below 100 that Chinese numerals write."""
    numerals = numerals.replace("廿", "二十").replace("卅", "三十")
    if "十" not in numerals:
        return CHINESE_NUMERALS[numerals[-1]]
    tens, _sign, ones = numerals.partition("十")
    tens_digit = CHINESE_NUMERALS[tens] if tens else 1
    ones_digit = CHINESE_NUMERALS[ones] if ones else 0
    return 10 * tens_digit + ones_digit
