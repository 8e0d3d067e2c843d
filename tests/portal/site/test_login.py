"""The first staff login, and a new password for it."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.test import RequestFactory

from portal.site.management.commands.staff_login import ensure_staff_login
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def person(password):
    return authenticate(RequestFactory().post("/admin/login/"), username="admin", password=password)


def test_login_is_made_once():
    password = ensure_staff_login(renew=False)
    assert person(password).is_superuser
    assert ensure_staff_login(renew=False) is None


def test_login_is_not_made_beside_another_superuser():
    make_user(superuser=True)
    assert ensure_staff_login(renew=False) is None
    assert not get_user_model().objects.filter(username="admin").exists()


def test_lost_login_is_renewed():
    old = ensure_staff_login(renew=False)
    new = ensure_staff_login(renew=True)
    assert (person(old), person(new).username) == (None, "admin")


def test_renewed_login_is_not_locked_by_the_tries_before(client):
    ensure_staff_login(renew=False)
    for _ in range(5):
        client.post("/admin/login/", {"username": "admin", "password": "wrong"})
    password = ensure_staff_login(renew=True)
    answer = client.post("/admin/login/", {"username": "admin", "password": password})
    assert answer.status_code == 302
