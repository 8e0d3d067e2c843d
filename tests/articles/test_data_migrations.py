"""Data migrations of articles, on a database with rows and files from before them."""

import json
import os
import subprocess
import sys

import pytest


@pytest.mark.slow
def test_database_from_before_the_media_library_is_upgraded(tmp_path):
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/old.sqlite3",
        "MEDIA_ROOT": str(tmp_path / "media"),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    program = [sys.executable, "-m", "tests.articles.upgraded_database"]
    printed = subprocess.run(program, env=environment, capture_output=True, check=True, text=True)
    assert json.loads(printed.stdout) == {
        # the words are those of the first use; a file that is gone has no size and no digest
        "items": [
            ["图说", "pictures/00/a.png", True, 64, 1],
            ["失", "pictures/00/gone.png", False, 0, 1],
            # only the history names it: its picture was deleted, and public versions may show it
            ["旧", "pictures/00/b.png", True, 64, 1],
        ],
        "files": ["pictures/00/a.png", "pictures/00/gone.png", "pictures/00/b.png"],
        "pictures": [
            ["甲", "pictures/00/a.png", "图说", ""],
            ["乙", "pictures/00/a.png", "另一图说", ""],
            ["乙", "pictures/00/gone.png", "", ""],
        ],
        "history": [
            ["pictures/00/a.png", True],
            ["pictures/00/a.png", True],
            ["pictures/00/b.png", True],
            ["pictures/00/gone.png", True],
        ],
        "snapshots_stay": True,
        "english_follows": 1,
    }
