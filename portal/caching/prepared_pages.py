"""Prepared pages: the head and main block of a record's page, made once for each language.

A page is made from a request without parameters and without a host, so that what is made is the
same for every reader. The frame (header, footer, links) and the living parts, such as the number of
views, are added when the page is served.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.utils.safestring import SafeString, mark_safe

from portal.caching.site_version import cached_until_change
from portal.core.names import current_language
from portal.core.page_links import build_page_links

LAYOUT = "parts.html"  # which a page extends while it is made, in place of base.html
FRAME = "framed.html"
# Comments, which no text of a record can hold: rich text is cleaned of them, all else is escaped
PART_END = "<!-- part -->"
LIVING_PART = "<!-- living {} -->"
PART_NAMES = ("title", "description", "styles", "structured", "body_class", "plain_view", "main")
PLACEHOLDER_HOST = "page.invalid"
PLACEHOLDER_ROOT = f"https://{PLACEHOLDER_HOST}"


class CanonicalRequest(HttpRequest):
    """A request for the address of a page itself, at a host that stands for every host."""

    def __init__(self, path: str):
        super().__init__()
        self.method = "GET"
        self.path = self.path_info = path
        self.resolver_match = resolve(path)

    def get_host(self) -> str:
        """Return the placeholder, which the host of the reader's request replaces."""
        return PLACEHOLDER_HOST

    def _get_scheme(self):
        return "https"


@dataclass(frozen=True)
class PreparedPage:
    """A kind of prepared page: its name, which is also that of its URL, and its template.

    `context` makes the template context of a public record, `keys` lists the public records; a
    page that is about no record has key 0. With one of its `parameters` a page is made for that
    request alone.
    """

    name: str
    template: str
    context: Callable[[HttpRequest, int], dict]
    keys: Callable[[], Iterable[int]]
    parameters: tuple[str, ...] = ()
    noindex_with_parameters: bool = False

    def path(self, pk: int) -> str:
        """The address of the page, in the language that is active."""
        return reverse(self.name, args=[pk] if pk else [])


PAGES: dict[str, PreparedPage] = {}


def register_page(page: PreparedPage) -> PreparedPage:
    """Add a kind of prepared page."""
    return PAGES.setdefault(page.name, page)


def make_page(page: PreparedPage, pk: int) -> str:
    """The parts of a page in the language that is active, as one text."""
    request = CanonicalRequest(page.path(pk))
    context = page.context(request, pk)
    paths = json.dumps(context.get("language_paths"))
    parts = render_to_string(page.template, {**context, "layout": LAYOUT}, request)
    return f"{paths}{PART_END}{parts}"


def prepared_response(
    request: HttpRequest, page: PreparedPage, pk: int = 0, *, living: dict[str, str] | None = None
) -> HttpResponse:
    """The page of a public record: the prepared parts in the frame, and the living parts in their places."""
    if any(name in request.GET for name in page.parameters):
        return render(request, page.template, page.context(request, pk))
    text = cached_until_change(_key(page, pk), lambda: make_page(page, pk))
    language_paths, _end, text = text.partition(PART_END)
    links = build_page_links(request, texts=json.loads(language_paths))
    for name, html in (living or {}).items():
        text = text.replace(living_part(name), html)
    texts = text.replace(PLACEHOLDER_ROOT, links.root).split(PART_END)
    parts = zip(PART_NAMES, texts, strict=True)
    context = {
        "parts": {name: mark_safe(part.strip()) for name, part in parts},  # noqa: S308  rendered by templates that escape
        "links": links,
        "is_noindex": page.noindex_with_parameters and bool(request.GET),
    }
    return render(request, FRAME, context)


def _key(page, pk):
    return f"{page.name} {pk} {current_language()}"


def living_part(name: str) -> SafeString:
    """The place of a part that is filled when the page is served."""
    return mark_safe(LIVING_PART.format(name))  # noqa: S308  a comment with a name of ours
