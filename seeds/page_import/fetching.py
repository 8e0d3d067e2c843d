"""Fetch one page from the public internet, for a person who names its address.

Each address is resolved and checked first, and the connection goes to the very address that was checked, so
that a name which resolves otherwise a moment later reaches nothing else. Redirects go the same way. No
cookies, no proxies, no credentials.
"""

import http.client
import ipaddress
import socket
import ssl
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from threading import Timer
from time import monotonic
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from seeds.page_import.public_addresses import is_public_address
from seeds.page_import.web_address import FetchRefused, WebAddress, parse_web_address
from seeds.reading import size_limit

SECONDS = 20.0  # for everything, redirects included
STEP_SECONDS = 8.0  # for one wait on the network
REDIRECT_LIMIT = 5
REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})
MEGABYTE = 1024 * 1024
CHUNK = 64 * 1024  # bytes
# Content type: the suffix by which the page is read
SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
GZIP_OR_ZLIB = 47  # window bits: zlib tells the two apart by their heads

Endpoint = tuple[str, int]  # address, port


@dataclass(frozen=True)
class FetchedPage:
    """The bytes of a page, the address that gave them in the end, and the suffix of its kind."""

    content: bytes
    address: str
    suffix: str


@dataclass(frozen=True)
class FetchRules:
    """Where a fetch may go besides the public internet, for tests alone, and how long it may take."""

    test_endpoints: frozenset[Endpoint] = frozenset()
    seconds: float = SECONDS

    @property
    def test_ports(self) -> frozenset[int]:
        """The ports of the test endpoints."""
        return frozenset(port for _address, port in self.test_endpoints)

    def allow(self, address: ipaddress.IPv4Address | ipaddress.IPv6Address, port: int) -> bool:
        """Whether a connection may go there."""
        return is_public_address(address) or (str(address), port) in self.test_endpoints


PUBLIC_ONLY = FetchRules()


def fetch_page(text: str, *, rules: FetchRules = PUBLIC_ONLY) -> FetchedPage:
    """Return the page at the address; raises FetchRefused with a sentence.

    Nobody but a test gives other `rules`.
    """
    deadline = monotonic() + rules.seconds
    for _hop in range(REDIRECT_LIMIT + 1):
        address = parse_web_address(text, more_ports=rules.test_ports)
        answer = _ask(address, rules, deadline)
        if isinstance(answer, FetchedPage):
            return answer
        text = answer
    raise FetchRefused(_("The server redirects too often."))


def _ask(address: WebAddress, rules: FetchRules, deadline: float) -> FetchedPage | str:
    """The page, or the address to which the server redirects."""
    try:
        with _connect(address, rules, deadline) as connection:
            connection.request("GET", address.target, headers=_headers(address))
            with closing(connection.getresponse()) as response:
                answer = _read_answer(response, address)
    except FetchRefused as refused:
        # An answer that was cut off at the deadline looks like a faulty one
        if monotonic() < deadline:
            raise
        raise FetchRefused(_("The server took too long.")) from refused
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        raise FetchRefused(_failure_reason(error, deadline)) from error
    if monotonic() >= deadline:
        raise FetchRefused(_("The server took too long."))
    return answer


def _failure_reason(error: Exception, deadline: float) -> str:
    """Why there is no page; a connection that was cut off at the deadline fails in many ways."""
    if monotonic() >= deadline or isinstance(error, TimeoutError):
        return _("The server took too long.")
    if isinstance(error, ssl.SSLCertVerificationError):
        return _("The server does not prove that it is the one of that name.")
    if isinstance(error, ConnectionError | socket.gaierror):
        return _("The server cannot be reached.")
    return _("The server does not answer as a web server does.")


def _headers(address: WebAddress) -> dict[str, str]:
    return {
        "Host": address.host_header,
        "User-Agent": f"IndustryEducationPortal/1 (+{settings.SITE_ADDRESS})",
        "Accept": ",".join(SUFFIXES),
        "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


# Connecting


def resolve(address: WebAddress, rules: FetchRules, deadline: float) -> str:
    """The network address that the host stands for; raises FetchRefused unless all of its are allowed."""
    found = _look_up(address, min(STEP_SECONDS, deadline - monotonic()))
    for text in found:
        try:
            allowed = rules.allow(ipaddress.ip_address(text), address.port)
        except ValueError:
            allowed = False
        if not allowed:
            raise FetchRefused(
                _("The address leads into a network that is not public, or to this machine itself.")
            )
    return found[0]


def _look_up(address: WebAddress, seconds: float) -> list[str]:
    """The network addresses of the host, in the resolver's order; the look-up is given up in time."""
    resolver = ThreadPoolExecutor(1)
    try:
        future = resolver.submit(
            socket.getaddrinfo, address.host, address.port, type=socket.SOCK_STREAM
        )
        rows = future.result(timeout=max(seconds, 0))
    except FutureTimeout as error:
        raise FetchRefused(_("The server took too long.")) from error
    except (OSError, UnicodeError) as error:
        raise FetchRefused(_("There is no server of that name.")) from error
    finally:
        resolver.shutdown(wait=False)
    found = [row[4][0] for row in rows]
    if not found:
        raise FetchRefused(_("There is no server of that name."))
    return found


@contextmanager
def _connect(
    address: WebAddress, rules: FetchRules, deadline: float
) -> Iterator[http.client.HTTPConnection]:
    """A connection to the checked address, cut off at the deadline whatever the server does."""
    checked = resolve(address, rules, deadline)
    seconds = max(min(STEP_SECONDS, deadline - monotonic()), 0.001)
    plain = socket.create_connection((checked, address.port), timeout=seconds)
    connection = http.client.HTTPConnection(address.host, address.port)
    with closing(plain), closing(connection):
        connection.sock = _secure(plain, address)
        timer = Timer(max(deadline - monotonic(), 0), _cut_off, [connection.sock])
        timer.daemon = True
        timer.start()
        try:
            yield connection
        finally:
            timer.cancel()


def _secure(plain: socket.socket, address: WebAddress) -> socket.socket:
    """The socket, for https inside TLS with the certificate checked against the name."""
    if address.scheme == "http":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=address.host)


def _cut_off(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)


# Reading


def _read_answer(response: http.client.HTTPResponse, address: WebAddress) -> FetchedPage | str:
    if response.status in REDIRECT_STATUSES:
        location = response.getheader("Location", "")
        if not location:
            raise FetchRefused(_("The server redirects, and does not say where."))
        return urljoin(address.text, _as_unicode(location))
    if response.status != http.HTTPStatus.OK:
        raise FetchRefused(_("The server answered with status %d.") % response.status)
    suffix = SUFFIXES.get(response.headers.get_content_type())
    if suffix is None or not response.getheader("Content-Type"):
        raise FetchRefused(_("What the server sends is no page."))
    content = _read_body(response, size_limit(f"page{suffix}"))
    return FetchedPage(content, address.text, suffix)


def _as_unicode(header: str) -> str:
    """A header as text: servers write UTF-8 where the standard has ASCII."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _read_body(response: http.client.HTTPResponse, most: int) -> bytes:
    """The body, unpacked; raises FetchRefused where it is too long or was cut short."""
    encoding = response.getheader("Content-Encoding", "").strip().lower()
    if encoding not in {"", "identity", "gzip", "deflate"}:
        raise FetchRefused(_("The server sends the page in a packing that is not read."))
    unpacker = zlib.decompressobj(GZIP_OR_ZLIB) if encoding in {"gzip", "deflate"} else None
    body = bytearray()
    for chunk in iter(partial(response.read, CHUNK), b""):
        body += unpacker.decompress(chunk, most + 1) if unpacker else chunk
        if len(body) > most:
            raise FetchRefused(_("The page is larger than %d MB.") % (most // MEGABYTE))
    is_whole = unpacker.eof if unpacker else not response.length
    if not is_whole:
        raise http.client.IncompleteRead(bytes(body))
    return bytes(body)
