"""The captured pages behind paths given by a user."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from seeds.reading.sources import OTHER_SUFFIXES, PAGE_SUFFIXES

SAVED_FOLDER = re.compile(r"(.+)(?:[_-]files|\.files)", re.I)
# Old documents are listed so that reading can say why they are refused
LISTED_SUFFIXES = frozenset((*PAGE_SUFFIXES, *OTHER_SUFFIXES))
LOCK_MARK = "~$"  # begins the name of the file that Word and WPS keep beside an open document
SAVED_PAGE_SUFFIXES = (".html", ".htm", ".HTML", ".HTM")


class PathNotFound(Exception):
    """A path that does not exist, or a folder that cannot be listed; `reason` is one sentence."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def find_pages(paths: Iterable[Path | str]) -> list[Path]:
    """Return the pages at the paths, sorted, each file once.

    A folder gives its pages at any depth, without hidden ones and without what a saved page loaded; a file
    named outright is always listed, so that reading can say why it is refused. Raises PathNotFound.
    """
    pages: dict[Path, Path] = {}
    for path in sorted(str(path) for path in paths):
        if not path.strip():
            raise PathNotFound("A path is empty")
        for page in _pages_at(Path(path)):
            pages.setdefault(page.resolve(), page)
    return sorted(pages.values())


def is_saved_folder(name: str, beside: Collection[str]) -> bool:
    """Whether a folder holds what a page saved "complete" loaded: the page stands beside it.

    `beside` are the names of all that stands in the same folder.
    """
    match = SAVED_FOLDER.fullmatch(name)
    if not match:
        return False
    return any(f"{match[1]}{suffix}" in beside for suffix in SAVED_PAGE_SUFFIXES)


def _pages_at(path: Path) -> Iterator[Path]:
    try:
        path.stat()
    except OSError as error:
        raise PathNotFound(f"{str(path)[:200]}: there is no such file or folder") from error
    return _walk(path) if path.is_dir() else iter((path,))


def _walk(folder: Path) -> Iterator[Path]:
    # A link back to a folder already walked, a loop above all, is skipped.
    visited: set[Path] = set()
    folders = [folder]
    while folders:
        current = folders.pop()
        if current.resolve() in visited:
            continue
        visited.add(current.resolve())
        entries = _entries(current)
        names = {entry.name for entry in entries}
        for entry in entries:
            if entry.is_dir():
                if not is_saved_folder(entry.name, names):
                    folders.append(entry)
            elif entry.suffix.lower() in LISTED_SUFFIXES and entry.is_file():
                yield entry


def _entries(folder: Path) -> list[Path]:
    """Return the entries of the folder, sorted, without hidden ones and locks."""
    try:
        return sorted(
            entry for entry in folder.iterdir() if not entry.name.startswith((".", LOCK_MARK))
        )
    except OSError as error:
        raise PathNotFound(f"{folder}: the folder cannot be listed ({error.strerror})") from error
