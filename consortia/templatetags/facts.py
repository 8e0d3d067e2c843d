"""Tags that show what a fact rests on, and figures in words."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from consortia import as_of
from consortia.models import FigureBound
from portal.core.names import CHINESE, current_language, mark_language, text_in_language
from portal.core.templatetags.records import format_number

register = template.Library()

MAX_SOURCES = 4


@register.inclusion_tag("consortia/_sources.html", takes_context=True)
def sources(context, fact, name=""):
    """The small links to the paragraphs that say the fact, or one field of it.

    “no source” where there is none.
    """
    found = context["sources"].for_fact(fact, name)
    return {
        "found": found[:MAX_SOURCES],
        "more": max(len(found) - MAX_SOURCES, 0),
        "missing": not found and not name,
        "page_language": context["page_language"],
    }


@register.simple_tag(takes_context=True)
def date_uncertainty(context, fact) -> SafeString | str:
    """What the dates of a fact leave open on the day of the page.

    Nothing on a page that is not as of a day.
    """
    words = (
        as_of.date_uncertainty(fact, context["as_of_form"].day) if "as_of_form" in context else ""
    )
    return format_html(' <span class="doubt">{}</span>', words) if words else ""


@register.filter
def amount(figure) -> str:
    """The figure's number with its unit and bound, in words of the page's language."""
    unit, language = text_in_language(figure, "unit", current_language())
    tight = not unit or language == CHINESE or unit.startswith("%")
    number = f"{format_number(figure.value)}{'' if tight else ' '}{unit}"
    if figure.bound == FigureBound.ABOUT:
        return _("about %s") % number
    return _("at least %s") % number if figure.bound == FigureBound.AT_LEAST else number


@register.filter
def figure_label(figure) -> str:
    """What the figure counts: the words of the source with their language, else the label of its kind."""
    text, language = text_in_language(figure, "name", current_language())
    return mark_language(text, language) if text else figure.get_of_display()
