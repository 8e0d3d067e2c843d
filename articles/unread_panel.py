"""What a person was told and has not read, for the admin's start page."""

from collections.abc import Iterator

from django.contrib.admin import AdminSite
from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, PreviewAnswer
from portal.core.dashboard import PANEL_ROWS, DashboardPanel, change_url


def unread_panels(site: AdminSite, request: HttpRequest) -> Iterator[DashboardPanel]:
    """The person's own notices, and what readers of previews answered about articles that the person may see."""
    rows, total = _first(request.user.notices.filter(read_at=None).select_related("article"))
    told_of = [(str(notice), change_url(notice.article)) for notice in rows]
    yield DashboardPanel(_("Notices"), total, told_of, reverse("admin:articles_notices"))
    if site.get_model_admin(Article).has_view_permission(request):
        seen = site.get_model_admin(Article).get_queryset(request).order_by().values("pk")
        unread = PreviewAnswer.objects.filter(read_at=None, link__article__in=seen)
        rows, total = _first(unread.select_related("link__article"))
        yield DashboardPanel(
            _("Answers to previews"), total, [(str(answer), _answers(answer)) for answer in rows]
        )


def _first(queryset: QuerySet) -> tuple[list, int]:
    """The first rows and the number of all, in one query."""
    found = list(queryset.annotate(in_all=Window(Count("*")))[:PANEL_ROWS])
    return found, found[0].in_all if found else 0


def _answers(answer):
    return reverse("admin:articles_article_previews", args=[answer.link.article_id]) + "#answers"
