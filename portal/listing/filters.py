"""Filter sets of lists, their choices counted, and the listing that a list page shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CharField, Count, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Substr
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.caching.site_version import cached_until_change
from portal.core.names import CHINESE, ENGLISH, current_language
from portal.listing.keyset import MAX_ID_DIGITS, KeysetOrder, KeysetPage, paginate

MIN_YEAR = 1800
MAX_YEAR = 2200
MAX_QUERY_LENGTH = 80
MAX_CHOICES = 100
COUNT_COLUMNS = ("choice", "label", "label_en")


def _text(value):
    return Value(value, CharField())


@dataclass(frozen=True)
class ListFacet:
    """A filter whose choices are counted.

    `path` leads to the value in the address, `label_path` to the record whose names a choice bears,
    `parent_path` to the broader record that counts the row as well (the province of a prefecture);
    `where` keeps out what the public may not see.
    """

    path: str
    label_path: str = ""
    year: bool = False
    parent_path: str = ""
    where: Q = field(default_factory=Q)

    def branches(self) -> Iterator[tuple[Q, dict]]:
        """The condition and the columns of each count: one by the value, one by the broader record."""
        own_columns = self._columns(self.path, self.label_path)
        if not self.parent_path:
            yield self.where, own_columns
            return
        value = self.path.rpartition("__")[2]
        parent_columns = self._columns(f"{self.parent_path}__{value}", self.parent_path)
        yield self.where & Q(**{f"{self.parent_path}__isnull": False}), own_columns
        broadest_columns = {
            name: Coalesce(parent_columns[name], own_columns[name]) for name in COUNT_COLUMNS
        }
        yield self.where, broadest_columns

    def _columns(self, path, names):
        value = Cast(F(path), CharField())
        if self.year:
            value = Substr(value, 1, 4)  # quicker than a date function for every row
        return {
            "choice": value,
            "label": F(f"{names}__name") if names else _text(""),
            "label_en": F(f"{names}__name_en") if names else _text(""),
        }


@dataclass
class FacetChoice:
    """One choice of a facet: its value in the address, its label on the page, and how many rows it leaves."""

    value: str
    label: str
    language: str
    count: int
    selected: bool = False

    @property
    def caption(self) -> str:
        """The label with the count, as an option shows it."""
        return f"{self.label} ({self.count})"


class YearFilter(django_filters.Filter):
    """The rows whose day is in a year."""

    field_class = forms.IntegerField

    def __init__(self, field_name, **options):
        super().__init__(
            field_name, lookup_expr="year", min_value=MIN_YEAR, max_value=MAX_YEAR, **options
        )


class RecordChoiceField(django_filters.fields.ModelChoiceField):
    """A choice of a record.

    A number past every id is no choice, where a key to another table would overflow.
    """

    def to_python(self, value):
        if len(str(value)) > MAX_ID_DIGITS:
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": value},
            )
        return super().to_python(value)


class RecordFilter(django_filters.ModelChoiceFilter):
    """The rows that point at the chosen record."""

    field_class = RecordChoiceField


class RelatedRecordFilter(RecordFilter):
    """The rows related to the chosen record, each once however many relations there are."""

    def filter(self, qs, value):
        """All rows where nothing was chosen."""
        return filter_by_subquery(qs, Q(**{self.field_name: value})) if value else qs


def filter_by_subquery(queryset: QuerySet, condition: Q) -> QuerySet:
    """The rows that meet the condition, through a subquery.

    A join over many would count a row once for each.
    """
    return queryset.filter(pk__in=queryset.model.objects.filter(condition).order_by().values("pk"))


class ListFilterSet(django_filters.FilterSet):
    """A list's filters; `facets` names the ones whose choices are counted."""

    facets: dict[str, ListFacet] = {}
    q = django_filters.CharFilter(
        method="filter_contains", label=_("Name or title contains"), max_length=MAX_QUERY_LENGTH
    )
    search_fields: tuple[str, ...] = ()

    def filter_contains(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """The rows with the text in any of the search fields, each once."""
        condition = Q()
        for path in self.search_fields:
            condition |= Q(**{f"{path}__icontains": value})
        return filter_by_subquery(queryset, condition)

    def queryset_without(self, skipped: str) -> QuerySet:
        """The rows under every filter but one, which is what the choices of that one can lead to."""
        rows = self.queryset
        for name, value in self.form.cleaned_data.items():
            if name != skipped:
                rows = self.filters[name].filter(rows, value)
        return rows

    def count_facets(self) -> tuple[int, dict[str, list[FacetChoice]]]:
        """The number of rows under the filter, and the counted choices of each facet, in one query."""
        total = 0
        choices: dict[str, list[FacetChoice]] = {name: [] for name in self.facets}
        for facet_name, value, label, label_en, rows in self._read_counts():
            if not facet_name:
                total = rows
            elif self._is_known(facet_name, value):
                choice = self._choice(facet_name, value, (label, label_en), rows)
                choices[facet_name].append(choice)
        return total, {name: self._ordered(name, choices[name]) for name in self.facets}

    def _read_counts(self):
        """Rows of facet, value, both labels and number; the row of the total has no facet."""
        no_labels = {name: _text("") for name in COUNT_COLUMNS}
        total = self.qs.order_by().values(facet=_text("")).annotate(**no_labels)
        total = total.annotate(rows=Count("pk", distinct=True))
        queries = []
        for name, facet in self.facets.items():
            queries += self._count_queries(name, facet)
        return total.union(*queries, all=True).values_list("facet", *COUNT_COLUMNS, "rows")

    def _count_queries(self, name, facet):
        rows = self.queryset_without(name).order_by()
        for where, columns in facet.branches():
            counted = rows.filter(where).values(facet=_text(name)).annotate(**columns)
            yield counted.annotate(rows=Count("pk", distinct=True))

    def _is_known(self, name, value):
        """Whether there is a value; an unknown date is stored as the first of all days."""
        if not value:
            return False
        return not self.facets[name].year or int(value) >= MIN_YEAR

    def _choice(self, name, value, names, rows):
        if any(names):
            label, language = pick_name(names)
        else:
            label = self._field_label(name, value)
            language = current_language()
        return FacetChoice(value, label, language, rows, selected=self.data.get(name) == value)

    def _field_label(self, name, value):
        """The label of a value among the choices of the form field; the value itself where it has none."""
        labels = dict(getattr(self.filters[name].field, "choices", ()))
        return str(labels.get(value, value))

    def _ordered(self, name, choices):
        """The choices in order, cut to the most that a page shows, with the chosen one in any case."""
        shown = order_choices(choices, by_year=self.facets[name].year)
        if any(choice.selected for choice in shown):
            return shown
        return [*shown, *self.selected_choices(name)]

    def selected_choices(self, name: str) -> list[FacetChoice]:
        """The choice in the address, if it is valid, with no rows.

        A list that it leaves empty still shows it.
        """
        value = self.form.cleaned_data.get(name)
        if not value:
            return []
        label = str(value) if isinstance(value, Model) else self._field_label(name, value)
        return [FacetChoice(self.data[name], label, current_language(), 0, selected=True)]


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


@dataclass
class Listing:
    """What a list page shows: the filter form, a page of rows, their total, and the facets."""

    filter: ListFilterSet
    page: KeysetPage
    total: int = 0
    facets: list = field(default_factory=list)
    active: bool = False

    @property
    def is_valid(self) -> bool:
        """Whether every filter value could be read."""
        return not self.filter.form.errors


def _cache_name(request, filter_class):
    """The cache key of the counts.

    It holds the filter and the language, whatever the page and the order of the parameters.
    """
    parameters = []
    for name, values in request.GET.lists():
        if name in filter_class.base_filters:
            parameters += [(name, value) for value in values]
    class_name = f"{filter_class.__module__}.{filter_class.__name__}"
    return f"{class_name} {current_language()} {sorted(parameters)}"


def build_listing(
    request: HttpRequest,
    filter_class: type[ListFilterSet],
    queryset: QuerySet,
    order: KeysetOrder,
) -> Listing:
    """The filtered, counted page of a list; a bad filter value leaves its error and no rows."""
    chosen = filter_class(request.GET, queryset=queryset)
    active = any(request.GET.get(name) for name in chosen.filters)
    if not chosen.is_valid():
        fields = [(chosen.form[name], chosen.selected_choices(name)) for name in chosen.facets]
        return Listing(chosen, KeysetPage([]), facets=fields, active=active)
    total, choices = cached_until_change(_cache_name(request, filter_class), chosen.count_facets)
    facets = [(chosen.form[name], facet_choices) for name, facet_choices in choices.items()]
    page = paginate(chosen.qs, order, request.GET)
    return Listing(chosen, page, total, facets, active)
