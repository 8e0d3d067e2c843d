"""How many hits each choice of each facet leaves: one query for the numbers, one for what the choices are called."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.text import capfirst

from portal.core.lists import FIRST_YEAR, MOST_CHOICES, Choice, shown_name
from portal.core.names import current_language
from portal.core.search.entries import FACETS, KINDS
from portal.core.search.models import Entry, EntryFacet

COLUMNS = ("kind", "year")  # single values, which stand in the entry itself
Numbers = dict[str, dict[str, int]]


def facet_names() -> list[str]:
    """The facets in the order in which a page shows them."""
    return [*COLUMNS, *FACETS]


def narrowed(entries: QuerySet[Entry], chosen: Mapping[str, str]) -> QuerySet[Entry]:
    """The entries that have all the chosen values."""
    for name, value in chosen.items():
        if name in COLUMNS:
            entries = entries.filter(**{name: value})
        else:
            entries = entries.filter(pk__in=EntryFacet.objects.filter(facet=name, value=value).values("entry"))
    return entries


def counted(entries: QuerySet[Entry], chosen: Mapping[str, str]) -> tuple[int, Numbers]:
    """How many entries all choices leave, and for each facet how many each of its values would, under the other choices."""
    first, *rest = _queries(entries.order_by(), chosen)
    total, numbers = 0, defaultdict(dict)
    for facet, value, rows in first.union(*rest, all=True).values_list("facet_name", "choice", "rows"):
        if facet:
            numbers[facet][value] = rows
        else:
            total = rows
    return total, numbers


def _queries(entries, chosen):
    everything = {"facet_name": Value("", CharField()), "choice": Value("", CharField())}
    yield narrowed(entries, chosen).values(**everything).annotate(rows=Count("pk"))
    for name in COLUMNS:
        rows = narrowed(entries, _without(chosen, name))
        columns = {"facet_name": Value(name, CharField()), "choice": Cast(F(name), CharField())}
        yield rows.values(**columns).annotate(rows=Count("pk"))
    alike = defaultdict(list)  # facets that are counted under the same choices
    for name in FACETS:
        alike[name if name in chosen else ""].append(name)
    for name, facets in alike.items():
        rows = narrowed(entries, _without(chosen, name))
        values = EntryFacet.objects.filter(facet__in=facets, entry__in=rows.values("pk")).order_by()
        yield values.values(facet_name=F("facet"), choice=F("value")).annotate(rows=Count("pk"))


def _without(chosen, name):
    return {other: value for other, value in chosen.items() if other != name}


def choices(numbers: Numbers, chosen: Mapping[str, str]) -> dict[str, list[Choice]]:
    """The choices of each facet, the fullest first, years by time; a chosen value that nothing bears is left out."""
    names = _names({name: {*numbers.get(name, {}), *([chosen[name]] if name in chosen else [])} for name in FACETS})
    found = {}
    for facet in facet_names():
        counts = dict(numbers.get(facet, {}))
        if facet in chosen:
            counts.setdefault(chosen[facet], 0)
        labels = {value: _label(facet, value, names) for value in counts}
        made = [
            Choice(value, *labels[value], rows, selected=chosen.get(facet) == value)
            for value, rows in counts.items()
            if labels[value]
        ]
        made.sort(key=_by_year if facet == "year" else _by_number)
        found[facet] = [choice for place, choice in enumerate(made) if place < MOST_CHOICES or choice.selected]
    return found


def _by_year(choice):
    return -int(choice.value)


def _by_number(choice):
    return -choice.rows, choice.label


def _label(facet, value, names):
    """The label of a value and the language that it is in; None for no value of the facet."""
    if facet == "kind":
        return (capfirst(KINDS[value].label_of_many), current_language()) if value in KINDS else None
    if facet == "year":
        return (value, current_language()) if int(value) >= FIRST_YEAR else None
    sides = names.get((facet, value))
    return shown_name(sides) if sides else None


def _names(values: Mapping[str, set[str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Both names of each value of each facet, in one query."""
    queries = [_named(name, wanted) for name, wanted in values.items() if wanted]
    if not queries:
        return {}
    rows = queries[0].union(*queries[1:], all=True)
    return {(facet, value): (name, name_en) for facet, value, name, name_en in rows}


def _named(name, values):
    facet = FACETS[name]
    names = (Cast(F(column), CharField()) for column in (facet.column, "name", "name_en"))
    return facet.records(values).order_by().values_list(Value(name, CharField()), *names)
