"""Fixtures of the portal's own tests."""

import pytest

from tests.factories import make_user


@pytest.fixture
def chief(client, db):
    """A superuser, signed in at the client."""
    user = make_user(superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def desks(client, db):
    """Two people, each with a browser, in English."""
    browsers = [client, type(client)()]
    for browser, name in zip(browsers, ("first", "second"), strict=True):
        browser.force_login(make_user(name=name, superuser=True))
        browser.cookies["django_language"] = "en"
    return browsers
