"""Numbers in digits, Chinese numerals and small English words."""

import re

from seeds.extraction.rules.kind_tables import kind_table
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("numbers")

CHINESE_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
CHINESE_POWERS = {"十": 10, "百": 100, "千": 1000}
ENGLISH_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
ENGLISH_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
HUNDREDS = PATTERNS["hundreds"]


def parse_number(text: str) -> int | None:
    """Return the value of a number in words or digits, None for any other text."""
    digits = text.replace(",", "")
    if digits.isdigit():
        return int(digits)
    lower = text.lower()
    if lower in ENGLISH_NUMBERS:
        return ENGLISH_NUMBERS[lower]
    hundreds = HUNDREDS.fullmatch(lower)
    if hundreds:
        return _value_of_hundreds(hundreds)
    return _parse_chinese_number(text)


def _value_of_hundreds(match: re.Match[str]) -> int | None:
    """The value of "a hundred and fifty", None where a word is no number."""
    small = {"a": 1, **ENGLISH_NUMBERS, **ENGLISH_TENS}
    words = (match["hundreds"], match["rest"], match["ones"])
    if any(word and word not in small for word in words):
        return None
    hundreds, rest, ones = (small.get(word or "", 0) for word in words)
    return hundreds * 100 + rest + ones


def _parse_chinese_number(text: str) -> int | None:
    total = 0
    digit = 0
    for character in text:
        if character in CHINESE_POWERS:
            total += (digit or 1) * CHINESE_POWERS[character]
            digit = 0
        elif character in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[character]
        else:
            return None
    return total + digit


def parse_bound(text: str) -> str:
    """Return whether a number is exact, approximate or a minimum."""
    return kind_table("bound").classify(text)
