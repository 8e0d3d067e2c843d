"""What the words of names mean: kinds of bodies, places, and what Chinese and English words have in common."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from portal.core.folding import normalise_name

LEXICON_PATH = Path(__file__).parent / "name_lexicon.yaml"


@dataclass(frozen=True)
class TypeNoun:
    """A word that says what a body is: the kind of organisation, the family of the word, and the word."""

    kind: str
    family: str
    name: str


@dataclass(frozen=True)
class NameLexicon:
    """The heads of both languages, the renderings of Chinese words, and what English words are compared by."""

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
        """The English word that this one is compared by."""
        return self.synonyms.get(word, word)

    @functools.cached_property
    def known_words(self) -> frozenset[str]:
        """The English words that mean something; any other is somebody's own name."""
        heads = {word for form in self.english_type_nouns for word in form.split()}
        rendered = {
            word for several in self.renderings.values() for words in several for word in words
        }
        return frozenset(rendered | {self.meaning(word) for word in heads | set(self.synonyms)})


@functools.cache
def lexicon() -> NameLexicon:
    """The words, read once from `lexicon.yaml`."""
    data = yaml.safe_load(LEXICON_PATH.read_text(encoding="utf-8"))
    same = {word: line.split()[0] for line in data["same"] for word in line.split()}
    return NameLexicon(
        _heads(data["heads"], "zh"),
        _heads(data["heads"], "en"),
        {word: _renderings(text, same) for word, text in data["words"].items()},
        data["phrases"],
        same,
        frozenset(data["dropped"].split()) | frozenset(data["levels"]["en"].split()),
        tuple(sorted(data["levels"]["zh"].split(), key=len, reverse=True)),
        data["lands"],
        str.maketrans(data["read"]),
        data["meetings"],
    )


def _heads(kinds, language) -> dict[str, frozenset[TypeNoun]]:
    found: dict[str, set[TypeNoun]] = {}
    for kind, families in kinds.items():
        for family, heads in families.items():
            for name, forms in heads.items():
                for form in forms[language].split(", " if language == "en" else None):
                    found.setdefault(form, set()).add(TypeNoun(kind, family, name))
    return {form: frozenset(heads) for form, heads in found.items()}


def _renderings(text, same):
    several = (part.split() if part != "-" else [] for part in text.split(" / "))
    return tuple(frozenset(same.get(word, word) for word in words) for words in several)


@dataclass(frozen=True)
class PlaceName:
    """A place as a name says it: its English spelling, the codes of the regions that are spelled so, and how it is shown."""

    spelling: str
    codes: frozenset[str]
    label: str = field(compare=False)

    def contains(self, other: "PlaceName") -> bool:
        """Whether the other place lies in this province."""
        return any(
            code.endswith("0000") and code != its and code[:2] == its[:2]
            for code in self.codes
            for its in other.codes
        )


class PhraseScanner:
    """What pieces of a text mean, and how long those can be that begin with a word or letter."""

    def __init__(self, *meanings: Mapping[str, object], words: bool):
        """Of several mappings, of which the last wins; their pieces are made of words or of letters."""
        self.meanings = {piece: said for mapping in meanings for piece, said in mapping.items()}
        self.words, self.glue = words, " " if words else ""
        self.lengths: dict[str, list[int]] = {}
        for units in map(self._units, self.meanings):
            self.lengths.setdefault(units[0], []).append(len(units))
        self.lengths = {
            first: sorted(set(found), reverse=True) for first, found in self.lengths.items()
        }

    def _units(self, text):
        return text.split() if self.words else text

    def scan(self, text: str) -> Iterator[tuple[str, object | None]]:
        """The text piece by piece, each with its meaning or None; the longest piece wins."""
        units, start = self._units(text), 0
        while start < len(units):
            pieces = (
                units[start : start + length] for length in self.lengths.get(units[start], ())
            )
            found = next(
                (piece for piece in pieces if self.glue.join(piece) in self.meanings),
                units[start : start + 1],
            )
            yield self.glue.join(found), self.meanings.get(self.glue.join(found))
            start += len(found)


class PlaceIndex:
    """The regions by each of their names, in both languages, among the other words that mean something."""

    def __init__(self, regions: Iterable[tuple[str, str, str, str]]):
        """Of each region code, name, short name and English name."""
        chinese, english, self.by_code = {}, {}, {}
        for code, name, short, name_en in regions:
            place = PlaceName(normalise_name(name_en or name), frozenset([code]), name or name_en)
            self.by_code[code] = place
            chinese |= {normalise_name(text): place for text in (name, short) if text}
            english.setdefault(name_en, set()).add(code)
        named = {
            normalise_name(text): PlaceName(normalise_name(text), frozenset(codes), text)
            for text, codes in english.items()
            if text
        }
        words = lexicon()
        self.chinese = PhraseScanner(words.renderings, chinese, _lands("zh"), words=False)
        self.english = PhraseScanner(
            words.phrases, words.english_type_nouns, named, _lands("en"), words=True
        )

    def for_region(self, code: str | None) -> tuple[PlaceName, ...]:
        """The place of a region and of its province."""
        codes = dict.fromkeys([code, f"{code[:2]}0000"]) if code else ()
        return tuple(self.by_code[each] for each in codes if each in self.by_code)


@functools.lru_cache(maxsize=2)
def get_place_index(regions: tuple[tuple[str, str, str, str], ...]) -> PlaceIndex:
    """The places of these regions, kept, so that names read with them are kept too."""
    return PlaceIndex(regions)


def _lands(language):
    """The words that stand where others have a place: each is a place without a region."""
    found = {}
    for name, forms in lexicon().country_terms.items():
        label = forms["zh"].split()[0] if language == "zh" else name
        found |= {
            form: PlaceName(normalise_name(name), frozenset(), label)
            for form in forms[language].split()
        }
    return found
