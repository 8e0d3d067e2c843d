"""The export of the article list: table columns and feed entries."""

from collections import defaultdict
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.filters import ArticleFilter
from articles.models import Article, TaggedArticle, Topic
from portal.core.names import localised
from portal.listing.export import ExportColumn, ExportTable, FeedEntry
from portal.listing.keyset import KeysetOrder


def topics_by_article(articles: list[Article], _on: date | None = None) -> dict[int, list[Topic]]:
    """The topics of each article, by its key, in one query."""
    items = TaggedArticle.objects.filter(
        content_type=ContentType.objects.get_for_model(Article),
        object_id__in=[article.pk for article in articles],
    )
    topics = defaultdict(list)
    for item in items.select_related("tag").order_by("tag__name", "pk"):
        topics[item.object_id].append(item.tag)
    return topics


def _version_column(name, label):
    """A column with a field of the public version."""
    return ExportColumn(name, label, lambda row: getattr(row.record.live, name))


def _topics_column(key, label, value):
    """A column with one value of each topic."""

    def topic_values(row):
        return [value(topic) for topic in row.prefetched[row.record.pk]]

    return ExportColumn(key, label, topic_values)


def outlet_name(text) -> str:
    """The outlet of an article or version, or its source as printed."""
    if text.outlet:
        return localised(text.outlet)
    return text.source_as_printed


def stated_source(text) -> str:
    """The outlet or the source as printed; that it is not stated, where the page of a reprint says so."""
    return gettext("source not stated") if text.is_source_unstated else outlet_name(text)


def _corrected_on(version) -> str:
    """The day since which a corrected text is public; blank for a text without a correction."""
    return str(timezone.localdate(version.public_from)) if version.note else ""


def _summary_with_note(version) -> str:
    """The summary, after the note on what the version corrects."""
    if not version.note:
        return version.summary
    note = _("Corrected: %s") % version.note
    return f"{note}\n{version.summary}".strip()


def _feed_entry(article):
    version = article.live
    return FeedEntry(
        version.title,
        _summary_with_note(version),
        article.get_absolute_url(),
        version.public_from,
        stated_source(version),
    )


ARTICLE_EXPORT = ExportTable(
    "articles",
    _("Articles"),
    (
        ExportColumn("id", pgettext_lazy("of a record", "Number"), lambda row: row.record.pk),
        ExportColumn("work", _("Work (number)"), lambda row: row.record.work),
        ExportColumn("language", _("Language of the text"), lambda row: row.record.language),
        _version_column("title", _("Title")),
        _version_column("kicker", _("Kicker")),
        _version_column("summary", _("Summary")),
        ExportColumn("column", _("Column"), lambda row: str(row.record.column or "")),
        _topics_column("topic_slugs", _("Topics (short names)"), lambda topic: topic.slug),
        _topics_column("topics", _("Topics"), str),
        ExportColumn("outlet", _("Outlet"), lambda row: outlet_name(row.record.live)),
        ExportColumn("source", _("Source"), lambda row: stated_source(row.record.live)),
        _version_column("byline", _("Byline")),
        _version_column("published", _("Published by the source")),
        ExportColumn("listed_on", _("Listed here on"), lambda row: str(row.record.listed_on)),
        ExportColumn("version", _("Version"), lambda row: row.record.live.number),
        _version_column("note", _("Note on the correction")),
        ExportColumn("corrected_on", _("Corrected on"), lambda row: _corrected_on(row.record.live)),
        ExportColumn("rights", _("Rights"), lambda row: str(row.record.live.get_rights_display())),
        ExportColumn(
            "address", _("Address"), lambda row: row.absolute_url(row.record.get_absolute_url())
        ),
        _version_column("source_address", _("Source address")),
    ),
    feed_entry=_feed_entry,
    newest=KeysetOrder("listed_on"),
    filter=ArticleFilter,
    prefetch=topics_by_article,
)
