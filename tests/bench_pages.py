"""The benchmark's pages, run inside Django: how many in a second, and how much dearer than a bare view."""

import json
import time

from django.conf import settings
from django.db import transaction
from django.test import Client

from articles.models import Article

SECONDS = 3.0  # for each page
PAGES = {
    "home": "/en/",
    "list": "/en/articles/",
    "detail": "/en/articles/{article}/",
    "feed": "/en/articles/?format=atom",
    "filtered list": "/en/articles/?column={column}&year={year}",
}


def report(size: int) -> None:
    """Print the figures of each page as JSON."""
    settings.DEBUG, settings.ROOT_URLCONF = False, "tests.bench_urls"
    print(json.dumps(pages(size)))


def pages(size: int) -> dict[str, tuple[float, float]]:
    """Pages per second and CPU over a bare view, for each page, with so many articles."""
    multiply(size)
    article = Article.objects.published().filter(language="en").first()
    places = {"article": article.pk, "column": article.column.slug, "year": article.listed_on.year}
    client = Client(SERVER_NAME="localhost")
    return {page: rate(client, address.format(**places)) for page, address in PAGES.items()}


def multiply(size: int) -> None:
    """Copies of the shipped articles, texts and topics until so many are public in English."""
    originals = list(Article.objects.published().filter(language="en", reviews__isnull=False).select_related("live"))
    missing = size - Article.objects.published().filter(language="en").count()
    with transaction.atomic():
        copies = [copy(originals[number % len(originals)]) for number in range(missing)]
        articles = Article.objects.bulk_create(copies, batch_size=500)
        versions = [version(article) for article in articles]
        type(versions[0]).objects.bulk_create(versions, batch_size=500)
        for article, text in zip(articles, versions, strict=True):
            article.signed, article.work, article.status = text, article.pk, "public"
        Article.objects.bulk_update(articles, ["signed", "work", "status"], batch_size=500)


def copy(original):
    """An unsaved copy that remembers its text."""
    skipped = {"id", "signed", "work", "translation_of", "status"}
    values = {
        field.attname: getattr(original, field.attname) for field in Article._meta.concrete_fields if field.name not in skipped
    }
    article = Article(**values)
    article.text = original.live
    return article


def version(article):
    """The copy's text, for its copy."""
    text = article.text
    values = {field.attname: getattr(text, field.attname) for field in text._meta.concrete_fields if field.name != "id"}
    return type(text)(**{**values, "article_id": article.pk})


def rate(client, address: str) -> tuple[float, float]:
    """Pages per second of an address, and its CPU over that of a bare view with as many bytes."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    addresses = {"page": address, "bare": f"/bare/{len(response.content)}"}
    cpu, wall, calls = dict.fromkeys(addresses, 0.0), dict.fromkeys(addresses, 0.0), 0
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        for name, place in addresses.items():
            began, used = time.monotonic(), time.process_time()
            client.get(place)
            cpu[name] += time.process_time() - used
            wall[name] += time.monotonic() - began
        calls += 1
    return calls / wall["page"], cpu["page"] / cpu["bare"]
