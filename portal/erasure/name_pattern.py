"""How a name stands in a text, and what stands there after it was taken out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from portal.core.names import CHINESE, ENGLISH

REPLACEMENTS = {CHINESE: "姓名略", ENGLISH: "name withheld"}
MIN_NAME_LENGTH = 2
INLINE_TAG = r"</?(?:strong|em|b|i|u|s|sub|sup|a|span)(?:\s[^<>]*)?>"
TAG = re.compile(INLINE_TAG)
# Between the parts of a name: blanks on one line, as HTML writes them too, and emphasis that begins or ends there
GAP = rf"(?:[^\S\n]|&(?:nbsp|ensp|emsp|thinsp);|\u200b|{INLINE_TAG})"
DOTS = "·•・‧∙．"
CHINESE_CHARACTER = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
EXCERPT_MARGIN = 12  # signs shown on either side of a name that was found


@dataclass(frozen=True)
class PersonNameMatcher:
    """The forms of one person's name, and longer words that hold them and mean something else."""

    names: tuple[str, ...]
    exclusions: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern:
        """What finds the name, and the words to spare before it."""
        spared = "|".join(_form(word) for word in _longest_first(self.exclusions)) or "(?!)"
        names = "|".join(_form(name) for name in _longest_first(self.names))
        return re.compile(f"(?P<spared>{spared})|(?P<name>{names})", re.IGNORECASE)

    def excerpts(self, text: str) -> list[str]:
        """The places in a text where the name stands, each with the words around it."""
        matches = [match for match in self.pattern.finditer(text) if match["name"]]
        return [
            text[max(0, match.start() - EXCERPT_MARGIN) : match.end() + EXCERPT_MARGIN].replace(
                "\n", " "
            )
            for match in matches
        ]

    def redact(self, text: str, *, language: str = "", number: int = 1) -> str:
        """The text with a neutral word for the name; a number above one tells it from a namesake where two must differ."""
        return self.pattern.sub(lambda match: self._instead(match, language, number), text)

    def _instead(self, match, language, number):
        if not match["name"]:
            return match[0]
        script = CHINESE if CHINESE_CHARACTER.search(match[0]) else ENGLISH
        word = REPLACEMENTS[language if language in REPLACEMENTS else script]
        return f"{word}{number if number > 1 else ''}{''.join(TAG.findall(match[0]))}"

    def search_terms(self) -> list[list[str]]:
        """For each form of the name, what any text that holds it holds: to ask a database for."""
        return [[part for part in re.split(rf"[\s{DOTS}]+", name) if part] for name in self.names]


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


def _form(name):
    if CHINESE_CHARACTER.search(name):
        signs = [
            f"[{DOTS}]" if sign in DOTS else re.escape(sign) for sign in name if not sign.isspace()
        ]
        return f"{GAP}*".join(signs)
    return rf"(?<!\w){f'{GAP}+'.join(re.escape(word) for word in name.split())}(?!\w)"
