"""The word lists that names are recognised by, read once from `seeds/rules/`."""

import csv
import functools
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

RULES_DIR = Path(__file__).parents[2] / "rules"
REGIONS_CSV = Path(__file__).parents[2] / "data" / "regions.csv"
# Places that English pages name and the table of regions does not hold.
FOREIGN_PLACES = frozenset(
    {
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


@dataclass(frozen=True)
class LanguageLexicon:
    """The word lists of one language; `head_nouns` maps each head noun to its kind."""

    head_nouns: dict[str, str]
    lists: dict[str, frozenset[str]]
    not_behind: dict[str, tuple[str, ...]]
    not_before: dict[str, tuple[str, ...]]
    short_places: dict[str, str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]

    @functools.cached_property
    def name_suffixes(self) -> tuple[str, ...]:
        """The head nouns, for `str.endswith`."""
        return tuple(self.head_nouns)

    @functools.cached_property
    def name_prefixes(self) -> tuple[str, ...]:
        """The words that a name may begin with instead of a place, for `str.startswith`."""
        return tuple(self["roots"])

    @functools.cached_property
    def head_noun_pattern(self) -> re.Pattern[str]:
        """The pattern of all head nouns, the longest first."""
        return re.compile("|".join(map(re.escape, sorted(self.head_nouns, key=len, reverse=True))))

    @functools.cached_property
    def title_pattern(self) -> str:
        """The titles of persons as alternatives, the longest first."""
        return "|".join(map(re.escape, sorted(self["titles"], key=len, reverse=True)))


@functools.cache
def lexicon(language: str) -> LanguageLexicon:
    """Return the word lists of a language, zh or en."""
    data = yaml.safe_load((RULES_DIR / f"lexicon-{language}.yaml").read_text(encoding="utf-8"))
    head_nouns: dict[str, str] = {}
    for kind, words in data.pop("heads").items():
        head_nouns.update(dict.fromkeys(words.split(), kind))
    not_behind = _words_by_head_noun(data.pop("not_behind", {}))
    not_before = _words_by_head_noun(data.pop("not_before", {}))
    short_places = data.pop("short_places", {})
    lists = {name: frozenset(words.split()) for name, words in data.items()}
    return LanguageLexicon(
        head_nouns=head_nouns,
        lists=lists,
        not_behind=not_behind,
        not_before=not_before,
        short_places=short_places,
    )


def _words_by_head_noun(rows: dict[str, str | list]) -> dict[str, tuple[str, ...]]:
    """The words of each head noun, which the file holds as a list or separated by spaces."""
    return {
        head_noun: tuple(words.split() if isinstance(words, str) else words)
        for head_noun, words in rows.items()
    }


@functools.cache
def english_places() -> frozenset[str]:
    """Return the English names of provinces, prefectures and a few countries."""
    return FOREIGN_PLACES | {row["name_en"] for row in _regions() if row["name_en"]}


@functools.cache
def chinese_place_prefixes() -> tuple[str, ...]:
    """Return the names of places, for `str.startswith`."""
    return tuple(chinese_places())


@functools.cache
def chinese_places() -> frozenset[str]:
    """Return the Chinese names of provinces and prefectures, long and short."""
    names = {row[column] for row in _regions() for column in ("name", "short_name")}
    return frozenset(names - {""})


def _regions() -> list[dict[str, str]]:
    with REGIONS_CSV.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
