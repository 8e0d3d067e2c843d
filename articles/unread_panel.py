"""The panels of unread notices and preview answers on the admin's start page."""

from collections.abc import Iterator

from django.contrib.admin import AdminSite
from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, PreviewAnswer
from portal.core.dashboard_panel import PANEL_ROWS, DashboardPanel, change_url


def unread_panels(site: AdminSite, request: HttpRequest) -> Iterator[DashboardPanel]:
    """The person's unread notices, and unread preview answers to articles that they may see."""
    yield _notices_panel(request)
    article_admin = site.get_model_admin(Article)
    if article_admin.has_view_permission(request):
        yield _answers_panel(article_admin.get_queryset(request))


def _notices_panel(request) -> DashboardPanel:
    unread = request.user.notices.filter(read_at=None).select_related("article")
    notices, total = _first_rows(unread)
    links = [(str(notice), change_url(notice.article)) for notice in notices]
    return DashboardPanel(_("Notices"), total, links, reverse("admin:articles_notices"))


def _answers_panel(articles: QuerySet[Article]) -> DashboardPanel:
    visible = articles.order_by().values("pk")
    unread = PreviewAnswer.objects.filter(read_at=None, link__article__in=visible)
    answers, total = _first_rows(unread.select_related("link__article"))
    links = [(str(answer), _answers_url(answer)) for answer in answers]
    return DashboardPanel(_("Answers to previews"), total, links)


def _first_rows(queryset: QuerySet) -> tuple[list, int]:
    """The first rows and the total number, in one query."""
    rows = list(queryset.annotate(in_all=Window(Count("*")))[:PANEL_ROWS])
    return rows, rows[0].in_all if rows else 0


def _answers_url(answer) -> str:
    page = reverse("admin:articles_article_previews", args=[answer.link.article_id])
    return f"{page}#answers"
