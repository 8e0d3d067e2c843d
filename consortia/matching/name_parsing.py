"""Parsing of organisation names: the places, the type noun, and the distinctive remainder."""

import functools
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from pypinyin import lazy_pinyin

from consortia.matching.name_lexicon import PlaceIndex, PlaceName, TypeNoun, lexicon
from portal.core.folding import CHINESE_CHARACTER, normalise_name

MAX_CORES = 48
MAX_TYPE_NOUN_LENGTH = 12
PREPOSITIONS = {"of", "for"}
MAX_PINYIN = 100_000
PINYIN: dict[str, str] = {}  # the spellings of pieces of names that were asked for

# A piece of a name and its meaning, as `PhraseScanner.scan` yields them
Phrase = tuple[str, object | None]


@dataclass(frozen=True)
class NameCore:
    """The remainder of a name: its proper names in Latin letters, and the meanings of its other words."""

    spelled: str
    meanings: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.spelled or self.meanings)


@dataclass(frozen=True)
class ParsedName:
    """A parsed name.

    `remainder` is the rest in Chinese characters, blank for an English name; `cores` are the readings of that
    rest across the languages; `words` is the rest for display; `unknown_words` are its words that are only
    proper names.
    """

    name: str
    places: tuple[PlaceName, ...]
    type_nouns: frozenset[TypeNoun]
    remainder: str
    cores: tuple[NameCore, ...]
    words: str
    unknown_words: frozenset[str]

    @property
    def is_chinese(self) -> bool:
        """Whether the name has Chinese characters."""
        return bool(CHINESE_CHARACTER.search(self.name))

    @property
    def is_distinctive(self) -> bool:
        """Whether the name contains a proper name."""
        return any(core.spelled for core in self.cores)


@functools.lru_cache(maxsize=100_000)
def parse_name(name: str, places: PlaceIndex) -> ParsedName:
    """Parse a name in either language; the results are cached."""
    text = normalise_name(name)
    if CHINESE_CHARACTER.search(text):
        return _parse_chinese(name, text.replace(" ", ""), places)
    return _parse_english(name, text, places)


def _places_in(phrases: Iterable[Phrase]) -> list[PlaceName]:
    return [meaning for _piece, meaning in phrases if isinstance(meaning, PlaceName)]


def _most_specific(places: Iterable[PlaceName]) -> tuple[PlaceName, ...]:
    """The distinct places, without provinces that contain another of them."""
    unique = dict.fromkeys(places)
    specific = [place for place in unique if not any(place.contains(other) for other in unique)]
    return tuple(sorted(specific, key=lambda place: place.spelling))


# Chinese: the type noun comes last


def _parse_chinese(name, text, places) -> ParsedName:
    type_noun = _chinese_type_noun(text)
    scanned = list(places.chinese.scan(text.removesuffix(type_noun)))
    phrases = _join_unknown(scanned)
    all_renderings = [renderings for _piece, renderings in phrases if renderings is not None]
    pinyin_spellings = [_pinyin(piece) for piece, renderings in phrases if renderings is None]
    remainder = "".join(piece for piece, renderings in phrases if _is_significant(renderings))
    return ParsedName(
        name,
        _most_specific(_places_in(scanned)),
        lexicon().chinese_type_nouns.get(type_noun, frozenset()),
        remainder,
        _chinese_cores("".join(pinyin_spellings), all_renderings),
        remainder,
        frozenset(pinyin_spellings),
    )


def _chinese_type_noun(text) -> str:
    """The longest type noun at the end of the name, never the whole name; blank for none."""
    for start in range(max(1, len(text) - MAX_TYPE_NOUN_LENGTH), len(text)):
        if text[start:] in lexicon().chinese_type_nouns:
            return text[start:]
    return ""


def _join_unknown(scanned: Iterable[Phrase]) -> list[Phrase]:
    """Join neighbouring characters without a known meaning into one phrase; places are left out.

    A place suffix at the end of a joined phrase is removed.
    """
    phrases: list[Phrase] = []
    for piece, meaning in scanned:
        if isinstance(meaning, PlaceName):
            continue
        continues_unknown = meaning is None and bool(phrases) and phrases[-1][1] is None
        if continues_unknown:
            phrases[-1] = (phrases[-1][0] + piece, None)
        else:
            phrases.append((piece, meaning))
    return [
        (_without_place_suffix(piece) if meaning is None else piece, meaning)
        for piece, meaning in phrases
    ]


def _is_significant(renderings) -> bool:
    """Whether a phrase distinguishes names: not if it may be rendered by no English word."""
    return renderings is None or frozenset() not in renderings


def _chinese_cores(pinyin, all_renderings) -> tuple[NameCore, ...]:
    """One core for each combination of renderings, MAX_CORES at most."""
    combinations = itertools.islice(itertools.product(*all_renderings), MAX_CORES)
    cores = [NameCore(pinyin, frozenset().union(*renderings)) for renderings in combinations]
    return tuple(dict.fromkeys(cores))


def _pinyin(piece) -> str:
    spelled = PINYIN.get(piece)
    if spelled is None:
        spelled = "".join(lazy_pinyin(piece.translate(lexicon().pinyin_overrides)))
        if len(PINYIN) < MAX_PINYIN:
            PINYIN[piece] = spelled
    return spelled


def _without_place_suffix(piece) -> str:
    """Remove the administrative level from the end of a piece: 长清区 becomes 长清."""
    for suffix in lexicon().place_suffixes:
        if piece.endswith(suffix) and len(piece) > len(suffix) + 1:
            return piece.removesuffix(suffix)
    return piece


# English: the type noun comes last, or before the first "of"


def _parse_english(name, text, places) -> ParsedName:
    phrases = list(places.english.scan(text))
    position = _type_noun_position(phrases)
    type_nouns = frozenset() if position is None else phrases[position][1]
    words = _remaining_words(phrases, position)
    core, unknown_words = _english_core(words)
    return ParsedName(
        name,
        _most_specific(_places_in(phrases)),
        type_nouns,
        "",
        (core,),
        " ".join(words),
        frozenset(unknown_words),
    )


def _remaining_words(phrases, type_noun_position) -> list[str]:
    """The words other than the type noun, places and stop words."""
    vocabulary = lexicon()
    words = []
    for position, (piece, meaning) in enumerate(phrases):
        if position == type_noun_position or isinstance(meaning, PlaceName):
            continue
        canonical = vocabulary.phrases.get(piece, piece)
        words += [word for word in canonical.split() if word not in vocabulary.stop_words]
    return words


def _english_core(words) -> tuple[NameCore, list[str]]:
    """The core of the remaining words, and the proper names among them."""
    vocabulary = lexicon()
    meanings = set()
    unknown_words = []
    for word in words:
        meaning = vocabulary.meaning(word)
        if meaning in vocabulary.known_words:
            meanings.add(meaning)
        else:
            unknown_words.append(word)
    return NameCore("".join(unknown_words), frozenset(meanings)), unknown_words


def _type_noun_position(phrases) -> int | None:
    """The position of the type noun among the phrases; None for none, or for a name of a single phrase."""
    positions = [
        position
        for position, (_piece, meaning) in enumerate(phrases)
        if isinstance(meaning, frozenset)
    ]
    if not positions or len(phrases) == 1:
        return None
    if positions[-1] == _last_significant_position(phrases):
        return positions[-1]
    end = _first_preposition(phrases)
    before_preposition = [position for position in positions if position < end]
    return before_preposition[-1] if before_preposition else positions[-1]


def _last_significant_position(phrases) -> int | None:
    """The position of the last phrase that is neither a place nor a stop word."""
    for position in reversed(range(len(phrases))):
        piece, meaning = phrases[position]
        if not isinstance(meaning, PlaceName) and piece not in lexicon().stop_words:
            return position
    return None


def _first_preposition(phrases) -> int:
    """The position of the first preposition; the number of phrases if there is none."""
    for position, (piece, _meaning) in enumerate(phrases):
        if piece in PREPOSITIONS:
            return position
    return len(phrases)
