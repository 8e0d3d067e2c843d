"""Parsing of conference names: places, edition, purposes and distinctive words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consortia.matching.name_lexicon import PlaceIndex, PlaceName, lexicon
from consortia.matching.name_parsing import ParsedName, parse_name
from portal.core.folding import name_key, normalise_name

EDITION_PATTERN = re.compile(
    r"第?([一二三四五六七八九十]+|\d{1,3}|首)届|\b(\d{1,2})(?:st|nd|rd|th)\b|\b([a-z]+)\b"
)
NUMBERING_PATTERN = re.compile(
    r"第?(?:[一二三四五六七八九十]+|\d{1,3}|首)[届次]|\b\d{1,2}(?:st|nd|rd|th)\b|(?<!\d)20\d\d(?!\d)年?"
)


@dataclass(frozen=True)
class ParsedConferenceName:
    """A parsed conference name: its key, places (or those of its region), edition number and purposes."""

    key: str
    parsed_name: ParsedName
    places: tuple[PlaceName, ...]
    edition: int | None
    purposes: frozenset[str]

    def contradicts(self, other: "ParsedConferenceName") -> bool:
        """Whether both give an edition, a purpose or a place, and these differ."""
        editions = {self.edition, other.edition} - {None}
        if len(editions) > 1:
            return True
        if self.purposes and other.purposes and self.purposes.isdisjoint(other.purposes):
            return True
        return not _places_compatible(self.places, other.places)

    def shared_words(self, other: "ParsedConferenceName") -> set[str]:
        """The shared distinctive words; empty if the names differ in them.

        In one language the words must be equal; across the languages one side must contain the other.
        """
        if self.parsed_name.is_chinese == other.parsed_name.is_chinese:
            words = _distinctive_words(self.parsed_name)
            return words if words == _distinctive_words(other.parsed_name) else set()
        return self._shared_meanings(other)

    def _shared_meanings(self, other) -> set[str]:
        unknown_words = self.parsed_name.unknown_words & other.parsed_name.unknown_words
        for own_meanings in core_meanings(self.parsed_name):
            for other_meanings in core_meanings(other.parsed_name):
                is_contained = own_meanings <= other_meanings or other_meanings <= own_meanings
                if own_meanings and other_meanings and is_contained:
                    return (own_meanings & other_meanings) | unknown_words
        return set()


def parse_conference_name(name: str, places: PlaceIndex, code: str | None) -> ParsedConferenceName:
    """Parse a conference name; `code` is the region to use if the name has no place."""
    text = normalise_name(name)
    parsed = parse_name(NUMBERING_PATTERN.sub(" ", text), places)
    named_places = tuple(place for place in parsed.places if place.codes)
    return ParsedConferenceName(
        name_key(name),
        parsed,
        named_places or places.for_region(code),
        _parse_edition(text),
        _parse_purposes(text),
    )


def _parse_edition(text) -> int | None:
    """The edition number in a name, in digits or words of either language; None for none."""
    numerals = lexicon().conference_terms["editions"]
    for groups in EDITION_PATTERN.findall(text):
        numeral = next(filter(None, groups))
        if numeral.isdecimal():
            return int(numeral)
        if numeral in numerals:
            return numerals[numeral]
    return None


def _parse_purposes(text) -> frozenset[str]:
    """The purposes (founding, signing ...) in a conference name."""
    words = set(text.split())
    purposes = lexicon().conference_terms["purposes"]
    return frozenset(
        purpose for purpose, forms in purposes.items() if _has_form(forms, text, words)
    )


def _has_form(forms, text, words) -> bool:
    if not words.isdisjoint(forms["en"].split()):
        return True
    return any(form in text for form in forms["zh"].split())


def _places_compatible(places, other_places) -> bool:
    """Whether the places can be the same: one contains the other, or one side has none."""
    if not places or not other_places:
        return True
    return any(_is_same_or_within(place, other) for place in places for other in other_places)


def _is_same_or_within(place, other) -> bool:
    shares_region = bool(place.codes & other.codes)
    return shares_region or place.contains(other) or other.contains(place)


def core_meanings(parsed_name) -> Iterator[frozenset[str]]:
    """Yield the meanings of each core without generic conference terms."""
    generic = frozenset(lexicon().conference_terms["generic"].split())
    for core in parsed_name.cores:
        yield core.meanings - generic


def _distinctive_words(parsed_name) -> frozenset[str]:
    """The distinctive words of the name in its own language."""
    meanings = next(core_meanings(parsed_name), frozenset())
    return parsed_name.unknown_words | meanings
