"""The admin site: its start page shows what needs attention, its list of models follows the work."""

from collections.abc import Iterator

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.dashboard_panels import desk_sections
from articles.models import Article
from articles.unread_panel import unread_panels
from consortia.dashboard_panels import data_gap_panels
from portal.core.dashboard import build_panel
from portal.core.error_reports import report_summary
from portal.core.models import ErrorReport
from seeds.proposing.review_queue import proposal_panels

APP_ORDER = ("articles", "consortia", "seeds")
DETAIL_GROUP_LABELS = {"articles": _("Parts of articles"), "consortia": _("Parts of the records")}


class PortalAdminSite(admin.AdminSite):
    """The admin of the portal."""

    site_title = _("Industry–Education Portal")
    site_header = _("Industry–Education Portal")
    index_title = _("What wants attention")

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Show the start page: the person's desk, then the panels with rows that the person may see."""
        panels = (
            *unread_panels(self, request),
            *self._report_panels(request),
            *proposal_panels(self, request),
            *data_gap_panels(self, request),
        )
        shows_desk = self.get_model_admin(Article).has_view_permission(request)
        context = {
            "desk": desk_sections(request.user, at=timezone.now()) if shows_desk else [],
            "shows_desk": shows_desk,
            "concerns": [panel for panel in panels if panel.total],
            **(extra_context or {}),
        }
        return super().index(request, context)

    def _report_panels(self, request):
        """Yield the panel of error reports without an answer, for those who may see them."""
        if self.get_model_admin(ErrorReport).has_view_permission(request):
            yield build_panel(
                _("Error reports without an answer"),
                ErrorReport.objects.waiting(),
                query="state__in=new,taken",
                words=report_summary,
            )

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
