"""Whose site a captured page stands on, as the registry says: by its outlet, or by the host of its address."""

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from django.db import DatabaseError

from consortia.models import Organisation
from seeds.pages import PageArticle

OwnerNames = tuple[str, str]


def build_owner_lookup() -> Callable[[PageArticle], str]:
    """Return what names the owner of an article's site, in the article's language where it can; "" where nobody says."""
    try:
        outlets, hosts = _of_outlets(), _of_hosts()
    except DatabaseError:
        # A dry run reads pages for people who have no database yet: nobody has said whose any site is.
        outlets, hosts = {}, {}

    def owner_of(article: PageArticle) -> str:
        owner = outlets.get(article.source or "") or hosts.get(_host(article.origin)) or ("", "")
        name, name_en = owner
        return (name_en or name) if article.language == "en" else (name or name_en)

    return owner_of


def _of_outlets() -> dict[str, OwnerNames]:
    publishers = Organisation.objects.filter(outlet__isnull=False).order_by("pk")
    rows = publishers.values_list(
        "outlet__name", "outlet__name_en", "outlet__aliases__text", "name", "name_en"
    )
    return _sure((printed, (name, name_en)) for *names, name, name_en in rows for printed in names)


def _of_hosts() -> dict[str, OwnerNames]:
    rows = (
        Organisation.objects.exclude(site="").order_by("pk").values_list("site", "name", "name_en")
    )
    return _sure((_host(site), (name, name_en)) for site, name, name_en in rows)


def _sure(pairs: Iterable[tuple[str | None, OwnerNames]]) -> dict[str, OwnerNames]:
    """The pairs whose key leads to one owner only."""
    found: dict[str, set[OwnerNames]] = {}
    for key, owner in pairs:
        if key:
            found.setdefault(key, set()).add(owner)
    return {key: next(iter(owners)) for key, owners in found.items() if len(owners) == 1}


def _host(address: str) -> str:
    """The host of an address without its "www.", "" for what is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
