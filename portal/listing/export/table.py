"""What a list gives when it is taken along: declared once for each kind, close to the kind."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.functional import Promise

from portal.listing.filters import ListFilterSet
from portal.listing.keyset import KeysetOrder

CHUNK_SIZE = 500  # rows that are in memory at once


@dataclass(frozen=True)
class ExportRow:
    """What a column looks at: a record, the site's address, and what the kind gathered beside the records of the chunk."""

    record: Any
    root: str
    prefetched: Any = None

    def absolute_url(self, path: str) -> str:
        """The whole address of a path of this site; other addresses and blanks stay as they are."""
        return f"{self.root}{path}" if path.startswith("/") else path


@dataclass(frozen=True)
class ExportColumn:
    """One column: its key in JSON, its heading, and its value."""

    key: str
    label: str | Promise
    value: Callable[[ExportRow], object]


@dataclass(frozen=True)
class FeedEntry:
    """A record as a feed tells it."""

    title: str
    summary: str
    path: str
    updated: datetime
    author: str = ""
    key: str = ""  # tells it from others of the same page
    sources: tuple[str, ...] = ()


def no_prefetch(rows: list, day: date | None) -> None:
    """What is gathered for a kind whose rows say everything themselves."""


@dataclass(frozen=True)
class ExportTable:
    """A kind of list: its columns, its filter on the page, and its records as a feed tells them, the newest first.

    `related` is read with the rows; `gather` fetches what the columns need beside a chunk of them, in a number of queries
    that does not depend on the rows. `others` are formats that only this kind has.
    """

    name: str
    title: str | Promise
    columns: tuple[ExportColumn, ...]
    feed_entry: Callable[[Any], FeedEntry] | None = None  # none: the list has no feed
    newest: KeysetOrder | None = None
    filter: type[ListFilterSet] | None = None
    prefetch: Callable[[list, date | None], Any] = no_prefetch
    select_related: tuple[str, ...] = ()
    extra_formats: dict[str, Callable[..., HttpResponse]] = field(default_factory=dict)

    def cells(self, rows: "ExportQuery", *, root: str) -> Iterator[list[list]]:
        """The rows, chunk by chunk, each as the values of its columns."""
        for records in rows.chunks():
            beside = self.prefetch(records, rows.day)
            yield [
                [column.value(ExportRow(record, root, beside)) for column in self.columns]
                for record in records
            ]


@dataclass(frozen=True)
class ExportQuery:
    """The rows of a list: in which order the page has them, and in which a feed does; as of which day, if of one."""

    queryset: QuerySet
    order: KeysetOrder
    feed_order: KeysetOrder | None = None
    day: date | None = None

    def chunks(self) -> Iterator[list]:
        """All of them, so many at a time."""
        return iter_chunks(self.queryset, self.order)

    def newest(self, number: int) -> Iterable:
        """The last that were changed."""
        return self.feed_order.apply(self.queryset)[:number]


def iter_chunks(
    queryset: QuerySet, order: KeysetOrder, *, size: int = CHUNK_SIZE
) -> Iterator[list]:
    """All rows in that order, so many at a time; each chunk begins where the one before it ended, whatever changed since."""
    ordered, records = order.apply(queryset), None
    while records is None or len(records) == size:
        rest = (
            ordered.filter(order.after_cursor(order.cursor(records[-1]), queryset.model))
            if records
            else ordered
        )
        records = list(rest[:size])
        if records:
            yield records


def join_values(values: Iterable) -> str:
    """Several values in one cell."""
    return "; ".join(str(value) for value in values)
