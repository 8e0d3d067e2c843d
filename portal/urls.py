"""The addresses of the portal."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from articles.views import download_document, record_article_view
from portal.api import views as api_views
from portal.site import (
    endpoints,
    feedback,
    home,
    search_page,
    short_links,
    site_page,
    statistics,
    topic_pages,
)
from portal.site.sitemaps import SITEMAPS


class UnicodeSlugConverter(StringConverter):
    """A slug with letters of any script, digits and hyphens."""

    regex = r"[-\w]+"


register_converter(UnicodeSlugConverter, "word")

urlpatterns = [
    path("", home.redirect_to_home, name="front"),
    path("admin/", admin.site.urls),
    path("preview/", include("articles.preview_urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path(
        "sitemap.xml",
        index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-of"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-of"),
    path("v/<int:pk>/", record_article_view, name="viewed"),
    path("files/<int:pk>/", download_document, name="media-document"),
    path("b/<int:pk>", short_links.short_link, name="short"),
    path("qr/<path:path>", short_links.qr_code, name="qr"),
    path("robots.txt", endpoints.robots_txt, name="robots"),
    path("api/v1/", include("portal.api.urls")),
    path("healthz", endpoints.health_check, name="healthz"),
    *i18n_patterns(
        path("", home.home, name="home"),
        path("about/", site_page.site_page, {"place": "about"}, name="about"),
        path("contact/", site_page.site_page, {"place": "contact"}, name="contact"),
        path("privacy/", site_page.site_page, {"place": "privacy"}, name="privacy"),
        path(
            "accessibility/", site_page.site_page, {"place": "accessibility"}, name="accessibility"
        ),
        path("report/", feedback.report_error, name="report"),
        path("report/<slug:number>/", feedback.report_state, name="report-state"),
        path("training-bases/<int:pk>/plaque/", short_links.plaque, name="plaque"),
        path("statistics/", statistics.statistics, name="statistics"),
        path("statistics/figures/", statistics.figures, name="figures"),
        path("search/", search_page.search_page, name="search"),
        path("search/suggestions", search_page.search_suggestions, name="search-suggestions"),
        path("api/", api_views.api_docs, name="api"),
        path("topics/", topic_pages.topic_list, name="topics"),
        path("topics/<word:slug>/", topic_pages.topic_detail, name="topic"),
        path("", include("articles.urls")),
        path("", include("consortia.urls")),
    ),
]
