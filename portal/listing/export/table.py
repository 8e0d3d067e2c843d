"""Export tables: each kind of record declares the columns, the feed entry and the formats of its list."""

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
    """The argument of a column's function.

    `root` is the address of the site, `prefetched` what the table's `prefetch` returned for the
    record's chunk.
    """

    record: Any
    root: str
    prefetched: Any = None

    def absolute_url(self, path: str) -> str:
        """The absolute address of a path of this site; other addresses and blanks stay as they are."""
        return f"{self.root}{path}" if path.startswith("/") else path


@dataclass(frozen=True)
class ExportColumn:
    """One column: its key in JSON, its heading, and the function that gives its value."""

    key: str
    label: str | Promise
    value: Callable[[ExportRow], object]


@dataclass(frozen=True)
class FeedEntry:
    """A record as an entry of a feed."""

    title: str
    summary: str
    path: str
    updated: datetime
    author: str = ""
    key: str = ""  # tells it from other entries with the same path
    sources: tuple[str, ...] = ()


def no_prefetch(rows: list, day: date | None) -> None:
    """The prefetch of a kind whose columns need nothing but the rows."""


@dataclass(frozen=True)
class ExportTable:
    """The exports of a kind of list: its columns, its filter on the page, and its feed.

    `select_related` is read with the rows; `prefetch` fetches what the columns need besides for a
    chunk of rows, in a number of queries that does not depend on the rows. `extra_formats` are
    formats that only this kind has.
    """

    name: str
    title: str | Promise
    columns: tuple[ExportColumn, ...]
    feed_entry: Callable[[Any], FeedEntry] | None = None  # None: the list has no feed
    newest: KeysetOrder | None = None
    filter: type[ListFilterSet] | None = None
    prefetch: Callable[[list, date | None], Any] = no_prefetch
    select_related: tuple[str, ...] = ()
    extra_formats: dict[str, Callable[..., HttpResponse]] = field(default_factory=dict)

    def cells(self, rows: "ExportQuery", *, root: str) -> Iterator[list[list]]:
        """The values of all columns, row by row, in chunks."""
        for records in rows.chunks():
            prefetched = self.prefetch(records, rows.day)
            yield [self._row_cells(ExportRow(record, root, prefetched)) for record in records]

    def _row_cells(self, row):
        return [column.value(row) for column in self.columns]


@dataclass(frozen=True)
class ExportQuery:
    """The rows of a list, with their order on the page and in a feed; `day` where the list is as of a day."""

    queryset: QuerySet
    order: KeysetOrder
    feed_order: KeysetOrder | None = None
    day: date | None = None

    def chunks(self) -> Iterator[list]:
        """All rows, in chunks."""
        return iter_chunks(self.queryset, self.order)

    def newest(self, number: int) -> Iterable:
        """The rows that come first in a feed."""
        return self.feed_order.apply(self.queryset)[:number]


def iter_chunks(
    queryset: QuerySet, order: KeysetOrder, *, size: int = CHUNK_SIZE
) -> Iterator[list]:
    """All rows in that order, in chunks.

    Each chunk begins where the last one ended, whatever changed since.
    """
    ordered = order.apply(queryset)
    records = list(ordered[:size])
    while records:
        yield records
        if len(records) < size:
            return
        beyond = order.after_cursor(order.cursor(records[-1]), queryset.model)
        records = list(ordered.filter(beyond)[:size])


def join_values(values: Iterable) -> str:
    """Several values as the text of one cell."""
    return "; ".join(str(value) for value in values)
