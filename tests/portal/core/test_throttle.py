"""Throttling: counters that neither lose an action nor forget the span they count in."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches

from portal.core import throttle

FILES = "django.core.cache.backends.filebased.FileBasedCache"


@pytest.fixture(params=["memory", "files"])
def _cache(request, settings, tmp_path):
    """The counters in local memory, and in files as on a server."""
    if request.param == "files":
        stored = {"BACKEND": FILES, "LOCATION": tmp_path}
        settings.CACHES = {**settings.CACHES, "short-lived": stored}


@pytest.mark.usefixtures("_cache")
def test_most_actions_are_allowed_and_no_more():
    answers = [throttle.allow("report", most=3, seconds=3600) for _action in range(5)]
    assert answers == [True, True, True, False, False]
    assert throttle.allow("other", most=1, seconds=3600)
    assert not throttle.allow("never", most=0, seconds=3600)


@pytest.mark.usefixtures("_cache")
def test_counter_outlives_the_default_lifetime_of_the_cache(monkeypatch):
    started = time.time() // 3600 * 3600
    monkeypatch.setattr(time, "time", lambda: started)
    assert throttle.allow("report", most=2, seconds=3600)
    assert throttle.allow("report", most=2, seconds=3600)
    monkeypatch.setattr(time, "time", lambda: started + 1800)
    assert not throttle.allow("report", most=2, seconds=3600)
    monkeypatch.setattr(time, "time", lambda: started + 3600)
    assert throttle.allow("report", most=2, seconds=3600)


def test_actions_at_one_moment_are_all_counted():
    caches["short-lived"].clear()

    def count(_action):
        return throttle.allow("flood", most=20, seconds=3600)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(count, range(200)))
    assert sum(answers) == 20
