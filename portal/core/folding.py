"""Folding of text to one spelling for comparison and look-up, never for display."""

import functools
import re
import unicodedata

from opencc import OpenCC

CHINESE_CHARACTER = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
APOSTROPHES = re.compile("['’‘`´]")
ENGLISH_ARTICLE = re.compile(r"\bthe\b")
IGNORED_CATEGORIES = {"Mn", "Me", "Cf"}  # accents, enclosing marks and invisible characters


def to_simplified(text: str) -> str:
    """The text in simplified characters, of the same length."""
    if all(to_simplified_character(character) == character for character in text):
        return text
    converted = _converter().convert(text)
    return converted if len(converted) == len(text) else "".join(map(to_simplified_character, text))


@functools.cache
def to_simplified_character(character: str) -> str:
    """The simplified form of one character, whatever its neighbours."""
    converted = _converter().convert(character) if CHINESE_CHARACTER.match(character) else character
    return converted if len(converted) == 1 else character


@functools.cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


class _FoldTable(dict):
    """The folded form of each character by its code point, computed at first use."""

    def __missing__(self, code_point):
        folded = ""
        for letter in unicodedata.normalize("NFKD", chr(code_point)):
            if unicodedata.category(letter) not in IGNORED_CATEGORIES:
                folded += _fold_letter(letter)
        self[code_point] = folded
        return folded


def _fold_letter(letter):
    """The simplified, case-folded letter; a blank for anything that is no letter or digit."""
    folded = to_simplified_character(letter).casefold()
    return folded if folded.isalnum() else " "


FOLD_TABLE = _FoldTable()


def fold(text: str) -> str:
    """The text without differences of width, case, accents and script, and without marks.

    Script is traditional or simplified. Each character is folded by itself, whatever its neighbours,
    so that a part of a text is found in the text.
    """
    return text.translate(FOLD_TABLE)


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the place of the original one."""
    pieces = [FOLD_TABLE[ord(character)] for character in text]
    offsets = [place for place, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), offsets


def normalise_name(text: str) -> str:
    """The folded words of a name without apostrophes and articles, separated by single blanks."""
    text = APOSTROPHES.sub("", text).replace("&", " and ")
    words = ENGLISH_ARTICLE.sub(" ", fold(text)).split()
    return " ".join(words)


def name_key(text: str) -> str:
    """The normalised name without blanks.

    Names that differ in script, width, case or marks alone are equal.
    """
    return normalise_name(text).replace(" ", "")
