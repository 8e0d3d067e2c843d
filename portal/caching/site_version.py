"""How fresh a kept page is: a stamp that changes with every change of what the public sees, asked for without the database.

A change moves the site's version in the database and marks a file, which all processes of a machine watch. The moments at
which articles appear and end by themselves count as well. Other machines follow within seconds, and so does a machine where
a process was killed between the two.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.cache import caches
from django.db.models import F, Min, Q, Subquery
from django.utils import timezone

from portal.search.models import SearchEntry, SiteVersion

SINGLETON_PK = 1  # the key of the one row of the site's version
CachedValue = TypeVar("Made")
CACHE_SECONDS = 600  # for which something is kept at most: names of people with accounts, no public record, follow by then
RECHECK_SECONDS = 30.0  # seconds for which a process believes what it knows


def bump_version() -> None:
    """Move the site's version, and have every process of this machine see it."""
    now = timezone.now()
    if not SiteVersion.objects.filter(pk=SINGLETON_PK).update(number=F("number") + 1, moved_at=now):
        SiteVersion.objects.bulk_create(
            [SiteVersion(pk=SINGLETON_PK, number=1, moved_at=now)], ignore_conflicts=True
        )
    moment = (
        time.time_ns()
    )  # said outright: the clock of the file system ticks too slowly to tell two changes apart
    _mark().touch()
    os.utime(_mark(), ns=(moment, moment))


def read_version(*, at: datetime | None = None) -> tuple[int, datetime | None]:
    """How often the public pages may have changed, and when last: by an edit, or as a moment for an article came."""
    at = at or timezone.now()
    moments = {name: Subquery(_last(name, at)) for name in ("public_from", "public_until")}
    version = SiteVersion.objects.annotate(**moments).filter(pk=SINGLETON_PK).first()
    if version is None:
        return 0, None
    return version.number, max(
        filter(None, (version.moved_at, version.public_from, version.public_until))
    )


def next_scheduled_change(*, at: datetime) -> datetime | None:
    """When the next article appears or ends by itself."""
    moments = SearchEntry.objects.aggregate(
        begins=Min("public_from", filter=Q(public_from__gt=at)),
        ends=Min("public_until", filter=Q(public_until__gt=at)),
    )
    return min(filter(None, moments.values()), default=None)


def _last(name, at):
    return SearchEntry.objects.filter(**{f"{name}__lte": at}).order_by(f"-{name}").values(name)[:1]


@dataclass(frozen=True)
class KnownVersion:
    """What a process knows of the site's version, from which state of the file, and until when it may believe it."""

    version: str
    file_mtime: int
    until: float


_known: list[KnownVersion] = []


def current_version() -> str:
    """A word that is another one whenever public pages may have changed; no query while nothing did."""
    mark, now = _marked(), time.time()
    if not _known or _known[0].file_mtime != mark or now >= _known[0].until:
        _known[:] = [_ask(mark, now)]
    return _known[0].version


def cached_until_change(what: str, make: Callable[[], CachedValue]) -> CachedValue:
    """What `make` gives, made once for as long as the public pages stand as they do; `what` tells it from all else."""
    if not settings.PAGE_CACHE_ENABLED:
        return make()
    key = sha256(f"{current_version()} {what}".encode()).hexdigest()
    return caches["pages"].get_or_set(key, make, CACHE_SECONDS)


def _ask(mark, now):
    at = timezone.now()
    number, moved = read_version(at=at)
    upcoming = next_scheduled_change(at=at)
    until = min(now + RECHECK_SECONDS, upcoming.timestamp() if upcoming else now + RECHECK_SECONDS)
    return KnownVersion(f"{number}-{moved.timestamp() if moved else 0:.6f}", mark, until)


def _mark():
    return Path(settings.SITE_VERSION_FILE)


def _marked():
    try:
        return _mark().stat().st_mtime_ns
    except FileNotFoundError:
        return 0
