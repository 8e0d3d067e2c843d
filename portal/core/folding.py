"""One spelling for names that are the same to a reader: what is compared, never what is shown."""

import functools
import re
import unicodedata

from opencc import OpenCC

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
APOSTROPHES = re.compile("['’‘`´]")
ARTICLE = re.compile(r"\bthe\b")
NOT_LETTERS = re.compile(r"[\W_]+")


def simplified(text: str) -> str:
    """The text in simplified characters, one for one."""
    if all(_simplified_character(character) == character for character in text):
        return text
    converted = _converter().convert(text)
    return converted if len(converted) == len(text) else "".join(map(_simplified_character, text))


def plain(text: str) -> str:
    """The text in one spelling: simplified, lower case, without accents and articles, one blank for blanks and marks."""
    text = unicodedata.normalize("NFKD", INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", "".join(sign for sign in text if not unicodedata.combining(sign)))
    text = APOSTROPHES.sub("", simplified(text).casefold()).replace("&", " and ")
    return " ".join(ARTICLE.sub(" ", NOT_LETTERS.sub(" ", text)).split())


def name_key(text: str) -> str:
    """What is left of a name when script, width, case, blanks, marks and articles are put aside."""
    return plain(text).replace(" ", "")


@functools.cache
def _simplified_character(character: str) -> str:
    converted = _converter().convert(character) if CHINESE.match(character) else character
    return converted if len(converted) == 1 else character


@functools.cache
def _converter() -> OpenCC:
    return OpenCC("t2s")
