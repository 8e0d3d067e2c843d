"""Production refuses to start on a missing or weak setting, and names it."""

import os
import subprocess
import sys

import pytest

STRONG = {
    "PORTAL_MODE": "production",
    "SECRET_KEY": "".join(chr(33 + number) for number in range(60)),
    "ALLOWED_HOSTS": "portal.example.org",
    "DATABASE_URL": "postgres://portal:secret@db.example.org/portal",
    "SITE_ADDRESS": "https://portal.example.org",
    "EMAIL_HOST": "mail.example.org",
    "DEFAULT_FROM_EMAIL": "portal@example.org",
}


def start(**changes):
    """What `check --deploy` says in that environment."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    environment = {**kept, **STRONG, "DJANGO_SETTINGS_MODULE": "portal.settings", **changes}
    command = [
        sys.executable,
        "-W",
        "error",
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
    ]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_production_with_strong_settings_is_clean():
    assert (start().returncode, start().stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("SECRET_KEY", value) for value in ("", "short", "a" * 60)],
        *[("ALLOWED_HOSTS", value) for value in ("", "*", "portal.example.org,*")],
        *[("DATABASE_URL", value) for value in ("", "sqlite:///portal.sqlite3")],
        *[("SITE_ADDRESS", value) for value in ("", "http://portal.example.org")],
        ("DEFAULT_FROM_EMAIL", ""),
        ("EMAIL_PORT", "smtp"),
        ("PORTAL_MODE", "prod"),
        ("ACCEPTED_FACTS_PUBLIC", "later"),
    ],
)
def test_production_with_a_weak_setting_names_it(name, value):
    refused = start(**{name: value})
    assert refused.returncode == 1
    assert f"ImproperlyConfigured: {name} is " in refused.stderr


def test_development_needs_no_setting():
    empty = dict.fromkeys(STRONG, "")
    started = start(**{**empty, "PORTAL_MODE": "development"})
    assert "ImproperlyConfigured" not in started.stderr
