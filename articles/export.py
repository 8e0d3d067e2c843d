"""The list of articles as a table and a feed."""

from collections import defaultdict
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.filters import ArticleFilter
from articles.models import Article, TaggedArticle, Topic
from portal.core.names import localised
from portal.listing.export import ExportColumn, ExportTable, FeedEntry
from portal.listing.keyset import KeysetOrder


def topics_by_article(articles: list[Article], _on: date | None = None) -> dict[int, list[Topic]]:
    """The topics of these articles by the number of the article, in one query."""
    kind = ContentType.objects.get_for_model(Article)
    items = TaggedArticle.objects.filter(
        content_type=kind, object_id__in=[article.pk for article in articles]
    )
    found = defaultdict(list)
    for item in items.select_related("tag").order_by("tag__name", "pk"):
        found[item.object_id].append(item.tag)
    return found


def _text(name, label):
    return ExportColumn(name, label, lambda row: getattr(row.record.live, name))


def _topics(key, label, value):
    return ExportColumn(
        key, label, lambda row: [value(topic) for topic in row.prefetched[row.record.pk]]
    )


def outlet_name(text) -> str:
    """Who published the text: the outlet, or the source as it was printed."""
    return localised(text.outlet) if text.outlet else text.source_as_printed


def _entry(article):
    text = article.live
    return FeedEntry(
        text.title, text.summary, article.get_absolute_url(), text.public_from, outlet_name(text)
    )


ARTICLE_EXPORT = ExportTable(
    "articles",
    _("Articles"),
    (
        ExportColumn("id", pgettext_lazy("of a record", "Number"), lambda row: row.record.pk),
        ExportColumn("work", _("Work (number)"), lambda row: row.record.work),
        ExportColumn("language", _("Language of the text"), lambda row: row.record.language),
        _text("title", _("Title")),
        _text("kicker", _("Kicker")),
        _text("summary", _("Summary")),
        ExportColumn("column", _("Column"), lambda row: str(row.record.column or "")),
        _topics("topic_slugs", _("Topics (short names)"), lambda topic: topic.slug),
        _topics("topics", _("Topics"), str),
        ExportColumn("outlet", _("Outlet"), lambda row: outlet_name(row.record.live)),
        _text("byline", _("Byline")),
        _text("published", _("Published by the source")),
        ExportColumn("listed_on", _("Listed here on"), lambda row: str(row.record.listed_on)),
        ExportColumn("version", _("Version"), lambda row: row.record.live.number),
        ExportColumn("rights", _("Rights"), lambda row: str(row.record.live.get_rights_display())),
        ExportColumn(
            "address", _("Address"), lambda row: row.absolute_url(row.record.get_absolute_url())
        ),
        _text("source_address", _("Source address")),
    ),
    feed_entry=_entry,
    newest=KeysetOrder("listed_on"),
    filter=ArticleFilter,
    prefetch=topics_by_article,
)
