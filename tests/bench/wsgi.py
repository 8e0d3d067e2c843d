"""What gunicorn serves in the benchmark, by BENCH_SERVES.

`bare`: a Django view that returns constant bytes, with no middleware, the unit of all figures; `anew`: the
portal with the page cache off; `kept`: the portal as it is.
"""

import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application

SERVES = os.environ.get("BENCH_SERVES", "kept")
BARE_SIZE = 16_000  # bytes, as many as a short list has
BARE_PAGE = b"x" * BARE_SIZE


def bare_view(request):
    """The same bytes for every request."""
    from django.http import HttpResponse  # noqa: PLC0415  needs settings

    return HttpResponse(BARE_PAGE)


def configure_bare() -> None:
    """A project of one view."""
    from django.urls import path  # noqa: PLC0415  as above

    settings.configure(
        ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="none", USE_I18N=False
    )
    sys.modules[__name__].urlpatterns = [path("bare/", bare_view)]


if SERVES == "bare":
    configure_bare()
application = get_wsgi_application()
if SERVES == "anew":
    import portal.page_cache

    portal.page_cache.LONGEST_ADDRESS = 0
