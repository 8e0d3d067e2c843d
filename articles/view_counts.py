"""Counting of views: once a day for each reader, without bots, and nothing about the reader is kept."""

import re
from datetime import datetime

from django.db import transaction
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
# Readers of one article behind one IP address in a day: a school has many
MAX_READERS_PER_ADDRESS = 30
MIN_VIEWS_SHOWN = 100  # a smaller number says nothing


def _public_views(pk: int, at: datetime) -> QuerySet:
    rows = Article.objects.published(at=at).filter(pk=pk).order_by().values("pk")
    total = Cast(Sum("view_counts__views"), BigIntegerField())  # a decimal on PostgreSQL
    return rows.values_list(Coalesce(total, 0))


# One row with the number of its views for a public article, none for any other
PUBLIC_VIEWS = CompiledQuery(_public_views)


@transaction.atomic
def record_view(request: HttpRequest, pk: int) -> bool:
    """Count a view and return whether it was counted.

    Not counted are bots, requests sent by another site, a reader's second view of the day, and articles
    that are not public.
    """
    agent = request.headers.get("User-Agent", "")
    if not agent or BOT_PATTERN.search(agent):
        return False
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    is_public = Article.objects.published().filter(pk=pk).exists()
    if not is_public or not _is_first_view(request, agent, str(pk)):
        return False
    ViewCount.objects.add(pk, on=timezone.localdate())
    return True


def _is_first_view(request, agent, pk) -> bool:
    if not throttle.is_first_today(throttle.client_hash(request, pk, agent)):
        return False
    return throttle.allow(
        throttle.client_hash(request, pk),
        most=MAX_READERS_PER_ADDRESS,
        seconds=throttle.DAY_SECONDS,
    )
