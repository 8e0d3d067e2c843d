"""The address of a page to fetch, parsed strictly."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

DEFAULT_PORTS = {"http": 80, "https": 443}
ALLOWED_PORTS = frozenset(DEFAULT_PORTS.values())
ADDRESS_LENGTH = 500  # characters
# A name, or an address of numbers; no scope of an interface
HOST = re.compile(r"[a-z0-9._:-]+", re.I | re.A)
# What a parser could read otherwise than a server does
UNSAFE_CHARACTERS = re.compile(r"[\x00-\x20\x7f\\]")


class FetchRefused(Exception):
    """A page that is not fetched; `reason` is one sentence for the person who named it."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class WebAddress:
    """An address: scheme, host in ASCII, port, and the target that is asked for."""

    text: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def host_header(self) -> str:
        """The host as a request names it, with the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


def parse_web_address(text: str, *, more_ports: frozenset[int] = frozenset()) -> WebAddress:
    """Return the parts of an http or https address; raises FetchRefused with the reason.

    `more_ports` are allowed besides 80 and 443; only tests name some.
    """
    text = text.strip()
    if len(text) > ADDRESS_LENGTH:
        raise FetchRefused(_("The address is too long."))
    if not text or UNSAFE_CHARACTERS.search(text):
        raise FetchRefused(_("This is no web address."))
    try:
        parts = urlsplit(text)
        port = parts.port
        host = _ascii_host(parts.hostname or "")
        query = f"?{parts.query}" if parts.query else ""
        target = iri_to_uri((parts.path or "/") + query)
    except ValueError as error:
        raise FetchRefused(_("This is no web address.")) from error
    if parts.scheme not in DEFAULT_PORTS:
        raise FetchRefused(_("Only addresses that begin with http:// or https:// are fetched."))
    if "@" in parts.netloc:
        raise FetchRefused(_("An address with a user name or a password is not fetched."))
    if port is None:
        port = DEFAULT_PORTS[parts.scheme]
    if port not in ALLOWED_PORTS | more_ports:
        raise FetchRefused(_("Only the ports 80 and 443 are asked for a page."))
    return WebAddress(
        text=parts._replace(fragment="").geturl(),
        scheme=parts.scheme,
        host=host,
        port=port,
        target=target,
    )


def _ascii_host(host: str) -> str:
    """The host in ASCII; raises ValueError where it cannot be a host."""
    if not host.isascii():
        host = host.encode("idna").decode("ascii")  # UnicodeError is a ValueError
    if not HOST.fullmatch(host):
        raise ValueError
    return host
