"""Web archives (.mht, .mhtml): the page that a browser saved together with all that it loaded."""

import email
import email.policy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage

from seeds.reading.decoded_page import PageRefused
from seeds.reading.html import is_url

# How the file begins whatever it is called; some systems call theirs .doc or .html
BEGINNING = re.compile(
    rb"\s*(?:(?:From|Subject|Date|Snapshot-Content-Location|X-[\w-]+):[^\n]*\n(?:[ \t][^\n]*\n)*){0,12}"
    rb"MIME-Version: ?1",
    re.I,
)
BEGINNING_BYTES = 4096
MOST_PARTS = 2_000
HTML_TYPES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True)
class ArchivedPage:
    """The bytes of the page itself, the charset that the archive states, and where the page was seen.

    `parts` are the pictures that came with it, by the addresses that the page has for them.
    """

    content: bytes
    charset: str
    origin: str
    parts: Mapping[str, bytes] = field(default_factory=dict)


def looks_like_archive(raw: bytes) -> bool:
    """Whether the bytes begin as a web archive does."""
    return bool(BEGINNING.match(raw[:BEGINNING_BYTES]))


def read_archive(raw: bytes) -> ArchivedPage:
    """Return the page that the archive was saved for; raises PageRefused when there is none."""
    if raw.count(b"\nContent-Type:") > MOST_PARTS:
        raise PageRefused(f"The web archive has more than {MOST_PARTS} parts.")
    try:
        message = email.message_from_bytes(raw, policy=email.policy.HTTP)
        part = _main_part(message)
        if part is None:
            raise PageRefused("The web archive holds no page.")
        content = part.get_payload(decode=True) or b""
        pictures = _pictures(message)
    except (
        RecursionError,
        ValueError,
        LookupError,
        AttributeError,
        IndexError,
        TypeError,
    ) as error:
        raise PageRefused("The web archive is damaged.") from error
    return ArchivedPage(content, _charset(part), _origin(message, part), pictures)


def _main_part(message: EmailMessage) -> EmailMessage | None:
    """The part that `start` names, else the first page; a frame inside of it is none."""
    pages = [part for part in message.walk() if _content_type(part) in HTML_TYPES]
    start = _header_parameter(message, "start")
    for part in pages:
        if start and str(part.get("Content-ID", "")).strip() == start:
            return part
    return pages[0] if pages else None


def _content_type(part: EmailMessage) -> str:
    return "" if part.is_multipart() else part.get_content_type()


def _header_parameter(message: EmailMessage, name: str) -> str:
    return str(message.get_param(name, "") or "").strip()


def _charset(part: EmailMessage) -> str:
    return str(part.get_content_charset("") or "")


def _pictures(message: EmailMessage) -> dict[str, bytes]:
    """The pictures among the parts by their addresses, `cid:` and their key for those without one."""
    pictures = {}
    for part in message.walk():
        if part.get_content_maintype() == "image":
            content = part.get_payload(decode=True) or b""
            pictures[str(part.get("Content-Location", "")).strip()] = content
            pictures[f"cid:{str(part.get('Content-ID', '')).strip('<> ')}"] = content
    return pictures


def _origin(message: EmailMessage, part: EmailMessage) -> str:
    locations = (
        message.get("Snapshot-Content-Location"),
        part.get("Content-Location"),
        message.get("Content-Location"),
    )
    addresses = ("".join(str(location or "").split()) for location in locations)
    return next((address for address in addresses if is_url(address)), "")
