"""The throw-away PostgreSQL starts, keeps to itself and leaves nothing behind."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import dj_database_url
import psycopg
import pytest

from tests.postgres import temporary_server

PROJECT = Path(__file__).parents[1]
# Python leaves SIGINT ignored in a shell's background job, so that each child sets its own handler.
HOLD_SERVER = """
import signal, sys
from tests.postgres import temporary_server
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGINT, {on_interrupt})
with temporary_server() as url:
    print(url, flush=True)
    sys.stdin.read()
"""
LISTENS, IS_DEAF = "signal.default_int_handler", "signal.SIG_IGN"
PATIENCE = 60  # seconds until something counts as stuck


@pytest.fixture(scope="module", autouse=True)
def no_given_database():
    """Have these tests start servers of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("TEST_DATABASE_URL", raising=False)
        patch.delenv("DATABASE_URL", raising=False)
        yield


@pytest.fixture(scope="module")
def server(no_given_database):
    """Return the URL of a started server; skip, with the reason, where none can be had."""
    with temporary_server(explain=pytest.skip) as url:
        yield url


def folder_of(url):
    """Return the folder that holds the server's socket and data."""
    return Path(dj_database_url.parse(url)["OPTIONS"]["host"])


def process_of(url):
    """Return the /proc entry of the server's main process."""
    return Path("/proc") / (folder_of(url) / "data" / "postmaster.pid").read_text().split()[0]


def is_gone(path):
    """Return whether `path` disappears before patience ends."""
    deadline = time.monotonic() + PATIENCE
    while path.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    return not path.exists()


@contextmanager
def child_with_server(on_interrupt=LISTENS):
    """Yield a child process that holds a server until its input ends, and the server's URL."""
    command = [sys.executable, "-c", HOLD_SERVER.format(on_interrupt=on_interrupt)]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, cwd=PROJECT, text=True, **pipes) as child:
        yield child, child.stdout.readline().strip()


def test_server_answers_when_started(server):
    with psycopg.connect(server) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_server_folds_accents_when_asked(server):
    with psycopg.connect(server) as connection:
        row = connection.execute("SELECT lower('LÜLIANG'), 'É' ILIKE 'é'").fetchone()
    assert row == ("lüliang", True)


def test_server_is_closed_to_other_accounts(server):
    assert stat.S_IMODE(folder_of(server).stat().st_mode) == stat.S_IRWXU


def test_servers_do_not_collide_side_by_side(server):
    with temporary_server() as other, psycopg.connect(server) as one, psycopg.connect(other) as two:
        one.execute("CREATE TABLE only_here ()")
        one.commit()
        assert two.execute("SELECT to_regclass('only_here')").fetchone() == (None,)


def test_server_is_gone_after_exit(server):
    with temporary_server() as url:
        traces = [folder_of(url), process_of(url)]
        assert all(trace.exists() for trace in traces)
    assert not any(trace.exists() for trace in traces)


def test_server_is_gone_after_error(server):
    traces = []
    with suppress(ZeroDivisionError), temporary_server() as url:
        traces += [folder_of(url), process_of(url)]
        raise ZeroDivisionError
    assert len(traces) == 2
    assert not any(trace.exists() for trace in traces)


def test_machine_is_unchanged_while_server_runs(server):
    def state():
        modes = [path.stat().st_mode for path in folder_of(server).parents]
        return Path("/etc/passwd").read_bytes(), modes

    before = state()
    with temporary_server():
        assert state() == before
    assert state() == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_server_is_gone_when_interrupted(server, number):
    with child_with_server() as (child, url):
        traces = [folder_of(url), process_of(url)]
        child.send_signal(number)
        _, said = child.communicate(timeout=PATIENCE)
        assert said.splitlines()[-1] == "KeyboardInterrupt"
        assert not any(trace.exists() for trace in traces)


def test_server_stays_where_an_interrupt_is_ignored(server):
    with child_with_server(IS_DEAF) as (child, url):
        folder = folder_of(url)
        child.send_signal(signal.SIGINT)
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        _, said = child.communicate(timeout=PATIENCE)
        assert (child.returncode, said, folder.exists()) == (0, "", False)


def test_process_is_gone_when_parent_is_killed(server):
    with child_with_server() as (child, url):
        folder, process = folder_of(url), process_of(url)
        child.kill()
        ended = is_gone(process)
        shutil.rmtree(folder)
        assert ended


def test_given_database_is_used_when_it_is_postgresql(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "sqlite:///db.sqlite3")
    monkeypatch.setenv("DATABASE_URL", "postgres://someone@host/portal")
    with temporary_server() as url:
        assert url == os.environ["DATABASE_URL"]
