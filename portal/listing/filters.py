"""Filter sets of lists, and their choices counted."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CharField, Count, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Substr
from django.utils.translation import gettext_lazy as _

from portal.core.names import current_language
from portal.listing.choices import (
    MIN_YEAR,
    FacetChoice,
    order_choices,
    pick_name,
    read_names,
    values_by_facet,
)
from portal.listing.keyset import MAX_ID_DIGITS
from portal.listing.list_counts import MAX_COUNTED, ListCounts

MAX_YEAR = 2200
MAX_QUERY_LENGTH = 80
ADDRESS_FIELDS = ("slug", "code")
COUNT_COLUMNS = ("choice", "label", "label_en")


def _text(value):
    return Value(value, CharField())


@dataclass(frozen=True)
class ListFacet:
    """A filter whose choices are counted.

    `path` leads to the value in the address, `label_path` to the record whose names a choice bears,
    of the model `named_by`; `parent_path` leads to the broader record that counts the row as well
    (the province of a prefecture); `where` keeps out what the public may not see.
    """

    path: str
    label_path: str = ""
    named_by: type[Model] | None = None
    year: bool = False
    parent_path: str = ""
    where: Q = field(default_factory=Q)

    @property
    def address_field(self) -> str:
        """The field of the record that the address holds."""
        name = self.path.rpartition("__")[2]
        return name if name in ADDRESS_FIELDS else "pk"

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
    """The filters of the list of a kind; `facets` names the ones whose choices are counted."""

    record_kind = ""
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

    def chosen_values(self) -> dict[str, str] | None:
        """The chosen values of the facets; None where another filter is used as well."""
        values = {}
        for name, value in self.form.cleaned_data.items():
            if value in (None, ""):
                continue
            if name not in self.facets:
                return None
            values[name] = str(value.pk if isinstance(value, Model) else value)
        return values

    def kept_choices(
        self, counts: ListCounts, chosen: dict[str, str]
    ) -> dict[str, list[FacetChoice]]:
        """The choices of each facet with kept counts, in one query at most."""
        facets = self.facets
        values = values_by_facet(counts, facets)
        named = {name: set(values[name]) for name, facet in facets.items() if facet.named_by}
        names = read_names(named, facets)
        choices: dict[str, list[FacetChoice]] = {name: [] for name in facets}
        for name, rows_by_value in values.items():
            for value, rows in rows_by_value.items():
                address, *labels = names.get((name, value), (value, "", ""))
                is_left_out = name in named and (name, value) not in names
                if not is_left_out and self._is_known(name, value):
                    choice = self._choice(name, address, labels, rows)
                    choice.selected = chosen.get(name) == value
                    choice.is_bounded = counts.is_bounded
                    choices[name].append(choice)
        return {name: self._ordered(name, choices[name]) for name in facets}

    def count_facets(self) -> tuple[ListCounts, dict[str, list[FacetChoice]]]:
        """The number of rows under the filter, and the counted choices of each facet, in one query.

        Each of the numbers is counted up to a bound.
        """
        counts = ListCounts()
        choices: dict[str, list[FacetChoice]] = {name: [] for name in self.facets}
        for facet_name, value, label, label_en, rows in self._read_counts():
            if not facet_name:
                counts.total = min(rows, MAX_COUNTED)
                counts.is_bounded = rows > MAX_COUNTED
            elif self._is_known(facet_name, value):
                choice = self._choice(facet_name, value, (label, label_en), rows)
                choices[facet_name].append(choice)
        return counts, {name: self._ordered(name, choices[name]) for name in self.facets}

    def _read_counts(self):
        """Rows of facet, value, both labels and number; the row of the total has no facet."""
        no_labels = {name: _text("") for name in COUNT_COLUMNS}
        total = self._bounded(self.qs).values(facet=_text("")).annotate(**no_labels)
        total = total.annotate(rows=Count("pk", distinct=True))
        queries = []
        for name, facet in self.facets.items():
            queries += self._count_queries(name, facet)
        return total.union(*queries, all=True).values_list("facet", *COUNT_COLUMNS, "rows")

    def _bounded(self, rows):
        """No more of the rows than are counted."""
        counted = rows.order_by().values("pk")[: MAX_COUNTED + 1]
        return self.queryset.order_by().filter(pk__in=counted)

    def _count_queries(self, name, facet):
        rows = self._bounded(self.queryset_without(name))
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
