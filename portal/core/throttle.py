"""Throttling without keeping who: counters under hashes of addresses, salted anew each day."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.core.client_address import client_address
from portal.core.counters import count_one_more, daily_secret, read_count

DAY_SECONDS = 24 * 60 * 60


def client_hash(request: HttpRequest, *more: str) -> str:
    """A hash of the sender's address and further texts.

    It differs from day to day and leads back to nobody.
    """
    text = "\0".join((client_address(request), *more))
    salt = daily_secret(timezone.localdate())
    return salted_hmac(salt, text, algorithm="sha256").hexdigest()[:32]


def is_first_today(mark: str) -> bool:
    """Record a mark for a day, and return whether it was not recorded yet."""
    return allow(f"seen-{mark}", most=1, seconds=DAY_SECONDS)


def allow(name: str, *, most: int, seconds: int, at: datetime | None = None) -> bool:
    """Count an action, and return whether it is one of the first `most` in the current span of seconds."""
    at = at or timezone.now()
    key = f"{name}-{int(at.timestamp()) // seconds}"
    if read_count(key) >= most:
        return False  # so that a flood of refused actions writes nothing
    return count_one_more(key, at=at, seconds=seconds) <= most


def seconds_left(seconds: int, *, at: datetime) -> int:
    """How long the current span of seconds still lasts."""
    return seconds - int(at.timestamp()) % seconds
