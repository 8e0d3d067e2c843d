"""Throttling: counters that neither lose an action nor forget the span they count in."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import RequestFactory

from portal.core import throttle
from portal.core.counters import daily_secret, remove_expired
from portal.core.models import ActionCount, DailySecret
from tests.seeds.conftest import migrated, scratch  # noqa: F401  a database for processes of their own
from tests.seeds.scratch_database import PROCESS_TIMEOUT, PROJECT_ROOT, process_environment

pytestmark = pytest.mark.django_db

LOCAL_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(params=["table", "shared cache"])
def _store(request, settings):
    """The counters in the table, and in a cache that all machines share."""
    if request.param == "shared cache":
        shared = {"BACKEND": LOCAL_MEMORY, "LOCATION": request.node.name}
        settings.CACHES = {**settings.CACHES, "shared": shared}


def allow(name, *, most, at=NOON):
    return throttle.allow(name, most=most, seconds=3600, at=at)


@pytest.mark.usefixtures("_store")
def test_most_actions_are_allowed_and_no_more():
    assert [allow("report", most=3) for _action in range(5)] == [True, True, True, False, False]
    assert allow("other", most=1)
    assert not allow("never", most=0)


@pytest.mark.usefixtures("_store")
def test_count_ends_with_its_span():
    later = [NOON + timedelta(minutes=minutes) for minutes in (0, 1, 59, 60)]
    assert [allow("report", most=2, at=at) for at in later] == [True, True, False, True]


def test_flood_writes_nothing_once_it_is_refused(django_assert_num_queries):
    allow("flood", most=1)
    with django_assert_num_queries(1):
        assert not allow("flood", most=1)


COUNT_AT_ONCE = """
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from django.db import connection
from portal.core import throttle

def count(_action):
    try:
        return throttle.allow("flood", most=20, seconds=3600, at=datetime(2026, 1, 1, tzinfo=UTC))
    finally:
        connection.close()

with ThreadPoolExecutor(8) as pool:
    print(sum(pool.map(count, range(60))))
"""


def test_actions_at_one_moment_are_all_counted(scratch):  # noqa: F811  the fixture, not the name
    counted = subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", COUNT_AT_ONCE],
        cwd=PROJECT_ROOT,
        env=process_environment(scratch.url),
        capture_output=True,
        text=True,
        timeout=PROCESS_TIMEOUT,
        check=True,
    )
    assert counted.stdout.split() == ["20"]


def test_expired_counts_are_removed_with_the_secret_of_another_day():
    allow("old", most=1, at=NOON)
    allow("lasting", most=1, at=datetime(9000, 1, 1, tzinfo=UTC))
    first = daily_secret(date(2026, 1, 1))
    assert daily_secret(date(2026, 1, 1)) == first
    assert daily_secret(date(2026, 1, 2)) != first
    assert [row.day for row in DailySecret.objects.all()] == [date(2026, 1, 2)]
    assert [name[:7] for name in ActionCount.objects.values_list("name", flat=True)] == ["lasting"]


def test_only_expired_counts_are_removed():
    allow("hour", most=1, at=NOON)
    assert remove_expired(at=NOON + timedelta(minutes=59)) == 0
    assert remove_expired(at=NOON + timedelta(minutes=60)) == 1


def test_hash_tells_clients_apart_and_holds_no_address():
    first, second = (RequestFactory(REMOTE_ADDR=f"192.0.2.{place}").get("/") for place in (1, 2))
    assert throttle.client_hash(first) == throttle.client_hash(first)
    marks = {
        throttle.client_hash(first),
        throttle.client_hash(second),
        throttle.client_hash(first, "x"),
    }
    assert len(marks) == 3
    assert "192" not in "".join(marks)


def test_counting_reads_and_writes_once(django_assert_num_queries):
    with django_assert_num_queries(2):
        allow("report", most=2)
