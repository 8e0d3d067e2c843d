"""The page of a person's notices, and the redirect from a notice to its article."""

from django.contrib.admin import site
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.dashboard_panels import remark_address
from articles.models import Notice

PAGE_LIMIT = 100


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """List the person's own notices, the unread ones first."""
    own = request.user.notices.select_related("article", "by").order_by(
        F("read_at").desc(nulls_first=True), "-moment", "-pk"
    )
    context = {
        **site.each_context(request),
        "title": _("Notices"),
        "opts": Notice._meta,
        "notices": own[:PAGE_LIMIT],
    }
    return TemplateResponse(request, "admin/articles/notices.html", context)


@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one of the person's notices as read and show its article."""
    notice = get_object_or_404(request.user.notices, pk=pk)
    request.user.notices.filter(pk=pk, read_at=None).update(read_at=timezone.now())
    return redirect(remark_address(notice.article))


@require_POST
def mark_notices_read(request: HttpRequest) -> HttpResponse:
    """Mark all of the person's notices as read."""
    request.user.notices.filter(read_at=None).update(read_at=timezone.now())
    return redirect("admin:articles_notices")
