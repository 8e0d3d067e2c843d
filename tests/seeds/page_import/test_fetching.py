"""Fetching a page: nothing but the public internet, within bounds of size and time."""

import gzip
import socket
import time

import pytest

from seeds.page_import.fetching import FetchRules, fetch_page
from seeds.page_import.web_address import FetchRefused
from seeds.reading import SIZE_LIMIT
from tests.seeds.page_import.loopback_server import http_answer, serve

PAGE = "<html><body><p>临江大学与甲山机械集团签约。</p></body></html>".encode()


def fetch(answers, path="/page", *, seconds=5.0):
    """The page at that path of a server with these answers, and the requests that came."""
    with serve(answers) as (port, requests):
        rules = FetchRules(frozenset({("127.0.0.1", port)}), seconds)
        return fetch_page(f"http://127.0.0.1:{port}{path}", rules=rules), requests


def refusal(answers, **options):
    with pytest.raises(FetchRefused) as refused:
        fetch(answers, **options)
    return refused.value.reason


def test_page_is_fetched_without_cookies_and_under_the_portals_name(settings):
    page, [request] = fetch({"/page": http_answer(PAGE, "Set-Cookie: a=b")})
    assert (page.content, page.suffix) == (PAGE, ".html")
    assert page.address.endswith("/page")
    assert "User-Agent: IndustryEducationPortal/1 (+http://localhost:8000)\r\n" in request
    assert "cookie" not in request.lower()


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 Here", "308 There"])
def test_redirect_is_followed(status):
    moved = http_answer(b"", "Location: /other#part", status=status)
    page, requests = fetch({"/page": moved, "/other": http_answer(b"text", kind="text/plain")})
    assert (page.content, page.suffix, len(requests)) == (b"text", ".txt", 2)


@pytest.mark.parametrize(
    "location",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://localhost/",
        "http://2130706433/",
        "http://127.1/",
        "http://0x7f.0.0.1/",
        "file:///etc/passwd",
        "http://127.0.0.1:1/",
    ],
)
def test_redirect_into_another_network_is_refused(location):
    assert refusal({"/page": http_answer(b"", f"Location: {location}", status="302 Found")})


def test_endless_redirect_is_refused(language_en):
    loop = http_answer(b"", "Location: /page", status="302 Found")
    assert refusal({"/page": loop}) == "The server redirects too often."


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]"],  # noqa: S104
)
def test_loopback_is_refused_without_a_connection(host, language_en):
    with serve({}) as (port, requests), pytest.raises(FetchRefused) as refused:
        fetch_page(f"http://{host}:80/", rules=FetchRules(frozenset({("127.0.0.9", port)})))
    assert refused.value.reason.startswith("The address leads into a network that is not public")
    assert requests == []


def test_rules_allow_no_more_than_their_endpoint(language_en):
    with serve({"/": http_answer(PAGE)}) as (port, requests), pytest.raises(FetchRefused):
        fetch_page(f"http://127.0.0.1:{port}/")
    assert requests == []


@pytest.fixture
def look_ups(monkeypatch):
    """Names that resolve to these addresses, and the names that were looked up."""
    known = {"page.test": ["127.0.0.1"], "mixed.test": ["8.8.8.8", "127.0.0.1"], "none.test": []}
    asked = []
    stock = socket.getaddrinfo

    def getaddrinfo(host, port, *args, **options):
        if host not in known:
            return stock(host, port, *args, **options)
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (text, port)) for text in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_name_is_looked_up_once_and_the_checked_address_asked(look_ups):
    with serve({"/": http_answer(PAGE)}) as (port, requests):
        rules = FetchRules(frozenset({("127.0.0.1", port)}))
        assert fetch_page(f"http://page.test:{port}/", rules=rules).content == PAGE
    assert look_ups == ["page.test"]
    assert f"Host: page.test:{port}\r\n" in requests[0]


@pytest.mark.parametrize("host", ["page.test", "mixed.test", "none.test"])
def test_name_is_refused_unless_all_its_addresses_are_public(look_ups, host):
    with pytest.raises(FetchRefused):
        fetch_page(f"http://{host}/")
    assert look_ups == [host]


def test_name_of_no_server_is_refused(language_en):
    with pytest.raises(FetchRefused) as refused:
        fetch_page("http://nowhere.invalid/")
    assert refused.value.reason == "There is no server of that name."


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (http_answer(PAGE, status="404 Not Found"), "The server answered with status 404."),
        (http_answer(PAGE, kind="image/png"), "What the server sends is no page."),
        (http_answer(PAGE, kind=""), "What the server sends is no page."),
        (
            http_answer(PAGE, "Content-Encoding: br"),
            "The server sends the page in a packing that is not read.",
        ),
        (http_answer(b"", status="302 Found"), "The server redirects, and does not say where."),
        (b"hello\r\n\r\n", "The server does not answer as a web server does."),
        (b"", "The server cannot be reached."),
        (http_answer(PAGE)[:-9], "The server does not answer as a web server does."),
        (http_answer(b"x" * (SIZE_LIMIT + 1)), "The page is larger than 5 MB."),
        (
            http_answer(gzip.compress(b"0" * (SIZE_LIMIT * 4)), "Content-Encoding: gzip"),
            "The page is larger than 5 MB.",
        ),
        (
            http_answer(PAGE, "Content-Encoding: gzip"),
            "The server does not answer as a web server does.",
        ),
    ],
)
def test_answer_that_is_no_page_is_refused(answer, reason, language_en):
    assert refusal({"/page": answer}) == reason


def test_packed_page_is_unpacked():
    answer = http_answer(gzip.compress(PAGE), "Content-Encoding: gzip")
    assert fetch({"/page": answer})[0].content == PAGE


def test_page_of_unknown_length_is_read_to_its_end():
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk\r\n\r\n" + PAGE
    assert fetch({"/page": answer})[0].content == PAGE


def trickle(head):
    """An answer of which one byte comes at a time."""

    def answer(connection):
        connection.sendall(head)
        while True:
            connection.sendall(b"a")
            time.sleep(0.05)

    return answer


@pytest.mark.parametrize(
    "head",
    [b"", b"HTTP/1.1 200 OK\r\nContent-", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"],
)
def test_server_that_trickles_is_given_up(head, language_en):
    begun = time.monotonic()
    assert refusal({"/page": trickle(head)}, seconds=0.4) == "The server took too long."
    assert time.monotonic() - begun < 3
