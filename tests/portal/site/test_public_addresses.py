"""Public addresses of the site: the front door, robots, health, and what no page holds."""

import re

import pytest
from django.db import OperationalError, connection
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.factories import (
    make_published_article,
    make_translation,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "home"),
    [("en-GB,en;q=0.9,zh;q=0.8", "en"), ("zh-TW", "zh-hans"), ("fr", "zh-hans"), ("", "zh-hans")],
)
def test_the_front_door_follows_the_browser(client, accepted, home):
    response = client.get("/", headers={"accept-language": accepted})
    assertRedirects(response, f"/{home}/", fetch_redirect_response=False)
    assert "Accept-Language" in response["Vary"]
    assert "Cookie" not in response["Vary"]


@pytest.mark.parametrize(
    "address", ["/en/", "/zh-hans/articles/", "/en/about/", "/zh-hans/topics/", "/en/nothing/"]
)
def test_public_pages_hold_nothing_of_the_visitor(client, address):
    client.force_login(make_user(name="secret-reader", superuser=True))
    cookie = client.cookies.output()
    response = client.get(address)
    assertNotContains(response, "secret-reader", status_code=response.status_code)
    assertNotContains(response, "csrf", status_code=response.status_code)
    assert not re.search(r'<script(?! src="/static/| type="application/ld\+json")', response.text)
    assertNotContains(response, "style=", status_code=response.status_code)
    assert "Vary" not in response
    assert client.cookies.output() == cookie
    assert not response.cookies
    assert "unsafe-inline" not in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("/en/articles/99999/", "en"),
        ("/zh-hans/articles/99999/", "zh-hans"),
        ("/en/topics/%00/", "en"),
        ("/en/consortia/" + "9" * 30 + "/", "en"),
    ],
)
def test_an_unknown_address_is_a_page_of_its_language(client, address, language):
    assertContains(client.get(address), f'<html lang="{language}">', status_code=404)


def test_health(client, monkeypatch):
    assert client.get("/healthz").content == b"ok"

    def away():
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", away)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.content.decode().endswith(("。", "."))


def test_robots_and_sitemap(client):
    chinese = make_published_article()
    english = make_translation(chinese)
    assertContains(client.get("/robots.txt"), "Sitemap: http://testserver/sitemap.xml")
    assertContains(
        client.get("/sitemap.xml"), "<loc>http://testserver/sitemap-articles.xml</loc><lastmod>"
    )
    response = client.get("/sitemap-articles.xml")
    assertContains(
        response, f'hreflang="en" href="http://testserver/en/articles/{english.pk}/"', count=2
    )
    assertContains(response, f"<loc>http://testserver/zh-hans/articles/{chinese.pk}/</loc>")


@pytest.mark.parametrize("address", ["/en/", "/sitemap.xml", "/healthz", "/admin/"])
def test_a_host_that_is_not_ours_is_a_bad_request(client, address):
    client.raise_request_exception = False
    assert client.get(address, headers={"host": "evil.example"}).status_code == 400
