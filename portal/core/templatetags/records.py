"""Template tags for bilingual names, partial dates, numbers and rich text."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from portal.core import html, json_ld, names, partial_dates
from portal.listing.keyset import querystring

register = template.Library()

PARAGRAPH_START = re.compile(r'<(?:p|li) id="(p(\d+))">')
PILCROW_LINK = r'\g<0><a class="pilcrow" href="#\1">¶\2</a>'
TABLE_TOP = re.compile(
    r'(?P<start><table id="(?P<id>t(?P<number>\d+))">)\s*(?P<caption><caption>)?'
)
MIN_CONTENTS_HEADINGS = 3  # with fewer headings, a text needs no table of contents


@register.filter
def localised(record, field="name") -> SafeString | str:
    """The record's text in the page's language.

    Where that is blank, the other one, marked with its language.
    """
    if not record:
        return ""
    text, language = names.text_in_language(record, field, names.current_language())
    return names.mark_language(text, language)


@register.filter
def record_link(record) -> SafeString | str:
    """The record's name, linked to its page if it has one; blank for no record or a hidden one."""
    if not record or not getattr(record, "is_public", True):
        return ""
    text = localised(record, "title" if hasattr(record, "title_en") else "name")
    if not hasattr(record, "get_absolute_url"):
        return text
    return format_html('<a href="{}">{}</a>', record.get_absolute_url(), text)


@register.filter
def user_display_name(person) -> str:
    """The name of a user; a dash for nobody."""
    return names.user_display_name(person)


@register.filter
def listed(texts) -> str:
    """The texts as one, with the separator of the page's language."""
    return names.join_list(map(str, texts), names.current_language())


@register.filter
def partial_date(text) -> str:
    """A partial date in the page's language."""
    return partial_dates.display(text or "", names.current_language())


@register.filter
def format_number(number) -> str:
    """A whole or decimal number with thousands separators and without trailing zeros."""
    if "." not in f"{number:f}":
        return f"{number:,}"
    return f"{number:,f}".rstrip("0").rstrip(".")


@register.filter
def with_anchors(body) -> SafeString:
    """A clean body with ids of its headings and paragraphs, and a pilcrow that links to each paragraph.

    The places of pictures are left out; articles.figures puts the pictures there.
    """
    return mark_safe(add_anchors(html.without_figures(body)))  # noqa: S308  cleaned by portal.core.html.clean on every save path


def add_anchors(body: str) -> str:
    """The body with the ids and pilcrows, and with the places of its pictures."""
    body_with_ids = html.add_heading_ids(html.add_paragraph_ids(html.add_table_ids(body)))
    return TABLE_TOP.sub(_with_table_link, PARAGRAPH_START.sub(PILCROW_LINK, body_with_ids))


def _with_table_link(match: re.Match) -> str:
    """The top of a table with a link to it in its caption, which it gets where it has none."""
    link = format_html(
        '<a class="pilcrow" href="#{}">{}</a>', match["id"], gettext("T%s") % match["number"]
    )
    end = "" if match["caption"] else "</caption>"
    return f"{match['start']}<caption>{link}{end}"


@register.filter
def table_of_contents(body) -> list[html.Heading]:
    """The headings of a long text, for its table of contents; none of a short one."""
    headings = html.headings(body)
    return headings if len(headings) >= MIN_CONTENTS_HEADINGS else []


@register.simple_tag(takes_context=True)
def structured_data(context, record=None) -> SafeString:
    """Open Graph and JSON-LD for the head of a page about a record, or of a page without one."""
    return json_ld.render_head(context, record)


@register.simple_tag(takes_context=True)
def querystring_without(context, name: str) -> str:
    """The query string of the same list without one of its filters."""
    params = context["request"].GET.copy()
    params.pop(name, None)
    return querystring(params)
