"""The bytes of captured and uploaded pages without a person's name.

A page of text keeps its form and encoding. No name can be taken out of the packed bytes of a document (Word,
PDF, web archive): it is replaced by the plain text that the import reads of it.
"""

import email
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial

from portal.erasure.name_pattern import PersonNameMatcher
from seeds.reading import DecodedPage, PageRefused, PageSource, is_packed, read_source

UNDECODABLE = "surrogateescape"  # bytes that are no text come back as they were
MIN_NON_ASCII = 0x80
MAX_CODE_POINT = 0x10FFFF
NUMERIC_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")
TAG = re.compile(rb"<[^>]*>")
TEXT_SUFFIX = ".txt"  # of a document that is replaced by its text
ZIP_SIGNATURE, PDF_SIGNATURE = b"PK", b"%PDF-"
ARCHIVE_ENCODINGS = ("utf-8", "gb18030")  # in which the parts of a web archive are searched


class PageNotSearched(Exception):
    """A page whose text cannot be read, so that nobody knows whether the name stands in it."""


@dataclass(frozen=True)
class RedactedPage:
    """A page without the name, what it is called now, and each place where the name stood."""

    name: str
    content: bytes
    encoding: str
    excerpts: list[str]


def redact_page(
    name: str, content: bytes, matcher: PersonNameMatcher, *, encoding: str = ""
) -> RedactedPage | None:
    """The page without the name, None where it does not hold it; raises PageNotSearched.

    `encoding` is that of a page of text; if blank, it is found as the import finds it.
    """
    if is_packed(name, content):
        return _redact_document(name, content, matcher)
    encoding = encoding or _read(name, content).encoding
    text = _spell_out(_decode(content, encoding))
    excerpts = matcher.excerpts(text)
    if not excerpts:
        return None
    redacted, encoding = _encode(matcher.redact(text), encoding)
    return RedactedPage(name, redacted, encoding, excerpts)


def _read(name: str, content: bytes) -> DecodedPage:
    try:
        return read_source(PageSource(name, partial(bytes, content)))
    except PageRefused as refused:
        raise PageNotSearched(refused.reason) from refused


def _decode(content: bytes, encoding: str) -> str:
    """The text; in an encoding without room for single bytes (UTF-16), U+FFFD stands for what is damaged."""
    try:
        return content.decode(encoding, UNDECODABLE)
    except UnicodeError:
        return content.decode(encoding, "replace")


def _spell_out(markup: str) -> str:
    """The markup with its letters written as such; `&#60;` and the like stay, as they would be markup."""
    return NUMERIC_REFERENCE.sub(_letter, markup) if "&#" in markup else markup


def _letter(reference: re.Match) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    is_surrogate = 0xD800 <= code <= 0xDFFF
    if is_surrogate or not MIN_NON_ASCII <= code <= MAX_CODE_POINT:
        return reference[0]
    return chr(code)


def _encode(text: str, encoding: str) -> tuple[bytes, str]:
    """The bytes of the text and their encoding: UTF-8 where the page's own cannot write it."""
    try:
        return text.encode(encoding, UNDECODABLE), encoding
    except UnicodeError:
        return text.encode(errors="replace"), "utf-8"


# Documents


def _redact_document(name: str, content: bytes, matcher: PersonNameMatcher) -> RedactedPage | None:
    page = _read(name, content)
    excerpts = []
    for text in (page.text, page.origin, *_declared(page), *_unread_texts(content)):
        excerpts += matcher.excerpts(text)
    if not excerpts:
        return None
    redacted = matcher.redact(page.text).encode(errors="replace")
    return RedactedPage(f"{name}{TEXT_SUFFIX}", redacted, "utf-8", excerpts)


def _declared(page: DecodedPage) -> Iterator[str]:
    """What the head of the page declares: its author, publisher and the like."""
    yield from map(str, asdict(page.metadata).values())


def _unread_texts(content: bytes) -> Iterator[str]:
    """The texts of a document that the import does not read: headers, comments, properties, frames.

    Of a PDF there are none: its properties are not searched.
    """
    if content.startswith(ZIP_SIGNATURE):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                if part.endswith(".xml"):
                    yield TAG.sub(b"", archive.read(part)).decode(errors="replace")
    elif not content.startswith(PDF_SIGNATURE):
        for part in email.message_from_bytes(content).walk():
            payload = part.get_payload(decode=True) or b""
            if part.get_content_maintype() == "text":
                for encoding in ARCHIVE_ENCODINGS:
                    yield payload.decode(encoding, "replace")
