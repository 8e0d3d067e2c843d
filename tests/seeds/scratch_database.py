"""A database for the processes that a test starts, on the kind of server that the suite runs on."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

PROJECT_ROOT = Path(__file__).parents[2]
IMPORT_COMMAND = [sys.executable, "manage.py", "import_seeds"]
PROCESS_TIMEOUT = 120  # seconds until a process counts as stuck


def process_environment(url: str, *, settings: str = "portal.settings") -> dict[str, str]:
    """What a process sees that works on the database at the URL."""
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": settings}


def run_import(
    url: str, *arguments: str | Path, settings: str = "portal.settings"
) -> subprocess.CompletedProcess:
    """`manage.py import_seeds` as a person starts it."""
    seen = process_environment(url, settings=settings)
    return subprocess.run(
        [*IMPORT_COMMAND, *arguments],
        cwd=PROJECT_ROOT,
        env=seen,
        capture_output=True,
        text=True,
        timeout=PROCESS_TIMEOUT,
        check=False,
    )


def run_import_impatiently(url: str, *arguments: str | Path) -> subprocess.CompletedProcess:
    """Run it with settings that give up on a database after a second: for one that never answers."""
    return run_import(url, *arguments, settings="tests.seeds.impatient_settings")


@dataclass(frozen=True)
class ScratchDatabase:
    """A migrated database without a row of ours."""

    url: str

    def connect(self):
        """A connection of the driver's own, where each statement stands alone."""
        if self.url.startswith("sqlite"):
            return closing(
                sqlite3.connect(self.url.removeprefix("sqlite:///"), isolation_level=None)
            )
        return closing(psycopg.connect(self.url, autocommit=True))

    def query(self, statement: str) -> list[tuple]:
        """What the statement finds."""
        with self.connect() as connection:
            return connection.execute(statement).fetchall()

    def dump_tables(self) -> dict[str, list[str]]:
        """Every row of every table."""
        tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
        if not self.url.startswith("sqlite"):
            tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        return {
            name: sorted(map(repr, self.query(f'SELECT * FROM "{name}"')))  # noqa: S608  its own tables
            for (name,) in self.query(tables)
        }

    @contextmanager
    def block_writes(self):
        """Nobody else can write; the reason that they are given."""
        if self.url.startswith("sqlite"):
            with self.connect() as connection:
                connection.execute("BEGIN EXCLUSIVE")
                yield "database is locked"
                connection.execute("ROLLBACK")
            return
        with closing(psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)) as server:
            name = urlsplit(self.url).path.strip("/")
            server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            yield "couldn't get a connection after 1.00 sec"
            server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')

    def has_pending_insert(self) -> bool:
        """Whether a transaction that inserts articles is under way."""
        if self.url.startswith("sqlite"):
            return self._is_locked()
        return self.query(
            "SELECT count(*) > 0 FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE datname = current_database() AND mode = 'RowExclusiveLock'"
            " AND relation = 'articles_article'::regclass"
        ) == [(True,)]

    def _is_locked(self):
        with self.connect() as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            connection.execute("ROLLBACK")
            return False


def copy_sqlite(template: Path, folder: Path) -> ScratchDatabase:
    """A copy of the template file in the folder."""
    return ScratchDatabase(f"sqlite:///{shutil.copy(template, folder / 'scratch.sqlite3')}")
