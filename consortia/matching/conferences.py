"""Lookup of conferences by name and dates: two reports of one meeting may differ in wording and language."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from consortia.matching.conference_names import (
    ParsedConferenceName,
    core_meanings,
    parse_conference_name,
)
from consortia.matching.name_lexicon import PlaceIndex, get_place_index
from consortia.matching.name_lookup import MAX_DUPLICATES, Candidate
from consortia.models import Conference, Region
from portal.core import partial_dates
from portal.core.folding import name_key
from portal.core.names import current_language

UNKNOWN_YEAR = "XXXX"  # in a partial date


@dataclass(frozen=True)
class ConferenceCandidate(Candidate):
    """A conference that a report can mean, and why. `is_exact`: it alone has this name and dates that fit."""

    dates: str = ""

    @property
    def reason(self) -> str:
        """Why the report can mean it, in the language of the page."""
        values = {
            "held": partial_dates.display(self.dates, current_language()),
            "words": self.words or self.matched_name,
        }
        if self.matched_name:
            return _("Has this name (%(words)s), and the dates (%(held)s) fit.") % values
        return _("Dates (%(held)s) fit, and distinctive words (%(words)s) agree.") % values


@dataclass(frozen=True)
class ConferenceRow:
    """The columns of a conference that matching needs."""

    pk: int
    name: str
    name_en: str
    dates: str
    region: str | None

    @property
    def names(self) -> list[str]:
        """Its names, the Chinese one first."""
        return [text for text in (self.name, self.name_en) if text]


@dataclass(frozen=True)
class ConferenceAgreement:
    """The agreement of a conference with a query: the whole name, distinctive words, or neither."""

    name: str = ""
    words: str = ""


class ConferenceLookup:
    """All conferences with dates in memory; `load` takes two queries, a lookup none."""

    def __init__(self, rows: Iterable[ConferenceRow], places: PlaceIndex):
        self.rows = list(rows)
        self.places = places

    @classmethod
    def load(cls) -> "ConferenceLookup":
        """Load the lookup from the database. Two queries."""
        regions = Region.objects.order_by("code")
        places = get_place_index(
            tuple(regions.values_list("code", "name", "short_name", "name_en"))
        )
        columns = ("pk", "name", "name_en", "dates", "region__code")
        rows = Conference.objects.order_by("pk").exclude(dates="").values_list(*columns)
        return cls((ConferenceRow(*row) for row in rows), places)

    def candidates(self, *, name: str, dates: str, region: str | None) -> list[Candidate]:
        """Look up conferences that the name and the dates can mean; none without dates."""
        if not name_key(name) or not dates:
            return []
        query = parse_conference_name(name, self.places, region)
        rows = [row for row in self.rows if dates_overlap(dates, row.dates)]
        return self._matches(query, rows)

    def _matches(self, query, rows) -> list[Candidate]:
        agreements = [(row, _agreement(query, self._parsed_names(row))) for row in rows]
        same_name = sum(1 for _row, agreement in agreements if agreement.name)
        return [
            ConferenceCandidate(
                row.pk,
                row.name,
                row.name_en,
                is_exact=bool(agreement.name) and same_name == 1,
                matched_name=agreement.name,
                words=agreement.words,
                dates=row.dates,
            )
            for row, agreement in agreements
            if agreement != ConferenceAgreement()
        ]

    def _parsed_names(self, row) -> list[ParsedConferenceName]:
        return [parse_conference_name(text, self.places, row.region) for text in row.names]

    # Likely duplicates

    def duplicates(self) -> Iterator[tuple[int, str, list[Candidate]]]:
        """Yield (primary key, name, likely duplicates) for each conference that has any.

        Only conferences that share a word are compared.
        """
        positions_by_word = self._positions_by_word()
        for position, row in enumerate(self.rows):
            positions: set[int] = set()
            for word in self._comparison_words(row):
                positions |= positions_by_word[word]
            rows = self._overlapping_rows(row, positions - {position})
            if not rows:
                continue
            candidates = []
            for query in self._parsed_names(row):
                candidates += self._matches(query, rows)
            if candidates:
                yield row.pk, row.names[0], candidates[:MAX_DUPLICATES]

    def _positions_by_word(self) -> dict[str, set[int]]:
        positions = defaultdict(set)
        for position, row in enumerate(self.rows):
            for word in self._comparison_words(row):
                positions[word].add(position)
        return positions

    def _overlapping_rows(self, row, positions) -> list[ConferenceRow]:
        """The rows at these positions whose dates overlap those of the row."""
        other_rows = (self.rows[position] for position in sorted(positions))
        return [other_row for other_row in other_rows if dates_overlap(row.dates, other_row.dates)]

    def _comparison_words(self, row) -> set[str]:
        """The words of a conference, at least one of which a duplicate shares."""
        words: set[str] = set()
        for parsed in self._parsed_names(row):
            words.add(parsed.key)
            words |= parsed.parsed_name.unknown_words
            words = words.union(*core_meanings(parsed.parsed_name))
        return words


def conference_candidates(
    *, name: str, dates: str, region: Region | None = None
) -> list[Candidate]:
    """Look up conferences that the name and the dates can mean; none without dates.

    Two queries.
    """
    code = region.code if region else None
    return ConferenceLookup.load().candidates(name=name, dates=dates, region=code)


def _agreement(query, parsed_names) -> ConferenceAgreement:
    if any(query.key == parsed.key for parsed in parsed_names):
        return ConferenceAgreement(name=query.parsed_name.name.strip())
    for parsed in parsed_names:
        if query.contradicts(parsed):
            continue
        words = query.shared_words(parsed)
        if words:
            return ConferenceAgreement(words=" ".join(sorted(words)))
    return ConferenceAgreement()


def dates_overlap(first: str, second: str) -> bool:
    """Whether two partial dates can have a day in common; with an unknown year, months and days decide."""
    if UNKNOWN_YEAR in first or UNKNOWN_YEAR in second:
        return _days_of_year_overlap(_days_of_year(first), _days_of_year(second))
    return partial_dates.earliest(first) <= partial_dates.latest(second) and (
        partial_dates.earliest(second) <= partial_dates.latest(first)
    )


def _days_of_year_overlap(days, other_days) -> bool:
    start, end = days
    other_start, other_end = other_days
    if None in (*start, *end, *other_start, *other_end):
        return False
    return start <= other_end and other_start <= end


def _days_of_year(text) -> list[tuple[int | None, int | None]]:
    """Month and day of the first and of the last day of a partial date."""
    parts = partial_dates.parse(text)
    return [(part.month, part.day) for part in (parts[0], parts[-1])]
