"""One spelling for what is the same to a reader: what is compared and looked up, never what is shown."""

import functools
import re
import unicodedata

from opencc import OpenCC

CHINESE_CHARACTER = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
APOSTROPHES = re.compile("['’‘`´]")
ENGLISH_ARTICLE = re.compile(r"\bthe\b")
IGNORED_CATEGORIES = {"Mn", "Me", "Cf"}  # accents, marks and what nobody sees


def to_simplified(text: str) -> str:
    """The text in simplified characters, one for one."""
    if all(to_simplified_character(character) == character for character in text):
        return text
    converted = _converter().convert(text)
    return converted if len(converted) == len(text) else "".join(map(to_simplified_character, text))


@functools.cache
def to_simplified_character(character: str) -> str:
    """The simplified form of one character, whatever stands beside it."""
    converted = _converter().convert(character) if CHINESE_CHARACTER.match(character) else character
    return converted if len(converted) == 1 else character


@functools.cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


class _Folded(dict):
    """What each character becomes; worked out when it is met first."""

    def __missing__(self, point):
        letters = (
            letter
            for letter in unicodedata.normalize("NFKD", chr(point))
            if unicodedata.category(letter) not in IGNORED_CATEGORIES
        )
        self[point] = "".join(_letter(letter) for letter in letters)
        return self[point]


def _letter(letter):
    small = to_simplified_character(letter).casefold()
    return small if small.isalnum() else " "


FOLD_TABLE = _Folded()


def fold(text: str) -> str:
    """The text as it is looked up: full and half width, case, accents, traditional and simplified all one, no marks.

    Each character becomes the same whatever stands beside it, so that a part of a text is found in the text.
    """
    return text.translate(FOLD_TABLE)


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the place of the printed one."""
    pieces = [FOLD_TABLE[ord(character)] for character in text]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]


def normalise_name(text: str) -> str:
    """The words of a name as they are looked up, without articles, one blank between two."""
    return " ".join(
        ENGLISH_ARTICLE.sub(" ", fold(APOSTROPHES.sub("", text).replace("&", " and "))).split()
    )


def name_key(text: str) -> str:
    """What is left of a name when script, width, case, blanks, marks and articles are put aside."""
    return normalise_name(text).replace(" ", "")
