"""Fixtures of the import's tests."""

import os
import sqlite3
from contextlib import closing
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from seeds.shipped.apply import import_shipped
from seeds.shipped.loading import read_shipped
from tests.module_rows import module_rows
from tests.seeds.scratch_database import ScratchDatabase, copy_sqlite

WORKER = os.environ.get(
    "PYTEST_XDIST_WORKER", "alone"
)  # several processes of the suite share the server
TEMPLATE, COPY = f"scratch_template_{WORKER}", f"scratch_{WORKER}"


@pytest.fixture(scope="module")
def imported(django_db_setup, django_db_blocker):
    """The shipped data, imported once for all tests of a module; each test's own changes are undone."""
    with module_rows(django_db_blocker, lambda: import_shipped(read_shipped())):
        yield


@pytest.fixture(scope="session")
def migrated(django_db_setup, django_db_blocker, tmp_path_factory):
    """A copy of the suite's own database as the migrations left it: its file, or its name on the server."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            path = tmp_path_factory.mktemp("migrated") / "template.sqlite3"
            with closing(sqlite3.connect(path)) as template:
                connection.connection.backup(template)
            yield path
            return
        connection.close()
        connection.close_pool()
        create(TEMPLATE, of=connection.settings_dict["NAME"])
        yield TEMPLATE
        drop(TEMPLATE)


@pytest.fixture
def scratch(db, migrated, tmp_path):
    """A migrated, empty database of its own; `db` makes the suite's, even for one test alone."""
    if migrated != TEMPLATE:
        yield copy_sqlite(migrated, tmp_path)
        return
    create(COPY, of=TEMPLATE)
    yield ScratchDatabase(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{COPY}").geturl())
    drop(COPY)


def create(name, *, of):
    """Make a database on the suite's server as a copy of another."""
    drop(name)
    on_server(f'CREATE DATABASE "{name}" TEMPLATE "{of}"')


def drop(name):
    """Take a database off the suite's server."""
    on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def on_server(statement):
    """Run a statement that stands outside of transactions."""
    with closing(psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)) as server:
        server.execute(statement)
