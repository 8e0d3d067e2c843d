"""The panel of uploads that wait to be gone on with, for the start page."""

from collections.abc import Iterator

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.core.dashboard_panel import PANEL_ROWS, DashboardPanel, change_url, changelist_url
from seeds.models import Upload


def upload_panels(site: AdminSite, request: HttpRequest) -> Iterator[DashboardPanel]:
    """The panel of the person's own uploads of which pages wait."""
    if not site.get_model_admin(Upload).has_add_permission(request):
        return
    uploads = list(Upload.objects.of(request.user).unfinished())
    rows = [
        (f"{upload} ({upload.waiting}/{upload.total})", change_url(upload))
        for upload in uploads[:PANEL_ROWS]
    ]
    yield DashboardPanel(
        _("Pages that you sent and that wait to be read"),
        len(uploads),
        rows,
        changelist_url(Upload),
    )
