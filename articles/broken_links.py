"""Links within the portal that lead to no public page. Higher packages register the pages that they own."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from html import unescape
from itertools import chain
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import Resolver404, resolve
from django.utils.translation import override

from articles.models import Article, MediaItem, Topic, TopicSlug

DOCUMENT = "media-document"  # the URL name
HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
# By URL name: the records that have such a page, and the field whose value stands in the address
LinkTarget = tuple[Callable[[], QuerySet], str]
LINK_TARGETS: dict[str, list[LinkTarget]] = {
    "article": [(Article.objects.published, "pk")],
    DOCUMENT: [(MediaItem.objects.public_documents, "pk")],
    "topic": [(Topic.objects.all, "slug"), (TopicSlug.objects.all, "slug")],
}
ADMIN_NAMESPACE = "admin"  # its pages are not public
LANGUAGE_CODES = [code for code, _name in settings.LANGUAGES]


def internal_path(address: str) -> str:
    """The path of an address within the portal; blank for any other address."""
    try:
        parts = urlsplit(unescape(address))
    except ValueError:
        return ""
    if not _is_own_host(parts) or not parts.path.startswith("/"):
        return ""
    if parts.path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return ""
    return unquote(parts.path)


def _is_own_host(parts) -> bool:
    if parts.netloc:
        return parts.hostname in settings.ALLOWED_HOSTS
    return not parts.scheme


def find_broken_links(texts: dict[int, str]) -> dict[int, list[str]]:
    """The internal paths in each text, by its number, that lead to no public page.

    Texts without broken links are left out.
    """
    linked = {number: _linked_paths(body) for number, body in texts.items()}
    broken = _broken_paths(set(chain.from_iterable(linked.values())))
    result = {}
    for number, paths in linked.items():
        broken_here = [path for path in paths if path in broken]
        if broken_here:
            result[number] = broken_here
    return result


def linked_documents(paths: Iterable[str]) -> dict[str, MediaItem]:
    """The items of the media library, public or not, that these internal paths name as documents."""
    keys = {}
    for path in paths:
        match = _resolve(path)
        if match is not None and match.url_name == DOCUMENT:
            keys[path] = match.kwargs["pk"]
    items = MediaItem.objects.in_bulk(set(keys.values())) if keys else {}
    return {path: items[key] for path, key in keys.items() if key in items}


def _linked_paths(body: str) -> list[str]:
    """The internal paths that a text links to, each once, in their order."""
    paths = [internal_path(address) for address in HREF.findall(body)]
    return list(dict.fromkeys(path for path in paths if path))


def _broken_paths(paths: Iterable[str]) -> set[str]:
    """Those of the paths that lead to no public page; all records are looked up in one query."""
    broken = set()
    paths_by_page = defaultdict(set)  # (URL name, key in the address): the paths that name the page
    for path in paths:
        match = _resolve(path)
        if match is None or match.namespace == ADMIN_NAMESPACE:
            broken.add(path)
        elif match.url_name in LINK_TARGETS:
            key = str(next(iter(match.kwargs.values())))
            paths_by_page[match.url_name, key].add(path)
    existing = _existing_pages(paths_by_page)
    for page, page_paths in paths_by_page.items():
        if page not in existing:
            broken |= page_paths
    return broken


def _resolve(path: str):
    """The URL match of a path in the language of its prefix, or None.

    A path without a language prefix is tried in the default language, where the site redirects it.
    """
    prefix = path.split("/")[1]
    language = prefix if prefix in LANGUAGE_CODES else settings.LANGUAGE_CODE
    with override(language):
        for candidate in (path, f"/{settings.LANGUAGE_CODE}{path}"):
            try:
                return resolve(candidate)
            except Resolver404:
                continue
    return None


def _existing_pages(pages: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the pages, as (URL name, key), that exist; one query for all kinds of pages."""
    keys_by_name = defaultdict(list)
    for name, key in pages:
        keys_by_name[name].append(key)
    queries = []
    for name, keys in keys_by_name.items():
        for records, field in LINK_TARGETS[name]:
            queries.append(_page_query(name, keys, records(), field))
    if not queries:
        return set()
    return set(queries[0].union(*queries[1:], all=True))


def _page_query(name: str, keys: list[str], records: QuerySet, field: str) -> QuerySet:
    matching = records.order_by().filter(**{f"{field}__in": keys})
    return matching.values_list(Value(name, CharField()), Cast(field, CharField()))
