"""Compressed pages, for a portal without a proxy that compresses.

Only what the page cache declares public is compressed: it holds no token, name or cookie of a
reader, so that the length of an answer tells nothing (BREACH). Pages with forms are never public.
"""

import gzip
from collections.abc import Callable
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

MIN_SIZE = 500  # bytes; shorter answers fit into one packet anyway
LEVEL = 6
COMPRESSED_PAGES = 256  # of each process
COMPRESSED_TYPES = ("text/", "application/atom+xml", "application/json")


def compression_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Compress public pages for browsers that accept it; the page cache below keeps them as they are."""

    def middleware(request):
        response = get_response(request)
        if not _is_compressible(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if _accepts_gzip(request.headers.get("Accept-Encoding", "")):
            _weaken_etag(response)
            if len(response.content) >= MIN_SIZE:
                _compress_response(response)
        return response

    return middleware


def _is_compressible(response):
    """Whether the response is a public text, or the word that the reader has it already."""
    if response.streaming or response.has_header("Content-Encoding"):
        return False
    if "public" not in response.headers.get("Cache-Control", ""):
        return False
    if response.status_code == 304:
        return True
    return response.headers.get("Content-Type", "").startswith(COMPRESSED_TYPES)


@lru_cache(maxsize=512)
def _accepts_gzip(header):
    """Whether an Accept-Encoding header names gzip, and does not refuse it by a weight of 0."""
    for part in header.lower().split(","):
        coding, _semicolon, weight = part.partition(";")
        if coding.strip() in {"gzip", "x-gzip"}:
            return weight.replace(" ", "").rstrip("0.") != "q="
    return False


def _weaken_etag(response):
    """Say that the compressed page has the same meaning as the page, not the same bytes."""
    etag = response.headers.get("ETag", "")
    if etag.startswith('"'):
        response.headers["ETag"] = f"W/{etag}"


def _compress_response(response):
    response.content = _compress(response.content)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))


@lru_cache(maxsize=COMPRESSED_PAGES)
def _compress(content):
    """The content as gzip; the same content gives the same bytes."""
    return gzip.compress(content, LEVEL, mtime=0)
