"""Unified social credit codes and their check digit."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from portal.core import credit_code

PUBLISHED = ["914403001922038216", "91330100799655058B", "9144030071526726XG"]


@pytest.mark.parametrize("code", PUBLISHED)
def test_published_code_is_right(code):
    credit_code.validate(code)
    assert credit_code.check_digit(code) == code[-1]


@pytest.mark.parametrize(
    "text",
    ["91330100799655058b", " 9133 0100-7996 55058B ", "９１３３０１００７９９６５５０５８Ｂ"],
)
def test_code_is_brought_to_its_standard_form(text):
    assert credit_code.parse(text) == "91330100799655058B"


@pytest.mark.parametrize("place", range(18))
def test_every_mistyped_character_is_found(place):
    code = PUBLISHED[0]
    for character in set(credit_code.ALPHABET) - {code[place]}:
        with pytest.raises(ValidationError):
            credit_code.parse(code[:place] + character + code[place + 1 :])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("91330100799655058", "it has 18"),
        ("91330100799655058I", "it has 18"),
        ("91330100799655058C", "check digit"),
        ("91330100799655508B", "check digit"),
        ("", "it has 18"),
    ],
)
def test_wrong_code_says_why(text, fault):
    with override("en"), pytest.raises(ValidationError, match=fault):
        credit_code.parse(text)
