"""Read one captured page from its source."""

import hashlib
import re
from dataclasses import fields, replace
from pathlib import Path, PurePath

from seeds.reading.decoded_page import DecodedPage, HtmlMetadata, PagePicture, PageRefused
from seeds.reading.encoding import decode
from seeds.reading.html import is_url, looks_like_html, parse_document_html, parse_html
from seeds.reading.pdf import read_pdf
from seeds.reading.plain_text import clean_plain_text
from seeds.reading.sources import PageSource, file_source, refuse_size, size_limit
from seeds.reading.web_archive import ArchivedPage, looks_like_archive, read_archive
from seeds.reading.word_document import DAMAGED_DOCUMENT, read_word_document

ZIP_SIGNATURE = b"PK\x03\x04"
# Leading bytes of formats that are no text, with the name a person knows them by.
SIGNATURES = {
    b"%PDF": "a PDF document",
    ZIP_SIGNATURE: "a ZIP or Office file",
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
# Control characters other than tab, line feed, form feed and carriage return never stand in a page.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
INVISIBLE_CHARACTERS = re.compile("[\u200b\u200e\u200f\u2060\ufeff\x00-\x08\x0b\x0e-\x1f\x7f]")
# References such as &#146; mean characters of Windows; half a pair of UTF-16 cannot be stored or printed.
UNUSABLE_CHARACTERS = re.compile("[\x80-\x9f\ud800-\udfff\ufffe\uffff]")
CHARACTER_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|(\d{1,10}));?", re.I)
NO_CHARACTERS = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What browsers, and SingleFile, write at the top of a page that they save
SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000}?)\s*-->"
    r"|<!--\s*Page saved with SingleFile\s+url:\s*(?P<single>\S{1,2000})",
    re.I,
)
SAVED_FROM_PLACE = 10_000  # characters
MAX_CODE = 0x10FFFF
NOT_ARCHIVED = ArchivedPage(b"", "", "")
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
    suffix = PurePath(source.name).suffix.lower()
    if looks_like_archive(raw):
        suffix = ".mht"
    page = READERS[suffix](raw)
    if not page.text.strip():
        raise PageRefused("The page holds no text.")
    return replace(page, origin=source.origin or page.origin)


def _read_text(raw: bytes) -> DecodedPage:
    return _read_marked_up(raw, is_html=False)


def _read_html(raw: bytes) -> DecodedPage:
    return _read_marked_up(raw, is_html=True)


def _read_web_archive(raw: bytes) -> DecodedPage:
    _refuse_binary(raw)
    archived = read_archive(raw)
    page = _read_marked_up(archived.content, is_html=True, archived=archived)
    return replace(page, **_identity(raw), origin=archived.origin or page.origin)


def _read_word(raw: bytes) -> DecodedPage:
    if not raw.startswith(ZIP_SIGNATURE):
        _refuse_binary(raw)
        raise PageRefused(DAMAGED_DOCUMENT)
    text, pictures = parse_document_html(*read_word_document(raw))
    return DecodedPage(
        **_identity(raw), encoding="utf-8", text=_clean_text(text), pictures=pictures
    )


def _read_pdf(raw: bytes) -> DecodedPage:
    found = read_pdf(raw)
    return DecodedPage(
        **_identity(raw),
        encoding="pdf",
        text=_clean_text(found.text),
        origin=found.origin,
        flags=found.flags,
    )


READERS = {
    ".txt": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".mht": _read_web_archive,
    ".mhtml": _read_web_archive,
    ".docx": _read_word,
    ".pdf": _read_pdf,
}


def is_packed(name: str, raw: bytes) -> bool:
    """Whether the text of the page does not stand in its bytes as such: a document, a web archive."""
    suffix = PurePath(name).suffix.lower()
    return READERS.get(suffix) not in {_read_text, _read_html} or looks_like_archive(raw)


def _identity(raw: bytes) -> dict:
    """The bytes of the file, and their hash."""
    return {"raw": raw, "sha256": hashlib.sha256(raw).hexdigest()}


def _read_marked_up(
    raw: bytes, *, is_html: bool, archived: ArchivedPage = NOT_ARCHIVED
) -> DecodedPage:
    _refuse_binary(raw)
    has_markup = is_html or b"<html" in raw[:2048].lower()
    decoded = decode(raw, markup=has_markup, charset=archived.charset)
    # A script that wrote the page from a buffer leaves NULs behind its end.
    _refuse_controls(decoded.text.rstrip("\x00"))
    origin, text = _split_origin(_clean_text(decoded.text))
    metadata = HtmlMetadata()
    pictures: tuple[PagePicture, ...] = ()
    if is_html or looks_like_html(text):
        is_html = True
        content = parse_html(_usable_markup(text), parts=archived.parts, base=archived.origin)
        origin = origin or _saved_from(text) or _clean_text(content.origin)
        text = _clean_text(content.text)
        metadata = _clean_metadata(content.metadata)
        pictures = content.pictures
    else:
        text = clean_plain_text(text)
    return DecodedPage(
        **_identity(raw),
        encoding=decoded.encoding,
        text=text,
        origin=origin,
        is_html=is_html,
        metadata=metadata,
        flags=decoded.flags,
        pictures=pictures,
    )


def _usable_markup(text: str) -> str:
    """The markup without characters, and references to them, that no tree of HTML may hold."""
    return CHARACTER_REFERENCE.sub(_usable_reference, NO_CHARACTERS.sub(" ", text))


def _usable_reference(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    is_character = code <= MAX_CODE and not NO_CHARACTERS.match(chr(code))
    return match[0] if is_character else ""


def _saved_from(text: str) -> str:
    """The address that a browser noted when it saved the page, "" where there is none."""
    match = SAVED_FROM.search(text[:SAVED_FROM_PLACE])
    address = (match[1] or match["single"]) if match else ""
    return address if is_url(address) else ""


def _clean_metadata(metadata: HtmlMetadata) -> HtmlMetadata:
    """The metadata with every text cleaned."""
    values = {field.name: getattr(metadata, field.name) for field in fields(metadata)}
    texts = {name: _clean_text(value) for name, value in values.items() if isinstance(value, str)}
    return replace(metadata, **texts)


def _clean_text(text: str) -> str:
    """The text without characters that nobody sees, or that a database refuses."""
    return INVISIBLE_CHARACTERS.sub("", UNUSABLE_CHARACTERS.sub(_usable_character, text))


def _usable_character(match: re.Match[str]) -> str:
    code = ord(match[0])
    return bytes([code]).decode("cp1252", "replace") if code <= 0x9F else "\ufffd"


def _refuse_binary(raw: bytes) -> None:
    for signature, name in SIGNATURES.items():
        if raw.startswith(signature):
            raise PageRefused(f"The file is {name}, not a text page.")


def _refuse_controls(text: str) -> None:
    # A stray control character is capture damage; one in a hundred is no text.
    if len(CONTROL_CHARACTERS.findall(text)) * 100 > len(text):
        raise PageRefused("The file is binary, not a text page.")


def _split_origin(text: str) -> tuple[str, str]:
    match = ORIGIN_LINE.match(text)
    if match and is_url(match[1]):
        return match[1], text[match.end() :]
    return "", text
