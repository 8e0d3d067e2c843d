"""Short names: whether one can stand for a full name, by the words of which that consists."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from consortia.matching.name_lexicon import PlaceIndex, PlaceName, lexicon
from portal.core.folding import normalise_name

MIN_NOUN_LENGTH = 2  # characters of a noun that a short name has in full


@dataclass(frozen=True)
class NameWord:
    """A word of a Chinese name; `role` is `place`, `type` (what the body is), or blank."""

    text: str
    role: str = ""


@functools.lru_cache(maxsize=5_000)
def split_words(key: str, places: PlaceIndex) -> tuple[NameWord, ...]:
    """The words of a Chinese name key in order; characters that no word is known for stay together."""
    type_noun = _type_noun(key)
    words: list[NameWord] = []
    is_open = False  # whether the last word is one that can go on
    for piece, meaning in places.chinese.scan(key.removesuffix(type_noun)):
        if isinstance(meaning, PlaceName):
            words.append(NameWord(piece, "place"))
        elif is_open and meaning is None:
            words[-1] = NameWord(words[-1].text + piece)
        else:
            words.append(NameWord(piece))
        is_open = meaning is None
    if type_noun:
        words.append(NameWord(type_noun, "type"))
    return tuple(words)


def _type_noun(key: str) -> str:
    """The longest noun at the end that says what the body is; blank for none."""
    nouns = lexicon().chinese_type_nouns
    return next((key[start:] for start in range(1, len(key)) if key[start:] in nouns), "")


def is_abbreviation(short: str, words: tuple[NameWord, ...]) -> bool:
    """Whether the short name takes, in order, the beginnings of the words of the full one.

    The noun at the end may be shortened or left out, and places before the first word that is taken. A short
    name that has such a noun in full needs one of the same sort: 江苏大学 is not 江苏科技大学.
    """
    full = "".join(word.text for word in words)
    has_telling_word = any(word.role == "" for word in words)
    if not 2 <= len(short) < len(full) or not (has_telling_word or len(words) > 1):
        return False
    noun = _type_noun(short)
    if len(noun) < MIN_NOUN_LENGTH:
        return _takes(short, words, has_taken=False)
    telling = words[:-1] if words[-1].role == "type" else words
    is_same_sort = _is_same_sort(noun, words[-1])
    return is_same_sort and _takes(short.removesuffix(noun), telling, has_taken=False)


def _is_same_sort(noun: str, word: NameWord) -> bool:
    nouns = lexicon().chinese_type_nouns
    sorts = [
        {(each.kind, each.family) for each in nouns.get(text, ())} for text in (noun, word.text)
    ]
    return not sorts[0].isdisjoint(sorts[1])


def _takes(short: str, words: tuple[NameWord, ...], *, has_taken: bool) -> bool:
    """Whether what is left of the short name is taken from what is left of the words."""
    if not words:
        return not short
    word, rest = words[0], words[1:]
    may_be_left_out = word.role == "type" or (word.role == "place" and not has_taken)
    if may_be_left_out and _takes(short, rest, has_taken=has_taken):
        return True
    if word.role == "type":
        return has_taken and _is_short_noun(short, word.text)
    return any(_takes(left, rest, has_taken=True) for left in _after_beginnings(short, word.text))


def _is_short_noun(short: str, noun: str) -> bool:
    """Whether these are characters of the noun in order, its first or its last one among them."""
    characters = iter(noun)
    is_contained = all(character in characters for character in short)
    return bool(short) and is_contained and (short[0] == noun[0] or short[-1] == noun[-1])


def _after_beginnings(short: str, word: str) -> Iterator[str]:
    """What is left of the short name after each beginning of the word with which it begins."""
    for length in range(1, len(word) + 1):
        if not short.startswith(word[:length]):
            return
        yield short[length:]


def initials(name: str) -> set[str]:
    """The initials of an English name of several words, with and without those of small words."""
    words = normalise_name(name).split()
    telling = [word for word in words if word not in lexicon().stop_words]
    found = {"".join(word[0] for word in group) for group in (words, telling)}
    return {letters for letters in found if len(letters) > 1}
