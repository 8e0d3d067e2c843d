"""Topics as the public sees them: those that a public article carries."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import Article, Topic
from portal.caching.site_version import cached_until_change
from portal.core.names import current_language
from portal.listing.export import ExportColumn, ExportTable


def topics_with_articles() -> QuerySet[Topic]:
    """Return the topics of public articles, those of most articles first; `rows` is their number."""
    articles = Article.objects.published_in(current_language()).values("pk")
    content_type = ContentType.objects.get_for_model(Article)
    carried = Q(items__content_type=content_type, items__object_id__in=articles)
    topics = Topic.objects.annotate(rows=Count("items", filter=carried))
    return topics.filter(rows__gt=0).order_by("-rows", "name")


def cached_topics() -> list[Topic]:
    """Return the same topics, cached until a public page changes: counting reads every public article."""
    return cached_until_change(f"topics {current_language()}", lambda: list(topics_with_articles()))


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
