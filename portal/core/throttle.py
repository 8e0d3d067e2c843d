"""How often somebody may do a thing, without keeping who: addresses stand in a cache as hashes salted anew each day."""

import secrets
import time

from axes.helpers import get_client_ip_address
from django.core.cache import caches
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

DAY_SECONDS = 24 * 60 * 60


def _store():
    return caches["short-lived"]


def _salt(day):
    """The secret of the day, known to the cache alone; the next day's takes its place."""
    kept, secret = _store().get("salt", ("", ""))
    if kept != day:
        secret = secrets.token_hex(16)
        _store().set("salt", (day, secret), DAY_SECONDS)
    return secret


def client_hash(request: HttpRequest, *more: str) -> str:
    """What stands for the sender of a request today; tomorrow it is another, and neither leads back."""
    day = timezone.localdate().isoformat()
    said = "\0".join((get_client_ip_address(request) or "", *more))
    return salted_hmac(_salt(day), said, algorithm="sha256").hexdigest()[:32]


def is_first_today(mark: str) -> bool:
    """Whether this mark comes for the first time within a day."""
    return _store().add(f"seen-{mark}", 1, DAY_SECONDS)


def allow(name: str, *, most: int, seconds: int) -> bool:
    """Whether a thing of that name was done fewer than `most` times in the current span of seconds; this time counts."""
    key = f"count-{name}-{int(time.time()) // seconds}"
    done = _store().get(key, 0)
    if done < most:
        _store().set(key, done + 1, seconds)
    return done < most
