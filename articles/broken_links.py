"""Links within the portal that lead to no public page. Higher floors name the kinds of pages that they own."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from html import unescape
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import Resolver404, resolve
from django.utils.translation import override

from articles.models import Article, Topic, TopicSlug

HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
# By the name of a page's address: the records that have such a page, and the field by which the address names them
LinkTarget = tuple[Callable[[], QuerySet], str]
LINK_TARGETS: dict[str, list[LinkTarget]] = {
    "article": [(Article.objects.published, "pk")],
    "topic": [(Topic.objects.all, "slug"), (TopicSlug.objects.all, "slug")],
}
ADMIN_NAMESPACE = "admin"  # its pages are no readers'
LANGUAGE_CODES = [code for code, _name in settings.LANGUAGES]


def internal_path(address: str) -> str:
    """The path of an address within the portal; empty for any other address."""
    try:
        parts = urlsplit(unescape(address))
    except ValueError:
        return ""
    ours = parts.hostname in settings.ALLOWED_HOSTS if parts.netloc else not parts.scheme
    inside = (
        ours
        and parts.path.startswith("/")
        and not parts.path.startswith((settings.STATIC_URL, settings.MEDIA_URL))
    )
    return unquote(parts.path) if inside else ""


def find_broken_links(texts: dict[int, str]) -> dict[int, list[str]]:
    """For each text by its number, the paths that it links to and where no public page is; texts without any are left out."""
    linked = {number: _paths(body) for number, body in texts.items()}
    gone = _gone({path for paths in linked.values() for path in paths})
    found = {number: [path for path in paths if path in gone] for number, paths in linked.items()}
    return {number: paths for number, paths in found.items() if paths}


def _paths(body):
    return list(dict.fromkeys(filter(None, map(internal_path, HREF.findall(body)))))


def _gone(paths: Iterable[str]) -> set[str]:
    asked = defaultdict(
        dict
    )  # the name of the page: the key that the address names, and the paths that name it
    gone = set()
    for path in paths:
        match = _match(path)
        if match is None or match.namespace == ADMIN_NAMESPACE:
            gone.add(path)
        elif match.url_name in LINK_TARGETS:
            asked[match.url_name].setdefault(str(next(iter(match.kwargs.values()))), set()).add(
                path
            )
    there = _there(asked)
    return gone | {
        path
        for name, keys in asked.items()
        for key in keys
        if (name, key) not in there
        for path in keys[key]
    }


def _match(path):
    """What the path leads to in the language of its prefix; one without a prefix is led on to the default one."""
    language = path.split("/")[1]
    with override(language if language in LANGUAGE_CODES else settings.LANGUAGE_CODE):
        for each in (path, f"/{settings.LANGUAGE_CODE}{path}"):
            try:
                return resolve(each)
            except Resolver404:
                continue
    return None


def _there(asked):
    """The asked pages that are there, as pairs of name and key, in one query."""
    found = [
        _keys(name, list(keys), *page)
        for name, keys in asked.items()
        for page in LINK_TARGETS[name]
    ]
    return set(found[0].union(*found[1:], all=True)) if found else set()


def _keys(name, keys, rows, field):
    named = rows().order_by().filter(**{f"{field}__in": keys})
    return named.values_list(Value(name, CharField()), Cast(field, CharField()))
