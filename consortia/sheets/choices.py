"""Choices of the models, as sheets write them."""

import re
from functools import cache

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from consortia.models import (
    AgreementKind,
    AgreementStatus,
    Level,
    TrainingBaseKind,
    TrainingBaseNature,
    TrainingBaseStatus,
)
from consortia.sheets.cell_values import CellFault
from consortia.sheets.headings import load_words
from portal.core.folding import name_key

LANGUAGES = ("zh-hans", "en")
PAPER_WORDS = re.compile("(?:合作)?(?:协议书?|合同书?|备忘录|项目|意向书)$")
CHOICES: dict[str, type[models.TextChoices]] = {
    "training_base_kind": TrainingBaseKind,
    "training_base_nature": TrainingBaseNature,
    "training_base_status": TrainingBaseStatus,
    "level": Level,
    "agreement_kind": AgreementKind,
    "agreement_status": AgreementStatus,
}


def read_choice(name: str, text: str) -> str:
    """The value that the text names, blank for a blank; raises CellFault for any other words."""
    if not text:
        return ""
    value = _values_by_key(name).get(name_key(text))
    if value is None:
        raise CellFault(_("“%s” is not one of the values that the portal knows.") % text)
    return value


def guess_by_ending(name: str, text: str) -> str:
    """The value whose word ends the text, the longest word first; blank if none does.

    What only says that it is a paper does not count: 订单班协议 ends with 订单班.
    """
    key = name_key(text)
    for ending in (key, PAPER_WORDS.sub("", key)):
        words = [word for word in _values_by_key(name) if word and ending.endswith(word)]
        if words:
            return _values_by_key(name)[max(words, key=len)]
    return ""


@cache
def _values_by_key(name: str) -> dict[str, str]:
    values = {}
    for value, words in load_words("choices")[name].items():
        for word in words:
            values[name_key(word)] = CHOICES[name](value).value
    for language in LANGUAGES:
        with override(language):
            for choice in CHOICES[name]:
                values[name_key(str(choice.label))] = choice.value
    values.update({name_key(value): value for value in CHOICES[name].values})
    return values
