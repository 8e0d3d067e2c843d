"""The people who edited, checked and signed a text at its source."""

from django import template

from articles.printed_roles import read_printed_roles
from portal.core.names import join_list

register = template.Library()


@register.inclusion_tag("articles/_printed_roles.html")
def printed_roles(text: str, language: str) -> dict:
    """Each role of a field's text with its label for the page, and its names."""
    rows = [
        (role.label_in(language), join_list(role.names, language))
        for role in read_printed_roles(text)
    ]
    has_labels = any(label for label, _names in rows)
    return {"rows": rows, "has_labels": has_labels, "language": language}
