"""The benchmark's articles and the addresses of its pages, made inside Django."""

import json
from contextlib import suppress
from io import StringIO
from urllib.parse import quote

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import translation

from articles.models import Article, TaggedArticle, Version
from consortia.models import Agreement, Conference, Consortium, Organisation, TrainingBase
from tests.bench.servers import parent_of

SAMPLE = 20  # records of a kind whose pages are asked for in turn
LANGUAGE = "en"
ENGLISH_WORDS = ("steel", "college", "industry", "robot")
CHINESE_WORDS = ("学院", "产教融合", "钢铁", "济南")


def report(size: int) -> None:
    """Print the addresses of each kind of page, with so many public articles, and the database's process."""
    create_article_copies(size)
    call_command("rebuild_search", verbosity=0, stdout=StringIO())
    analyse()
    with translation.override(LANGUAGE):
        pages = {**list_pages(), **record_pages()}
    print(json.dumps({"pages": pages, "database_pid": _database_pid()}))


def list_pages() -> dict[str, list[str]]:
    """The addresses of lists, and of what is made of many records."""
    articles = Article.objects.published().filter(language=LANGUAGE)
    listed = articles.order_by("-listed_on", "-pk").values_list("listed_on", "pk")
    day, key = listed[len(listed) // 2]
    path = reverse("articles")
    topics = articles.exclude(tags=None).values_list("tags__slug", flat=True).distinct()
    columns = articles.exclude(column=None).values_list("column__slug", flat=True).distinct()
    return {
        "list": [path],
        "half way down": [f"{path}?after={day}~{key}"],
        "topic": [f"{path}?topic={slug}" for slug in topics.order_by("tags__slug")[:SAMPLE]],
        "column": [f"{path}?column={slug}" for slug in columns.order_by("column__slug")],
        "feed": [f"{path}?format=atom"],
        "search in English": [f"{reverse('search')}?q={word}" for word in ENGLISH_WORDS],
        "search in Chinese": [f"{reverse('search')}?q={quote(word)}" for word in CHINESE_WORDS],
        "home": [reverse("home")],
        "statistics": [reverse("statistics")],
    }


def record_pages() -> dict[str, list[str]]:
    """The addresses of records, those with most to say first where that is easily told."""
    articles = Article.objects.published().filter(language=LANGUAGE)
    return {
        "article": _addresses(articles.order_by("pk")),
        "consortium": _addresses(_with_most(Consortium.objects.all(), "memberships")),
        "organisation": _addresses(_with_most(Organisation.objects.all(), "memberships")),
        "conference": _addresses(_with_most(Conference.objects.all(), "sessions")),
        "agreement": _addresses(Agreement.objects.order_by("pk")),
        "training base": _addresses(TrainingBase.objects.order_by("pk")),
    }


def _with_most(records: QuerySet, related: str) -> QuerySet:
    return records.annotate(rows=Count(related)).order_by("-rows", "pk")


def _addresses(records):
    return [record.get_absolute_url() for record in records[:SAMPLE]]


def analyse() -> None:
    """Have the database's planner know the new rows."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _database_pid():
    """The process of a PostgreSQL server on this machine; None for SQLite and for a server elsewhere."""
    with suppress(AttributeError, OSError):
        return parent_of(connection.connection.info.backend_pid)
    return None


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
