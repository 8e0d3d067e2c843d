"""A list page: the filter form with counted choices, prepared as one block, and a page of rows as cards."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils import timezone

from portal.caching.site_version import cached_until_change
from portal.core.names import current_language
from portal.listing.cards import CardList, list_cards, render_cards
from portal.listing.choices import FacetChoice
from portal.listing.filters import ListFilterSet
from portal.listing.keyset import KeysetPage, paginate
from portal.listing.list_counts import ListCounts, count_list
from portal.listing.list_rows import ListOrder, ListQuery

MAX_KEPT_ADDRESS = 400  # characters of a filter: the blocks of longer ones are not kept


@dataclass
class Listing:
    """The filters of a list with their counts: what the block above its rows shows.

    `values` are those of the facets; None where another filter is used as well.
    """

    filter: ListFilterSet
    counts: ListCounts = field(default_factory=ListCounts)
    facets: list[tuple] = field(default_factory=list)
    values: dict[str, str] | None = None

    @property
    def is_valid(self) -> bool:
        """Whether every filter value could be read."""
        return not self.filter.form.errors

    @property
    def active(self) -> bool:
        """Whether a filter is used."""
        return any(self.filter.data.get(name) for name in self.filter.filters)


@dataclass(frozen=True)
class ListBlock:
    """All of a list page but its rows, as HTML, with what the rows are read by."""

    form: str
    chosen: str
    chart: str
    total: int
    is_bounded: bool
    is_active: bool
    is_valid: bool
    values: dict[str, str] | None
    day: date | None


@dataclass(frozen=True)
class ListPage:
    """What the template of a list shows: the block, a page of rows, and their cards."""

    block: ListBlock
    page: KeysetPage
    cards: list[str]

    @property
    def total(self) -> int:
        """The number of rows, or the least number where it is bounded."""
        return self.block.total


def build_list_page(request: HttpRequest, shown: CardList) -> ListPage:
    """The filtered, counted page of a list; a bad filter value leaves its error and no rows."""
    at = timezone.now()
    made: list[Listing] = []
    block = list_block(request, shown, at=at, made=made)
    if not block.is_valid:
        return ListPage(block, KeysetPage([]), [])
    if block.values is None:
        chosen = made[0].filter if made else shown.filter(request.GET, queryset=shown.records())
        page = paginate(chosen.qs, shown.order(), request.GET)
        return ListPage(block, page, render_cards(shown, page.rows))
    order = ListOrder.like(shown.order(), shown.model)
    page = paginate(list_rows(shown.kind, block.values, at=at), order, request.GET)
    return ListPage(block, page, list_cards(shown, page.rows))


def list_block(
    request: HttpRequest, shown: CardList, *, at: datetime, made: list[Listing] | None = None
) -> ListBlock:
    """The block of a list under the filter of the address, kept until something public changes.

    Where it had to be made, its filters are added to `made`.
    """
    params = filter_params(request, shown.filter)
    address = params.urlencode()

    def make():
        return _build_block(request, params, shown, at, [] if made is None else made)

    if len(address) > MAX_KEPT_ADDRESS:
        return make()
    return cached_until_change(f"{shown.kind} {current_language()} {address}", make)


def filter_params(request: HttpRequest, filter_class: type[ListFilterSet]) -> QueryDict:
    """The parameters of the address that filter the list, in a fixed order."""
    params = QueryDict(mutable=True)
    for name in filter_class.base_filters:
        if request.GET.get(name):
            params[name] = request.GET[name]
    return params


def _build_block(request, params, shown, at, made):
    listing = build_listing(params, shown.filter, shown.records(), at=at)
    made.append(listing)
    plain_request = copy(request)
    plain_request.GET = params
    context = {"shown": listing}
    return ListBlock(
        form=render_to_string("listing/_filters.html", context, plain_request),
        chosen=render_to_string("listing/_active_filters.html", context, plain_request),
        chart=shown.chart(listing),
        total=listing.counts.total,
        is_bounded=listing.counts.is_bounded,
        is_active=listing.active,
        is_valid=listing.is_valid,
        values=listing.values,
        day=listing.filter.form.cleaned_data.get("on"),
    )


def build_listing(
    params: Mapping, filter_class: type[ListFilterSet], queryset: QuerySet, *, at: datetime
) -> Listing:
    """The filters of a list with their counts, without any for bad values."""
    chosen = filter_class(params, queryset=queryset)
    if not chosen.is_valid():
        fields = [(chosen.form[name], chosen.selected_choices(name)) for name in chosen.facets]
        return Listing(chosen, facets=fields)
    values = chosen.chosen_values()
    counts, choices = _count(chosen, values, at)
    fields = [(chosen.form[name], of_facet) for name, of_facet in choices.items()]
    return Listing(chosen, counts, fields, values)


def _count(chosen, values, at) -> tuple[ListCounts, dict[str, list[FacetChoice]]]:
    """The kept counts where facets alone are chosen, else what is counted now."""
    if values is None:
        return chosen.count_facets()
    counts = count_list(chosen.record_kind, current_language(), values, at=at)
    return counts, chosen.kept_choices(counts, values)


def list_rows(kind: str, values: Mapping[str, str], *, at: datetime) -> ListQuery:
    """The rows of the list of a kind under these values of facets, on pages of the current language."""
    choices = tuple(f"{facet}:{value}" for facet, value in values.items())
    return ListQuery(kind, current_language(), choices, at)
