"""Fixtures that several rooms' tests share."""

import re
import shutil

import pytest
from django.conf import settings
from django.db.backends.signals import connection_created
from django.test import Client
from django.utils import translation

from seeds.shipped.apply import import_shipped
from seeds.shipped.loading import read_shipped
from tests.migrated_databases import restore

FORM = re.compile(r"/admin/\w+/\w+/[^/]+/(change|history/\d+)/")
FINGERPRINT = re.compile(r'name="fingerprint" value="([^"]*)"')


class Reader(Client):
    """A client that opens a record's form before it posts, as a browser does, to send its fingerprint.

    A confirmed deletion comes with a reason, which the browser asks for.
    """

    def post(self, path, data=None, *args, **options):
        if (
            FORM.fullmatch(path)
            and isinstance(data, dict | None)
            and "fingerprint" not in (data or {})
        ):
            data = {**(data or {}), "fingerprint": self.fingerprint(path)}
        if isinstance(data, dict) and data.get("post") == "yes":
            data = {"reason": "疏忽", **data}
        return super().post(path, data, *args, **options)

    def fingerprint(self, path):
        """The fingerprint that the form carries; blank where it has none."""
        found = FINGERPRINT.search(self.get(path).text)
        return found[1] if found else ""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what needs a database: all else runs once, not on each kind of database."""
    for item in items:
        if item.get_closest_marker("django_db") or "django_db_setup" in item.fixturenames:
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Start SQLite's database in memory as a copy of the migrated template, as PostgreSQL does."""

    def begin(connection, **_signal):
        if settings.MIGRATED and connection.vendor == "sqlite" and connection.is_in_memory_db():
            restore(connection.connection, settings.MIGRATED)

    connection_created.connect(begin, weak=False)


@pytest.fixture
def client():
    """A client of the portal, nobody signed in."""
    return Reader()


@pytest.fixture(scope="session", autouse=True)
def _uploads():
    """Uploads of the run are gone when it ends."""
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def _language():
    """Each test begins in Chinese, the portal's default, whatever the one before visited."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def shipped(db):
    """The shipped data, imported as `make run` does."""
    import_shipped(read_shipped())
