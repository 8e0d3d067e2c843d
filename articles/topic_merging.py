"""Merging two topics into one: its articles get the one that stays, and its addresses lead there."""

from django.db import transaction

from articles.models import TaggedArticle, Topic, TopicSlug
from portal.search.index_updates import batch_updates

FILLED_FIELDS = ("name_en", "introduction", "introduction_en")


def merge_topics(*, kept: Topic, duplicate: Topic) -> int:
    """Move all taggings of the duplicate to the topic that is kept, delete it, and return their number.

    Fields that the kept topic leaves blank are filled from the duplicate; its address, and those that led
    to it, redirect to the kept topic. Raise ValueError for a topic and itself.
    """
    if kept.pk == duplicate.pk:
        raise ValueError("A topic cannot be merged into itself.")
    with transaction.atomic(), batch_updates():
        locked = Topic.objects.select_for_update().order_by("pk").in_bulk([kept.pk, duplicate.pk])
        kept, duplicate = locked[kept.pk], locked[duplicate.pk]
        taggings = list(TaggedArticle.objects.filter(tag=duplicate).order_by("pk"))
        for tagging in taggings:
            _move(tagging, kept)
        former_slugs = list(duplicate.former_slugs.values_list("slug", flat=True))
        slug = duplicate.slug
        _fill_blanks(kept, duplicate)
        duplicate.delete()
        for former in (slug, *former_slugs):
            TopicSlug.objects.update_or_create(slug=former, defaults={"topic": kept})
    return len(taggings)


def _move(tagging: TaggedArticle, kept: Topic) -> None:
    """Tag a record with the kept topic, unless it already is."""
    same_record = {"content_type": tagging.content_type, "object_id": tagging.object_id}
    if TaggedArticle.objects.filter(tag=kept, **same_record).exists():
        tagging.delete()
        return
    tagging.tag = kept
    tagging.save()


def _fill_blanks(kept: Topic, duplicate: Topic) -> None:
    filled = [
        name for name in FILLED_FIELDS if not getattr(kept, name) and getattr(duplicate, name)
    ]
    for name in filled:
        setattr(kept, name, getattr(duplicate, name))
    if filled:
        kept.save(update_fields=filled)
