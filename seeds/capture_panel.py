"""The editor panel of a draft that was read from a captured page: what was wrong with the page."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from articles.models import Article
from seeds.models import Capture


def render_capture_panel(article: Article, request: HttpRequest) -> str:
    """Render flags and blank labels of the pages that the article was read from; blank where all is well."""
    if article.pk is None:
        return ""
    captures = Capture.objects.filter(articles=article).only("name", "flags", "blank_labels")
    rows = [capture for capture in captures if capture.flags or capture.blank_labels]
    if not rows:
        return ""
    return render_to_string("admin/seeds/_capture_panel.html", {"captures": rows}, request)
