"""Filters that show bilingual names, partial dates, amounts and rich text."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.core import html, json_ld, names, partial_dates
from portal.listing.keyset import querystring

register = template.Library()

PARAGRAPH_START = re.compile(r'<(?:p|li) id="(p(\d+))">')
PILCROW_LINK = r'\g<0><a class="pilcrow" href="#\1">¶\2</a>'
MIN_CONTENTS_HEADINGS = 3  # headings; a shorter text needs no table of contents


@register.filter
def localised(record, field="name") -> SafeString | str:
    """The record's text for the page's language; the other one, marked with its language, where that side is blank."""
    return (
        names.mark_language(*names.text_in_language(record, field, names.current_language()))
        if record
        else ""
    )


@register.filter
def record_link(record) -> SafeString | str:
    """The record's name, linked to its page if it has one; nothing for no record or a hidden one."""
    if not record or not getattr(record, "is_public", True):
        return ""
    text = localised(record, "title" if hasattr(record, "title_en") else "name")
    return (
        format_html('<a href="{}">{}</a>', record.get_absolute_url(), text)
        if hasattr(record, "get_absolute_url")
        else text
    )


@register.filter
def user_display_name(person) -> str:
    """What a person with an account is called; a dash for nobody."""
    return names.user_display_name(person)


@register.filter
def partial_date(text) -> str:
    """A partial date in the page's language."""
    return partial_dates.display(text or "", names.current_language())


@register.filter
def format_number(number) -> str:
    """A whole or decimal number with its thousands apart and no idle zeros."""
    return f"{number:,f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:,}"


@register.filter
def with_anchors(body) -> SafeString:
    """A clean body with the ids of its headings and paragraphs, and at each paragraph the sign that links to it."""
    return mark_safe(
        PARAGRAPH_START.sub(PILCROW_LINK, html.add_heading_ids(html.add_paragraph_ids(body)))
    )


@register.filter
def table_of_contents(body) -> list[html.Heading]:
    """The headings of a long text, for its table of contents; none of a short one."""
    found = html.headings(body)
    return found if len(found) >= MIN_CONTENTS_HEADINGS else []


@register.simple_tag(takes_context=True)
def structured_data(context, record=None) -> SafeString:
    """What the head of a page says to machines, of the record that it is about or of its section."""
    return json_ld.render_head(context, record)


@register.simple_tag(takes_context=True)
def querystring_without(context, name: str) -> str:
    """The address of the same list without one of its filters."""
    kept = context["request"].GET.copy()
    kept.pop(name, None)
    return querystring(kept)
