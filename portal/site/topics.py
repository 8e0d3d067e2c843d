"""Topics as the public sees them: those that a public article carries."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import Article, Topic
from portal.caching.site_version import cached_until_change
from portal.core.names import current_language
from portal.listing.export import ExportColumn, ExportTable
from portal.listing.list_counts import count_list

TOPIC_PREFIX = "topic:"  # of the choices of a list


def topics_with_articles() -> QuerySet[Topic]:
    """Return the topics of public articles, those of most articles first; `rows` is their number."""
    articles = Article.objects.published_in(current_language()).values("pk")
    content_type = ContentType.objects.get_for_model(Article)
    carried = Q(items__content_type=content_type, items__object_id__in=articles)
    topics = Topic.objects.annotate(rows=Count("items", filter=carried))
    return topics.filter(rows__gt=0).order_by("-rows", "name")


def cached_topics() -> list[Topic]:
    """Return the same topics with the kept counts of their lists, cached until a public page changes."""
    return cached_until_change(f"topics {current_language()}", _counted_topics)


def _counted_topics():
    counts = count_list("article", current_language(), {}, at=timezone.now())
    rows = {
        int(choice.removeprefix(TOPIC_PREFIX)): number
        for choice, number in counts.by_choice.items()
        if choice.startswith(TOPIC_PREFIX)
    }
    topics = list(Topic.objects.filter(pk__in=rows).order_by("name"))
    for topic in topics:
        topic.rows = rows[topic.pk]
    return sorted(topics, key=lambda topic: -topic.rows)


def _address(row) -> str:
    return row.absolute_url(row.record.get_absolute_url())


TOPIC_EXPORT = ExportTable(
    "topics",
    _("Topics"),
    (
        ExportColumn("id", pgettext_lazy("of a record", "Number"), lambda row: row.record.pk),
        ExportColumn("slug", _("Short name"), lambda row: row.record.slug),
        ExportColumn("name", _("Chinese name"), lambda row: row.record.name),
        ExportColumn("name_en", _("English name"), lambda row: row.record.name_en),
        ExportColumn(
            "introduction", _("Introduction in Chinese"), lambda row: row.record.introduction
        ),
        ExportColumn(
            "introduction_en", _("Introduction in English"), lambda row: row.record.introduction_en
        ),
        ExportColumn("articles", _("Articles"), lambda row: row.record.rows),
        ExportColumn("address", _("Address"), _address),
    ),
)
