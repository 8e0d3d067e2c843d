"""Which articles wait for somebody, for the admin's start page."""

from collections.abc import Iterator

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.text import capfirst

from articles.models import Article, Status
from portal.core.attention import Concern, concern

WAITING = (Status.RETURNED, Status.FIRST_REVIEW, Status.SECOND_REVIEW, Status.SIGN_OFF)


def waiting(site: AdminSite, request: HttpRequest) -> Iterator[Concern]:
    """The articles that wait, a list for each status; none for who may not see articles."""
    if not site.get_model_admin(Article).has_view_permission(request):
        return
    for status in WAITING:
        title = f"{capfirst(Article._meta.verbose_name_plural)}: {status.label}"
        yield concern(title, Article.objects.standing(status), query=f"status__exact={status}")
