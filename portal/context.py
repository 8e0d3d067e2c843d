"""What every public page knows."""

from django.conf import settings

from portal.core.links import links_of
from portal.core.names import current_language


def site(request):
    """The page's language, its links, and the filing number (备案号) that the foot of each page shows, if one is set."""
    return {"filing_number": settings.FILING_NUMBER, "page_language": current_language(), "links": links_of(request)}
