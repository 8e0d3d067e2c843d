"""The citation of an article."""

from django import template
from django.utils import timezone

from portal.core.citation import Citation, site_name
from portal.core.names import CHINESE, ENGLISH, text_in_language

register = template.Library()


@register.inclusion_tag("core/_citation.html", takes_context=True)
def cite_text(context, version):
    """The references to a version in both styles, and the day since which it is public.

    The author is the byline, else the outlet, else the site itself.
    """
    day = timezone.localdate(version.public_from)
    address = context["links"].canonical
    return {
        "standard": _citation(version, CHINESE, day, address).standard,
        "english": _citation(version, ENGLISH, day, address).english,
        "day": day,
    }


def _citation(version, language, day, address) -> Citation:
    site = site_name(language)
    author = version.byline or _outlet_name(version, language)
    if not author:
        return Citation(site, version.title, day, address, website="")
    return Citation(author, version.title, day, address, website=site)


def _outlet_name(version, language) -> str:
    if not version.outlet:
        return version.source_as_printed
    name, _language = text_in_language(version.outlet, "name", language)
    return name
