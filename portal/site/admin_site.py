"""The admin site: its list of models follows the work, its start page is the dashboard."""

from collections.abc import Iterator

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from portal.site.admin_search import search_admin
from portal.site.dashboard import dashboard_context

APP_ORDER = ("articles", "consortia", "seeds")
DETAIL_GROUP_LABELS = {"articles": _("Parts of articles"), "consortia": _("Parts of the records")}


class PortalAdminSite(admin.AdminSite):
    """The admin of the portal."""

    site_title = _("Industry–Education Portal")
    site_header = _("Industry–Education Portal")
    index_title = _("What wants attention")

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Show the start page."""
        return super().index(request, {**dashboard_context(self, request), **(extra_context or {})})

    def get_urls(self) -> list:
        """Return the stock addresses, and that of the search over all lists."""
        return [path("search/", self.admin_view(self.search), name="search"), *super().get_urls()]

    def search(self, request: HttpRequest) -> HttpResponse:
        """Show what was found in the lists of articles and records that the person may see."""
        text = request.GET.get("q", "")
        context = {
            **self.each_context(request),
            "title": _("Search articles and records"),
            "searched": text,
            "found": search_admin(self, request, text),
        }
        return TemplateResponse(request, "admin/search.html", context)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """Return the models by app, the portal's own first, detail models in groups of their own."""
        apps = sorted(super().get_app_list(request, app_label), key=_app_position)
        groups = []
        for app in apps:
            groups += self._model_groups(app)
        return groups

    def _model_groups(self, app: dict) -> Iterator[dict]:
        """Yield the app with its main models in the order of their registration, then its detail models."""
        positions = {model: position for position, model in enumerate(self._registry)}
        main_entries = []
        detail_entries = []
        for entry in sorted(app["models"], key=lambda entry: positions[entry["model"]]):
            if getattr(self._registry[entry["model"]], "is_detail", False):
                detail_entries.append(entry)
            else:
                main_entries.append(entry)
        yield {**app, "models": main_entries}
        if detail_entries:
            name = DETAIL_GROUP_LABELS[app["app_label"]]
            yield {**app, "name": name, "models": detail_entries}


def _app_position(app: dict) -> int:
    label = app["app_label"]
    return APP_ORDER.index(label) if label in APP_ORDER else len(APP_ORDER)
