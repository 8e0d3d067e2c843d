"""The word lists that names are told by, read once from `seeds/rules/`."""

import csv
import functools
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

RULES_DIR = Path(__file__).parents[2] / "rules"
REGIONS_CSV = Path(__file__).parents[2] / "data" / "regions.csv"


@dataclass(frozen=True)
class LanguageLexicon:
    """The lists of one language; `heads` gives each head noun its kind."""

    head_nouns: dict[str, str]
    lists: dict[str, frozenset[str]]
    not_behind: dict[str, tuple[str, ...]]
    not_before: dict[str, tuple[str, ...]]
    short_places: dict[str, str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]

    @functools.cached_property
    def name_suffixes(self) -> tuple[str, ...]:
        """The head nouns, for asking whether a text ends in one."""
        return tuple(self.head_nouns)

    @functools.cached_property
    def name_prefixes(self) -> tuple[str, ...]:
        """The words that a name begins with where no place does."""
        return tuple(self["roots"])

    @functools.cached_property
    def head_noun_pattern(self) -> re.Pattern[str]:
        """Finds a head noun, the longest first."""
        return re.compile("|".join(map(re.escape, sorted(self.head_nouns, key=len, reverse=True))))

    @functools.cached_property
    def title_pattern(self) -> str:
        """The titles of persons as alternatives, the longest first."""
        return "|".join(map(re.escape, sorted(self["titles"], key=len, reverse=True)))


@functools.cache
def lexicon(language: str) -> LanguageLexicon:
    """Return the lists of a language, zh or en."""
    data = yaml.safe_load((RULES_DIR / f"lexicon-{language}.yaml").read_text(encoding="utf-8"))
    heads = {word: kind for kind, words in data.pop("heads").items() for word in words.split()}
    around = [
        {head: _words(words) for head, words in data.pop(name, {}).items()}
        for name in ("not_behind", "not_before")
    ]
    short = data.pop("short_places", {})
    return LanguageLexicon(
        heads, {name: frozenset(words.split()) for name, words in data.items()}, *around, short
    )


def _words(words: str | list) -> tuple[str, ...]:
    return tuple(words.split()) if isinstance(words, str) else tuple(words)


@functools.cache
def english_places() -> frozenset[str]:
    """Return the English names of provinces and prefectures and of a few lands."""
    with REGIONS_CSV.open(encoding="utf-8") as file:
        named = {row["name_en"] for row in csv.DictReader(file) if row["name_en"]}
    return frozenset(
        named
        | {
            "China",
            "Brazil",
            "Hong Kong",
            "Macao",
            "Taiwan",
            "Russia",
            "Portugal",
            "Thailand",
            "Malaysia",
        }
    )


@functools.cache
def chinese_place_prefixes() -> tuple[str, ...]:
    """Return the names of places, for asking whether a text begins with one."""
    return tuple(chinese_places())


@functools.cache
def chinese_places() -> frozenset[str]:
    """Return the names of provinces and prefectures, long and short."""
    with REGIONS_CSV.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return frozenset(name for row in rows for name in (row["name"], row["short_name"]) if name)
