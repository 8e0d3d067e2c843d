"""Who the client is, with and without proxies in front, and with a header that the client made up."""

import http.client
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import RequestFactory

from portal.core.client_address import client_address
from portal.site.feedback import MAX_PER_CLIENT
from tests.factories import make_user

PROXY = "10.0.0.1"
TOKEN = "t" * 32


def address(forwarded=None, *, nearest=PROXY):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return client_address(RequestFactory(REMOTE_ADDR=nearest).get("/", headers=headers))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, None, PROXY),
        (0, "192.0.2.7", PROXY),
        (1, None, PROXY),
        (1, "192.0.2.7", "192.0.2.7"),
        (1, "1.1.1.1, 192.0.2.7", "192.0.2.7"),
        (1, "1.1.1.1,192.0.2.7:5566", "192.0.2.7"),
        (1, "1.1.1.1, unknown", PROXY),
        (1, "", PROXY),
        (2, "192.0.2.7", PROXY),
        (2, "192.0.2.7, 10.0.0.2", "192.0.2.7"),
        (2, "1.1.1.1, 192.0.2.7, 10.0.0.2", "192.0.2.7"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "[2001:DB8:1:2::9]:443", "2001:db8:1:2::"),
        (1, "::ffff:192.0.2.7", "192.0.2.7"),
    ],
)
def test_address_is_what_the_trusted_proxies_vouch_for(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    assert address(forwarded) == expected


def test_address_of_a_local_socket_is_blank():
    assert address(nearest="") == ""


def post_once(host, path, body, headers):
    """The status of the answer to a form."""
    with closing(http.client.HTTPConnection(host)) as connection:
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status


class AppendingProxy(BaseHTTPRequestHandler):
    """Passes requests on, and appends the client's address to X-Forwarded-For as proxies do.

    The address is what the client says in X-Client, since all clients of a test are one machine.
    """

    def do_POST(self):
        """Pass the request on."""
        forwarded = [self.headers.get("X-Forwarded-For", ""), self.headers["X-Client"]]
        headers = {
            "Host": self.headers["Host"],
            "Content-Type": self.headers["Content-Type"],
            "Cookie": f"csrftoken={TOKEN}",
            "X-Forwarded-For": ", ".join(part for part in forwarded if part),
        }
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(post_once(self.server.upstream, self.path, body, headers))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_arguments):
        """Say nothing."""


@contextmanager
def proxy_before(upstream):
    server = ThreadingHTTPServer(("127.0.0.1", 0), AppendingProxy)
    server.upstream = upstream
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def post(live_server, settings):
    """Post a form through the proxy as a client with that address, and perhaps a forged header."""
    settings.TRUSTED_PROXIES = 1
    host = urlsplit(live_server.url).netloc

    with proxy_before(host) as port:

        def send(path, form, *, client, forged=""):
            headers = {
                "Host": host,
                "Content-Type": "application/x-www-form-urlencoded",
                "X-Client": client,
            }
            if forged:
                headers["X-Forwarded-For"] = forged
            return post_once(f"127.0.0.1:{port}", path, urlencode(form), headers)

        yield send


REPORT = {
    "page": "/en/",
    "reason": "A wrong date.",
    "source": "A notice.",
    "website": "",
    "csrfmiddlewaretoken": TOKEN,
}


@pytest.mark.django_db(transaction=True)
def test_reports_are_limited_for_each_client_behind_a_proxy(post):
    statuses = [post("/en/report/", REPORT, client="192.0.2.1") for _ in range(MAX_PER_CLIENT)]
    assert statuses == [302] * MAX_PER_CLIENT
    assert post("/en/report/", REPORT, client="192.0.2.1") == 429
    assert post("/en/report/", REPORT, client="192.0.2.1", forged="192.0.2.9") == 429
    assert post("/en/report/", REPORT, client="192.0.2.2") == 302


@pytest.mark.django_db(transaction=True)
def test_wrong_passwords_lock_their_client_alone(post):
    make_user(name="editor")

    def sign_in(password, **client):
        form = {"username": "editor", "password": password, "csrfmiddlewaretoken": TOKEN}
        return post("/admin/login/", form, **client)

    for number in range(5):
        sign_in("wrong", client="192.0.2.1", forged=f"198.51.100.{number}")
    assert sign_in("secret", client="192.0.2.1") == 429
    assert sign_in("secret", client="192.0.2.1", forged="192.0.2.2") == 429
    assert sign_in("secret", client="192.0.2.2") == 302
