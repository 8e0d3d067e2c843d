"""A name taken apart: the places it says, the word for what its bearer is, and what is left to tell it from others."""

import functools
import itertools
from dataclasses import dataclass

from pypinyin import lazy_pinyin

from consortia.matching.name_lexicon import Head, Place, Places, lexicon
from portal.core.folding import CHINESE, plain

MOST_CORES = 48
LONGEST_HEAD = 12
OF = {"of", "for"}


@dataclass(frozen=True)
class Core:
    """What is left of a name: letters that only spell, in Latin script, and the meanings of the other words."""

    spelled: str
    meanings: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.spelled or self.meanings)


@dataclass(frozen=True)
class Reading:
    """A name taken apart. `own` is the rest in Chinese characters, blank for an English name; `letters` only spell."""

    name: str
    places: tuple[Place, ...]
    heads: frozenset[Head]
    own: str
    cores: tuple[Core, ...]
    words: str
    letters: frozenset[str]

    @property
    def is_chinese(self) -> bool:
        """Whether it is a name in Chinese characters."""
        return bool(CHINESE.search(self.name))

    @property
    def is_distinctive(self) -> bool:
        """Whether some word of it only spells, as the name of one body does."""
        return any(core.spelled for core in self.cores)


@functools.lru_cache(maxsize=20_000)
def read(name: str, places: Places) -> Reading:
    """The name taken apart."""
    text = plain(name)
    return _chinese(name, text.replace(" ", ""), places) if CHINESE.search(text) else _english(name, text, places)


# Chinese: the head stands at the end


def _chinese(name, text, places):
    words = lexicon()
    head = next(
        (text[at:] for at in range(max(1, len(text) - LONGEST_HEAD), len(text)) if text[at:] in words.chinese_heads), ""
    )
    found, pieces, known = [], [], []
    for piece, said in places.chinese.scan(text.removesuffix(head)):
        if isinstance(said, Place):
            found.append(said)
        elif said is None and pieces and pieces[-1][1] is None:
            pieces[-1] = (pieces[-1][0] + piece, None)
        else:
            pieces.append((piece, said))
    pieces = [(_bare(piece) if said is None else piece, said) for piece, said in pieces]
    known = [said for _piece, said in pieces if said is not None]
    letters = [_pinyin(piece) for piece, said in pieces if said is None]
    own = "".join(piece for piece, said in pieces if said is None or frozenset() not in said)
    chosen = itertools.islice(itertools.product(*known), MOST_CORES)
    cores = tuple(dict.fromkeys(Core("".join(letters), frozenset().union(*several)) for several in chosen))
    return Reading(name, _narrow(found), words.chinese_heads.get(head, frozenset()), own, cores, own, frozenset(letters))


@functools.lru_cache(maxsize=50_000)
def _pinyin(piece):
    return "".join(lazy_pinyin(piece.translate(lexicon().read_as)))


def _bare(piece):
    """The letters without the size of the place that they end in: 长清 of 长清区."""
    level = next((level for level in lexicon().levels if piece.endswith(level) and len(piece) > len(level) + 1), "")
    return piece.removesuffix(level)


def _narrow(found) -> tuple[Place, ...]:
    """The places each once, a province only where no place in it is named."""
    places = dict.fromkeys(found)
    kept = [place for place in places if not any(place.holds(other) for other in places)]
    return tuple(sorted(kept, key=lambda place: place.spelling))


# English: the head stands at the end, or before the first "of"


def _english(name, text, places):
    words = lexicon()
    pieces = list(places.english.scan(text))
    head = _head_of(pieces)
    found = [said for _piece, said in pieces if isinstance(said, Place)]
    rest = [piece for at, (piece, said) in enumerate(pieces) if at != head and not isinstance(said, Place)]
    left = [word for piece in rest for word in words.phrases.get(piece, piece).split() if word not in words.dropped]
    meanings = [words.meaning(word) for word in left]
    letters = [word for word, meaning in zip(left, meanings, strict=True) if meaning not in words.known]
    core = Core("".join(letters), frozenset(meaning for meaning in meanings if meaning in words.known))
    heads = frozenset() if head is None else pieces[head][1]
    return Reading(name, _narrow(found), heads, "", (core,), " ".join(left), frozenset(letters))


def _head_of(pieces) -> int | None:
    """Where the word stands that says what the body is; none where no word does."""
    heads = [at for at, (_piece, said) in enumerate(pieces) if isinstance(said, frozenset)]
    said = [at for at, (piece, what) in enumerate(pieces) if not isinstance(what, Place) and piece not in lexicon().dropped]
    if not heads or len(pieces) == 1:
        return None
    if heads[-1] == said[-1]:
        return heads[-1]
    first_of = next((at for at, (piece, _said) in enumerate(pieces) if piece in OF), len(pieces))
    return next((at for at in reversed(heads) if at < first_of), heads[-1])
