"""The responses of a list: its page, its feed, and its rows as a file."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.listing.cards import CardList, keep_for_records
from portal.listing.export import ExportTable, export_list, is_export
from portal.listing.export.atom import MAX_FEED_ENTRIES, prepare_entry
from portal.listing.export.response import FORMAT_PARAM, feed_response
from portal.listing.list_rows import ListOrder
from portal.listing.listing import build_list_page, list_block, list_rows


def list_response(
    request: HttpRequest, template: str, shown: CardList, table: ExportTable
) -> HttpResponse:
    """The page of a list, or the list in the format that the address asks for."""
    if not is_export(request):
        return render(request, template, {"listing": build_list_page(request, shown)})
    if request.GET[FORMAT_PARAM] == "atom" and table.newest == shown.order():
        feed = _kept_feed(request, shown, table, at=timezone.now())
        if feed:
            return feed
    return export_list(request, table, shown.records(), shown.order())


def _kept_feed(
    request: HttpRequest, shown: CardList, table: ExportTable, *, at: datetime
) -> HttpResponse | None:
    """The feed of a list in the order of its page; None where more than facets is chosen."""
    block = list_block(request, shown, at=at)
    if block.values is None:
        return None
    root = request.build_absolute_uri("/").removesuffix("/")
    order = ListOrder.like(shown.order(), shown.model)
    rows = order.apply(list_rows(shown.kind, block.values, at=at))[:MAX_FEED_ENTRIES]
    entries = keep_for_records(
        f"entry {shown.kind} {root}",
        [row.number for row in rows],
        shown.records,
        lambda record: prepare_entry(table.feed_entry(record), root),
    )
    return feed_response(request, table, [entry for entry in entries if entry])
