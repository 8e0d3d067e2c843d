"""The pattern that finds a person's name in texts, and the words that replace it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from portal.core.names import CHINESE, ENGLISH

REPLACEMENTS = {CHINESE: "姓名略", ENGLISH: "name withheld"}
MIN_NAME_LENGTH = 2
INLINE_TAG = r"</?(?:strong|em|b|i|u|s|sub|sup|a|span)(?:\s[^<>]*)?>"
TAG = re.compile(INLINE_TAG)
# Between the parts of a name: blanks on one line, as HTML writes them too, and inline tags
GAP = rf"(?:[^\S\n]|&(?:nbsp|ensp|emsp|thinsp);|\u200b|{INLINE_TAG})"
DOTS = "·•・‧∙．"
CHINESE_CHARACTER = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
EXCERPT_MARGIN = 12  # characters on either side of a name
MATCHES_NOTHING = "(?!)"


@dataclass(frozen=True)
class PersonNameMatcher:
    """The forms of one person's name, and longer words to leave alone that contain one of them."""

    names: tuple[str, ...]
    exclusions: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern:
        """The pattern of exclusions (group “spared”) and names (group “name”), the longest first."""
        spared = _alternatives(self.exclusions) or MATCHES_NOTHING
        return re.compile(
            f"(?P<spared>{spared})|(?P<name>{_alternatives(self.names)})", re.IGNORECASE
        )

    def excerpts(self, text: str) -> list[str]:
        """Return each occurrence of the name with the words around it."""
        excerpts = []
        for match in self.pattern.finditer(text):
            if match["name"]:
                start = max(0, match.start() - EXCERPT_MARGIN)
                excerpt = text[start : match.end() + EXCERPT_MARGIN]
                excerpts.append(excerpt.replace("\n", " "))
        return excerpts

    def redact(self, text: str, *, language: str = "", number: int = 1) -> str:
        """Return the text with neutral words in place of the name.

        `language` is that of the words; if blank, each follows the script of the name. A number above
        one is put behind them, to tell namesakes apart where two rows must differ.
        """
        return self.pattern.sub(lambda match: self._replacement(match, language, number), text)

    def _replacement(self, match: re.Match, language: str, number: int) -> str:
        """Return the neutral words for a match, with the tags that stood within the name."""
        if not match["name"]:
            return match[0]
        if language not in REPLACEMENTS:
            language = CHINESE if CHINESE_CHARACTER.search(match[0]) else ENGLISH
        suffix = str(number) if number > 1 else ""
        tags = "".join(TAG.findall(match[0]))
        return f"{REPLACEMENTS[language]}{suffix}{tags}"

    def search_terms(self) -> list[list[str]]:
        """Return the parts of each form of the name: every text with that form contains them all."""
        return [_name_parts(name) for name in self.names]


def _name_parts(name: str) -> list[str]:
    parts = re.split(rf"[\s{DOTS}]+", name)
    return [part for part in parts if part]


def _alternatives(names: Iterable[str]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(_name_pattern(name) for name in longest_first)


def _name_pattern(name: str) -> str:
    """Return the pattern of one form: Chinese with any gaps and dots, other scripts as whole words."""
    if not CHINESE_CHARACTER.search(name):
        words = f"{GAP}+".join(re.escape(word) for word in name.split())
        return rf"(?<!\w){words}(?!\w)"
    characters = []
    for character in name:
        if character in DOTS:
            characters.append(f"[{DOTS}]")
        elif not character.isspace():
            characters.append(re.escape(character))
    return f"{GAP}*".join(characters)
