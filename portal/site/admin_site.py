"""The admin site: its start page says what wants attention, and its list of models follows the work."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.dashboard_panels import desk
from articles.models import Article
from articles.unread_panel import told
from consortia.dashboard_panels import gaps
from portal.core.dashboard import concern
from portal.core.error_reports import summary
from portal.core.models import ErrorReport
from seeds.proposing.review_queue import to_decide

FIRST = ("articles", "consortia", "seeds")
DETAILS = {"articles": _("Parts of articles"), "consortia": _("Parts of the records")}


class PortalAdminSite(admin.AdminSite):
    """The admin of the portal."""

    site_title = _("Industry–Education Portal")
    site_header = _("Industry–Education Portal")
    index_title = _("What wants attention")

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """The start page: the person's desk, then the lists of what wants attention as far as the person may see them."""
        lists = (*told(self, request), *self._reports(request), *to_decide(self, request), *gaps(self, request))
        concerns = [each for each in lists if each.total]
        shows_desk = self.get_model_admin(Article).has_view_permission(request)
        lines = desk(request.user, at=timezone.now()) if shows_desk else []
        shown = {"desk": lines, "shows_desk": shows_desk, "concerns": concerns}
        return super().index(request, {**shown, **(extra_context or {})})

    def _reports(self, request):
        """The reports of errors that nobody has answered, for those who may see them."""
        if self.get_model_admin(ErrorReport).has_view_permission(request):
            waiting = ErrorReport.objects.waiting()
            yield concern(_("Error reports without an answer"), waiting, query="state__in=new,taken", words=summary)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """The models by room, the portal's own first, with the parts of records in a group of their own."""
        rooms = super().get_app_list(request, app_label)
        rooms.sort(key=lambda room: FIRST.index(room["app_label"]) if room["app_label"] in FIRST else len(FIRST))
        return [part for room in rooms for part in self._parted(room)]

    def _parted(self, room):
        places = {model: place for place, model in enumerate(self._registry)}
        models = sorted(room["models"], key=lambda entry: places[entry["model"]])
        details = [entry for entry in models if getattr(self._registry[entry["model"]], "is_detail", False)]
        yield {**room, "models": [entry for entry in models if entry not in details]}
        if details:
            yield {**room, "name": DETAILS[room["app_label"]], "models": details}
