"""The benchmark of the desk, run inside Django: what its pages cost with many articles in the chain."""

import json
import time
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Contribution, Review
from articles.models.review import UNDER_REVIEW, WITH_AUTHOR

CALLS = 5  # of each page; the quickest counts
BODY = "<p>双方商定联合培养技术人才，共建实训基地。</p>\n" * 20
PAGES = {
    "desk": "/admin/",
    "review page": "/admin/articles/article/{article}/review/",
    "list of articles": "/admin/articles/article/",
    "board": "/admin/articles/article/board/",
}


def report(size: int) -> None:
    """Print queries, bytes and milliseconds of each page as JSON, with so many articles in the chain."""
    create_articles(size)
    print(json.dumps(measure_pages()))


def measure_pages() -> dict[str, tuple[int, int, float]]:
    """Queries, bytes and milliseconds of each page, for somebody for whom everything waits."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.get(username="chief"))
    article = Article.objects.awaiting_review().first()
    return {
        name: measure_page(client, address.format(article=article.pk))
        for name, address in PAGES.items()
    }


def measure_page(client, address: str) -> tuple[int, int, float]:
    """What one page costs; the first call warms what is remembered."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        length = len(client.get(address).content)
    return len(queries), length, min(_milliseconds(client, address) for _call in range(CALLS))


def _milliseconds(client, address):
    began = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - began) * 1000


@transaction.atomic
def create_articles(size: int) -> None:
    """So many articles in the chain: with their authors, under each review, and signed once."""
    people = get_user_model().objects
    chief = people.filter(username="chief").first() or people.create_superuser("chief")
    author = people.filter(username="author").first() or people.create_user("author", is_staff=True)
    statuses, now = [*WITH_AUTHOR, *UNDER_REVIEW], timezone.now()
    missing = size - Article.objects.with_status(*statuses).count()
    made = Article.objects.bulk_create(
        [_article(number, statuses, now) for number in range(max(0, missing))], batch_size=500
    )
    for article in made:
        article.work = article.pk
    Article.objects.bulk_update(made, ["work"], batch_size=500)
    writers = [chief if article.pk % 7 == 0 else author for article in made]
    rows = zip(made, writers, strict=True)
    Contribution.objects.bulk_create(
        [Contribution(article=text, person=who, round=1) for text, who in rows], batch_size=500
    )
    steps = [
        Review(article=text, round=1, stage="submitted", person=author, moment=text.since)
        for text in made
    ]
    Review.objects.bulk_create(steps, batch_size=500)


def _article(number, statuses, now):
    since = now - timedelta(minutes=number)
    late = since if number % 5 == 0 else None
    return Article(
        title=f"第{number}职业学院举行签约仪式",
        body=BODY,
        status=statuses[number % len(statuses)],
        since=since,
        go_live=late,
    )
