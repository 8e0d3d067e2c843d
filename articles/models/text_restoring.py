"""The working text brought back to a version, when a correction is cancelled."""

from django.utils.translation import gettext

from articles.models.media import MediaItem
from articles.models.review import TransitionRefused
from articles.models.version import VERSIONED_FIELDS, Version

PARTS = ("key_points", "pictures")


def restore_text(article, version: Version, *, by) -> None:
    """Set fields, key points and pictures of the article as the version has them.

    Raises TransitionRefused where the result would be another text, so that nothing is half restored.
    """
    for name in VERSIONED_FIELDS:
        setattr(article, name, getattr(version, name))
    article._history_user = by
    article.save()
    for name in PARTS:
        _restore_parts(getattr(article, name), getattr(version, name), by=by)
    if not is_text_of(article, version):
        raise TransitionRefused(
            gettext(
                "The public text cannot be brought back whole: change the working text by hand."
            )
        )


def is_text_of(article, version: Version) -> bool:
    """Whether the working text is that of the version."""
    text = type(article).objects.get(pk=article.pk).snapshot()
    return all(text[name] == getattr(version, name) for name in (*VERSIONED_FIELDS, *PARTS))


def _restore_parts(parts, snapshots: list[dict], *, by) -> None:
    """Keep the parts that the version has, delete the others, then make those that are gone.

    The order matters: a picture that is deleted may hold the key of one that is made.
    """
    unused = list(parts.all())
    restored = [_take_part(unused, snapshot) for snapshot in snapshots]
    for part in unused:
        part._history_user = by
        part.delete()
    for position, snapshot in enumerate(snapshots, 1):
        part = restored[position - 1] or _new_part(parts, snapshot)
        part.position = position
        part._history_user = by
        part.save()


def _take_part(unused: list, snapshot: dict):
    """Take the part of that snapshot out of the list; None if there is none."""
    for part in unused:
        if part.snapshot() == snapshot:
            unused.remove(part)
            return part
    return None


def _new_part(parts, snapshot: dict):
    """A part to store again; a picture belongs to the media item that has its file."""
    part = parts.model(article=parts.instance)
    if "file" in snapshot:
        part.media = MediaItem.objects.filter(files__name=snapshot["file"]).first()
    for name, value in snapshot.items():
        setattr(part, name, value)
    return part
