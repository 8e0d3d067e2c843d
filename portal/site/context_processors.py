"""The template context of every page."""

from django.conf import settings

from portal.core.names import current_language
from portal.core.page_links import build_page_links
from portal.site.sections import SECTIONS, SITE, get_section


def site_context(request):
    """Return the page's language, its links, its section, and what header and footer show."""
    url_name = request.resolver_match.url_name if request.resolver_match else None
    list_url_names = {section.list_url_name for section in SECTIONS}
    return {
        "filing_number": settings.FILING_NUMBER,
        "site": SITE,
        "site_name": SITE.name,
        "home_path": SITE.path,
        "page_language": current_language(),
        "links": build_page_links(request),
        "sections": SECTIONS,
        "section": get_section(url_name),
        "is_list": url_name in list_url_names,
    }
