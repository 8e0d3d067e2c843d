"""A name taken apart: the places it says, the word for what its bearer is, and what is left to tell it from others."""

import functools
import itertools
from dataclasses import dataclass

from pypinyin import lazy_pinyin

from consortia.matching.name_lexicon import PlaceIndex, PlaceName, TypeNoun, lexicon
from portal.core.folding import CHINESE_CHARACTER, normalise_name

MAX_CORES = 48
MAX_TYPE_NOUN_LENGTH = 12
PREPOSITIONS = {"of", "for"}


@dataclass(frozen=True)
class NameCore:
    """What is left of a name: letters that only spell, in Latin script, and the meanings of the other words."""

    spelled: str
    meanings: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.spelled or self.meanings)


@dataclass(frozen=True)
class ParsedName:
    """A name taken apart. `own` is the rest in Chinese characters, blank for an English name; `letters` only spell."""

    name: str
    places: tuple[PlaceName, ...]
    type_nouns: frozenset[TypeNoun]
    remainder: str
    cores: tuple[NameCore, ...]
    words: str
    unknown_words: frozenset[str]

    @property
    def is_chinese(self) -> bool:
        """Whether it is a name in Chinese characters."""
        return bool(CHINESE_CHARACTER.search(self.name))

    @property
    def is_distinctive(self) -> bool:
        """Whether some word of it only spells, as the name of one body does."""
        return any(core.spelled for core in self.cores)


@functools.lru_cache(maxsize=20_000)
def parse_name(name: str, places: PlaceIndex) -> ParsedName:
    """The name taken apart."""
    text = normalise_name(name)
    return (
        _chinese(name, text.replace(" ", ""), places)
        if CHINESE_CHARACTER.search(text)
        else _english(name, text, places)
    )


# Chinese: the head stands at the end


def _chinese(name, text, places):
    words = lexicon()
    head = next(
        (
            text[at:]
            for at in range(max(1, len(text) - MAX_TYPE_NOUN_LENGTH), len(text))
            if text[at:] in words.chinese_type_nouns
        ),
        "",
    )
    found, pieces, known = [], [], []
    for piece, said in places.chinese.scan(text.removesuffix(head)):
        if isinstance(said, PlaceName):
            found.append(said)
        elif said is None and pieces and pieces[-1][1] is None:
            pieces[-1] = (pieces[-1][0] + piece, None)
        else:
            pieces.append((piece, said))
    pieces = [(_bare(piece) if said is None else piece, said) for piece, said in pieces]
    known = [said for _piece, said in pieces if said is not None]
    letters = [_pinyin(piece) for piece, said in pieces if said is None]
    own = "".join(piece for piece, said in pieces if said is None or frozenset() not in said)
    chosen = itertools.islice(itertools.product(*known), MAX_CORES)
    cores = tuple(
        dict.fromkeys(NameCore("".join(letters), frozenset().union(*several)) for several in chosen)
    )
    return ParsedName(
        name,
        _narrow(found),
        words.chinese_type_nouns.get(head, frozenset()),
        own,
        cores,
        own,
        frozenset(letters),
    )


@functools.lru_cache(maxsize=50_000)
def _pinyin(piece):
    return "".join(lazy_pinyin(piece.translate(lexicon().pinyin_overrides)))


def _bare(piece):
    """The letters without the size of the place that they end in: 长清 of 长清区."""
    level = next(
        (
            level
            for level in lexicon().place_suffixes
            if piece.endswith(level) and len(piece) > len(level) + 1
        ),
        "",
    )
    return piece.removesuffix(level)


def _narrow(found) -> tuple[PlaceName, ...]:
    """The places each once, a province only where no place in it is named."""
    places = dict.fromkeys(found)
    kept = [place for place in places if not any(place.contains(other) for other in places)]
    return tuple(sorted(kept, key=lambda place: place.spelling))


# English: the head stands at the end, or before the first "of"


def _english(name, text, places):
    words = lexicon()
    pieces = list(places.english.scan(text))
    head = _head_of(pieces)
    found = [said for _piece, said in pieces if isinstance(said, PlaceName)]
    rest = [
        piece
        for at, (piece, said) in enumerate(pieces)
        if at != head and not isinstance(said, PlaceName)
    ]
    left = [
        word
        for piece in rest
        for word in words.phrases.get(piece, piece).split()
        if word not in words.stop_words
    ]
    meanings = [words.meaning(word) for word in left]
    letters = [
        word
        for word, meaning in zip(left, meanings, strict=True)
        if meaning not in words.known_words
    ]
    core = NameCore(
        "".join(letters), frozenset(meaning for meaning in meanings if meaning in words.known_words)
    )
    heads = frozenset() if head is None else pieces[head][1]
    return ParsedName(name, _narrow(found), heads, "", (core,), " ".join(left), frozenset(letters))


def _head_of(pieces) -> int | None:
    """Where the word stands that says what the body is; none where no word does."""
    heads = [at for at, (_piece, said) in enumerate(pieces) if isinstance(said, frozenset)]
    said = [
        at
        for at, (piece, what) in enumerate(pieces)
        if not isinstance(what, PlaceName) and piece not in lexicon().stop_words
    ]
    if not heads or len(pieces) == 1:
        return None
    if heads[-1] == said[-1]:
        return heads[-1]
    first_of = next(
        (at for at, (piece, _said) in enumerate(pieces) if piece in PREPOSITIONS), len(pieces)
    )
    return next((at for at in reversed(heads) if at < first_of), heads[-1])
