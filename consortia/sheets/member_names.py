"""Names of organisations as one cell has them: in both languages, with a short or a former name."""

import re
from dataclasses import dataclass

CHINESE = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAS_CHINESE = re.compile(f"[{CHINESE}]")
LATIN = r"[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f .,&'’()（）\-–/]*"
CHINESE_FIRST = re.compile(
    rf"(?P<name>.*[{CHINESE}）)])[\s/|｜／]*(?P<bracket>[（(\[]?)\s*(?P<name_en>{LATIN})\s*[)）\]]?"
)
ENGLISH_FIRST = re.compile(
    rf"(?P<name_en>{LATIN}?)[\s/|｜／]*[（(\[]?\s*(?P<name>[{CHINESE}].*?)\s*[)）\]]?"
)
LAST_BRACKET = re.compile(r"(?P<name>.+?)\s*[（(【\[](?P<inner>[^（()）【】\[\]]+)[)）】\]]")
SHORT_WORDS = re.compile(r"^(?:以下)?简称[:：]?[“\"”]?|[”\"]$")
FORMER_WORDS = re.compile(r"^(?:原|曾用名|前身(?:为|是)?)[:：]?")
MAX_SHORT_LENGTH = 10
MIN_ENGLISH_LETTERS = 8  # fewer letters are initials (“MIT”) or a part of the name (“TCL”)


@dataclass(frozen=True)
class WrittenName:
    """A name in both languages, and the further names that stand in brackets behind it."""

    name: str = ""
    name_en: str = ""
    other_names: tuple[str, ...] = ()


def read_name(name: str, name_en: str = "") -> WrittenName:
    """The names in the cells of the Chinese and the English name; either cell may hold both."""
    if name_en == name:  # one cell merged over both columns
        name_en = ""
    if name and not HAS_CHINESE.search(name) and not name_en:
        name, name_en = "", name
    if name_en and not name and HAS_CHINESE.search(name_en):
        name, name_en = name_en, ""
    if not name_en:
        name, name_en = _split_languages(name) if name else ("", name_en)
    name, others = _split_brackets(name)
    return WrittenName(name, name_en, others)


def _split_languages(text) -> tuple[str, str]:
    """The Chinese and the English name in a text; the English one blank unless there are both."""
    for pattern in (CHINESE_FIRST, ENGLISH_FIRST):
        match = pattern.fullmatch(text)
        if match and _is_english_name(match["name_en"]):
            return match["name"].strip(" /|｜／-–"), match["name_en"].strip(" /|｜／-–(（")
    return text, ""


def _is_english_name(text) -> bool:
    letters = sum(1 for letter in text if letter.isalpha())
    return " " in text.strip() and letters >= MIN_ENGLISH_LETTERS


def _split_brackets(name) -> tuple[str, tuple[str, ...]]:
    """The name without short or former names in brackets behind it, and these.

    A bracket that belongs to the name stays: 中国石油大学（北京）.
    """
    match = LAST_BRACKET.fullmatch(name)
    if not match:
        return name, ()
    official, inner = match["name"], match["inner"].strip()
    if FORMER_WORDS.match(inner):
        return official, (FORMER_WORDS.sub("", inner),)
    short = SHORT_WORDS.sub("", inner)
    if short != inner or _abbreviates(short, official):
        return official, (short,)
    return name, ()


def _abbreviates(short, name) -> bool:
    """Whether the characters of the short form stand in the name, in this order, from its beginning on."""
    if (
        not 2 <= len(short) <= MAX_SHORT_LENGTH
        or len(short) >= len(name)
        or not HAS_CHINESE.search(short)
    ):
        return False
    rest = iter(name)
    return all(character in rest for character in short)
