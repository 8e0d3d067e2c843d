"""Template filters of the preview of sheets."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def label_of(labels: Mapping, option: str) -> str:
    """The label of an option."""
    return labels[option]
