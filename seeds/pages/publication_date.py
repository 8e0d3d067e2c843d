"""When a page was published: the most trusted of its dates, and what is wrong with the others."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from portal.core import partial_dates
from portal.core.written_dates import ImpossibleDate, is_clock_zero, parse_machine_date
from seeds.pages.dateline import BARE_DATE, IMPOSSIBLE_DATE
from seeds.pages.dates import date_in_url
from seeds.pages.parsed_page import MetadataField
from seeds.pages.quality_flags import DATES_DISAGREE, IMPOSSIBLE
from seeds.reading.labels import PUBLISHED, WRITTEN

MOST_DAYS_APART = 1


@dataclass(frozen=True)
class PublicationDate:
    """The date in EDTF, "" when the page states none, and the quality flags that its dates give."""

    text: str
    flags: tuple[str, ...] = ()


class PageDates:
    """The dates that a page states as its publication, and whether one of them was impossible."""

    def __init__(self, *, not_after: datetime.date | None):
        self.not_after = not_after
        self.has_impossible = False

    def keep_possible(self, dates: Iterable[str]) -> list[str]:
        """Return the dates in EDTF that are not later than the page can be, and no zero of a clock."""
        return self._keep(dates, lambda date: "" if is_clock_zero(date) else date)

    def parse_declared(self, texts: Iterable[str]) -> list[str]:
        """Return the dates that machines wrote, in EDTF; a text that states none is left out."""
        return self._keep(texts, parse_machine_date)

    def _keep(self, texts, parse) -> list[str]:
        kept = []
        for text in texts:
            date = self._check(text, parse)
            if date and not _is_range_or_yearless(date):
                kept.append(date)
        return kept

    def _check(self, text: str, parse) -> str:
        try:
            date = parse(text)
        except ImpossibleDate:
            self.has_impossible = True
            return ""
        if date and self.not_after and partial_dates.earliest(date) > self.not_after:
            self.has_impossible = True
            return ""
        return date


def find_publication_date(
    fields: tuple[MetadataField, ...],
    declared: tuple[str, ...],
    *,
    address: str,
    weak_dates: tuple[str, ...],
    not_after: datetime.date | None = None,
) -> PublicationDate:
    """Return the publication date of a page.

    Printed labels come first, then printed dates without label, what the page declares (`declared`, in
    order of trust), its address, `weak_dates` (beside other words in the head, below the text) and the day
    of writing. A day of change is none.
    The clock comes from another statement of the same kind that names the same day.
    """
    dates = PageDates(not_after=not_after)
    dates.has_impossible = any(role == IMPOSSIBLE_DATE for role, _ in fields)
    printed = dates.keep_possible(_values(fields, PUBLISHED) + _values(fields, BARE_DATE))
    machine = dates.parse_declared(declared)
    in_address = dates.keep_possible(filter(None, [date_in_url(address)]))
    weak = dates.keep_possible(filter(None, [*weak_dates, *_values(fields, WRITTEN)]))
    kinds = [kind for kind in (printed, machine, in_address, weak) if kind]
    flags = []
    if _disagree([*printed[:1], *machine, *in_address]):
        flags.append(DATES_DISAGREE)
    if dates.has_impossible:
        flags.append(IMPOSSIBLE)
    return PublicationDate(_with_clock(kinds[0]) if kinds else "", tuple(flags))


def _with_clock(dates: list[str]) -> str:
    first = dates[0]
    return next((date for date in dates if date.startswith(f"{first}T")), first)


def _is_range_or_yearless(date: str) -> bool:
    return "/" in date or date.startswith(partial_dates.UNKNOWN_YEAR)


def _disagree(dates: list[str]) -> bool:
    """Whether one of the dates is surely more than a day away from the first."""
    return any(_days_between(dates[0], other) > MOST_DAYS_APART for other in dates[1:])


def _days_between(first: str, second: str) -> int:
    """Return the fewest days that can lie between two dates."""
    gap = partial_dates.earliest(first) - partial_dates.latest(second)
    other_gap = partial_dates.earliest(second) - partial_dates.latest(first)
    return max(gap.days, other_gap.days, 0)


def _values(fields: tuple[MetadataField, ...], role: str) -> list[str]:
    return [value for name, value in fields if name == role]
