"""The address map."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from portal import search, statistics, views
from portal.api import views as api
from portal.sitemaps import SITEMAPS


class WordConverter(StringConverter):
    """A topic's short name: letters of any script, digits and hyphens."""

    regex = r"[-\w]+"


register_converter(WordConverter, "word")

urlpatterns = [
    path("", views.front, name="front"),
    path("admin/", admin.site.urls),
    path("preview/", include("articles.preview_urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("api/v1/", include("portal.api.urls")),
    path("healthz", views.healthz, name="healthz"),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("about/", views.about, name="about"),
        path("statistics/", statistics.statistics, name="statistics"),
        path("statistics/figures/", statistics.figures, name="figures"),
        path("search/", search.results, name="search"),
        path("search/suggestions", search.offered, name="search-suggestions"),
        path("api/", api.page, name="api"),
        path("topics/", views.topics, name="topics"),
        path("topics/<word:slug>/", views.topic, name="topic"),
        path("", include("articles.urls")),
        path("", include("consortia.urls")),
    ),
]
