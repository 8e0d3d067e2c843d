"""The unified social credit code (统一社会信用代码, GB 32100-2015): its form and its check digit."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V and Z
PATTERN = f"^[{ALPHABET}]{{18}}$"
LENGTH = 18
WEIGHT_BASE = 3  # the weight of the place n, counted from 0, is 3 to the n, modulo 31
BLANKS_AND_DASHES = re.compile(r"[\s\u200b-\u200f\ufeff\-‐-―−]+")


def normalise(text: str) -> str:
    """The code in capital letters of ordinary width, without blanks and dashes."""
    return BLANKS_AND_DASHES.sub("", unicodedata.normalize("NFKC", text)).upper()


def check_digit(code: str) -> str:
    """The last character that belongs to the first 17 of a code."""
    total = sum(
        ALPHABET.index(character) * pow(WEIGHT_BASE, place, len(ALPHABET))
        for place, character in enumerate(code[: LENGTH - 1])
    )
    return ALPHABET[-total % len(ALPHABET)]


def parse(text: str) -> str:
    """The code in the text in its normal spelling; ValidationError says what is wrong with it."""
    code = normalise(text)
    validate(code)
    return code


def is_valid(code: str) -> bool:
    """Whether the text is a code in its normal spelling, with the right check digit."""
    return bool(re.fullmatch(PATTERN, code)) and check_digit(code) == code[-1]


def validate(code: str) -> None:
    """Raise ValidationError for a text that is no code, or whose check digit is wrong."""
    if not re.fullmatch(PATTERN, code):
        raise ValidationError(
            _("“%s” is not a credit code: it has 18 digits and capital letters.") % code
        )
    if check_digit(code) != code[-1]:
        raise ValidationError(_("“%s” is not a credit code: its check digit does not fit.") % code)
