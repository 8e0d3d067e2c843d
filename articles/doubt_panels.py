"""Dashboard panels: translations behind their original, and statements whose paragraph was corrected."""

from collections.abc import Iterator

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, StaleStatement
from articles.stale_statements import open_statements
from portal.core.dashboard_panel import DashboardPanel, counted_rows


def doubt_panels(site: AdminSite, request: HttpRequest) -> Iterator[DashboardPanel]:
    """The panels, for whoever may see articles: each row leads to the article's review page."""
    article_admin = site.get_model_admin(Article)
    if not article_admin.has_view_permission(request):
        return
    visible = article_admin.get_queryset(request)
    yield _statements_panel(open_statements(visible))
    yield _translations_panel(visible.behind_original(at=timezone.now()))


def _statements_panel(statements) -> DashboardPanel:
    rows, total = counted_rows(statements)
    links = [(_statement_label(row), _review_url(row.version.article)) for row in rows]
    return DashboardPanel(_("Key points and summaries whose paragraph was corrected"), total, links)


def _statement_label(statement: StaleStatement) -> str:
    return f"{statement.version.title}: {statement.text}"


def _translations_panel(articles) -> DashboardPanel:
    rows, total = counted_rows(articles)
    links = [(str(article), _review_url(article)) for article in rows]
    return DashboardPanel(_("Translations behind their original"), total, links)


def _review_url(article) -> str:
    return reverse("admin:articles_article_review", args=[article.pk])
