"""Counting views: once a day for each reader, bots aside, kept in memory and written in batches."""

import re
import time
from collections import Counter
from threading import Lock

from django.http import HttpRequest
from django.utils import timezone

from articles.models import ViewCount
from portal.core import throttle

BOT_PATTERN = re.compile(
    r"bot|crawl|spider|slurp|preview|monitor|headless|lighthouse|curl|wget|python|java/|go-http|libwww|httpclient|scrapy|phantom",
    re.IGNORECASE,
)
BATCH_SIZE, FLUSH_SECONDS = 50, 60  # views, seconds: whichever is reached first writes
MAX_READERS_PER_ADDRESS = (
    30  # readers of one article behind one address in a day: a school has many
)
MIN_VIEWS_SHOWN = 100  # a smaller number says nothing


class ViewBuffer:
    """The views that are not written yet."""

    def __init__(self):
        self._views: Counter[int] = Counter()
        self._since = time.monotonic()
        self._lock = Lock()

    def add(self, pk: int) -> bool:
        """Note one view; whether it is time to write."""
        with self._lock:
            self._views[pk] += 1
            return (
                self._views.total() >= BATCH_SIZE or time.monotonic() - self._since >= FLUSH_SECONDS
            )

    def drain(self) -> dict[int, int]:
        """Everything noted since the last time."""
        with self._lock:
            taken, self._views, self._since = self._views, Counter(), time.monotonic()
        return dict(taken)


VIEW_BUFFER = ViewBuffer()


def record_view(request: HttpRequest, pk: int) -> bool:
    """Whether the view was counted: not a second one of the same reader today, none of a bot, none sent by another site."""
    agent = request.headers.get("User-Agent", "")
    foreign = request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin"
    if foreign or not agent or BOT_PATTERN.search(agent) or not _is_new(request, agent, str(pk)):
        return False
    if VIEW_BUFFER.add(pk):
        flush_views()
    return True


def _is_new(request, agent, pk):
    if not throttle.is_first_today(throttle.client_hash(request, pk, agent)):
        return False
    return throttle.allow(
        throttle.client_hash(request, pk),
        most=MAX_READERS_PER_ADDRESS,
        seconds=throttle.DAY_SECONDS,
    )


def flush_views() -> int:
    """Write what was noted; how many articles it was."""
    views = VIEW_BUFFER.drain()
    return ViewCount.objects.add(views, on=timezone.localdate()) if views else 0
