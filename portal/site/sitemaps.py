"""The sitemaps of all public pages, with their other languages."""

from collections import defaultdict

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse

from articles.models import Article
from consortia.models import Agreement, Conference, Organisation, TrainingBase
from portal.site.topics import topics_with_articles

SITE_URL_NAMES = ("home", "about", "contact", "privacy", "accessibility")
OVERVIEW_URL_NAMES = ("topics", "statistics", "figures", "changes", "api")
LIST_URL_NAMES = (
    "articles",
    "consortia",
    "organisations",
    "conferences",
    "agreements",
    "training-bases",
)
STATIC_URL_NAMES = (*SITE_URL_NAMES, *OVERVIEW_URL_NAMES, *LIST_URL_NAMES)


class BilingualSitemap(Sitemap):
    """Pages in both languages; `rows` returns their queryset."""

    i18n = True
    alternates = True
    x_default = True

    def __init__(self, rows=None):
        self.rows = rows

    def items(self):
        """Return the public rows in a fixed order."""
        return self.rows().order_by("pk")


class StaticPageSitemap(BilingualSitemap):
    """Pages that exist without any record."""

    def items(self):
        """Return URL names."""
        return STATIC_URL_NAMES

    def location(self, item):
        """Return the address of a URL name."""
        return reverse(item)


class RecordSitemap(BilingualSitemap):
    """Public records of one kind."""

    def lastmod(self, item):
        """Return when the record was last changed."""
        return item.changed_at

    def get_latest_lastmod(self):
        """Return when any of them was last changed, in one query."""
        return self.rows().aggregate(latest=Max("changed_at"))["latest"]


class ArticleSitemap(BilingualSitemap):
    """Public articles, each in its own language, with the addresses of its translations."""

    def items(self):
        """Return every public article, the translations of a work beside each other."""
        return (
            Article.objects.published()
            .select_related("public_version")
            .defer("body", "public_version__body")
            .order_by("work", "pk")
        )

    def get_languages_for_item(self, item):
        """Return the one language that it is written in."""
        return [item.language]

    def lastmod(self, item):
        """Return when the public version was published."""
        return item.live.public_from

    def get_latest_lastmod(self):
        """Return when the newest public version was published, in one query."""
        return Article.objects.published().aggregate(latest=Max("public_version__public_from"))[
            "latest"
        ]

    def get_urls(self, **options):
        """Return the addresses; translations of one work name each other as alternates."""
        urls = super().get_urls(**options)
        alternates = defaultdict(list)
        for url in urls:
            article, language = url["item"]
            alternate = {"location": url["location"], "lang_code": language}
            alternates[article.work].append(alternate)
        for url in urls:
            article, _language = url["item"]
            url["alternates"] = alternates[article.work]
        return urls


SITEMAPS = {
    "lists": StaticPageSitemap(),
    "articles": ArticleSitemap(),
    "topics": BilingualSitemap(topics_with_articles),
    "organisations": RecordSitemap(Organisation.objects.published),
    "conferences": RecordSitemap(Conference.objects.published),
    "agreements": RecordSitemap(Agreement.objects.published),
    "training-bases": RecordSitemap(TrainingBase.objects.published),
}
