"""How an article is cited."""

from django import template
from django.utils import timezone

from portal.core.citation import Citation, site_name
from portal.core.names import CHINESE, ENGLISH, text_in_language

register = template.Library()


@register.inclusion_tag("core/_citation.html", takes_context=True)
def cite_text(context, version):
    """The references to a public text: its author or outlet, and the day since which it stands here as it does."""
    day = timezone.localdate(version.public_from)
    address = context["links"].canonical
    cited = {code: _cited(version, code, day, address) for code in (CHINESE, ENGLISH)}
    return {"standard": cited[CHINESE].standard, "english": cited[ENGLISH].english, "day": day}


def _cited(version, language, day, address):
    outlet = (
        text_in_language(version.outlet, "name", language)[0]
        if version.outlet
        else version.source_as_printed
    )
    author, site = version.byline or outlet, site_name(language)
    return Citation(author or site, version.title, day, address, website=site if author else "")
