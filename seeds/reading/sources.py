"""Where pages come from: a name that a person knows, and how to get the bytes."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from seeds.reading.decoded_page import PageRefused

MEGABYTE = 1024 * 1024
SIZE_LIMIT = 5 * MEGABYTE
DOCUMENT_SIZE_LIMIT = 20 * MEGABYTE  # of a file that brings its pictures and fonts along
# suffix -> the most bytes that are read of such a file; no other file is a page
SIZE_LIMITS = {
    ".txt": SIZE_LIMIT,
    ".html": SIZE_LIMIT,
    ".htm": SIZE_LIMIT,
    ".mht": DOCUMENT_SIZE_LIMIT,
    ".mhtml": DOCUMENT_SIZE_LIMIT,
    ".docx": DOCUMENT_SIZE_LIMIT,
    ".pdf": DOCUMENT_SIZE_LIMIT,
}
PAGE_SUFFIXES = tuple(SIZE_LIMITS)
# What people bring as well, with what to do instead
OLD_DOCUMENT = "An old word processor's file is not read: save it as .docx."
SPREADSHEET = "A spreadsheet is no page: upload lists on the page of their consortium."
OTHER_SUFFIXES = {
    ".doc": OLD_DOCUMENT,
    ".wps": OLD_DOCUMENT,
    ".rtf": OLD_DOCUMENT,
    ".odt": OLD_DOCUMENT,
    **dict.fromkeys((".xlsx", ".xls", ".et", ".ods", ".csv"), SPREADSHEET),
}


@dataclass(frozen=True)
class PageSource:
    """One page to read: a file, a member of an upload, a pasted text, an address that was fetched.

    `name` is the path or file name as a person knows it; its suffix says what kind of page it is. `read`
    returns the bytes and raises PageRefused; it may stop one byte after `size_limit(name)`. `origin` is the
    address where the page was seen, where that is known; it counts before what the page says of itself.
    """

    name: str
    read: Callable[[], bytes]
    origin: str = ""


def file_source(path: Path | str) -> PageSource:
    """The source that reads a file from disk when it is asked."""
    return PageSource(printable_path(path), partial(_read_file, Path(path)))


def printable_path(path: Path | str) -> str:
    """The path as text that can be stored and printed, whatever bytes it is made of."""
    return os.fspath(path).encode(errors="backslashreplace").decode()


def size_limit(name: str) -> int:
    """The most bytes that a page of that name may have; raises PageRefused for a name of no page."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in SIZE_LIMITS:
        only = f"Only {_listed_suffixes()} files are read."
        raise PageRefused(OTHER_SUFFIXES.get(suffix, only))
    return SIZE_LIMITS[suffix]


def refuse_size(size: int, limit: int) -> None:
    """Raise PageRefused where a page has more bytes than the limit."""
    if size > limit:
        limit_text = f"{limit // MEGABYTE} MB ({size / MEGABYTE:.1f} MB)"
        raise PageRefused(f"The page is larger than {limit_text}.")


def _listed_suffixes() -> str:
    return f"{', '.join(PAGE_SUFFIXES[:-1])} and {PAGE_SUFFIXES[-1]}"


def _read_file(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise PageRefused("This is no regular file.")
        limit = size_limit(path.name)
        refuse_size(status.st_size, limit)
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise PageRefused(f"The file cannot be read: {error.strerror}.") from error
