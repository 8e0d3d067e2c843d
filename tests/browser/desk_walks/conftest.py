"""The records, widths and people of the walks."""

import json
import subprocess
import sys

import pytest

from tests.browser.desk_walks.records import WIDTHS


@pytest.fixture(params=WIDTHS)
def width(request):
    """The width of the screen, in CSS pixels."""
    return request.param


@pytest.fixture(scope="session")
def records(site, people):
    """The key of each article of the walks by its name and width, such as "sheet 390"."""
    code = "from tests.browser.desk_walks.records import main; main()"
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", code]
    made = json.loads(subprocess.check_output(command, env=site["environment"], text=True))
    people.update(made["people"])
    return made["articles"]


@pytest.fixture
def desk(sign_in, width):
    """A function that opens the window of a person at that width."""

    def opened(login, **options):
        return sign_in(login, width=width, height=844 if width < 1000 else 768, **options)

    return opened
