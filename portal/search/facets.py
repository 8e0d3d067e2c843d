"""How many hits each choice of each facet leaves: one query for the numbers, one for what the choices are called."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast, StrIndex
from django.utils.text import capfirst

from portal.core.names import current_language
from portal.listing.filters import MAX_CHOICES, MIN_YEAR, FacetChoice, pick_name
from portal.search.models import SearchEntry
from portal.search.registry import SEARCH_FACETS, SEARCH_KINDS

ENTRY_FACETS = ("kind", "year")  # single values, which stand in the entry itself
FacetCounts = dict[str, Counter[str]]


def facet_names() -> list[str]:
    """The facets in the order in which a page shows them."""
    return [*ENTRY_FACETS, *SEARCH_FACETS]


def filter_by_facets(
    entries: QuerySet[SearchEntry], chosen: Mapping[str, str]
) -> QuerySet[SearchEntry]:
    """The entries that have all the chosen values."""
    for name, value in chosen.items():
        if name in ENTRY_FACETS:
            entries = entries.filter(**{name: value})
        else:
            entries = entries.alias(
                **{f"has_{name}": StrIndex("facets", Value(f" {name}:{value} "))}
            )
            entries = entries.filter(**{f"has_{name}__gt": 0})
    return entries


def count_facets(
    entries: QuerySet[SearchEntry], chosen: Mapping[str, str]
) -> tuple[int, FacetCounts]:
    """How many entries all choices leave, and for each facet how many each of its values would, under the other choices.

    The entries are read once, those with the same values of all facets as one row.
    """
    total, numbers = 0, {name: Counter() for name in facet_names()}
    for kind, year, facets, rows in _alike(entries):
        values = [("kind", kind), ("year", str(year)), *_pairs(facets)]
        missing = {name for name, value in chosen.items() if (name, value) not in values}
        if not missing:
            total += rows
        for name, value in values:
            if not missing or missing == {name}:
                numbers[name][value] += rows
    return total, numbers


def _alike(entries):
    return entries.order_by().values_list("kind", "year", "facets").annotate(rows=Count("pk"))


@lru_cache(maxsize=50_000)
def _pairs(facets):
    return tuple(tuple(pair.split(":", 1)) for pair in facets.split())


def facet_choices(numbers: FacetCounts, chosen: Mapping[str, str]) -> dict[str, list[FacetChoice]]:
    """The choices of each facet, the fullest first, years by time; a chosen value that nothing bears is left out."""
    names = _names(
        {
            name: {*numbers[name], *([chosen[name]] if name in chosen else [])}
            for name in SEARCH_FACETS
        }
    )
    found = {}
    for facet in facet_names():
        counts = dict(numbers[facet])
        if facet in chosen:
            counts.setdefault(chosen[facet], 0)
        labels = {value: _label(facet, value, names) for value in counts}
        made = [
            FacetChoice(value, *labels[value], rows, selected=chosen.get(facet) == value)
            for value, rows in counts.items()
            if labels[value]
        ]
        made.sort(key=_by_year if facet == "year" else _by_number)
        found[facet] = [
            choice for place, choice in enumerate(made) if place < MAX_CHOICES or choice.selected
        ]
    return found


def _by_year(choice):
    return -int(choice.value)


def _by_number(choice):
    return -choice.rows, choice.label


def _label(facet, value, names):
    """The label of a value and the language that it is in; None for no value of the facet."""
    if facet == "kind":
        return (
            (capfirst(SEARCH_KINDS[value].label_plural), current_language())
            if value in SEARCH_KINDS
            else None
        )
    if facet == "year":
        return (value, current_language()) if int(value) >= MIN_YEAR else None
    sides = names.get((facet, value))
    return pick_name(sides) if sides else None


def _names(values: Mapping[str, set[str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Both names of each value of each facet, in one query."""
    queries = [_named(name, wanted) for name, wanted in values.items() if wanted]
    if not queries:
        return {}
    rows = queries[0].union(*queries[1:], all=True)
    return {(facet, value): (name, name_en) for facet, value, name, name_en in rows}


def _named(name, values):
    facet = SEARCH_FACETS[name]
    names = (Cast(F(column), CharField()) for column in (facet.column, "name", "name_en"))
    return facet.records(values).order_by().values_list(Value(name, CharField()), *names)
