"""The vocabulary of organisation names: type nouns, place names, and words that Chinese and English share."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from portal.core.folding import normalise_name

LEXICON_PATH = Path(__file__).parent / "name_lexicon.yaml"
CHINESE, ENGLISH = "zh", "en"  # the languages, as the keys of the YAML file
PROVINCE_CODE_SUFFIX = "0000"


@dataclass(frozen=True)
class TypeNoun:
    """A word for a type of organisation: the organisation kind, the word family, and the word."""

    kind: str
    family: str
    name: str


@dataclass(frozen=True)
class NameLexicon:
    """Type nouns of both languages, English renderings of Chinese words, English normalisation tables."""

    chinese_type_nouns: Mapping[str, frozenset[TypeNoun]]
    english_type_nouns: Mapping[str, frozenset[TypeNoun]]
    renderings: Mapping[str, tuple[frozenset[str], ...]]
    phrases: Mapping[str, str]
    synonyms: Mapping[str, str]
    stop_words: frozenset[str]
    place_suffixes: tuple[str, ...]
    country_terms: Mapping[str, Mapping[str, str]]
    pinyin_overrides: Mapping[int, str]
    conference_terms: Mapping[str, object]

    def meaning(self, word: str) -> str:
        """The canonical English word of a group of synonyms."""
        return self.synonyms.get(word, word)

    @functools.cached_property
    def known_words(self) -> frozenset[str]:
        """The English words with a known meaning; any other word counts as a proper name."""
        words = set()
        for renderings in self.renderings.values():
            words.update(*renderings)
        for type_noun in self.english_type_nouns:
            words.update(self.meaning(word) for word in type_noun.split())
        words.update(self.meaning(word) for word in self.synonyms)
        return frozenset(words)


@functools.cache
def lexicon() -> NameLexicon:
    """Load the lexicon from `name_lexicon.yaml`; cached."""
    data = yaml.safe_load(LEXICON_PATH.read_text(encoding="utf-8"))
    synonyms = _parse_synonyms(data["same"])
    stop_words = data["dropped"].split() + data["levels"][ENGLISH].split()
    place_suffixes = sorted(data["levels"][CHINESE].split(), key=len, reverse=True)
    return NameLexicon(
        chinese_type_nouns=_parse_type_nouns(data["heads"], CHINESE),
        english_type_nouns=_parse_type_nouns(data["heads"], ENGLISH),
        renderings={
            word: _parse_renderings(text, synonyms) for word, text in data["words"].items()
        },
        phrases=data["phrases"],
        synonyms=synonyms,
        stop_words=frozenset(stop_words),
        place_suffixes=tuple(place_suffixes),
        country_terms=data["lands"],
        pinyin_overrides=str.maketrans(data["read"]),
        conference_terms=data["meetings"],
    )


def _parse_synonyms(lines) -> dict[str, str]:
    """Map each word of a line of synonyms to the first word of that line."""
    synonyms = {}
    for line in lines:
        words = line.split()
        synonyms.update(dict.fromkeys(words, words[0]))
    return synonyms


def _parse_type_nouns(kinds, language) -> dict[str, frozenset[TypeNoun]]:
    """Map each written form to its type nouns, for one language."""
    separator = ", " if language == ENGLISH else None
    type_nouns: dict[str, set[TypeNoun]] = {}
    for kind, families in kinds.items():
        for family, nouns in families.items():
            for name, forms in nouns.items():
                for form in forms[language].split(separator):
                    type_nouns.setdefault(form, set()).add(TypeNoun(kind, family, name))
    return {form: frozenset(nouns) for form, nouns in type_nouns.items()}


def _parse_renderings(text, synonyms) -> tuple[frozenset[str], ...]:
    """Parse the alternative renderings of a Chinese word ("a b / c"); "-" means no English word."""
    renderings = []
    for alternative in text.split(" / "):
        words = [] if alternative == "-" else alternative.split()
        renderings.append(frozenset(synonyms.get(word, word) for word in words))
    return tuple(renderings)


@dataclass(frozen=True)
class PlaceName:
    """A place in a name: normalised English spelling, region codes with that spelling, display label."""

    spelling: str
    codes: frozenset[str]
    label: str = field(compare=False)

    def contains(self, other: "PlaceName") -> bool:
        """Whether this place is a province that contains the other place."""
        return any(
            _province_contains(code, other_code)
            for code in self.codes
            for other_code in other.codes
        )


def _province_contains(code, other_code) -> bool:
    is_province = code.endswith(PROVINCE_CODE_SUFFIX)
    return is_province and code != other_code and code[:2] == other_code[:2]


class PhraseScanner:
    """Splits a text into the longest phrases with a meaning.

    `meanings` maps phrases to their meanings; `lengths` the first unit of a phrase (a word or a character) to
    the lengths of the phrases that begin with it, the longest first.
    """

    def __init__(self, *meanings: Mapping[str, object], words: bool):
        """Merge the mappings, later ones win; phrases are split into words, or else into characters."""
        self.meanings: dict[str, object] = {}
        for mapping in meanings:
            self.meanings.update(mapping)
        self.words = words
        self.separator = " " if words else ""
        self.lengths = self._index_lengths()

    def _index_lengths(self) -> dict[str, list[int]]:
        lengths: dict[str, set[int]] = {}
        for phrase in self.meanings:
            units = self._split(phrase)
            lengths.setdefault(units[0], set()).add(len(units))
        return {first: sorted(values, reverse=True) for first, values in lengths.items()}

    def _split(self, text):
        return text.split() if self.words else text

    def scan(self, text: str) -> Iterator[tuple[str, object | None]]:
        """Yield the phrases of the text in order, each with its meaning or None; the longest match wins."""
        units = self._split(text)
        start = 0
        while start < len(units):
            length = self._match_length(units, start)
            phrase = self.separator.join(units[start : start + length])
            yield phrase, self.meanings.get(phrase)
            start += length

    def _match_length(self, units, start) -> int:
        """The number of units of the longest phrase at this position; 1 if none matches."""
        for length in self.lengths.get(units[start], ()):
            if self.separator.join(units[start : start + length]) in self.meanings:
                return length
        return 1


class PlaceIndex:
    """Regions by name, in phrase scanners that include the vocabulary of the lexicon."""

    def __init__(self, regions: Iterable[tuple[str, str, str, str]]):
        """Index the regions, given as code, name, short name and English name."""
        self.by_code: dict[str, PlaceName] = {}
        chinese: dict[str, PlaceName] = {}
        english_codes: dict[str, set[str]] = {}
        for code, name, short_name, name_en in regions:
            place = PlaceName(normalise_name(name_en or name), frozenset([code]), name or name_en)
            self.by_code[code] = place
            chinese.update({normalise_name(text): place for text in (name, short_name) if text})
            if name_en:
                english_codes.setdefault(name_en, set()).add(code)
        english: dict[str, PlaceName] = {}
        for name_en, codes in english_codes.items():
            spelling = normalise_name(name_en)
            english[spelling] = PlaceName(spelling, frozenset(codes), name_en)
        vocabulary = lexicon()
        self.chinese = PhraseScanner(
            vocabulary.renderings, chinese, _country_places(CHINESE), words=False
        )
        self.english = PhraseScanner(
            vocabulary.phrases,
            vocabulary.english_type_nouns,
            english,
            _country_places(ENGLISH),
            words=True,
        )

    def for_region(self, code: str | None) -> tuple[PlaceName, ...]:
        """The places of a region and of its province."""
        if not code:
            return ()
        region_codes = dict.fromkeys([code, f"{code[:2]}{PROVINCE_CODE_SUFFIX}"])
        return tuple(
            self.by_code[region_code] for region_code in region_codes if region_code in self.by_code
        )


@functools.lru_cache(maxsize=2)
def get_place_index(regions: tuple[tuple[str, str, str, str], ...]) -> PlaceIndex:
    """The place index of these regions; cached, because `parse_name` uses the index as a cache key."""
    return PlaceIndex(regions)


def _country_places(language) -> dict[str, PlaceName]:
    """The names of countries and other places without a region code."""
    places = {}
    for name, forms in lexicon().country_terms.items():
        terms = forms[language].split()
        label = terms[0] if language == CHINESE else name
        place = PlaceName(normalise_name(name), frozenset(), label)
        places.update(dict.fromkeys(terms, place))
    return places
