"""Public pages, kept whole in each process until something that the public sees changes.

Public pages hold no user, token or cookie, so that whoever asks gets the same; whatever else sets a cookie, varies by one or
forbids keeping is never kept.
"""

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from portal.caching.site_version import CACHE_SECONDS, current_version

LANGUAGE_PREFIXES = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)
LONGEST_ADDRESS = 500
MAX_RESPONSE_SIZE = 300_000  # bytes


def page_cache_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer from the kept pages where nothing changed since, with 304 where the reader has the page already."""
    pages = caches["pages"]

    def middleware(request):
        if not _can_be_kept(request):
            return get_response(request)
        key = _key(request)
        response = _again(pages.get(key))
        if response is None:
            response = get_response(request)
            if not _is_the_same_for_all(response):
                return response
            _seal(response, key)
            pages.set(key, (response.content, dict(response.headers)), CACHE_SECONDS)
        return get_conditional_response(request, etag=response["ETag"], response=response)

    return middleware


def _can_be_kept(request):
    plain = request.method in {"GET", "HEAD"} and request.path.startswith(LANGUAGE_PREFIXES)
    return settings.PAGE_CACHE_ENABLED and plain and len(request.get_full_path()) <= LONGEST_ADDRESS


def _key(request):
    said = f"{current_version()} {request.method} {request.scheme} {request.get_host()} {request.get_full_path()}"
    return sha256(said.encode()).hexdigest()


def _again(kept):
    if kept is None:
        return None
    content, headers = kept
    return HttpResponse(content, headers=headers)


def _is_the_same_for_all(response):
    if (
        response.status_code != 200
        or response.streaming
        or response.cookies
        or len(response.content) > MAX_RESPONSE_SIZE
    ):
        return False
    forbidden = {"no-store", "private", "no-cache"}
    said = {word.strip() for word in response.get("Cache-Control", "").split(",")}
    return not said & forbidden and "cookie" not in response.get("Vary", "").lower()


def _seal(response, key):
    """Have browsers and proxies keep the page as well, and ask each time whether it still stands."""
    response["ETag"] = f'"{key[:32]}"'
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
