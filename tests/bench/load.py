"""Load a corpus of articles into the database that DATABASE_URL names: `python tests/bench/load.py bulk N`.

For measurements from outside, which bring the module `gen`: TAG_LIST (name, slug), REGIONS (slug, Chinese
name, English name), PEERS_DIR, and read(N), which yields each article as a dict (title, intro, body, date,
region, tags). Writes PEERS_DIR/data/portal_N.json (keys of the sampled articles, cursor half way down the
list) and prints one line of JSON with the seconds that it took.
"""

import json
import os
import sys
import time
from datetime import date
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
import django

django.setup()

import gen
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article, Column, Outlet, TaggedArticle, Topic, Version

BATCH_SIZE = 2000


def load(size: int) -> dict[str, float]:
    """Load so many articles and index them; returns the seconds of each."""
    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    load_articles(size)
    loaded = time.perf_counter()
    call_command("rebuild_search", verbosity=0)
    indexed = time.perf_counter()
    analyse()
    return {"seconds": round(loaded - started, 2), "search_seconds": round(indexed - loaded, 2)}


def load_articles(size: int) -> None:
    """Write topics, columns and public articles, a batch in each transaction."""
    topics = Topic.objects.bulk_create(
        [Topic(slug=slug, name=name, name_en=name) for name, slug in gen.TAG_LIST]
    )
    columns = Column.objects.bulk_create(
        [Column(slug=slug, name=chinese, name_en=english) for slug, chinese, english in gen.REGIONS]
    )
    outlet = Outlet.objects.create(name="样例日报", name_en="Sample Daily")
    rows = iter(gen.read(size))
    while batch := list(islice(rows, BATCH_SIZE)):
        with transaction.atomic():
            load_batch(batch, outlet=outlet, topics=topics, columns=columns)


def load_batch(
    batch: list[dict], *, outlet: Outlet, topics: list[Topic], columns: list[Column]
) -> None:
    """Write the articles of a batch, each with its public version and its topics."""
    now = timezone.now()
    articles = Article.objects.bulk_create(
        [build_article(row, outlet=outlet, column=columns[row["region"]]) for row in batch]
    )
    versions = Version.objects.bulk_create([build_version(article, at=now) for article in articles])
    for article, version in zip(articles, versions, strict=True):
        article.signed = version
        article.work = article.pk
        article.status = "public"
    Article.objects.bulk_update(articles, ["signed", "work", "status"])
    tagged = []
    for article, row in zip(articles, batch, strict=True):
        tagged += [
            TaggedArticle(content_object=article, tag=topics[number]) for number in row["tags"]
        ]
    TaggedArticle.objects.bulk_create(tagged)


def build_article(row: dict, *, outlet: Outlet, column: Column) -> Article:
    """An unsaved article with the text of a row of the corpus."""
    day = row["date"][:10]
    return Article(
        language="zh-hans",
        title=row["title"],
        summary=row["intro"],
        body=row["body"],
        published=day,
        listed_on=date.fromisoformat(day),
        outlet=outlet,
        column=column,
        round=1,
    )


def build_version(article: Article, *, at) -> Version:
    """An unsaved version with the text of a stored article, public from `at`."""
    return Version(
        article=article,
        number=1,
        made_at=at,
        public_from=at,
        text_hash=f"{article.pk:064d}",
        title=article.title,
        summary=article.summary,
        body=article.body,
        published=article.published,
        outlet=article.outlet,
    )


def analyse() -> None:
    """Have the database's planner know the new rows."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.connection.autocommit = True  # VACUUM stands outside of a transaction
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")


def write_sample(size: int) -> None:
    """Write the keys of the corpus's sample, and the cursor half way down the list of articles."""
    folder = gen.PEERS_DIR / "data"
    manifest = json.loads((folder / f"{size}.json").read_text())
    keys = list(Article.objects.order_by("pk").values_list("pk", flat=True))[-size:]
    listed = Article.objects.order_by("-listed_on", "-pk").values_list("listed_on", "pk")
    day, key = listed[len(listed) // 2]
    sample = {"pk": [keys[number - 1] for number in manifest["id"]], "after": [f"{day}~{key}"]}
    (folder / f"portal_{size}.json").write_text(json.dumps(sample))


def main(size: int) -> None:
    """Load, sample and report."""
    seconds = load(size)
    write_sample(size)
    print(json.dumps({"site": "portal", "articles": size, **seconds}))


if __name__ == "__main__":
    main(int(sys.argv[2]))
