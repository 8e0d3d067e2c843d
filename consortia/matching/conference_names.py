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
        """The distinctive words in common; empty if the names differ in them.

        In one language all words must be the same; across the languages all words of one side must be in the
        other.
        """
        if self.parsed_name.is_chinese == other.parsed_name.is_chinese:
            words = _distinctive_words(self.parsed_name)
            return words if words == _distinctive_words(other.parsed_name) else set()
        return self._shared_meanings(other)

    def _shared_meanings(self, other) -> set[str]:
        unknown_words = self.parsed_name.unknown_words & other.parsed_name.unknown_words
        for own in core_meanings(self.parsed_name):
            for others in core_meanings(other.parsed_name):
                is_contained = own <= others or others <= own
                if own and others and is_contained:
                    return (own & others) | unknown_words
        return set()


def parse_conference_name(name: str, places: PlaceIndex, code: str | None) -> ParsedConferenceName:
    """Parse a conference name; the region with that code counts where the name itself has no place."""
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
    """The number of the edition in a name, in digits or words of either language."""
    numerals = lexicon().conference_terms["editions"]
    for groups in EDITION_PATTERN.findall(text):
        numeral = next(filter(None, groups))
        if numeral.isdecimal():
            return int(numeral)
        if numeral in numerals:
            return numerals[numeral]
    return None


def _parse_purposes(text) -> frozenset[str]:
    """The purposes of the meeting (founding, signing ...) that the name gives."""
    words = set(text.split())
    purposes = lexicon().conference_terms["purposes"]
    return frozenset(
        purpose for purpose, forms in purposes.items() if _has_form(forms, text, words)
    )


def _has_form(forms, text, words) -> bool:
    if not words.isdisjoint(forms["en"].split()):
        return True
    return any(form in text for form in forms["zh"].split())


def _places_compatible(places, others) -> bool:
    """Whether the places can be the same: one contains the other, or a side gives none."""
    if not places or not others:
        return True
    return any(_is_same_or_within(place, other) for place in places for other in others)


def _is_same_or_within(place, other) -> bool:
    shares_region = bool(place.codes & other.codes)
    return shares_region or place.contains(other) or other.contains(place)


def core_meanings(parsed_name) -> Iterator[frozenset[str]]:
    """The meanings of each core, without the words that every conference name has."""
    generic = frozenset(lexicon().conference_terms["generic"].split())
    for core in parsed_name.cores:
        yield core.meanings - generic


def _distinctive_words(parsed_name) -> frozenset[str]:
    """The words that distinguish the name in its own language."""
    meanings = next(core_meanings(parsed_name), frozenset())
    return parsed_name.unknown_words | meanings
