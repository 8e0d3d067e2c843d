"""Filters that show bilingual names, partial dates and rich text."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from portal.core import dates, html, names

register = template.Library()


@register.filter
def named(record, field="name") -> SafeString | str:
    """The record's text for the page's language; the other one, marked with its language, where that side is blank."""
    return names.marked(*names.in_language(record, field, names.current_language())) if record else ""


@register.filter
def when(text) -> str:
    """A partial date in the page's language."""
    return dates.display(text or "", names.current_language())


@register.filter
def numbered(body) -> SafeString:
    """A clean body with its paragraph ids; what is stored was cleaned when it was saved."""
    return mark_safe(html.numbered(body))  # noqa: S308  cleaned by portal.core.html.clean on every save path
