"""Unified social credit codes (统一社会信用代码) of China, checked by their check digit (GB 32100-2015)."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Digits and letters without I, O, S, V and Z, each worth its place
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
MODULUS = len(ALPHABET)  # 31
WEIGHT_BASE = 3  # the weight of a place is a power of it
CODE = re.compile(
    rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}"
)  # the middle is a region of GB/T 2260
LENGTH = 18


def normalise(text: str) -> str:
    """The code in capitals and half width, without blanks and hyphens."""
    return re.sub(r"[\s\-－]+", "", unicodedata.normalize("NFKC", text)).upper()


def check_digit(code: str) -> str:
    """The last character that belongs to the first seventeen; ValueError for other characters."""
    total = sum(
        ALPHABET.index(character) * pow(WEIGHT_BASE, place, MODULUS)
        for place, character in enumerate(code[: LENGTH - 1])
    )
    return ALPHABET[-total % MODULUS]


def parse(text: str) -> str:
    """The code in the text in its standard form; ValueError says what is wrong with it."""
    code = normalise(text)
    if len(code) != LENGTH:
        raise ValueError(
            _("“%(code)s” has %(length)d characters; a unified social credit code has 18.")
            % {"code": text, "length": len(code)}
        )
    if not CODE.fullmatch(code):
        raise ValueError(_("“%s” is not made like a unified social credit code.") % text)
    if check_digit(code) != code[-1]:
        raise ValueError(_("The check digit of “%s” is wrong: a character was mistyped.") % text)
    return code


def validate(text: str) -> None:
    """Raise ValidationError with the reason for a text that is no code in its standard form."""
    try:
        code = parse(text)
    except ValueError as error:
        raise ValidationError(str(error), code="credit_code") from error
    if code != text:
        raise ValidationError(_("Write the code as %s.") % code, code="credit_code")
