"""A database from before the media library, with real files, taken through every later migration.

Run as a program on an empty database: it prints as JSON what the rows say after the upgrade.
"""

import io
import json

import django
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from PIL import Image

BEFORE_MEDIA = ("articles", "0003_media_items")
GONE = "pictures/00/gone.png"


def write_picture(name: str, colour: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (6, 4), colour).save(out, "PNG")
    default_storage.save(name, ContentFile(out.getvalue()))


def old_models():
    """The models as they were before pictures had media items."""
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415  Django is set up first

    return MigrationExecutor(connection).loader.project_state([BEFORE_MEDIA]).apps


def make_article(apps, title, **values):
    return apps.get_model("articles", "Article").objects.create(
        title=title, body="<p>一。</p>", language=values.pop("language", "zh-hans"),
        since=timezone.now(), status="draft", **values,
    )  # fmt: skip


def make_picture(apps, article, name, **words):
    """A picture with its history, as the admin of that time stored one."""
    values = {"article_id": article.pk, "file": name, "width": 6, "height": 4, **words}
    picture = apps.get_model("articles", "Picture").objects.create(**values)
    apps.get_model("articles", "HistoricalPicture").objects.create(
        id=picture.pk, history_date=timezone.now(), history_type="+", **values
    )
    return picture


def make_version(apps, article, number, *, made_at, pictures=()):
    version = apps.get_model("articles", "Version").objects.create(
        article=article, number=number, made_at=made_at, public_from=made_at, title=article.title,
        body=article.body, text_hash="0" * 64, pictures=list(pictures), key_points=[],
        public_until=made_at if number == 1 else None,
    )  # fmt: skip
    article.signed = version
    article.save()
    return version


def build_rows() -> None:
    """Two articles that show one file, a file that is gone, a deleted picture, and translations."""
    apps = old_models()
    now = timezone.now()
    first, second = make_article(apps, "甲"), make_article(apps, "乙")
    for name, colour in (("pictures/00/a.png", "red"), ("pictures/00/b.png", "blue")):
        write_picture(name, colour)
    words = {"caption": "图说", "credit": "本报", "alt": "门"}
    snapshot = {"file": "pictures/00/a.png", **words, "width": 6, "height": 4}
    make_picture(apps, first, "pictures/00/a.png", **words)
    make_picture(apps, second, "pictures/00/a.png", caption="另一图说")
    make_picture(apps, second, GONE, alt="失")
    make_picture(apps, second, "pictures/00/b.png", caption="旧").delete()
    make_version(apps, first, 1, made_at=now - timezone.timedelta(days=3), pictures=[snapshot])
    english = make_article(apps, "A", language="en", translation_of=first)
    make_version(apps, english, 1, made_at=now - timezone.timedelta(days=2))
    make_version(apps, first, 2, made_at=now - timezone.timedelta(days=1), pictures=[snapshot])


def describe_rows() -> dict:
    """What the rows say by the present models."""
    from articles.models import Article, MediaItem, Picture  # noqa: PLC0415  Django is set up first

    first, english = Article.objects.get(title="甲"), Article.objects.get(title="A")
    return {
        "items": [
            [item.title, item.file.name, item.size > 0, len(item.digest), item.history.count()]
            for item in MediaItem.objects.order_by("pk")
        ],
        "files": [item.files.get().name for item in MediaItem.objects.order_by("pk")],
        "pictures": [
            [picture.article.title, picture.media.file.name, picture.caption, picture.key]
            for picture in Picture.objects.order_by("pk")
        ],
        "history": sorted([row.file, row.media_id is not None] for row in Picture.history.all()),
        "snapshots_stay": first.snapshot()["pictures"] == first.signed.pictures,
        "english_follows": english.original_version.number,
    }


if __name__ == "__main__":
    django.setup()
    call_command("migrate", *BEFORE_MEDIA, verbosity=0)
    build_rows()
    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)
    print(json.dumps(describe_rows()))
