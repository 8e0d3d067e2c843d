"""What every public page knows."""

from django.conf import settings

from portal.core.names import current_language
from portal.core.page_links import links_of
from portal.site.sections import SECTIONS, SITE, section_of


def site(request):
    """The page's language, its links and its place in the portal, and what the foot of each page shows."""
    here = request.resolver_match.url_name if request.resolver_match else None
    return {
        "filing_number": settings.FILING_NUMBER,
        "site": SITE,
        "site_name": SITE.name,
        "home_path": SITE.path,
        "page_language": current_language(),
        "links": links_of(request),
        "sections": SECTIONS,
        "section": section_of(here),
        "is_list": here in {section.list_name for section in SECTIONS},
    }
