"""The manners of the API: reading only, without a trace, within limits, and described."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.urls import resolve
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from pytest_django.asserts import assertContains

from portal.api.resources import API_RESOURCES
from tests.factories import (
    make_organisation,
    make_user,
)

pytestmark = pytest.mark.django_db

API = "/api/v1/"
NAMES = [kind.name for kind in API_RESOURCES]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(client, method):
    body = make_organisation()
    for address in (f"{API}organisations/", f"{API}organisations/{body.pk}/"):
        assert (
            getattr(client, method)(address, {}, content_type="application/json").status_code == 405
        )


def test_nobody_signs_in_and_nothing_is_kept(client):
    client.force_login(make_user(superuser=True))
    found = client.get(
        f"{API}organisations/",
        headers={"Origin": "https://elsewhere.example", "Authorization": "Basic eDp5"},
    )
    assert found.status_code == 200
    assert not found.cookies
    assert not [name for name in found.headers if name.startswith("Access-Control")]
    assert "text/html" not in client.get(
        f"{API}organisations/", headers={"Accept": "text/html"}
    ).get("Content-Type", "")


@pytest.mark.parametrize(
    "path",
    ["nonsense/", "organisations/x/", "organisations/0/", "organisations/99999999999999999999/"],
)
def test_an_unknown_address_gives_404_as_json(client, path):
    found = client.get(f"{API}{path}")
    assert (found.status_code, found["Content-Type"]) == (404, "application/json")


def test_who_asks_too_often_is_told_when_to_come_again(client, monkeypatch):
    view = resolve(f"{API}organisations/").func.cls
    throttle = view.throttle_classes[0]
    monkeypatch.setattr(throttle, "THROTTLE_RATES", {"anon": "2/min"})
    assert [client.get(f"{API}organisations/").status_code for _turn in range(3)] == [200, 200, 429]
    refused = client.get(f"{API}organisations/")
    assert 0 < int(refused["Retry-After"]) <= 60
    assert client.get(f"{API}organisations/", REMOTE_ADDR="192.0.2.1").status_code == 200
    assert (
        client.get(f"{API}organisations/", headers={"X-Forwarded-For": "192.0.2.2"}).status_code
        == 429
    )
    cache.clear()


def test_the_description_is_valid_and_names_every_kind():
    schema = SchemaGenerator().get_schema(request=None, public=True)
    validate_schema(schema)
    assert {f"{API}{name}/" for name in NAMES} <= set(schema["paths"])
    names = {
        parameter["name"]
        for parameter in schema["paths"][f"{API}memberships/"]["get"]["parameters"]
    }
    assert names == {"cursor", "page_size", "consortium", "organisation", "role", "on"}


def test_the_description_is_served(client):
    assertContains(client.get(f"{API}schema/"), "openapi: 3.0.3")


@pytest.mark.parametrize("address", [API, "/en/api/", "/zh-hans/api/"])
def test_the_page_of_the_api_uses_own_files_alone_and_no_inline_script(client, address):
    page = client.get(address)
    assertContains(page, "/api/v1/training-bases/")
    assertContains(page, 'href="/zh-hans/api/"' if address == "/en/api/" else 'href="/en/api/"')
    asked = re.findall(
        r'(?:src|href)="([^"]*)"',
        page.text.partition("</head>")[0] + page.text.partition("<main")[2],
    )
    foreign = [place for place in asked if urlsplit(place).netloc not in {"", "testserver"}]
    assert foreign == []
    assert not re.search(r'<script(?! src="/static/| type="application/ld\+json")', page.text)
    assert "unsafe" not in page["Content-Security-Policy"]
