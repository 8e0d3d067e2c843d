"""Where a page stands: its own address, its other languages, and the way there."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from portal.core.names import current_language
from portal.listing.keyset import CURSOR_PARAMS


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
    """The links of this page; `texts` gives its path for each language where those differ by more than the prefix."""
    language = current_language()
    paths = {code: f"/{code}{_bare(request.path)}" for code, _name in settings.LANGUAGES}
    code, name = next((code, name) for code, name in settings.LANGUAGES if code != language)
    alternates = texts or paths
    own = alternates.get(language) or next(iter(alternates.values()))
    default = _bare(alternates.get(settings.LANGUAGE_CODE, own))
    root = _root(request)
    return PageLinks(
        root,
        root + own,
        {code: root + path for code, path in alternates.items()},
        root + default,
        code,
        name,
        (texts or {}).get(code, paths[code]) + _query(request),
    )


def _root(request):
    """Scheme and host of the site; nothing for a host that is not ours, whose request ends in an error page."""
    try:
        return request.build_absolute_uri("/").removesuffix("/")
    except DisallowedHost:
        return ""


def _bare(path):
    for code, _name in settings.LANGUAGES:
        if path.startswith(f"/{code}/"):
            return path[len(code) + 1 :]
    return path


def _query(request):
    kept = request.GET.copy()
    for name in CURSOR_PARAMS:
        kept.pop(name, None)
    return f"?{kept.urlencode()}" if kept else ""
