"""The list kit: a filter form with counts beside its choices, over the pages of a list."""

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

MIN_YEAR, MAX_YEAR = 1800, 2200
MAX_QUERY_LENGTH = 80
MAX_CHOICES = 100


@dataclass(frozen=True)
class ListFacet:
    """A filter whose choices are counted.

    `path` leads to the value in the address, `names` to the record whose names a choice bears, `roof` to the broader
    record that counts the row as well (the province of a prefecture); `where` keeps out what the public may not see.
    """

    path: str
    names: str = ""
    year: bool = False
    parent_path: str = ""
    where: Q = field(default_factory=Q)

    def branches(self) -> Iterator[tuple[Q, dict]]:
        """The rows to count and the expressions to count them by; two of them where a broader record counts too."""
        if not self.parent_path:
            yield self.where, self._columns(self.path, self.names)
            return
        value = self.path.rpartition("__")[2]
        own, roof = (
            self._columns(self.path, self.names),
            self._columns(f"{self.parent_path}__{value}", self.parent_path),
        )
        yield self.where & Q(**{f"{self.parent_path}__isnull": False}), own
        yield self.where, {name: Coalesce(roof[name], own[name]) for name in own}

    def _columns(self, path, names):
        value = Cast(F(path), CharField())
        value = (
            Substr(value, 1, 4) if self.year else value
        )  # quicker than a date function for every row
        labels = [
            F(f"{names}__{name}") if names else Value("", CharField())
            for name in ("name", "name_en")
        ]
        return dict(zip(("choice", "label", "label_en"), (value, *labels), strict=True))


@dataclass
class FacetChoice:
    """One choice of a facet: what the address carries, what the page shows, and how many rows it leaves."""

    value: str
    label: str
    language: str
    rows: int
    selected: bool = False


class YearFilter(django_filters.Filter):
    """The rows whose day lies in a year."""

    field_class = forms.IntegerField

    def __init__(self, field_name, **options):
        super().__init__(
            field_name, lookup_expr="year", min_value=MIN_YEAR, max_value=MAX_YEAR, **options
        )


class RecordChoiceField(django_filters.fields.ModelChoiceField):
    """A choice of a record; a number past every id is no choice, where a key to another table would overflow."""

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
    """The rows that are tied to the chosen record, each once however many ties there are."""

    def filter(self, qs, value):
        """The rows themselves where nothing was chosen."""
        return filter_by_subquery(qs, Q(**{self.field_name: value})) if value else qs


def filter_by_subquery(queryset: QuerySet, condition: Q) -> QuerySet:
    """The rows that meet the condition, through a subquery: a join over many would count a row once for each."""
    return queryset.filter(pk__in=queryset.model.objects.filter(condition).order_by().values("pk"))


class ListFilterSet(django_filters.FilterSet):
    """A list's filters; `facets` names the ones whose choices are counted."""

    facets: dict[str, ListFacet] = {}
    q = django_filters.CharFilter(
        method="filter_contains", label=_("Name or title contains"), max_length=MAX_QUERY_LENGTH
    )
    search_fields: tuple[str, ...] = ()

    def filter_contains(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """The rows of which any searched field holds the text, each once."""
        wanted = Q()
        for path in self.search_fields:
            wanted |= Q(**{f"{path}__icontains": value})
        return filter_by_subquery(queryset, wanted)

    def queryset_without(self, skipped: str) -> QuerySet:
        """The rows under every filter but one, which is what the choices of that one can lead to."""
        rows = self.queryset
        for name, value in self.form.cleaned_data.items():
            if name != skipped:
                rows = self.filters[name].filter(rows, value)
        return rows

    def count_facets(self) -> tuple[int, dict[str, list[FacetChoice]]]:
        """How many rows the filter leaves, and the counted choices of each facet: one query for all."""
        total = self.qs.order_by().values(facet=Value("", CharField()))
        blank = {name: Value("", CharField()) for name in ("choice", "label", "label_en")}
        total = total.annotate(**blank).annotate(rows=Count("pk", distinct=True))
        queries = [
            query for name, facet in self.facets.items() for query in self._count(name, facet)
        ]
        found: dict[str, list[FacetChoice]] = {name: [] for name in self.facets}
        rows_in_all = 0
        columns = ("facet", "choice", "label", "label_en", "rows")
        for name, value, label, label_en, rows in total.union(*queries, all=True).values_list(
            *columns
        ):
            if not name:
                rows_in_all = rows
            elif value and not (
                self.facets[name].year and int(value) < MIN_YEAR
            ):  # no year is known
                found[name].append(self._choice(name, value, (label, label_en), rows))
        return rows_in_all, {name: self._ordered(name, choices) for name, choices in found.items()}

    def _count(self, name, facet):
        rows = self.queryset_without(name).order_by()
        for where, columns in facet.branches():
            counted = rows.filter(where).values(facet=Value(name, CharField())).annotate(**columns)
            yield counted.annotate(rows=Count("pk", distinct=True))

    def _choice(self, name, value, names, rows):
        label, language = (
            pick_name(names) if any(names) else (self._known_label(name, value), current_language())
        )
        return FacetChoice(value, label, language, rows, selected=self.data.get(name) == value)

    def _known_label(self, name, value):
        known = dict(getattr(self.filters[name].field, "choices", ()))
        return str(known.get(value, value))

    def _ordered(self, name, choices):
        by_year = self.facets[name].year
        choices.sort(
            key=lambda choice: -int(choice.value) if by_year else (-choice.rows, choice.label)
        )
        choices = [
            choice for place, choice in enumerate(choices) if place < MAX_CHOICES or choice.selected
        ]
        return (
            [*choices, *self.selected_choices(name)]
            if not any(choice.selected for choice in choices)
            else choices
        )

    def selected_choices(self, name: str) -> list[FacetChoice]:
        """The choice that the address carries, if it is a good one: a list that it leaves empty still shows it."""
        value = self.form.cleaned_data.get(name)
        if not value:
            return []
        label = str(value) if isinstance(value, Model) else self._known_label(name, value)
        return [FacetChoice(self.data[name], label, current_language(), 0, selected=True)]


def pick_name(names: tuple[str, str]) -> tuple[str, str]:
    """Of a Chinese and an English name the one for this page, or the other, with its language."""
    sides = dict(zip((CHINESE, ENGLISH), names, strict=True))
    asked = current_language()
    if sides[asked]:
        return sides[asked], asked
    return (names[0], CHINESE) if names[0] else (names[1], ENGLISH)


@dataclass
class Listing:
    """What a list page shows."""

    filter: ListFilterSet
    page: KeysetPage
    total: int = 0
    facets: list = field(default_factory=list)
    active: bool = False

    @property
    def is_valid(self) -> bool:
        """Whether every filter value could be read."""
        return not self.filter.form.errors


def _what(request, kind):
    """The filter in words: what is counted in which language, whatever the page and the order of the parameters."""
    asked = sorted(
        (name, value)
        for name, values in request.GET.lists()
        if name in kind.base_filters
        for value in values
    )
    return f"{kind.__module__}.{kind.__name__} {current_language()} {asked}"


def build_listing(
    request: HttpRequest, kind: type[ListFilterSet], queryset: QuerySet, order: KeysetOrder
) -> Listing:
    """The filtered, counted page of a list; a bad filter value leaves its error and no rows."""
    chosen = kind(request.GET, queryset=queryset)
    active = any(request.GET.get(name) for name in chosen.filters)
    if not chosen.is_valid():
        fields = [(chosen.form[name], chosen.selected_choices(name)) for name in chosen.facets]
        return Listing(chosen, KeysetPage([]), facets=fields, active=active)
    total, facets = cached_until_change(_what(request, kind), chosen.count_facets)
    shown = [(chosen.form[name], choices) for name, choices in facets.items()]
    return Listing(chosen, paginate(chosen.qs, order, request.GET), total, shown, active)
