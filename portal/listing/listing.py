"""The listing that a list page shows: the filter form, a page of rows, and the counted choices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from portal.caching.site_version import cached_until_change
from portal.core.names import current_language
from portal.listing.filters import ListFilterSet
from portal.listing.keyset import KeysetOrder, KeysetPage, paginate
from portal.listing.list_counts import ListCounts, count_list
from portal.listing.list_rows import ListOrder, ListQuery, RowPlace


@dataclass
class Listing:
    """What a list page shows: the filter form, a page of rows, their total, and the facets."""

    filter: ListFilterSet
    page: KeysetPage
    counts: ListCounts = field(default_factory=ListCounts)
    facets: list = field(default_factory=list)
    active: bool = False

    @property
    def total(self) -> int:
        """The number of rows, or the least number where the counts are bounded."""
        return self.counts.total

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
    """The filtered, counted page of a list; a bad filter value leaves its error and no rows.

    Under facets alone it is read from the read model, which has the records in the same order.
    """
    chosen = filter_class(request.GET, queryset=queryset)
    active = any(request.GET.get(name) for name in chosen.filters)
    if not chosen.is_valid():
        fields = [(chosen.form[name], chosen.selected_choices(name)) for name in chosen.facets]
        return Listing(chosen, KeysetPage([]), facets=fields, active=active)
    values = chosen.chosen_values()
    if values is None:
        counts, choices = cached_until_change(
            _cache_name(request, filter_class), chosen.count_facets
        )
        page = paginate(chosen.qs, order, request.GET)
    else:
        at = timezone.now()
        rows = list_rows(chosen.record_kind, values, at=at)
        page = paginate(rows, ListOrder.like(order, queryset.model), request.GET)
        page.rows = load_records(queryset, page.rows)
        counts, choices = cached_until_change(
            _cache_name(request, filter_class), lambda: _kept_choices(chosen, values, at)
        )
    facets = [(chosen.form[name], facet_choices) for name, facet_choices in choices.items()]
    return Listing(chosen, page, counts, facets, active)


def list_rows(kind: str, values: Mapping[str, str], *, at: datetime) -> ListQuery:
    """The rows of the list of a kind under these values of facets, on pages of the current language."""
    choices = tuple(f"{facet}:{value}" for facet, value in values.items())
    return ListQuery(kind, current_language(), choices, at)


def load_records(queryset: QuerySet, rows: list[RowPlace]) -> list:
    """The records of these rows, in their order; what the public may not see is left out."""
    numbers = [row.number for row in rows]
    records = {record.pk: record for record in queryset.filter(pk__in=numbers).order_by()}
    return [records[number] for number in numbers if number in records]


def _kept_choices(chosen, values, at):
    counts = count_list(chosen.record_kind, current_language(), values, at=at)
    choices = chosen.kept_choices(counts, values)
    return ListCounts(counts.total, is_bounded=counts.is_bounded), choices
