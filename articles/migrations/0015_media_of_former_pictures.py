"""Give the files of pictures that were deleted before the media library an item as well.

Public versions may still show them: without an item nobody could say that their right has ended.
"""

import hashlib

from django.core.files.storage import default_storage
from django.db import migrations
from django.utils import timezone

WORDS = ("caption", "credit", "alt")


def create_items(apps, schema_editor):
    """One item for each stored file that only the history of pictures names, with its last words."""
    history = apps.get_model("articles", "HistoricalPicture").objects
    known = apps.get_model("articles", "MediaFile").objects.values("name")
    former = history.filter(media=None).exclude(file__in=known)
    rows = {row.file: row for row in former.order_by("history_date", "pk")}
    for name, row in rows.items():
        if name and default_storage.exists(name):
            item = _create_item(apps, name, row)
            history.filter(file=name).update(media=item.pk)


def _create_item(apps, name, row):
    with default_storage.open(name) as stored:
        content = stored.read()
    digest = hashlib.sha256(content).hexdigest()
    values = {
        "title": (row.caption or row.alt or name)[:200],
        "file": name,
        "width": row.width,
        "height": row.height,
        "size": len(content),
        "digest": digest,
        **{word: getattr(row, word) for word in WORDS},
    }
    item = apps.get_model("articles", "MediaItem").objects.create(**values)
    apps.get_model("articles", "MediaFile").objects.create(item=item, name=name, digest=digest)
    apps.get_model("articles", "HistoricalMediaItem").objects.create(
        id=item.pk,
        history_date=timezone.now(),
        history_type="+",
        added_at=item.added_at,
        changed_at=item.changed_at,
        **values,
    )
    return item


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_public_documents")]
    operations = [migrations.RunPython(create_items, migrations.RunPython.noop)]
