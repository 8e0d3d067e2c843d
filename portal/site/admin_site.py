"""The admin site: its start page says what wants attention, and its list of models follows the work."""

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
        """The start page: the person's desk, then the lists of what wants attention as far as the person may see them."""
        lists = (
            *unread_panels(self, request),
            *self._reports(request),
            *proposal_panels(self, request),
            *data_gap_panels(self, request),
        )
        concerns = [each for each in lists if each.total]
        shows_desk = self.get_model_admin(Article).has_view_permission(request)
        lines = desk_sections(request.user, at=timezone.now()) if shows_desk else []
        shown = {"desk": lines, "shows_desk": shows_desk, "concerns": concerns}
        return super().index(request, {**shown, **(extra_context or {})})

    def _reports(self, request):
        """The reports of errors that nobody has answered, for those who may see them."""
        if self.get_model_admin(ErrorReport).has_view_permission(request):
            waiting = ErrorReport.objects.waiting()
            yield build_panel(
                _("Error reports without an answer"),
                waiting,
                query="state__in=new,taken",
                words=report_summary,
            )

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """The models by room, the portal's own first, with the parts of records in a group of their own."""
        rooms = super().get_app_list(request, app_label)
        rooms.sort(
            key=lambda room: (
                APP_ORDER.index(room["app_label"])
                if room["app_label"] in APP_ORDER
                else len(APP_ORDER)
            )
        )
        return [part for room in rooms for part in self._parted(room)]

    def _parted(self, room):
        places = {model: place for place, model in enumerate(self._registry)}
        models = sorted(room["models"], key=lambda entry: places[entry["model"]])
        details = [
            entry for entry in models if getattr(self._registry[entry["model"]], "is_detail", False)
        ]
        yield {**room, "models": [entry for entry in models if entry not in details]}
        if details:
            yield {**room, "name": DETAIL_GROUP_LABELS[room["app_label"]], "models": details}
