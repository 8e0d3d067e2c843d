"""The choices of a facet: labels and numbers of rows, in the order of a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nlargest

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast

from portal.core.names import CHINESE, ENGLISH, current_language
from portal.listing.list_counts import ListCounts

MIN_YEAR = 1800
MAX_CHOICES = 100
MAX_NAMED = 1_000  # values of a facet whose names are read, those of most rows


@dataclass
class FacetChoice:
    """One choice of a facet: its value in the address, its label on the page, and how many rows it leaves.

    Where `is_bounded`, there are at least so many rows.
    """

    value: str
    label: str
    language: str
    count: int
    selected: bool = False
    is_bounded: bool = False

    @property
    def caption(self) -> str:
        """The label with the count, as an option shows it."""
        more = "+" if self.is_bounded else ""
        return f"{self.label} ({self.count}{more})"


def _latest_first(choice):
    return -int(choice.value)


def _most_rows_first(choice):
    return -choice.count, choice.label


def order_choices(choices: list[FacetChoice], *, by_year: bool) -> list[FacetChoice]:
    """The choices with most rows first, or the latest years first.

    Only as many as a page shows, and the selected one wherever it is.
    """
    ordered = sorted(choices, key=_latest_first if by_year else _most_rows_first)
    selected_rest = [choice for choice in ordered[MAX_CHOICES:] if choice.selected]
    return ordered[:MAX_CHOICES] + selected_rest


def pick_name(names: tuple[str, str]) -> tuple[str, str]:
    """Of a Chinese and an English name the one for this page, or else the other, with its language."""
    chinese, english = names
    if current_language() == ENGLISH:
        return (english, ENGLISH) if english or not chinese else (chinese, CHINESE)
    return (chinese, CHINESE) if chinese else (english, ENGLISH)


def read_names(values: Mapping[str, set[str]], facets: Mapping) -> dict[tuple[str, str], tuple]:
    """The value in the address and both names of each record that values stand for, in one query."""
    queries = [
        _names_query(name, facets[name], wanted) for name, wanted in values.items() if wanted
    ]
    if not queries:
        return {}
    rows = queries[0].union(*queries[1:], all=True)
    return {(facet, key): tuple(texts) for facet, key, *texts in rows}


def _names_query(name, facet, keys):
    columns = [
        Cast(F(column), CharField()) for column in ("pk", facet.address_field, "name", "name_en")
    ]
    records = facet.named_by.objects.filter(pk__in=[int(key) for key in keys]).order_by()
    return records.values_list(Value(name, CharField()), *columns)


def values_by_facet(counts: ListCounts, facets: Mapping) -> dict[str, dict[str, int]]:
    """The counted values of each facet with their rows, those of most rows where there are too many."""
    values: dict[str, dict[str, int]] = {name: {} for name in facets}
    for choice, rows in counts.by_choice.items():
        name, _separator, value = choice.partition(":")
        if name in values:
            values[name][value] = rows
    return {name: _with_most_rows(rows) for name, rows in values.items()}


def _with_most_rows(rows):
    if len(rows) <= MAX_NAMED:
        return rows
    return dict(nlargest(MAX_NAMED, rows.items(), key=lambda item: item[1]))
