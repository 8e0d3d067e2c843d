"""What the writing page shows while somebody types: checks and panels, and the preview of the text."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles.editor.editor_panels import editor_panels
from articles.editor.typed_key_points import typed_key_points
from articles.editor.typed_pictures import typed_pictures
from articles.figures import desk_text
from articles.models import Article
from articles.submit_check_registry import run_checks


class LiveAdminMixin:
    """For the admin of articles: views that read a form as it is typed, and store nothing."""

    def get_urls(self) -> list:
        """The addresses for a new article and for one that exists, before the stock ones."""
        view = self.admin_site.admin_view
        pages = (
            ("panels/", require_POST(self.panels_view), "panels"),
            ("preview/", require_POST(self.live_preview_view), "live_preview"),
        )
        urls = []
        for route, page, name in pages:
            urls += [
                path(f"add/{route}", view(page), name=f"articles_article_add_{name}"),
                path(
                    f"<int:object_id>/change/{route}", view(page), name=f"articles_article_{name}"
                ),
            ]
        return [*urls, *super().get_urls()]

    def panels_view(self, request: HttpRequest, object_id: int | None = None) -> HttpResponse:
        """The checks and panels of the text as it is typed, as a part of a page."""
        article = self._typed_article(request, object_id)
        return HttpResponse(render_panels(article, request))

    def live_preview_view(self, request: HttpRequest, object_id: int | None = None) -> HttpResponse:
        """The text as it is typed, as readers would see it."""
        article = self._typed_article(request, object_id)
        context = {"article": article, "text": desk_text(article)}
        return TemplateResponse(request, "articles/preview/live.html", context)

    def _typed_article(self, request, object_id) -> Article:
        """The article with the values of the sent form that are valid; it is not saved.

        Raises PermissionDenied without the right to change it, or to add one.
        """
        article = None
        if object_id is not None:
            article = self.get_object(request, str(object_id))
        is_allowed = self.has_add_permission(request)
        if object_id is not None:
            is_allowed = article is not None and self.has_change_permission(request, article)
        if not is_allowed:
            raise PermissionDenied
        form_class = self.get_form(request, article, change=article is not None)
        form = form_class(request.POST, instance=article)
        form.is_valid()
        form.instance.typed_pictures = typed_pictures(form.instance, request.POST)
        form.instance.typed_key_points = typed_key_points(form.instance, request.POST)
        return form.instance


def render_panels(article: Article, request: HttpRequest) -> str:
    """The checks and panels of the article, stored or as it is typed, as HTML."""
    findings = run_checks(article, on=timezone.localdate())
    context = {
        "findings": findings,
        "blocking_count": sum(finding.is_blocking for finding in findings),
        "panels": editor_panels(article, request),
    }
    return render_to_string("admin/articles/article/_panels.html", context, request)
