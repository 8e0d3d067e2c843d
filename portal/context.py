"""What every public page knows."""

from django.conf import settings


def site(request):
    """The filing number (备案号) that the foot of each page shows, if one is set."""
    return {"filing_number": settings.FILING_NUMBER}
