"""Template tags for the sources of facts, date uncertainty and figures."""

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
    """Render links to the source paragraphs of a fact, or of one field of it.

    Shows “no source” for a fact without any.
    """
    fact_sources = context["sources"].for_fact(fact, name)
    return {
        "found": fact_sources[:MAX_SOURCES],
        "more": max(len(fact_sources) - MAX_SOURCES, 0),
        "missing": not fact_sources and not name,
        "change": context["sources"].change_for_fact(fact, name),
        "page_language": context["page_language"],
    }


@register.simple_tag(takes_context=True)
def date_uncertainty(context, fact) -> SafeString | str:
    """Render the note on uncertain dates of a fact on the day of the page.

    Blank on a page that is not as of a day.
    """
    note = (
        as_of.date_uncertainty(fact, context["as_of_form"].day) if "as_of_form" in context else ""
    )
    return format_html(' <span class="doubt">{}</span>', note) if note else ""


@register.filter
def amount(figure) -> str:
    """The number of a figure with its unit and bound, in the language of the page."""
    unit, language = text_in_language(figure, "unit", current_language())
    is_unspaced = not unit or language == CHINESE or unit.startswith("%")
    number = f"{format_number(figure.value)}{'' if is_unspaced else ' '}{unit}"
    if figure.bound == FigureBound.ABOUT:
        return _("about %s") % number
    return _("at least %s") % number if figure.bound == FigureBound.AT_LEAST else number


@register.filter
def figure_label(figure) -> str:
    """The label of a figure: the wording of the source with its language, else the label of its subject."""
    text, language = text_in_language(figure, "name", current_language())
    return mark_language(text, language) if text else figure.get_of_display()
