"""Names that are written nearly like a given one, or are short for it: for people to decide, never to take.

`OrganisationLookup.candidates` finds what a name means in a text; here is what else a clerk may mean by it:
a name in brackets behind another, a short name (北科大), a name without its place (沙钢集团), a name that
sounds the same, or that lacks a character. Each candidate says why it is offered.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from consortia.matching.abbreviations import initials, is_abbreviation, split_words
from consortia.matching.candidates import Candidate, Nearness
from consortia.matching.name_indexing import collection_paused
from consortia.matching.name_lexicon import PlaceIndex, PlaceName
from consortia.matching.name_lookup import (
    LookupRows,
    OrganisationLookup,
    OrganisationRow,
)
from consortia.matching.name_parsing import ParsedName, parse_name
from portal.core.folding import CHINESE_CHARACTER, name_key

MAX_NEAR = 6  # candidates that are offered for one name
MAX_SHORT_LENGTH = 6  # characters of a Chinese short name
MIN_PART_LENGTH = 4  # characters of a name that may stand before that of its part
MIN_ENDING_LENGTH = 2  # characters before the noun that two names share at their end
MIN_TYPO_LENGTH = 6  # characters of a name in which one may be missing
LINE_NUMBER = re.compile(r"^\s*[(（]?\d{1,4}\s*[、.．)）]\s*")
BRACKETS = re.compile(r"[(（\[【〔]([^()（）\[\]【】〔〕]+)[)）\]】〕]")
ALTERNATIVES = re.compile(r"\s*[/／|｜\n]\s*")
LATIN_INITIALS = re.compile(r"[A-Za-z]{2,8}")
# Two names that differ in one of these are two names
TELLING_CHARACTERS = frozenset("0123456789一二三四五六七八九十百甲乙丙丁东西南北中上下新老")

Named = tuple[OrganisationRow, ParsedName]


class NearNames:
    """The names of a lookup, indexed for the ways in which people shorten and misspell them."""

    def __init__(self, lookup: OrganisationLookup):
        self.lookup = lookup
        self.places: PlaceIndex = lookup.places

    def candidates(self, name: str) -> list[Candidate]:
        """What the name can mean: as the lookup says if it knows the very name, else all that is near it.

        At most MAX_NEAR besides those of the lookup; a match that somebody rejected is left out.
        """
        known = self.lookup.candidates(name)
        if known and known[0].matched_name:
            return known
        found = {candidate.pk: candidate for candidate in known}
        key = name_key(name)
        near = 0
        for candidate in self._near(name):
            is_rejected = (key, candidate.pk) in self.lookup.rejected
            if is_rejected or candidate.pk in found:
                continue
            if near == MAX_NEAR:
                break
            found[candidate.pk] = candidate
            near += 1
        return list(found.values())

    def _near(self, name: str) -> Iterator[Candidate]:
        spellings = [name, *spelling_variants(name)]
        for spelling in spellings[1:]:
            yield from self._bearers(spelling, Nearness.VARIANT)
            yield from self.lookup.candidates(spelling)
        for spelling in spellings:
            parsed = parse_name(spelling, self.places)
            yield from self._same_words(parsed)
            yield from self._same_ending(parsed)
            yield from self._short_names(spelling)
            yield from self._missing_character(name_key(spelling))
            yield from self._parts(name_key(spelling))

    def _candidate(self, pk: int, nearness: Nearness, matched_name: str, words: str = ""):
        row = self.lookup.organisations[pk]
        return Candidate(
            pk,
            row.name,
            row.name_en,
            is_exact=False,
            near_name=matched_name,
            words=words,
            nearness=nearness,
        )

    def _bearers(self, name: str, nearness: Nearness) -> Iterator[Candidate]:
        """The organisations that bear a part of the name."""
        for pk, text in sorted(self.lookup.by_name_key.get(name_key(name), {}).items()):
            yield self._candidate(pk, nearness, text)

    # The same distinctive words

    @cached_property
    def _by_core(self) -> dict[tuple[str, frozenset[str]], list[Named]]:
        """The parsed names by their distinctive words, whatever their place."""
        index = defaultdict(list)
        with collection_paused():
            for pk, text in self.lookup.names:
                parsed = parse_name(text, self.places)
                for core in parsed.cores:
                    if core.spelled:
                        index[core.spelled, core.meanings].append(
                            (self.lookup.organisations[pk], parsed)
                        )
        return index

    def _same_words(self, query: ParsedName) -> Iterator[Candidate]:
        for core in query.cores:
            if not core.spelled:
                continue
            for organisation, parsed in self._by_core.get((core.spelled, core.meanings), ()):
                if _kinds_agree(query, parsed) and self._places_agree(query, parsed, organisation):
                    is_same = not (query.is_chinese and parsed.is_chinese) or (
                        query.remainder == parsed.remainder
                    )
                    nearness = Nearness.WORDS if is_same else Nearness.SOUND
                    yield self._candidate(organisation.pk, nearness, parsed.name, query.words)

    def _places_agree(self, query: ParsedName, parsed: ParsedName, organisation) -> bool:
        """Whether the places do not contradict each other."""
        if not query.places:
            return True
        others = parsed.places or self.places.for_region(organisation.region)
        return not others or any(
            _is_same_place(one, other) for one in query.places for other in others
        )

    @cached_property
    def _by_remainder(self) -> dict[str, list[Named]]:
        """The Chinese names by what is left of them without places and the noun at the end."""
        index = defaultdict(list)
        with collection_paused():
            for pk, text in self.lookup.names:
                parsed = parse_name(text, self.places)
                if parsed.is_distinctive and len(parsed.remainder) >= MIN_ENDING_LENGTH:
                    index[parsed.remainder].append((self.lookup.organisations[pk], parsed))
        return index

    def _same_ending(self, query: ParsedName) -> Iterator[Candidate]:
        """The organisations whose name has more before the same words, or less: a place, as a rule."""
        remainder = query.remainder
        if not query.is_distinctive or len(remainder) < MIN_ENDING_LENGTH:
            return
        found = [self._keys[position] for position in self._holding_all(remainder)]
        longer = [(pk, parse_name(text, self.places)) for pk, text, _key in found]
        named = [(pk, parsed) for pk, parsed in longer if parsed.remainder.endswith(remainder)]
        for start in range(1, len(remainder) - MIN_ENDING_LENGTH + 1):
            shorter = self._by_remainder.get(remainder[start:], ())
            named += [(organisation.pk, parsed) for organisation, parsed in shorter]
        for pk, parsed in named:
            organisation = self.lookup.organisations[pk]
            if _kinds_agree(query, parsed) and self._places_agree(query, parsed, organisation):
                yield self._candidate(pk, Nearness.ENDING, parsed.name)

    # Short names

    @cached_property
    def _keys(self) -> list[tuple[int, str, str]]:
        """Organisation, name and name key of each Chinese name."""
        return [named for named in self.lookup.keyed_names if CHINESE_CHARACTER.search(named[2])]

    @cached_property
    def _by_character(self) -> dict[str, set[int]]:
        """The positions in `_keys` of the names that hold a character."""
        index = defaultdict(set)
        for position, (_pk, _text, key) in enumerate(self._keys):
            for character in key:
                index[character].add(position)
        return index

    @cached_property
    def _short_keys(self) -> list[int]:
        """The positions in `_keys` of the names that are short enough to stand for another."""
        return [
            position
            for position, (_pk, _text, key) in enumerate(self._keys)
            if 2 <= len(key) <= MAX_SHORT_LENGTH
        ]

    @cached_property
    def _by_initials(self) -> dict[str, list[tuple[int, str]]]:
        """The organisations by the initials of their English names."""
        index = defaultdict(list)
        for pk, text in self.lookup.names:
            if not CHINESE_CHARACTER.search(text):
                for letters in initials(text):
                    index[letters].append((pk, text))
        return index

    def _short_names(self, name: str) -> Iterator[Candidate]:
        """The organisations that the name is short for, and those whose short name it spells out."""
        if LATIN_INITIALS.fullmatch(name.strip()):
            for pk, text in self._by_initials.get(name.strip().lower(), ()):
                yield self._candidate(pk, Nearness.SHORT, text)
        key = name_key(name)
        if not CHINESE_CHARACTER.search(key):
            return
        if 2 <= len(key) <= MAX_SHORT_LENGTH:
            for position in self._holding_all(key):
                pk, text, other = self._keys[position]
                if is_abbreviation(key, split_words(other, self.places)):
                    yield self._candidate(pk, Nearness.SHORT, text)
        yield from self._spelled_out(key)

    def _holding_all(self, key: str) -> list[int]:
        """The positions of the names that hold every character of the key, in order."""
        sets = sorted((self._by_character.get(character, set()) for character in key), key=len)
        return sorted(sets[0].intersection(*sets[1:]))

    def _spelled_out(self, key: str) -> Iterator[Candidate]:
        words = split_words(key, self.places)
        characters = set(key)
        for position in self._short_keys:
            pk, text, short = self._keys[position]
            if characters.issuperset(short) and is_abbreviation(short, words):
                yield self._candidate(pk, Nearness.SPELLED_OUT, text)

    # Misspelt names, and names of parts

    def _missing_character(self, key: str) -> Iterator[Candidate]:
        """The organisations in whose name, or in this one, a character is missing."""
        if not CHINESE_CHARACTER.search(key):
            return
        for position in self._holding_all(key):
            pk, text, other = self._keys[position]
            if len(other) == len(key) + 1 and key in _without_one(other):
                yield self._candidate(pk, Nearness.CHARACTER, text)
        for shortened in dict.fromkeys(_without_one(key)):
            for pk, text in sorted(self.lookup.by_name_key.get(shortened, {}).items()):
                yield self._candidate(pk, Nearness.CHARACTER, text)

    def _parts(self, key: str) -> Iterator[Candidate]:
        """The organisations with whose whole name this one begins, the longest name first."""
        for length in range(len(key) - 2, MIN_PART_LENGTH - 1, -1):
            whole = key[:length]
            bearers = self.lookup.by_name_key.get(whole)
            if bearers and parse_name(whole, self.places).type_nouns:
                yield from self._bearers(whole, Nearness.PART)


def load_near_names() -> NearNames:
    """The names on record, in four queries; those of the last call as long as no name has changed."""
    return _near_names(LookupRows.load())


@functools.lru_cache(maxsize=1)
def _near_names(rows: LookupRows) -> NearNames:
    return NearNames(rows.build())


def spelling_variants(name: str) -> Iterable[str]:
    """The name without a number before it, and what stands outside and inside its brackets or slashes."""
    plain = LINE_NUMBER.sub("", name).strip()
    variants = [plain, BRACKETS.sub("", plain).strip(), *BRACKETS.findall(plain)]
    variants += ALTERNATIVES.split(plain)
    key = name_key(name)
    kept: dict[str, str] = {}
    for variant in variants:
        variant_key = name_key(variant)
        if len(variant_key) > 1 and variant_key != key:
            kept.setdefault(variant_key, variant)
    return kept.values()


def _without_one(key: str) -> Iterator[str]:
    """The key without each of its characters in turn, unless that character tells two names apart."""
    if len(key) < MIN_TYPO_LENGTH:
        return
    for place, character in enumerate(key):
        if character not in TELLING_CHARACTERS:
            yield key[:place] + key[place + 1 :]


def _is_same_place(one: PlaceName, other: PlaceName) -> bool:
    return one == other or one.contains(other) or other.contains(one)


def _kinds_agree(one: ParsedName, other: ParsedName) -> bool:
    """Whether the nouns that say what the bodies are share a family, or one name has none."""
    families = [{(noun.kind, noun.family) for noun in parsed.type_nouns} for parsed in (one, other)]
    return not all(families) or not families[0].isdisjoint(families[1])
