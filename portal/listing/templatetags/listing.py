"""Filters and tags for what a reader takes along from a page."""

from django import template
from django.http import HttpRequest
from django.utils import timezone

from portal.core.citation import record_citations
from portal.core.names import CHINESE, ENGLISH
from portal.listing.keyset import querystring

register = template.Library()


@register.inclusion_tag("core/_citation.html", takes_context=True)
def cite(context, record):
    """The references to a record as it was last changed; of a page as of a day, the address says so."""
    asked, day = context.get("asked"), timezone.localdate(record.changed_at)
    address = context["links"].canonical + (f"?on={asked.day}" if asked and asked.day else "")
    cited = record_citations(record, address=address, day=day)
    return {"standard": cited[CHINESE].standard, "english": cited[ENGLISH].english, "day": day}


@register.filter
def export_url(request: HttpRequest, name: str) -> str:
    """The address of the same list, with its filter, in another format."""
    return request.path + querystring(request.GET, format=name)


@register.filter
def url_without(request: HttpRequest, name: str) -> str:
    """The address of the same list without one of its parameters."""
    kept = request.GET.copy()
    kept.pop(name, None)
    return request.path + querystring(kept).removesuffix("?")
