"""Template tags for citations and for the addresses of exports."""

from django import template
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.core.citation import record_citations
from portal.core.names import CHINESE, ENGLISH
from portal.listing.keyset import querystring

register = template.Library()


@register.inclusion_tag("core/_citation.html", takes_context=True)
def cite(context, record):
    """The references to a record as it was last changed.

    On a page as of a day, the address holds that day.
    """
    day = timezone.localdate(record.changed_at)
    citations = record_citations(record, address=_cited_address(context), day=day)
    return {
        "standard": citations[CHINESE].standard,
        "english": citations[ENGLISH].english,
        "day": day,
    }


def _cited_address(context):
    canonical = context["links"].canonical
    as_of = context.get("as_of_form")
    return f"{canonical}?on={as_of.day}" if as_of and as_of.day else canonical


@register.filter
def export_url(request: HttpRequest, name: str) -> str:
    """The address of the same list, with its filter, in another format."""
    return request.path + querystring(request.GET, format=name)


@register.filter
def url_without(request: HttpRequest, name: str) -> str:
    """The address of the same list without one of its parameters."""
    params = request.GET.copy()
    params.pop(name, None)
    return request.path + querystring(params).removesuffix("?")


@register.simple_tag(takes_context=True)
def options(context, choices) -> SafeString:
    """The option elements of counted choices; a list page has hundreds, too many for a loop of a template."""
    page_language = context["page_language"]
    return mark_safe("\n".join(_option(choice, page_language) for choice in choices))  # noqa: S308  escaped


def _option(choice, page_language):
    marks = ""
    if choice.language != page_language:
        marks += f' lang="{choice.language}"'
    if choice.selected:
        marks += " selected"
    return f'<option value="{escape(choice.value)}"{marks}>{escape(choice.caption)}</option>'
