"""Compressed pages: what the public gets alike, and never what belongs to one reader."""

import gzip

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django.asserts import assertContains

from portal.caching import site_version
from portal.caching.compression import compression_middleware
from tests.factories import make_conference

GZIP = {"accept-encoding": "br, gzip"}
TEXT = b"<p>text</p>" * 100


@pytest.fixture
def page_cache(transactional_db, settings, tmp_path):
    settings.PAGE_CACHE_ENABLED, settings.SITE_VERSION_FILE = True, tmp_path / "version"
    site_version._known.clear()
    caches["pages"].clear()
    yield
    site_version._known.clear()
    caches["pages"].clear()


def _answer(*, accepted="gzip", content=TEXT, **headers):
    """What the middleware makes of a response with these headers."""
    headers = {"Cache-Control": "public, max-age=0", "ETag": '"abc"', **headers}
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    middleware = compression_middleware(lambda _request: HttpResponse(content, headers=headers))
    return middleware(RequestFactory().get("/en/", headers={"accept-encoding": accepted}))


@pytest.mark.parametrize("accepted", ["gzip", "br, GZIP;q=0.5", "deflate,gzip ; q=1.0", "x-gzip"])
def test_public_page_is_compressed_where_accepted(accepted):
    answer = _answer(accepted=accepted)
    assert gzip.decompress(answer.content) == TEXT
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Content-Length"] == str(len(answer.content))
    assert answer["Vary"] == "Accept-Encoding"
    assert answer["ETag"] == 'W/"abc"'


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip; q=0.000", "gzipped"])
def test_page_is_left_alone_where_gzip_is_not_accepted(accepted):
    answer = _answer(accepted=accepted)
    assert answer.content == TEXT
    assert "Content-Encoding" not in answer
    assert answer["ETag"] == '"abc"'
    assert answer["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache_Control": "private"},
        {"Cache_Control": "max-age=0, no-cache, no-store, must-revalidate, private"},
        {"Cache_Control": ""},
        {"Content_Type": "image/png"},
        {"Content_Encoding": "br"},
    ],
)
def test_what_is_not_a_public_text_is_never_compressed(headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = _answer(**headers)
    assert answer.content == TEXT
    assert "Vary" not in answer


def test_short_page_is_not_compressed():
    assert _answer(content=b"short").content == b"short"


def test_kept_page_is_the_same_with_and_without_compression(client, page_cache):
    make_conference(name="钢铁大会")
    plain = client.get("/zh-hans/conferences/")
    assertContains(plain, "钢铁大会")
    for _time in range(2):
        packed = client.get("/zh-hans/conferences/", headers=GZIP)
        assert gzip.decompress(packed.content) == plain.content
        assert packed["ETag"] == f"W/{plain['ETag']}"


def test_reader_of_a_compressed_page_learns_that_nothing_changed(client, page_cache):
    conference = make_conference(name="钢铁大会")
    address = "/zh-hans/conferences/"
    etag = client.get(address, headers=GZIP)["ETag"]
    again = client.get(address, headers={**GZIP, "if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert "Accept-Encoding" in again["Vary"]
    conference.name = "轧钢大会"
    conference.save()
    changed = client.get(address, headers={**GZIP, "if-none-match": etag})
    assert "轧钢大会" in gzip.decompress(changed.content).decode()


def test_head_of_a_compressed_page_agrees_with_it(client, page_cache):
    names = ("Content-Length", "Content-Encoding", "Vary")
    read, asked = (call("/en/about/", headers=GZIP) for call in (client.get, client.head))
    assert [read[name] for name in names] == [asked[name] for name in names]


def test_page_with_a_form_is_never_compressed(client, page_cache):
    answer = client.get("/en/report/?page=/en/about/", headers=GZIP)
    assertContains(answer, "csrfmiddlewaretoken")
    assert "Content-Encoding" not in answer


def test_kept_page_has_the_headers_of_a_new_one(client, page_cache):
    new, kept = (client.get("/en/about/") for _time in range(2))
    assert kept.headers == new.headers
    assert kept["X-Frame-Options"] == "DENY"
    assert kept["X-Content-Type-Options"] == "nosniff"


def test_kept_page_answers_no_insecure_request(client, page_cache, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/en/about/", secure=True).status_code == 200
    assert client.get("/en/about/").status_code == 301
