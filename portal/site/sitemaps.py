"""The map of all public pages for search engines, with their other languages."""

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse

from articles.models import Article
from consortia.models import Agreement, Conference, Organisation, TrainingBase
from portal.site.topics import topics_with_articles

STATIC_URL_NAMES = (
    *(
        "home",
        "about",
        "contact",
        "privacy",
        "accessibility",
        "topics",
        "statistics",
        "figures",
        "changes",
        "api",
    ),
    *("articles", "consortia", "organisations", "conferences", "agreements", "training-bases"),
)


class BilingualSitemap(Sitemap):
    """Pages that stand in both languages; a subclass or an instance says of what."""

    i18n = True
    alternates = True
    x_default = True

    def __init__(self, rows=None):
        self.rows = rows

    def items(self):
        """The public rows, in a fixed order."""
        return self.rows().order_by("pk")


class StaticPageSitemap(BilingualSitemap):
    """The pages that are always there."""

    def items(self):
        """Names of addresses."""
        return STATIC_URL_NAMES

    def location(self, item):
        """The address of that name."""
        return reverse(item)


class RecordSitemap(BilingualSitemap):
    """Public records of one kind."""

    def lastmod(self, item):
        """When the record was last changed."""
        return item.changed_at

    def get_latest_lastmod(self):
        """When any of them was last changed, in one query."""
        return self.rows().aggregate(latest=Max("changed_at"))["latest"]


class ArticleSitemap(BilingualSitemap):
    """Public articles, each in its own language, with the addresses of its siblings."""

    def items(self):
        """Every public text."""
        return (
            Article.objects.published()
            .select_related("live")
            .defer("body", "live__body")
            .order_by("work", "pk")
        )

    def get_languages_for_item(self, item):
        """The one language it is written in."""
        return [item.language]

    def lastmod(self, item):
        """When the public text became so."""
        return item.live.public_from

    def get_latest_lastmod(self):
        """When the newest public text became so, in one query."""
        return Article.objects.published().aggregate(latest=Max("live__public_from"))["latest"]

    def get_urls(self, **options):
        """The addresses; texts of one work name each other."""
        urls = super().get_urls(**options)
        works = {}
        for url in urls:
            text, code = url["item"]
            works.setdefault(text.work, []).append({"location": url["location"], "lang_code": code})
        return [{**url, "alternates": works[url["item"][0].work]} for url in urls]


SITEMAPS = {
    "lists": StaticPageSitemap(),
    "articles": ArticleSitemap(),
    "topics": BilingualSitemap(topics_with_articles),
    "organisations": RecordSitemap(Organisation.objects.published),
    "conferences": RecordSitemap(Conference.objects.published),
    "agreements": RecordSitemap(Agreement.objects.published),
    "training-bases": RecordSitemap(TrainingBase.objects.published),
}
