"""The site's version, which changes with all that the public sees and is read without the database.

A change moves the version in the database and the time of a file, which all processes of a machine
watch. The moments at which articles appear and end by themselves count as well. Other machines
follow within a second, and so does one where a process was killed between the two or the file cannot be
written.
"""

import logging
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.cache import caches
from django.db.models import F, Subquery
from django.utils import timezone

from portal.caching.scheduled_changes import (
    last_moment,
    next_scheduled_change,
    registered_moments,
)
from portal.search.models import SiteVersion

LOGGER = logging.getLogger(__name__)
SINGLETON_PK = 1  # the key of the only row of the site's version
CachedValue = TypeVar("CachedValue")
# At most; names of people with accounts are no public records, and follow within this time
CACHE_SECONDS = 600


def bump_version() -> None:
    """Move the site's version, and let every process of this machine see it."""
    now = timezone.now()
    row = SiteVersion.objects.filter(pk=SINGLETON_PK)
    if not row.update(number=F("number") + 1, moved_at=now):
        first = SiteVersion(pk=SINGLETON_PK, number=1, moved_at=now)
        SiteVersion.objects.bulk_create([first], ignore_conflicts=True)
    _known.clear()
    try:
        _touch_version_file()
    except OSError:  # a full disk, or the file of another user: what was saved stays saved
        LOGGER.warning("%s cannot be written: processes follow more slowly.", _version_file())


def _touch_version_file():
    # Set explicitly: the clock of the file system ticks too slowly to tell two changes apart
    mtime = time.time_ns()
    _version_file().touch()
    os.utime(_version_file(), ns=(mtime, mtime))


def read_version(*, at: datetime | None = None) -> tuple[int, datetime | None]:
    """The number of edits of the public pages, and the moment of their last change.

    That is the last edit, or the last moment at which an article appeared or ended by itself. (0,
    None) without any edit.
    """
    at = at or timezone.now()
    version = (
        SiteVersion.objects.filter(pk=SINGLETON_PK)
        .annotate(
            public_from=Subquery(last_moment("public_from", at=at)),
            public_until=Subquery(last_moment("public_until", at=at)),
        )
        .first()
    )
    if version is None:
        return 0, None
    last, _upcoming = registered_moments(at=at)
    moments = (version.moved_at, version.public_from, version.public_until, *last)
    return version.number, max(moment for moment in moments if moment)


@dataclass(frozen=True)
class KnownVersion:
    """The version that a process read, the time of the file then, and until when the version is valid."""

    version: str
    file_mtime: int
    until: float


_known: list[KnownVersion] = []


def current_version() -> str:
    """A text that changes whenever public pages may have changed; no query while nothing did."""
    mtime = _version_file_mtime()
    now = time.time()
    if not _known or _known[0].file_mtime != mtime or now >= _known[0].until:
        _known[:] = [_read_known_version(mtime, now)]
    return _known[0].version


def cached_until_change(what: str, make: Callable[[], CachedValue]) -> CachedValue:
    """The value of `make`, cached under the name `what` until public pages change."""
    if not settings.PAGE_CACHE_ENABLED:
        return make()
    key = sha256(f"{current_version()} {what}".encode()).hexdigest()
    return caches["pages"].get_or_set(key, make, CACHE_SECONDS)


def cached_many_until_change(
    names: Sequence[str], make: Callable[[list[str]], Sequence[CachedValue]]
) -> list[CachedValue]:
    """The values of these names in their order, like `cached_until_change`; all missing are made at once."""
    if not settings.PAGE_CACHE_ENABLED:
        return list(make(list(names)))
    version = current_version()
    keys = {name: sha256(f"{version} {name}".encode()).hexdigest() for name in names}
    cached = caches["pages"].get_many(keys.values())
    missing = [name for name in names if keys[name] not in cached]
    if missing:
        made = dict(zip((keys[name] for name in missing), make(missing), strict=True))
        caches["pages"].set_many(made, CACHE_SECONDS)
        cached.update(made)
    return [cached[keys[name]] for name in names]


def _read_known_version(mtime, now):
    at = timezone.now()
    number, moved_at = read_version(at=at)
    timestamp = moved_at.timestamp() if moved_at else 0
    until = now + settings.SITE_VERSION_LAG
    upcoming = next_scheduled_change(at=at)
    if upcoming:
        until = min(until, upcoming.timestamp())
    return KnownVersion(f"{number}-{timestamp:.6f}", mtime, until)


def _version_file():
    return Path(settings.SITE_VERSION_FILE)


def _version_file_mtime():
    """The time of the file in nanoseconds; 0 where there is none, or none that can be read."""
    try:
        return _version_file().stat().st_mtime_ns
    except OSError:
        return 0
