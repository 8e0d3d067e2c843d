"""The pages of the site itself: about, contact, privacy, accessibility."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.core.models import SitePage
from portal.core.names import ENGLISH, current_language


@require_safe
def site_page(request, place):
    """Show what the editors wrote for a page in the visitor's language, else the text of the template."""
    page = SitePage.objects.filter(place=place).first()
    text = _localised_text(page) if page else ""
    context = {"text": text, "changed_on": page.changed_on if text else None}
    return render(request, f"site/{place}.html", context)


def _localised_text(page: SitePage) -> str:
    return page.text_en if current_language() == ENGLISH else page.text
