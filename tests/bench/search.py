"""The benchmark of search: time of a query beside a naive `icontains`."""

import json
import random
import re
import time
from itertools import cycle
from statistics import quantiles

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from articles.models import Topic
from portal.core.models import SearchEntry, SearchEntryText
from portal.search.query import hits
from portal.search.results import search
from portal.search.tokenizer import parse_query
from tests.synthetic_articles import COMMON_TERMS, INDUSTRIES, fill_search_index

TEXT_LENGTH = 144  # characters of a text
SECONDS = 4.0  # for each figure
MIN_QUERIES = 8  # queries of a slow way
SAMPLED_QUERIES = 8  # queries out of the texts
FIXED_QUERIES = (
    "钢铁",
    "产教融合",
    "济南职业技术学院",
    "共建实训基地",
    "steel logistics",
    "钢",
    "新质生产力 汽车",
    "keji",
)
CHINESE_RUN = re.compile("[\u4e00-\u9fff]{8,}")
TEXT_FIELDS = ("title", "title_en", "summary", "summary_en", "body", "body_en")


def report(size: int) -> None:
    """Print the figures with so many articles as JSON."""
    settings.DEBUG = False
    topics = [
        Topic(slug=str(place), name=name) for place, name in enumerate([*INDUSTRIES, *COMMON_TERMS])
    ]
    Topic.objects.bulk_create(topics, ignore_conflicts=True)
    fill_search_index(size, length=TEXT_LENGTH, after=SearchEntry.objects.count())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    parts = _parts(SAMPLED_QUERIES)
    asked = [*FIXED_QUERIES, *parts]
    times = {
        "search": time_percentiles(_search, asked),
        "icontains": time_percentiles(_naive, asked),
    }
    print(json.dumps({**times, "recall": _recall(parts)}))


def _parts(number):
    """Queries of 2 to 8 characters out of the texts."""
    dice = random.Random(1)  # noqa: S311  always the same
    bodies = SearchEntryText.objects.order_by("pk").values_list("body", flat=True)[
        : number * 20 : 20
    ]
    runs = [max(CHINESE_RUN.findall(body), key=len) for body in bodies]
    return [
        run[start : start + dice.randrange(2, 9)]
        for run in runs
        for start in [dice.randrange(len(run) - 1)]
    ]


def _search(text):
    search(parse_query(text), at=timezone.now(), chosen={}, order="relevance", params=QueryDict())


def _scan(text):
    condition = Q()
    for name in TEXT_FIELDS:
        condition |= Q(**{f"{name}__icontains": text})
    return SearchEntryText.objects.filter(condition)


def _naive(text):
    list(
        _scan(text)
        .select_related("entry")
        .only(*TEXT_FIELDS, "entry__day")
        .order_by("-entry__day")[:20]
    )
    _scan(text).count()


def time_percentiles(work, asked: list[str]) -> tuple[float, float]:
    """p50 and p95 of the work over the queries, in milliseconds."""
    taken, end = [], time.monotonic() + SECONDS
    for text in cycle(asked):
        began = time.perf_counter()
        work(text)
        taken.append((time.perf_counter() - began) * 1000)
        if time.monotonic() > end and len(taken) >= MIN_QUERIES:
            break
    cuts = quantiles(taken, n=20)
    return cuts[9], cuts[18]


def _recall(asked):
    """The part of what a scan finds that search finds too."""
    wanted = found = 0
    for text in asked:
        scanned = set(_scan(text).values_list("pk", flat=True))
        wanted += len(scanned)
        found += len(
            scanned & set(hits(parse_query(text), at=timezone.now()).values_list("pk", flat=True))
        )
    return found / wanted
