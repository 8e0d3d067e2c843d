"""One migrated database of each kind, made once for a run; every process of the run begins with a copy.

`MIGRATED` names it to the processes: a file of SQLite, or a database on the server. Without it, as in a run
of a single file, a process migrates for itself.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

NAME = "portal_migrated_template"


def migrate(url: str) -> subprocess.Popen:
    """The process that migrates the database at the URL."""
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    return subprocess.Popen(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=environment
    )


@contextmanager
def migrated_databases(
    folder: Path, server: str | None
) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """What a run has to see in its environment, on SQLite and on the PostgreSQL server, if there is one."""
    path, urls = folder / "migrated.sqlite3", [f"sqlite:///{folder}/migrated.sqlite3"]
    if server:
        on_server(server, f"DROP DATABASE IF EXISTS {NAME}", f"CREATE DATABASE {NAME}")
        urls.append(urlsplit(server)._replace(path=f"/{NAME}").geturl())
    started = [migrate(url) for url in urls]
    try:
        ended = [process.wait() for process in started]
        if any(ended):
            raise SystemExit("The migrations failed.")
        yield (
            {"DATABASE_URL": "", "MIGRATED": str(path)},
            {"DATABASE_URL": server or "", "MIGRATED": NAME},
        )
    finally:
        for process in started:
            process.kill()
        if server:
            on_server(server, f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def on_server(url: str, *statements: str) -> None:
    """Run statements that stand outside of transactions."""
    with closing(psycopg.connect(url, autocommit=True)) as server:
        for statement in statements:
            server.execute(statement)


def restore(connection: sqlite3.Connection, path: str) -> None:
    """Copy the file into a connection's database, if that is empty."""
    if not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as template:
            template.backup(connection)
