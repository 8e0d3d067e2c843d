"""An import that is killed in the middle: as before, or whole pages only; the next run finishes."""

import os
import re
import select
import signal
import subprocess
import time
from contextlib import contextmanager

from seeds.shipped.loading import read_shipped
from tests.seeds.captured_pages import PAGE_TEXT, digest_page_text, write_page_file
from tests.seeds.scratch_database import (
    IMPORT_COMMAND,
    PROCESS_TIMEOUT,
    PROJECT_ROOT,
    process_environment,
    run_import,
)

ITEMS = 200  # a page that takes a second or more to store
SEEN = 20  # times that a transaction is seen under way before it counts as in its middle
HALF = 50


@contextmanager
def started(scratch, *arguments):
    """Start the import on a terminal of its own; yields process and terminal, and kills it afterwards."""
    screen, terminal = os.openpty()
    command = [*IMPORT_COMMAND, *arguments]
    process = subprocess.Popen(
        command,
        cwd=PROJECT_ROOT,
        env=process_environment(scratch.url),
        stdout=subprocess.DEVNULL,
        stderr=terminal,
    )
    os.close(terminal)
    try:
        yield process, screen
    finally:
        process.kill()
        process.wait(PROCESS_TIMEOUT)
        os.close(screen)


def percent_on(screen):
    """The last share of the work that the progress bar shows."""
    ready, _, _ = select.select([screen], [], [], 0.01)
    shown = re.findall(rb"(\d+)%", os.read(screen, 65536)) if ready else []
    return int(shown[-1]) if shown else 0


def wait_until(condition, process):
    """Return when the condition holds; it has to while the process runs."""
    deadline = time.monotonic() + PROCESS_TIMEOUT
    while not condition():
        assert process.poll() is None
        assert time.monotonic() < deadline


def test_shipped_import_killed_in_the_middle_leaves_the_database_as_it_was(scratch):
    before = scratch.dump_tables()
    with started(scratch) as (process, screen):
        wait_until(lambda: percent_on(screen) >= HALF, process)
        process.kill()
        assert process.wait(PROCESS_TIMEOUT) == -signal.SIGKILL
    assert scratch.dump_tables() == before
    finished = run_import(scratch.url)
    assert (finished.returncode, finished.stdout) == (0, f"{len(read_shipped())} new, 0 changed\n")


def test_capture_import_killed_in_the_middle_of_a_page_leaves_whole_pages(scratch, tmp_path):
    write_page_file(tmp_path / "pages", PAGE_TEXT, name="a.txt")
    write_page_file(tmp_path / "pages", digest_page_text(ITEMS), name="b.txt")
    with started(scratch, tmp_path / "pages") as (process, _):
        wait_until(
            lambda: scratch.query("SELECT count(*) FROM seeds_capture_articles") == [(1,)], process
        )
        seen = iter(range(SEEN))
        wait_until(lambda: scratch.has_pending_insert() and next(seen, None) is None, process)
        process.kill()
        assert process.wait(PROCESS_TIMEOUT) == -signal.SIGKILL
    assert stored(scratch) == {
        "seeds_capture": 1,
        "seeds_capture_articles": 1,
        "articles_article": 1,
        "articles_keypoint": 0,
    }
    assert run_import(scratch.url, tmp_path / "pages").stdout == "1 new, 0 changed\n"
    assert list(stored(scratch).values()) == [2, ITEMS + 1, ITEMS + 1, ITEMS * 2]
    assert run_import(scratch.url, tmp_path / "pages").stdout == "0 new, 0 changed\n"


def stored(scratch):
    """How many rows stand in each table that a captured page fills."""
    tables = ("seeds_capture", "seeds_capture_articles", "articles_article", "articles_keypoint")
    return {table: scratch.query(f"SELECT count(*) FROM {table}")[0][0] for table in tables}  # noqa: S608  the four above
