"""The address map."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from articles.views import viewed
from portal.api import views as api
from portal.site import feedback, search_page, short_links, statistics, views
from portal.site.sitemaps import SITEMAPS


class WordConverter(StringConverter):
    """A topic's short name: letters of any script, digits and hyphens."""

    regex = r"[-\w]+"


register_converter(WordConverter, "word")

urlpatterns = [
    path("", views.front, name="front"),
    path("admin/", admin.site.urls),
    path("preview/", include("articles.preview_urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-of"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-of"),
    path("v/<int:pk>/", viewed, name="viewed"),
    path("b/<int:pk>", short_links.short, name="short"),
    path("qr/<path:path>", short_links.qr, name="qr"),
    path("robots.txt", views.robots, name="robots"),
    path("api/v1/", include("portal.api.urls")),
    path("healthz", views.healthz, name="healthz"),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("about/", views.site_page, {"place": "about"}, name="about"),
        path("contact/", views.site_page, {"place": "contact"}, name="contact"),
        path("privacy/", views.site_page, {"place": "privacy"}, name="privacy"),
        path("accessibility/", views.site_page, {"place": "accessibility"}, name="accessibility"),
        path("report/", feedback.report, name="report"),
        path("report/<slug:number>/", feedback.report_state, name="report-state"),
        path("training-bases/<int:pk>/plaque/", short_links.plaque, name="plaque"),
        path("statistics/", statistics.statistics, name="statistics"),
        path("statistics/figures/", statistics.figures, name="figures"),
        path("search/", search_page.results, name="search"),
        path("search/suggestions", search_page.offered, name="search-suggestions"),
        path("api/", api.page, name="api"),
        path("topics/", views.topics, name="topics"),
        path("topics/<word:slug>/", views.topic, name="topic"),
        path("", include("articles.urls")),
        path("", include("consortia.urls")),
    ),
]
