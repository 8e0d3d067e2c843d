"""Which conference on record a report can mean: one meeting is often reported twice, in two wordings or languages."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from consortia.matching.name_lexicon import PlaceIndex, PlaceName, get_place_index, lexicon
from consortia.matching.name_lookup import MAX_DUPLICATES, Candidate
from consortia.matching.name_parsing import ParsedName, parse_name
from consortia.models import Conference, Region
from portal.core import partial_dates
from portal.core.folding import name_key, normalise_name
from portal.core.names import current_language

EDITION_PATTERN = re.compile(
    r"第?([一二三四五六七八九十]+|\d{1,3}|首)届|\b(\d{1,2})(?:st|nd|rd|th)\b|\b([a-z]+)\b"
)
NUMBERING_PATTERN = re.compile(
    r"第?(?:[一二三四五六七八九十]+|\d{1,3}|首)[届次]|\b\d{1,2}(?:st|nd|rd|th)\b|(?<!\d)20\d\d(?!\d)年?"
)


@dataclass(frozen=True)
class ConferenceCandidate(Candidate):
    """A conference that a report can mean, and why. Exact: it alone has this name and days that fit."""

    dates: str = ""

    @property
    def reason(self) -> str:
        """Why it can be meant, in the words of the page's language."""
        values = {
            "held": partial_dates.display(self.dates, current_language()),
            "words": self.words or self.matched_name,
        }
        if self.matched_name:
            return _("Has this name (%(words)s), and the dates (%(held)s) fit.") % values
        return _("Dates (%(held)s) fit, and distinctive words (%(words)s) agree.") % values


@dataclass(frozen=True)
class ParsedConferenceName:
    """What a name and the row beside it say of a meeting."""

    key: str
    reading: ParsedName
    places: tuple[PlaceName, ...]
    edition: int | None
    purposes: frozenset[str]

    def contradicts(self, other: "ParsedConferenceName") -> bool:
        """Whether both say where, which or what for, and say it differently."""
        editions = {self.edition, other.edition} - {None}
        apart = self.purposes and other.purposes and not self.purposes & other.purposes
        return len(editions) > 1 or bool(apart) or not _meet(self.places, other.places)

    def shared_words(self, other: "ParsedConferenceName") -> set[str]:
        """The distinctive words of both: all of them in one language, all of one side's across the languages."""
        if self.reading.is_chinese == other.reading.is_chinese:
            own, its = _tokens(self.reading), _tokens(other.reading)
            return own & its if own == its else set()
        for own in _meanings(self.reading):
            for its in _meanings(other.reading):
                letters = self.reading.unknown_words & other.reading.unknown_words
                if own and its and (own <= its or its <= own):
                    return (own & its) | letters
        return set()


@dataclass(frozen=True)
class ConferenceRow:
    """A conference on record."""

    pk: int
    name: str
    name_en: str
    dates: str
    region: str | None

    @property
    def names(self) -> list[str]:
        """Its names, the Chinese one first."""
        return [text for text in (self.name, self.name_en) if text]


class ConferenceLookup:
    """The conferences with their days, read once: two queries."""

    def __init__(self, rows: Iterable[ConferenceRow], places: PlaceIndex):
        self.rows, self.places = list(rows), places

    @classmethod
    def load(cls) -> "ConferenceLookup":
        """The conferences as they stand now."""
        places = get_place_index(
            tuple(
                Region.objects.order_by("code").values_list("code", "name", "short_name", "name_en")
            )
        )
        columns = ("pk", "name", "name_en", "dates", "region__code")
        return cls(
            (
                ConferenceRow(*row)
                for row in Conference.objects.order_by("pk").exclude(dates="").values_list(*columns)
            ),
            places,
        )

    def candidates(self, *, name: str, dates: str, region: str | None) -> list[Candidate]:
        """The conferences that the name and the days can mean; none where the days are not known."""
        if not name_key(name) or not dates:
            return []
        asked = parse_conference_name(name, self.places, region)
        return self._found(asked, [row for row in self.rows if dates_overlap(dates, row.dates)])

    def _found(self, asked, rows) -> list[Candidate]:
        met = [(row, *_agreement(asked, self._meetings(row))) for row in rows]
        alone = sum(bool(borne) for _row, borne, _words in met) == 1
        return [
            ConferenceCandidate(
                row.pk,
                row.name,
                row.name_en,
                is_exact=bool(borne) and alone,
                matched_name=borne,
                words=words,
                dates=row.dates,
            )
            for row, borne, words in met
            if borne or words
        ]

    def _meetings(self, row):
        return [parse_conference_name(text, self.places, row.region) for text in row.names]

    # Conferences that may be one

    def duplicates(self) -> Iterator[tuple[int, str, list[Candidate]]]:
        """Each conference with others that may be the same; only those that share a word are compared."""
        sharing = defaultdict(set)
        for place, row in enumerate(self.rows):
            for word in self._words(row):
                sharing[word].add(place)
        for place, row in enumerate(self.rows):
            near = sorted(set().union(*(sharing[word] for word in self._words(row))) - {place})
            rows = [
                self.rows[each] for each in near if dates_overlap(row.dates, self.rows[each].dates)
            ]
            found = (
                [each for asked in self._meetings(row) for each in self._found(asked, rows)]
                if rows
                else []
            )
            if found:
                yield row.pk, row.names[0], found[:MAX_DUPLICATES]

    def _words(self, row) -> set[str]:
        meetings = self._meetings(row)
        words = {
            word for each in meetings for meanings in _meanings(each.reading) for word in meanings
        }
        return (
            words
            | {word for each in meetings for word in each.reading.unknown_words}
            | {each.key for each in meetings}
        )


def conference_candidates(
    *, name: str, dates: str, region: Region | None = None
) -> list[Candidate]:
    """The conferences that the name and the days can mean; none where the days are not known. Two queries."""
    return ConferenceLookup.load().candidates(
        name=name, dates=dates, region=region.code if region else None
    )


def parse_conference_name(name: str, places: PlaceIndex, code: str | None) -> ParsedConferenceName:
    """What the name says, and where the region is."""
    reading = parse_name(NUMBERING_PATTERN.sub(" ", normalise_name(name)), places)
    named = tuple(place for place in reading.places if place.codes)
    return ParsedConferenceName(
        name_key(name),
        reading,
        named or places.for_region(code),
        _edition(normalise_name(name)),
        _purposes(normalise_name(name)),
    )


def _agreement(asked, names) -> tuple[str, str]:
    """The name that both have, and the distinctive words that agree."""
    if any(asked.key == its.key for its in names):
        return asked.reading.name.strip(), ""
    words = next(
        (
            shared
            for its in names
            if not asked.contradicts(its) and (shared := asked.shared_words(its))
        ),
        set(),
    )
    return "", " ".join(sorted(words))


def dates_overlap(one: str, other: str) -> bool:
    """Whether two partial dates can mean a day in common; of an unknown year, the day of the year decides."""
    if "XXXX" in one or "XXXX" in other:
        (start, end), (its_start, its_end) = _days_of_year(one), _days_of_year(other)
        return (
            None not in (*start, *end, *its_start, *its_end)
            and start <= its_end
            and its_start <= end
        )
    return partial_dates.earliest(one) <= partial_dates.latest(other) and partial_dates.earliest(
        other
    ) <= partial_dates.latest(one)


def _days_of_year(text):
    parts = partial_dates.parse(text)
    return [(part.month, part.day) for part in (parts[0], parts[-1])]


def _edition(text) -> int | None:
    editions = lexicon().conference_terms["editions"]
    for found in EDITION_PATTERN.findall(text):
        said = next(filter(None, found))
        if said.isdecimal() or said in editions:
            return int(said) if said.isdecimal() else editions[said]
    return None


def _purposes(text) -> frozenset[str]:
    """What the meeting was for, as far as the name says."""
    words = set(text.split())
    purposes = lexicon().conference_terms["purposes"].items()
    return frozenset(
        name
        for name, forms in purposes
        if words & set(forms["en"].split()) or any(form in text for form in forms["zh"].split())
    )


def _meet(places, others) -> bool:
    """Whether the places can be the same: one holds the other, or a side says none."""
    pairs = [(place, other) for place in places for other in others]
    return not pairs or any(
        place.codes & other.codes or place.contains(other) or other.contains(place)
        for place, other in pairs
    )


def _meanings(reading) -> Iterator[frozenset[str]]:
    generic = frozenset(lexicon().conference_terms["generic"].split())
    for core in reading.cores:
        yield core.meanings - generic


def _tokens(reading) -> frozenset[str]:
    """What tells the name apart in its own language."""
    return frozenset(reading.unknown_words | next(_meanings(reading), frozenset()))
