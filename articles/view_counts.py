"""Counting of views: once a day for each reader, without bots; buffered and written in batches."""

import re
import time
from collections import Counter
from datetime import datetime
from threading import Lock

from django.db.models import BigIntegerField, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce
from django.http import HttpRequest
from django.utils import timezone

from articles.models import Article, ViewCount
from portal.core import throttle
from portal.core.compiled_query import CompiledQuery

BOT_PATTERN = re.compile(
    r"bot|crawl|spider|slurp|preview|monitor|headless|lighthouse|curl|wget|python|java/|go-http|"
    r"libwww|httpclient|scrapy|phantom",
    re.IGNORECASE,
)
# The buffer is written after so many views or seconds, whichever comes first
BATCH_SIZE = 50
FLUSH_SECONDS = 60
# Readers of one article behind one IP address in a day: a school has many
MAX_READERS_PER_ADDRESS = 30
MIN_VIEWS_SHOWN = 100  # a smaller number says nothing


def _public_views(pk: int, at: datetime) -> QuerySet:
    rows = Article.objects.published(at=at).filter(pk=pk).order_by().values("pk")
    total = Cast(Sum("view_counts__views"), BigIntegerField())  # a decimal on PostgreSQL
    return rows.values_list(Coalesce(total, 0))


# One row with the number of its views for a public article, none for any other
PUBLIC_VIEWS = CompiledQuery(_public_views)


class ViewBuffer:
    """The views that are not written yet; safe for threads."""

    def __init__(self):
        self._views: Counter[int] = Counter()
        self._since = time.monotonic()
        self._lock = Lock()

    def add(self, pk: int) -> bool:
        """Count one view; return whether it is time to write."""
        with self._lock:
            self._views[pk] += 1
            is_full = self._views.total() >= BATCH_SIZE
            is_old = time.monotonic() - self._since >= FLUSH_SECONDS
            return is_full or is_old

    def drain(self) -> dict[int, int]:
        """Empty the buffer; return its views by the key of the article."""
        with self._lock:
            views = self._views
            self._views = Counter()
            self._since = time.monotonic()
        return dict(views)


VIEW_BUFFER = ViewBuffer()


def record_view(request: HttpRequest, pk: int) -> bool:
    """Count a view and return whether it was counted.

    Not counted are bots, requests sent by another site, and a reader's second view of the day.
    """
    agent = request.headers.get("User-Agent", "")
    if not agent or BOT_PATTERN.search(agent):
        return False
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    if not _is_first_view(request, agent, str(pk)):
        return False
    if VIEW_BUFFER.add(pk):
        flush_views()
    return True


def _is_first_view(request, agent, pk) -> bool:
    if not throttle.is_first_today(throttle.client_hash(request, pk, agent)):
        return False
    return throttle.allow(
        throttle.client_hash(request, pk),
        most=MAX_READERS_PER_ADDRESS,
        seconds=throttle.DAY_SECONDS,
    )


def flush_views() -> int:
    """Write the buffered views; return the number of articles."""
    views = VIEW_BUFFER.drain()
    if not views:
        return 0
    return ViewCount.objects.add(views, on=timezone.localdate())
