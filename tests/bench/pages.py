"""The benchmark's pages, run inside Django: how many in a second, and how much dearer than a bare view."""

import json
import time

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.test import Client

from articles.models import Article, TaggedArticle, Version
from consortia.models import Agreement, Conference, Consortium, Organisation, TrainingBase

SECONDS = 2.0  # for each figure
PAGES = {
    "home": "/en/",
    "articles": "/en/articles/",
    "articles of a column and year": "/en/articles/?column={column}&year={year}",
    "article": "/en/articles/{article}/",
    "feed of articles": "/en/articles/?format=atom",
    "topics": "/en/topics/",
    "topic": "/en/topics/{topic}/",
    "consortia": "/en/consortia/",
    "consortium": "/en/consortia/{consortium}/",
    "organisations": "/en/organisations/",
    "organisation": "/en/organisations/{organisation}/",
    "conferences": "/en/conferences/",
    "conference": "/en/conferences/{conference}/",
    "agreements": "/en/agreements/",
    "agreement": "/en/agreements/{agreement}/",
    "training bases": "/en/training-bases/",
    "training base": "/en/training-bases/{base}/",
    "search": "/en/search/?q=steel",
    "statistics": "/en/statistics/",
}
UNCACHED, CACHED = "made anew", "kept"


def report(size: int) -> None:
    """Print the figures of each page as JSON."""
    settings.DEBUG, settings.ROOT_URLCONF = False, "tests.bench.urls"
    print(json.dumps(measure_pages(size)))


def measure_pages(size: int) -> dict[str, tuple[float, float]]:
    """Pages per second and CPU over a bare view with so many articles, for each page, made anew and kept."""
    create_article_copies(size)
    places, client = _places(), Client(SERVER_NAME="localhost")
    return {
        f"{page}, {way}": measure_page(client, address.format(**places), way=way)
        for page, address in PAGES.items()
        for way in (UNCACHED, CACHED)
    }


def _places():
    """A record of each kind, the one with most to say where that is easily told."""
    article = Article.objects.published().filter(language="en").first()
    records = {
        "article": article,
        "consortium": Consortium.objects.annotate(members=Count("memberships"))
        .order_by("-members")
        .first(),
        "organisation": Organisation.objects.annotate(seats=Count("memberships"))
        .order_by("-seats")
        .first(),
        "conference": Conference.objects.annotate(talks=Count("sessions"))
        .order_by("-talks")
        .first(),
        "agreement": Agreement.objects.first(),
        "base": TrainingBase.objects.first(),
    }
    filed = {
        "column": article.column.slug,
        "year": article.listed_on.year,
        "topic": article.tags.first().slug,
    }
    return {name: record.pk for name, record in records.items()} | filed


def create_article_copies(size: int) -> None:
    """Copies of the shipped articles, texts and topics until so many are public in English."""
    originals = Article.objects.published().filter(language="en", reviews__isnull=False).distinct()
    originals = list(originals.select_related("public_version").prefetch_related("tags"))
    missing = size - Article.objects.published().filter(language="en").count()
    with transaction.atomic():
        copies = [copy_article(originals[number % len(originals)]) for number in range(missing)]
        articles = Article.objects.bulk_create(copies, batch_size=500)
        versions = [copy_version(article) for article in articles]
        Version.objects.bulk_create(versions, batch_size=500)
        for article, text in zip(articles, versions, strict=True):
            article.signed, article.work, article.status = text, article.pk, "public"
        Article.objects.bulk_update(articles, ["signed", "work", "status"], batch_size=500)
        rows = [
            TaggedArticle(content_object=article, tag_id=tag)
            for article in articles
            for tag in article.topics
        ]
        TaggedArticle.objects.bulk_create(rows, batch_size=500)


def copy_article(original):
    """An unsaved copy that remembers its text and its topics."""
    skipped = {"id", "signed", "work", "translation_of", "status"}
    values = {
        field.attname: getattr(original, field.attname)
        for field in Article._meta.concrete_fields
        if field.name not in skipped
    }
    article = Article(**values)
    article.text, article.topics = original.live, [tag.pk for tag in original.tags.all()]
    return article


def copy_version(article):
    """The copy's text, for its copy."""
    text = article.text
    values = {
        field.attname: getattr(text, field.attname)
        for field in text._meta.concrete_fields
        if field.name != "id"
    }
    return Version(**{**values, "article_id": article.pk})


def measure_page(client, address: str, *, way: str) -> tuple[float, float]:
    """Pages per second of an address, and its CPU over that of a bare view with as many bytes.

    A page is made anew where its address says something that no page listens to.
    """
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    bare, mark = f"/bare/{len(response.content)}", "&" if "?" in address else "?"
    cpu, wall, calls = {"page": 0.0, "bare": 0.0}, 0.0, 0
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        page = f"{address}{mark}anew={calls}" if way == UNCACHED else address
        for name, place in (("page", page), ("bare", bare)):
            began, used = time.monotonic(), time.process_time()
            client.get(place)
            cpu[name] += time.process_time() - used
            wall += time.monotonic() - began if name == "page" else 0
        calls += 1
    return calls / wall, cpu["page"] / cpu["bare"]
