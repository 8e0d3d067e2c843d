"""Addresses for machines: robots.txt and the health check."""

from django.db import Error, connection
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

ROBOTS_TXT = """\
User-agent: *
Disallow: /admin/
Disallow: /preview/
Disallow: /v/
Disallow: /*/report/

Sitemap: {}
"""
PLAIN_TEXT = "text/plain"


@require_safe
def robots_txt(request):
    """Return what crawlers may read: everything but the administration and forms."""
    sitemap_url = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(ROBOTS_TXT.format(sitemap_url), content_type=PLAIN_TEXT)


@require_safe
def health_check(request):
    """Return “ok” while the database answers, else 503 and a sentence."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        message = _("The database does not answer.")
        return HttpResponse(message, status=503, content_type=PLAIN_TEXT)
    return HttpResponse("ok", content_type=PLAIN_TEXT)
