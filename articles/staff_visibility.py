"""Which articles a person of the desk may see: what the admin says, for the pages beside its forms."""

from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from articles.models import Article


def visible_articles(request: HttpRequest) -> QuerySet[Article]:
    """The articles that the admin lists for the person; PermissionDenied for who may see none."""
    model_admin = site.get_model_admin(Article)
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    return model_admin.get_queryset(request)


def readable_articles(request: HttpRequest) -> QuerySet[Article]:
    """The articles of which the person may know: those that the admin lists for them, and what every reader sees."""
    known = Q(pk__in=Article.objects.published().order_by().values("pk"))
    if site.get_model_admin(Article).has_view_permission(request):
        known |= Q(pk__in=visible_articles(request).order_by().values("pk"))
    return Article.objects.filter(known)


def get_visible_article(request: HttpRequest, pk: int) -> Article:
    """One of them; PermissionDenied for one that the person may not see."""
    article = get_object_or_404(visible_articles(request), pk=pk)
    if not site.get_model_admin(Article).has_view_permission(request, article):
        raise PermissionDenied
    return article
