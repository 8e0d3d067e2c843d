"""Throttling without keeping who: a cache holds counters under hashes of addresses, salted anew each day."""

import secrets
import time

from axes.helpers import get_client_ip_address
from django.core.cache import caches
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

DAY_SECONDS = 24 * 60 * 60


def _cache():
    return caches["short-lived"]


def _daily_salt(today):
    """The secret of the day, stored in the cache alone; the next day's secret replaces it."""
    day, salt = _cache().get("salt", ("", ""))
    if day != today:
        salt = secrets.token_hex(16)
        _cache().set("salt", (today, salt), DAY_SECONDS)
    return salt


def client_hash(request: HttpRequest, *more: str) -> str:
    """A hash of the sender's address and further texts.

    It differs from day to day and leads back to nobody.
    """
    today = timezone.localdate().isoformat()
    text = "\0".join((get_client_ip_address(request) or "", *more))
    return salted_hmac(_daily_salt(today), text, algorithm="sha256").hexdigest()[:32]


def is_first_today(mark: str) -> bool:
    """Record a mark for a day, and return whether it was not recorded yet."""
    return _cache().add(f"seen-{mark}", 1, DAY_SECONDS)


def allow(name: str, *, most: int, seconds: int) -> bool:
    """Count an action, and return whether it is one of the first `most` in the current span of seconds."""
    key = f"count-{name}-{int(time.time()) // seconds}"
    if _cache().get(key, 0) >= most:
        return False  # so that a flood of refused actions writes nothing
    return _increment(key, seconds) <= most


def _increment(key, seconds):
    """The new value of a counter, which begins at 1.

    It is as atomic as the cache: the counters of Redis, Memcached and local memory are; those in
    files can lose one of two increments of the same moment.
    """
    cache = _cache()
    if cache.add(key, 1, seconds):
        return 1
    try:
        count = cache.incr(key)
    except ValueError:  # it expired in between
        cache.set(key, 1, seconds)
        return 1
    cache.touch(
        key, seconds
    )  # in files, an incremented value gets the default lifetime of the cache
    return count
