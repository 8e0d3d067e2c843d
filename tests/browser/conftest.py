"""A running portal with the shipped data, and a browser that visits it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import sync_playwright

CHROMIUM_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
STARTUP_TIMEOUT = 60  # seconds until the server answers
# Playwright's synchronous API keeps an event loop in this thread, which Django takes for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def find_chromium() -> str:
    """The installed browser; the test is skipped, with the reason, where there is none."""
    found = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    if not found:
        pytest.skip(
            "no Chromium here: install Debian's chromium and fonts-noto-cjk, or name one in CHROMIUM"
        )
    return found


@pytest.fixture(scope="session")
def site():
    """A portal in a process and on a database of its own: its address, staff password and database file."""
    find_chromium()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "SITE_FOLDER": folder,
            "DJANGO_SETTINGS_MODULE": "tests.browser.site_settings",
        }
        manage = [sys.executable, "manage.py"]
        if settings.MIGRATED:
            shutil.copy(settings.MIGRATED, f"{folder}/site.sqlite3")
        for command in ([] if settings.MIGRATED else [["migrate", "--verbosity", "0"]]) + [
            ["import_seeds"]
        ]:
            subprocess.run(
                [*manage, *command], env=environment, check=True, stdout=subprocess.DEVNULL
            )
        login = subprocess.check_output([*manage, "staff_login"], env=environment, text=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "portal.wsgi",
            "--bind",
            f"127.0.0.1:{port}",
            "--log-level",
            "error",
        ]
        with (
            Path(folder, "server.log").open("w") as log,
            subprocess.Popen(command, env=environment, stderr=log) as server,
        ):
            try:
                _wait(f"http://127.0.0.1:{port}/healthz")
                yield {
                    "address": f"http://127.0.0.1:{port}",
                    "password": login.split("password: ")[1].split()[0],
                    "database": f"{folder}/site.sqlite3",
                    "environment": environment,
                }
            finally:
                server.terminate()


@pytest.fixture(scope="session")
def people(site):
    """The password of one person of each role, by login."""
    made = subprocess.check_output(
        [sys.executable, "manage.py", "demo_users"], env=site["environment"], text=True
    )
    return dict(re.findall(r"person: (\S+)   password: (\S+)", made))


@pytest.fixture(scope="session")
def session_of(site, browser):
    """What gives the cookies of a signed-in person, each of whom signs in once in a run."""
    kept = {}

    def cookies(login, password):
        if login not in kept:
            context = browser.new_context(base_url=site["address"])
            page = context.new_page()
            page.goto("/admin/login/?next=/admin/")
            page.fill("[name=username]", login)
            page.fill("[name=password]", password)
            follow(page.locator("#login-form [type=submit]"))
            assert urlsplit(page.url).path == "/admin/"
            kept[login] = [
                cookie for cookie in context.cookies() if cookie["name"] != "django_language"
            ]
            context.close()
        return kept[login]

    return cookies


def follow(locator):
    """Click what leads to another page, and return when that page has loaded."""
    with locator.page.expect_navigation():
        locator.click()


@pytest.fixture
def sign_in(site, people, browser, session_of):
    """A function that opens a window of a person, language and width; errors in it fail the test."""
    windows = []

    def opened(login, *, language="en", width=1280, height=900, touch=False):
        context = browser.new_context(
            viewport={"width": width, "height": height}, base_url=site["address"], has_touch=touch
        )
        context.add_cookies(
            [{"name": "django_language", "value": language, "url": site["address"]}]
        )
        context.add_cookies(session_of(login, people[login]))
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        windows.append(page)
        page.goto("/admin/")
        return page

    yield opened
    faults = [fault for page in windows for fault in page.faults]
    for page in windows:
        page.context.close()
    assert faults == []


def _wait(address):
    end = time.monotonic() + STARTUP_TIMEOUT
    while True:
        try:
            with urlopen(address) as answer:  # noqa: S310  the server that was started just before
                return answer.status
        except URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium, one for the run."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        yield running
        running.close()
