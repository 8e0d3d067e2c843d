"""Rights that end: the moments at which pages change by themselves, and the panel of the start page."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.admin import AdminSite
from django.db.models import Count, Max, Min, Q, Window
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import MediaItem
from articles.models.media import end_of_right
from portal.caching.scheduled_changes import register_schedule
from portal.core.dashboard_panel import PANEL_ROWS, DashboardPanel, change_url

WARNING_PERIOD = timedelta(days=30)


def register_schedules() -> None:
    """Let cached pages turn over when a right ends."""
    register_schedule(rights_schedule)


def rights_schedule(at: datetime) -> tuple[datetime | None, datetime | None]:
    """The last moment at which a right ended, and the next one."""
    today = timezone.localdate(at)
    days = MediaItem.objects.aggregate(
        last=Max("rights_until", filter=Q(rights_until__lt=today)),
        next=Min("rights_until", filter=Q(rights_until__gte=today)),
    )
    return end_of_right(days["last"]), end_of_right(days["next"])


def media_panels(site: AdminSite, request: HttpRequest) -> Iterator[DashboardPanel]:
    """The used items that readers may not see, or not for much longer."""
    if not site.get_model_admin(MediaItem).has_change_permission(request):
        return
    today = timezone.localdate()
    items = MediaItem.objects.filter(pictures__isnull=False).distinct()
    ending = items.hidden(on=today) | items.expiring(since=today, until=today + WARNING_PERIOD)
    rows = list(ending.annotate(in_all=Window(Count("*")))[:PANEL_ROWS])
    links = [(_panel_line(item), change_url(item)) for item in rows]
    total = rows[0].in_all if rows else 0
    address = reverse("admin:articles_mediaitem_changelist")
    yield DashboardPanel(_("Pictures whose right ends"), total, links, address)


def _panel_line(item: MediaItem) -> str:
    """The item, and why readers do not see it or until when they do."""
    return f"{item}: {item.hidden_reason() or item.rights_until}"
