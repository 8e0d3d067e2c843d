"""The page cache: each process keeps whole public pages until something that the public sees changes.

Public pages hold no user, token or cookie, so that everybody gets the same. A response that sets
a cookie, varies by one or forbids caching is never stored.
"""

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from portal.caching.site_version import CACHE_SECONDS, current_version

LANGUAGE_PREFIXES = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)
LONGEST_ADDRESS = (
    500  # characters; measurements set it to 0 to switch the cache off (portal/page_cache.py)
)
MAX_RESPONSE_SIZE = 300_000  # bytes
CACHED_METHODS = {"GET", "HEAD"}
UNCACHEABLE_DIRECTIVES = {"no-store", "private", "no-cache"}


def page_cache_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Serve cached pages until the site's version changes, with 304 where the reader has the page."""
    pages = caches["pages"]

    def middleware(request):
        if not _is_cacheable_request(request):
            return get_response(request)
        key = _cache_key(request)
        response = _restore_response(pages.get(key))
        if response is None:
            response = get_response(request)
            if not _is_cacheable_response(response):
                return response
            _add_cache_headers(response)
            pages.set(key, (response.content, dict(response.headers)), CACHE_SECONDS)
        return get_conditional_response(request, etag=response["ETag"], response=response)

    return middleware


def _is_cacheable_request(request):
    if not settings.PAGE_CACHE_ENABLED or request.method not in CACHED_METHODS:
        return False
    if not request.path.startswith(LANGUAGE_PREFIXES):
        return False
    return len(request.get_full_path()) <= LONGEST_ADDRESS


def _cache_key(request):
    address = f"{request.scheme} {request.get_host()} {request.get_full_path()}"
    return sha256(f"{current_version()} {address}".encode()).hexdigest()


def _restore_response(cached):
    """The response of a cached page; None where there is none."""
    if cached is None:
        return None
    content, headers = cached
    return HttpResponse(content, headers=headers)


def _is_cacheable_response(response):
    """Whether the response is the same for everybody, and small enough."""
    if response.status_code != 200 or response.streaming or response.cookies:
        return False
    if len(response.content) > MAX_RESPONSE_SIZE:
        return False
    if "cookie" in response.get("Vary", "").lower():
        return False
    directives = response.get("Cache-Control", "").split(",")
    return UNCACHEABLE_DIRECTIVES.isdisjoint(directive.strip() for directive in directives)


def _add_cache_headers(response):
    """Let browsers and proxies store the page as well, and revalidate it each time by its content."""
    response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
