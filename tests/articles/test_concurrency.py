"""Concurrent sign-offs, and one that is killed: a text is signed off once and wholly, or not at all."""

import json
import signal
import subprocess
import sys

import pytest

from tests.articles.concurrent_sign_off import CHIEF_COUNT
from tests.seeds.conftest import migrated, scratch  # noqa: F401  a database for processes of their own
from tests.seeds.scratch_database import PROCESS_TIMEOUT, PROJECT_ROOT, process_environment

MANAGE = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command"]
SIGNED = "SELECT count(*) FROM articles_review WHERE stage = 'sign_off'"
WRITTEN = [
    *("SELECT count(*) FROM articles_version", "SELECT status FROM articles_article", SIGNED),
    "SELECT count(*) FROM core_journalentry WHERE what = 'sign_off' AND act = 'step'",
]


@pytest.fixture
def run(scratch, tmp_path):  # noqa: F811  the fixture, not the name
    """What calls a function of at_once in a process of its own, on a text that waits for its sign-off."""
    place = {
        **process_environment(scratch.url),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "TMPDIR": str(tmp_path),
    }

    def called(name):
        command = [*MANAGE, f"from tests.articles.concurrent_sign_off import {name}; {name}()"]
        return subprocess.run(
            command,
            cwd=PROJECT_ROOT,
            env=place,
            capture_output=True,
            text=True,
            timeout=PROCESS_TIMEOUT,
            check=False,
        )

    assert called("create_article_and_chiefs").returncode == 0
    return called


def state(scratch):  # noqa: F811  as above
    return [row[0] for statement in WRITTEN for row in scratch.query(statement)]


def test_of_ten_sign_offs_at_the_same_moment_exactly_one_wins(run, scratch):  # noqa: F811  as above
    fared = json.loads(run("sign_off_concurrently").stdout)
    assert len(fared) == CHIEF_COUNT
    assert fared.count("signed") == 1
    assert len(set(fared)) == 2
    assert state(scratch) == [1, "public", 1, 1]


def test_sign_off_killed_before_its_version_leaves_everything_as_it_was(run, scratch):  # noqa: F811  as above
    before = scratch.dump_tables()
    assert run("kill_before_version_insert").returncode == -signal.SIGKILL
    assert scratch.dump_tables() == before
    assert state(scratch) == [0, "sign_off", 0, 0]
    assert run("sign_off_concurrently").returncode == 0
    assert state(scratch) == [1, "public", 1, 1]
