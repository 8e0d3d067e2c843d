"""The admin's start page: the person's own work, then what needs attention, each a panel with its rows."""

from collections.abc import Iterator

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.dashboard_panels import desk_sections
from articles.doubt_panels import doubt_panels
from articles.media_rights import media_panels
from articles.models import Article
from articles.unread_panel import unread_panels
from consortia.dashboard_panels import data_gap_panels, source_change_panels
from portal.core.dashboard_panel import DashboardPanel, build_panel
from portal.core.error_reports import report_summary
from portal.core.models import ErrorReport
from seeds.models import Upload
from seeds.page_import.unfinished_panel import upload_panels
from seeds.proposing.review_queue import proposal_panels


def dashboard_context(site: AdminSite, request: HttpRequest) -> dict:
    """Build the context of the start page: panels with rows that the person may see."""
    panels = (
        *unread_panels(site, request),
        *doubt_panels(site, request),
        *source_change_panels(site, request),
        *media_panels(site, request),
        *report_panels(site, request),
        *upload_panels(site, request),
        *proposal_panels(site, request),
        *data_gap_panels(site, request),
    )
    shows_desk = site.get_model_admin(Article).has_view_permission(request)
    whole = request.GET.get("whole", "")
    return {
        "desk": desk_sections(request.user, at=timezone.now(), whole=whole) if shows_desk else [],
        "shows_desk": shows_desk,
        "may_write": site.get_model_admin(Article).has_add_permission(request),
        "may_import_pages": site.get_model_admin(Upload).has_add_permission(request),
        "panels": [panel for panel in panels if panel.total],
    }


def report_panels(site: AdminSite, request: HttpRequest) -> Iterator[DashboardPanel]:
    """Yield the panel of error reports without an answer, for those who may see them."""
    if site.get_model_admin(ErrorReport).has_view_permission(request):
        yield build_panel(
            _("Error reports without an answer"),
            ErrorReport.objects.waiting(),
            query="state__in=new,taken",
            words=report_summary,
        )
