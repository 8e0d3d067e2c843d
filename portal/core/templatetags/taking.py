"""Filters and tags for what a reader takes along from a page."""

from django import template
from django.http import HttpRequest

from portal.core.lists import link

register = template.Library()


@register.filter
def way(request: HttpRequest, name: str) -> str:
    """The address of the same list, with its filter, in another format."""
    return request.path + link(request.GET, format=name)


@register.filter
def without(request: HttpRequest, name: str) -> str:
    """The address of the same list without one of its parameters."""
    kept = request.GET.copy()
    kept.pop(name, None)
    return request.path + link(kept).removesuffix("?")
