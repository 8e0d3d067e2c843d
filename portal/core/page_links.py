"""Links of a page: its canonical address, its other language, and the language switch."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from portal.core.names import current_language
from portal.listing.keyset import querystring


@dataclass(frozen=True)
class PageLinks:
    """Absolute addresses for the head of a page, and a path for its language switch."""

    root: str
    canonical: str
    alternates: dict[str, str]
    default: str
    switch_code: str
    switch_name: str
    switch_path: str


def build_page_links(request: HttpRequest, *, texts: dict[str, str] | None = None) -> PageLinks:
    """The links of this page.

    `texts` gives its path in each language where they differ by more than the prefix.
    """
    language = current_language()
    plain_path = _without_prefix(request.path)
    paths = {code: f"/{code}{plain_path}" for code, _name in settings.LANGUAGES}
    alternates = texts or paths
    canonical = alternates.get(language) or next(iter(alternates.values()))
    default = _without_prefix(alternates.get(settings.LANGUAGE_CODE, canonical))
    switch_code, switch_name = _other_language(language)
    switch_path = alternates.get(switch_code, paths[switch_code])
    root = _site_root(request)
    return PageLinks(
        root=root,
        canonical=root + canonical,
        alternates={code: root + path for code, path in alternates.items()},
        default=root + default,
        switch_code=switch_code,
        switch_name=switch_name,
        switch_path=switch_path + _query_without_cursor(request),
    )


def _other_language(language):
    """Code and name of the language that the page is not in."""
    others = [(code, name) for code, name in settings.LANGUAGES if code != language]
    return others[0]


def _site_root(request):
    """Scheme and host of the site; blank for a host that is not ours, whose request ends in an error page."""
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return ""


def _without_prefix(path):
    """The path without its language prefix."""
    for code, _name in settings.LANGUAGES:
        if path.startswith(f"/{code}/"):
            return path.removeprefix(f"/{code}")
    return path


def _query_without_cursor(request):
    """The query string without the cursor of a list; blank where nothing is left."""
    if not request.GET:
        return ""
    query = querystring(request.GET)
    return "" if query == "?" else query
