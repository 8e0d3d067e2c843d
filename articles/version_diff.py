"""The texts of an article that were public, any two of them side by side, or one beside the working text."""

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.models.article import VERSIONED_FIELDS
from articles.review_diff import diff_snapshots
from articles.staff_visibility import get_visible_article

WORKING = "working"


@require_safe
def compare_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed from one version of an article to another; the public one and the working text if none is named."""
    article = get_visible_article(request, pk)
    texts = version_snapshots(article)
    old, new = (
        _asked(texts, request.GET.get("old", "")),
        _asked(texts, request.GET.get("new", ""), otherwise=WORKING),
    )
    return render(
        request,
        "admin/articles/article/version_diff.html",
        {
            **site.each_context(request),
            "title": _("Public versions"),
            "article": article,
            "opts": Article._meta,
            "versions": article.versions.order_by("number"),
            "old": old,
            "new": new,
            "changes": list(diff_snapshots(texts[old], texts[new])),
        },
    )


def version_snapshots(article: Article) -> dict[str, dict]:
    """Each version by its number, then the working text, as plain data."""
    signed = article.versions.order_by("number")
    return {
        **{str(version.number): _shown(version) for version in signed},
        WORKING: article.snapshot(),
    }


def _shown(version):
    return {name: getattr(version, name) for name in (*VERSIONED_FIELDS, "pictures", "key_points")}


def _asked(texts, key, *, otherwise=""):
    """The text that is asked for; else the one named, else the last that was signed."""
    signed = [number for number in texts if number != WORKING]
    return next(choice for choice in (key, otherwise, *signed[-1:], WORKING) if choice in texts)
