"""The page that compares two versions of an article, or one with the working text."""

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.review_diff import diff_snapshots, version_snapshot
from articles.staff_visibility import get_visible_article

WORKING = "working"


@require_safe
def compare_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what changed from the `old` to the `new` version (default: from the last to the working text)."""
    article = get_visible_article(request, pk)
    snapshots = version_snapshots(article)
    numbers = [key for key in snapshots if key != WORKING]
    last = numbers[-1] if numbers else WORKING
    old = request.GET.get("old", "")
    new = request.GET.get("new", "")
    if old not in snapshots:
        old = last
    if new not in snapshots:
        new = WORKING
    context = {
        **site.each_context(request),
        "title": _("Public versions"),
        "article": article,
        "opts": Article._meta,
        "versions": article.versions.order_by("number"),
        "old": old,
        "new": new,
        "changes": list(diff_snapshots(snapshots[old], snapshots[new])),
    }
    return render(request, "admin/articles/article/version_diff.html", context)


def version_snapshots(article: Article) -> dict[str, dict]:
    """Each version by its number, then the working text by WORKING, as plain data."""
    snapshots = {}
    for version in article.versions.order_by("number"):
        snapshots[str(version.number)] = version_snapshot(version)
    snapshots[WORKING] = article.snapshot()
    return snapshots
