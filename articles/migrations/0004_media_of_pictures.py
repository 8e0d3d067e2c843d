"""Give each stored picture its media item, with a history that begins now."""

import hashlib

from django.core.files.storage import default_storage
from django.db import migrations
from django.utils import timezone

WORDS = ("caption", "credit", "alt")


def create_items(apps, schema_editor):
    """One item for each stored file, with the words of its first use."""
    Picture = apps.get_model("articles", "Picture")
    items = {}
    for picture in Picture.objects.filter(media=None).order_by("pk"):
        name = picture.file.name
        if name not in items:
            items[name] = _create_item(apps, picture)
        Picture.objects.filter(pk=picture.pk).update(media=items[name])
    HistoricalPicture = apps.get_model("articles", "HistoricalPicture")
    for name, item in items.items():
        HistoricalPicture.objects.filter(file=name).update(media=item.pk)


def _create_item(apps, picture):
    size, digest = _measure(picture.file.name)
    values = {
        "title": (picture.caption or picture.alt or picture.article.title)[:200],
        "file": picture.file.name,
        "width": picture.width,
        "height": picture.height,
        "size": size,
        "digest": digest,
        **{name: getattr(picture, name) for name in WORDS},
    }
    item = apps.get_model("articles", "MediaItem").objects.create(**values)
    apps.get_model("articles", "MediaFile").objects.create(
        item=item, name=picture.file.name, digest=digest
    )
    apps.get_model("articles", "HistoricalMediaItem").objects.create(
        id=item.pk,
        history_date=timezone.now(),
        history_type="+",
        added_at=item.added_at,
        changed_at=item.changed_at,
        **values,
    )
    return item


def _measure(name):
    """The size and the hash of a stored file; nothing of one that is gone."""
    if not default_storage.exists(name):
        return 0, ""
    with default_storage.open(name) as stored:
        content = stored.read()
    return len(content), hashlib.sha256(content).hexdigest()


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_media_items")]
    operations = [migrations.RunPython(create_items, migrations.RunPython.noop)]
