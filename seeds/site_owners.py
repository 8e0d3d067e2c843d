"""The owner of the site of a captured page, from the registry: by its outlet, or by the host."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from django.db import DatabaseError

from consortia.models import Organisation
from seeds.pages import PageArticle

OwnerNames = tuple[str, str]


def build_owner_lookup() -> Callable[[PageArticle], str]:
    """Return a function that names the owner of an article's site; "" where the registry has none.

    The name is in the article's language where the owner has one.
    """
    try:
        by_outlet = _owners_by_outlet()
        by_host = _owners_by_host()
    except DatabaseError:
        # A dry run reads pages for people who have no database yet.
        by_outlet = {}
        by_host = {}

    def find_owner(article: PageArticle) -> str:
        owner = by_outlet.get(article.source or "") or by_host.get(_host(article.origin))
        if owner is None:
            return ""
        name, name_en = owner
        if article.language == "en":
            return name_en or name
        return name or name_en

    return find_owner


def _owners_by_outlet() -> dict[str, OwnerNames]:
    publishers = Organisation.objects.filter(outlet__isnull=False).order_by("pk")
    rows = publishers.values_list(
        "outlet__name", "outlet__name_en", "outlet__aliases__text", "name", "name_en"
    )
    pairs = []
    for *outlet_names, name, name_en in rows:
        pairs += [(outlet_name, (name, name_en)) for outlet_name in outlet_names]
    return _unambiguous(pairs)


def _owners_by_host() -> dict[str, OwnerNames]:
    owners = Organisation.objects.exclude(site="").order_by("pk")
    rows = owners.values_list("site", "name", "name_en")
    return _unambiguous((_host(site), (name, name_en)) for site, name, name_en in rows)


def _unambiguous(pairs: Iterable[tuple[str | None, OwnerNames]]) -> dict[str, OwnerNames]:
    """The pairs whose key leads to one owner only."""
    owners: dict[str, set[OwnerNames]] = defaultdict(set)
    for key, owner in pairs:
        if key:
            owners[key].add(owner)
    return {
        key: next(iter(candidates)) for key, candidates in owners.items() if len(candidates) == 1
    }


def _host(address: str) -> str:
    """The host of an address without its "www.", "" where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
