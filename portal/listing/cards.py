"""Cards: a record as a row of a list shows it, made once and kept until something public changes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.template.loader import render_to_string

from portal.caching.site_version import cached_many_until_change
from portal.core.names import current_language
from portal.listing.filters import ListFilterSet
from portal.listing.keyset import KeysetOrder
from portal.listing.list_rows import RowPlace


def no_chart(listing: object) -> str:
    """What stands above the rows of a list without a chart."""
    return ""


@dataclass(frozen=True)
class CardList:
    """The list of a kind: its filters, its public records, their order, and the card of each.

    `card` is a template that shows the record `name`; it gets the language of the page besides, and
    nothing of the request. `chart` makes what stands above the rows.
    """

    filter: type[ListFilterSet]
    model: type[Model]
    records: Callable[[], QuerySet]
    order: Callable[[], KeysetOrder]
    card: str
    name: str
    chart: Callable[[object], str] = no_chart

    @property
    def kind(self) -> str:
        """The kind of its records in the read model."""
        return self.filter.record_kind


def list_cards(shown: CardList, rows: Iterable[RowPlace]) -> list[str]:
    """The cards of rows in their order; what the public may not see has none."""
    cards = keep_for_records(
        f"card {shown.kind}",
        [row.number for row in rows],
        shown.records,
        lambda record: render_card(shown, record),
    )
    return [card for card in cards if card]


def keep_for_records(
    name: str,
    numbers: list[int],
    records: Callable[[], QuerySet],
    make: Callable[[Model], object],
) -> list:
    """What `make` gives for each of the records, in their order, kept until something public changes.

    None stands for a record that is not among `records`; all that are missing are read at once.
    """
    prefix = f"{name} {current_language()} "

    def make_missing(names):
        missing = [int(key.removeprefix(prefix)) for key in names]
        made = {record.pk: make(record) for record in records().filter(pk__in=missing).order_by()}
        return [made.get(number) for number in missing]

    return cached_many_until_change([f"{prefix}{number}" for number in numbers], make_missing)


def render_card(shown: CardList, record: Model) -> str:
    """The card of a record as HTML."""
    context = {shown.name: record, "page_language": current_language()}
    return render_to_string(shown.card, context)


def render_cards(shown: CardList, records: Iterable[Model]) -> list[str]:
    """The card of each record."""
    return [render_card(shown, record) for record in records]
