"""What every public page knows."""

from django.conf import settings

from portal.core.names import current_language
from portal.core.page_links import build_page_links
from portal.site.sections import SECTIONS, SITE, get_section


def site_context(request):
    """The page's language, its links and its place in the portal, and what the foot of each page shows."""
    here = request.resolver_match.url_name if request.resolver_match else None
    return {
        "filing_number": settings.FILING_NUMBER,
        "site": SITE,
        "site_name": SITE.name,
        "home_path": SITE.path,
        "page_language": current_language(),
        "links": build_page_links(request),
        "sections": SECTIONS,
        "section": get_section(here),
        "is_list": here in {section.list_url_name for section in SECTIONS},
    }
