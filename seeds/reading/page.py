"""Read one captured page from its source."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path, PurePath

from seeds.reading.decoded_page import DecodedPage, HtmlMetadata, PageRefused
from seeds.reading.encoding import decode
from seeds.reading.html import is_url, looks_like_html, parse_html
from seeds.reading.sources import PageSource, file_source, refuse_size, size_limit

# Leading bytes of formats that are no text, with the name a person knows them by.
SIGNATURES = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "a media file",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an XZ archive",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
UTF16_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Control characters other than tab, line feed, form feed and carriage return never stand in a page.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
INVISIBLE_CHARACTERS = re.compile("[\u200b\u200e\u200f\u2060\ufeff\x00-\x08\x0b\x0e-\x1f\x7f]")
ORIGIN_LINE = re.compile(
    r"\s*(?:(?:URL|Origin|网址|来源网址|"
    r"原文链接)\s*[:：]\s*)?(https?://\S+)\s*(?:\r\n?|\n|$)",
    re.I,
)


def read_page(path: Path | str) -> DecodedPage:
    """Return the page at a path; see read_source."""
    return read_source(file_source(path))


def read_source(source: PageSource) -> DecodedPage:
    """Return the page as bytes, text and origin.

    Raises PageRefused with a sentence when it cannot be had, is no page by its name, empty, too large, binary
    or in an encoding that cannot be decided.
    """
    raw = source.read()
    refuse_size(len(raw), size_limit(source.name))
    if not raw.strip():
        raise PageRefused("The page is empty.")
    _refuse_binary(raw)
    is_html = PurePath(source.name).suffix.lower() != ".txt"
    text, encoding = decode(raw, markup=is_html or b"<html" in raw[:2048].lower())
    _refuse_controls(text)
    page = _build_page(raw=raw, encoding=encoding, text=text, is_html=is_html)
    return replace(page, origin=source.origin or page.origin)


def _build_page(*, raw: bytes, encoding: str, text: str, is_html: bool) -> DecodedPage:
    origin, text = _split_origin(INVISIBLE_CHARACTERS.sub("", text))
    metadata = HtmlMetadata()
    if is_html or looks_like_html(text):
        is_html = True
        content = parse_html(text)
        text = content.text
        origin = origin or content.origin
        metadata = content.metadata
    if not text.strip():
        raise PageRefused("The page holds no text.")
    return DecodedPage(
        raw=raw,
        sha256=hashlib.sha256(raw).hexdigest(),
        encoding=encoding,
        text=text,
        origin=origin,
        is_html=is_html,
        metadata=metadata,
    )


def _refuse_binary(raw: bytes) -> None:
    for signature, name in SIGNATURES.items():
        if raw.startswith(signature):
            raise PageRefused(f"The file is {name}, not a text page.")
    if b"\x00" in raw and not raw.startswith(UTF16_BYTE_ORDER_MARKS):
        raise PageRefused("The file is binary, not a text page.")


def _refuse_controls(text: str) -> None:
    # A stray control character is capture damage; one in a hundred is no text.
    if "\x00" in text or len(CONTROL_CHARACTERS.findall(text)) * 100 > len(text):
        raise PageRefused("The file is binary, not a text page.")


def _split_origin(text: str) -> tuple[str, str]:
    match = ORIGIN_LINE.match(text)
    if match and is_url(match[1]):
        return match[1], text[match.end() :]
    return "", text
