"""The template context of every page."""

from functools import cache

from django.conf import settings

from portal.core.names import current_language
from portal.core.page_links import build_page_links
from portal.site.sections import SECTIONS, SITE, get_section

LIST_URL_NAMES = frozenset(section.list_url_name for section in SECTIONS)


def site_context(request):
    """Return the page's language, its links, its section, and what header and footer show."""
    url_name = request.resolver_match.url_name if request.resolver_match else None
    return {
        **_section_context(current_language(), url_name),
        "filing_number": settings.FILING_NUMBER,
        "links": build_page_links(request),
    }


@cache
def _section_context(language, url_name):
    """What is the same on all pages with that URL name in the active language."""
    return {
        "site": SITE,
        "site_name": str(SITE.name),
        "home_path": SITE.path,
        "page_language": language,
        "sections": SECTIONS,
        "section": get_section(url_name),
        "is_list": url_name in LIST_URL_NAMES,
    }
