"""Facets of search results: the hits of each value in one query, the names of the values in another."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast, StrIndex
from django.utils.text import capfirst

from portal.core.names import current_language
from portal.listing.choices import MIN_YEAR, FacetChoice, order_choices, pick_name
from portal.search.models import SearchEntry
from portal.search.registry import SEARCH_FACETS, SEARCH_KINDS

ENTRY_FACETS = ("kind", "year")  # single values, stored in columns of the entry itself
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
            position = StrIndex("facets", Value(f" {name}:{value} "))
            entries = entries.alias(**{f"has_{name}": position})
            entries = entries.filter(**{f"has_{name}__gt": 0})
    return entries


def count_facets(
    entries: QuerySet[SearchEntry], chosen: Mapping[str, str]
) -> tuple[int, FacetCounts]:
    """Count the entries under all chosen values, and those of each facet value.

    A facet's own choice does not narrow its values: they are counted under the choices of the
    other facets. The entries are read in one query, grouped by their combination of facet values.
    """
    total = 0
    counts = {name: Counter() for name in facet_names()}
    for kind, year, facets, rows in _group_by_values(entries):
        values = [("kind", kind), ("year", str(year)), *_split_facets(facets)]
        unmatched = {name for name, value in chosen.items() if (name, value) not in values}
        if not unmatched:
            total += rows
        for name, value in values:
            if not unmatched or unmatched == {name}:
                counts[name][value] += rows
    return total, counts


def _group_by_values(entries):
    return entries.order_by().values_list("kind", "year", "facets").annotate(rows=Count("pk"))


@lru_cache(maxsize=50_000)
def _split_facets(facets):
    return tuple(tuple(pair.split(":", 1)) for pair in facets.split())


def facet_choices(counts: FacetCounts, chosen: Mapping[str, str]) -> dict[str, list[FacetChoice]]:
    """The choices of each facet, those with most hits first, years from the latest.

    A value without a name is left out.
    """
    names = _value_names(_values_to_name(counts, chosen))
    choices = {}
    for facet in facet_names():
        rows_by_value = dict(counts[facet])
        if facet in chosen:
            rows_by_value.setdefault(chosen[facet], 0)
        choices[facet] = _facet_choices(facet, rows_by_value, names, chosen.get(facet))
    return choices


def _facet_choices(facet, rows_by_value, names, chosen_value):
    """The sorted choices of one facet, cut to the most that a page shows.

    The chosen one always stays.
    """
    choices = []
    for value, rows in rows_by_value.items():
        label = _label(facet, value, names)
        if label:
            text, language = label
            choices.append(FacetChoice(value, text, language, rows, selected=value == chosen_value))
    return order_choices(choices, by_year=facet == "year")


def _label(facet, value, names):
    """The label of a value and its language; None for what is no value of the facet."""
    if facet == "kind":
        return _kind_label(value)
    if facet == "year":
        return (value, current_language()) if int(value) >= MIN_YEAR else None
    both_names = names.get((facet, value))
    return pick_name(both_names) if both_names else None


def _kind_label(value):
    kind = SEARCH_KINDS.get(value)
    return (capfirst(kind.label_plural), current_language()) if kind else None


def _values_to_name(counts, chosen):
    """The values of each registered facet that need a name: the counted ones and the chosen one."""
    values = {}
    for facet in SEARCH_FACETS:
        values[facet] = set(counts[facet])
        if facet in chosen:
            values[facet].add(chosen[facet])
    return values


def _value_names(values: Mapping[str, set[str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Both names of each value of each facet, in one query."""
    queries = [_names_query(facet, wanted) for facet, wanted in values.items() if wanted]
    if not queries:
        return {}
    rows = queries[0].union(*queries[1:], all=True)
    return {(facet, value): (name, name_en) for facet, value, name, name_en in rows}


def _names_query(name, values):
    facet = SEARCH_FACETS[name]
    columns = [Cast(F(column), CharField()) for column in (facet.column, "name", "name_en")]
    return facet.records(values).order_by().values_list(Value(name, CharField()), *columns)
