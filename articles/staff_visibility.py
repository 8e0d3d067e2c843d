"""Which articles a person may see in the admin, for the pages outside its stock views."""

from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from articles.models import Article


def visible_articles(request: HttpRequest) -> QuerySet[Article]:
    """The articles that the admin lists for the person; raises PermissionDenied if they may see none."""
    model_admin = site.get_model_admin(Article)
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    return model_admin.get_queryset(request)


def readable_articles(request: HttpRequest) -> QuerySet[Article]:
    """The articles that the admin lists for the person, and the public ones."""
    condition = Q(pk__in=Article.objects.published().order_by().values("pk"))
    if site.get_model_admin(Article).has_view_permission(request):
        condition |= Q(pk__in=visible_articles(request).order_by().values("pk"))
    return Article.objects.filter(condition)


def get_visible_article(request: HttpRequest, pk: int) -> Article:
    """The article with that key.

    Raises Http404 for one outside the person's columns, PermissionDenied without the right.
    """
    article = get_object_or_404(visible_articles(request), pk=pk)
    if not site.get_model_admin(Article).has_view_permission(request, article):
        raise PermissionDenied
    return article
