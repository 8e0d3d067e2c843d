"""The captured pages behind paths given by a user."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from seeds.reading.sources import PAGE_SUFFIXES


class PathNotFound(Exception):
    """A path that does not exist, or a folder that cannot be listed; `reason` is one sentence."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def find_pages(paths: Iterable[Path | str]) -> list[Path]:
    """Return the pages at the paths, sorted, each file once.

    A folder gives its .txt, .html and .htm files at any depth, without hidden ones; a file named outright is
    always listed, so that reading can say why it is refused. Raises PathNotFound.
    """
    pages: dict[Path, Path] = {}
    for path in sorted(str(path) for path in paths):
        if not path.strip():
            raise PathNotFound("A path is empty")
        for page in _pages_at(Path(path)):
            pages.setdefault(page.resolve(), page)
    return sorted(pages.values())


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
        for entry in _entries(current):
            if entry.is_dir():
                folders.append(entry)
            elif entry.suffix.lower() in PAGE_SUFFIXES and entry.is_file():
                yield entry


def _entries(folder: Path) -> list[Path]:
    """Return the entries of the folder, sorted, without hidden ones."""
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        raise PathNotFound(f"{folder}: the folder cannot be listed ({error.strerror})") from error
