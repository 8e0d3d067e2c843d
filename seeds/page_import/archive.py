"""The pages in a ZIP file, read one at a time and within bounds.

Nothing is unpacked to disk, so that no name in the archive can lead anywhere.
"""

import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from django.utils.translation import gettext as _

from seeds.reading import PAGE_SUFFIXES, PageRefused, size_limit

MEGABYTE = 1024 * 1024
NAME_LIST_LIMIT = 2 * MEGABYTE  # bytes of the list of names, which zipfile keeps in memory whole
PORTION = MEGABYTE  # bytes
MEMBER_LIMIT = 5000
DEPTH_LIMIT = 12  # folders within each other
# Pages shrink to a tenth; an archive of zeros to a thousandth
RATIO_LIMIT = 150
RATIO_FROM = 10 * MEGABYTE  # unpacked bytes from which the ratio says something
READ_COMPRESSIONS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
ENCRYPTED = 0x1  # flag bits of a member
NAMED_IN_UTF8 = 0x800
ARCHIVE_SUFFIXES = frozenset([".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz"])
SYSTEM_NAMES = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
COMPLETE_FOLDER_ENDINGS = ("_files", ".files")


class ArchiveRefused(Exception):
    """A ZIP file of which nothing is read; `reason` is one sentence."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class ReceivedPage:
    """A page as it was sent: its name, its bytes, and the address where it was seen, "" if unknown."""

    name: str
    content: bytes
    origin: str = ""


@dataclass(frozen=True)
class LeftOutFile:
    """A file that is not read, with the reason; `is_refused` where it was probably meant as a page."""

    name: str
    reason: str
    is_refused: bool = False


@dataclass(frozen=True)
class _Member:
    """A member with the parts of its name as people read them."""

    info: zipfile.ZipInfo
    parts: tuple[str, ...]

    @property
    def name(self) -> str:
        return "/".join(self.parts)


class _BoundedFile:
    """A file that is never read in portions larger than the list of names may be."""

    def __init__(self, file: BinaryIO):
        self._file = file
        self.seek = file.seek
        self.tell = file.tell

    def seekable(self) -> bool:
        """Whether the file can be read from any place, as a ZIP file has to be."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes; raises ArchiveRefused for more than the limit."""
        if size > NAME_LIST_LIMIT:
            raise ArchiveRefused(_("The ZIP file holds too many files."))
        if size >= 0:
            return self._file.read(size)
        content = self._file.read(NAME_LIST_LIMIT + 1)
        if len(content) > NAME_LIST_LIMIT:
            raise ArchiveRefused(_("The ZIP file is damaged."))
        return content


def read_archive(file: BinaryIO) -> Iterator[ReceivedPage | LeftOutFile]:
    """Yield the pages of the archive, and what is left out; raises ArchiveRefused."""
    try:
        with zipfile.ZipFile(_BoundedFile(file)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _refuse_archive(infos)
            yield from _read_members(archive, infos)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise ArchiveRefused(_("The ZIP file is damaged, or it is none.")) from error


def _refuse_archive(infos: list[zipfile.ZipInfo]) -> None:
    """Raise ArchiveRefused for an archive that is not read at all."""
    if not infos:
        raise ArchiveRefused(_("The ZIP file is empty."))
    if len(infos) > MEMBER_LIMIT:
        raise ArchiveRefused(_("The ZIP file holds too many files."))
    if any(info.flag_bits & ENCRYPTED for info in infos):
        raise ArchiveRefused(_("The ZIP file is protected by a password: send it without."))
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if unpacked > max(RATIO_FROM, RATIO_LIMIT * packed):
        raise ArchiveRefused(
            _("The ZIP file would unpack to far more than pages do: it is not opened.")
        )


def _read_members(
    archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]
) -> Iterator[ReceivedPage | LeftOutFile]:
    members = [_Member(info, _path_parts(info)) for info in infos]
    saved_pages = _saved_page_folders(members)
    folded: Counter[str] = Counter()
    for member in members:
        folder = _companion_folder(member, saved_pages)
        if folder:
            folded[folder] += 1
        elif _is_hidden(member):
            folded[""] += 1
        else:
            yield _read_member(archive, member)
    for folder, total in folded.items():
        yield _folded_files(folder, total)


def _folded_files(folder: str, total: int) -> LeftOutFile:
    """One line for the files of a saved page's folder, or for all hidden ones."""
    if folder:
        reason = _("It holds what a saved page loaded (%d files).") % total
        return LeftOutFile(f"{folder}/", reason)
    return LeftOutFile("…", _("Hidden files and those of the system (%d).") % total)


def _read_member(archive: zipfile.ZipFile, member: _Member) -> ReceivedPage | LeftOutFile:
    left_out = _left_out(member)
    if left_out:
        return left_out
    try:
        limit = size_limit(member.name)
        with archive.open(member.info) as file:
            content = _read_bounded(file, limit + 1)
    except PageRefused as refused:
        return LeftOutFile(member.name, refused.reason, is_refused=True)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        return LeftOutFile(member.name, _("It is damaged in the ZIP file."), is_refused=True)
    return ReceivedPage(member.name, content)


def _read_bounded(file: IO[bytes], most: int) -> bytes:
    """The first bytes of a member, in portions that the file allows."""
    content = bytearray()
    while len(content) < most:
        portion = file.read(min(PORTION, most - len(content)))
        if not portion:
            break
        content += portion
    return bytes(content)


def _left_out(member: _Member) -> LeftOutFile | None:
    """The member with the reason why it is not read, None where it is."""
    suffix = PurePosixPath(member.name).suffix.lower()
    if _leads_elsewhere(member):
        return LeftOutFile(member.name, _("Its name leads out of the ZIP file."), is_refused=True)
    if len(member.parts) > DEPTH_LIMIT:
        return LeftOutFile(member.name, _("It lies in too many folders."), is_refused=True)
    if suffix in ARCHIVE_SUFFIXES:
        reason = _("An archive inside a ZIP file is not opened: unpack it first.")
        return LeftOutFile(member.name, reason, is_refused=True)
    if suffix not in PAGE_SUFFIXES:
        return LeftOutFile(member.name, _("It is no page."))
    if member.info.compress_type not in READ_COMPRESSIONS:
        reason = _("It is packed in a way that is not read.")
        return LeftOutFile(member.name, reason, is_refused=True)
    return None


# Names


def _path_parts(info: zipfile.ZipInfo) -> tuple[str, ...]:
    """The folders and the file; some programs part them with backslashes."""
    return tuple(decode_name(info).replace("\\", "/").split("/"))


def decode_name(info: zipfile.ZipInfo) -> str:
    """The name of a member.

    An archive that does not say UTF-8 holds bytes that zipfile takes for the code page 437 of the first PCs:
    Chinese Windows writes GBK there, macOS UTF-8.
    """
    if info.flag_bits & NAMED_IN_UTF8:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeError:
            continue
    return info.filename


def _leads_elsewhere(member: _Member) -> bool:
    """Whether it is a link, or its name an absolute path or one that goes up."""
    first = member.parts[0]
    is_link = stat.S_ISLNK(member.info.external_attr >> 16)
    return is_link or not first or first.endswith(":") or ".." in member.parts


def _is_hidden(member: _Member) -> bool:
    names = [part.lower() for part in member.parts]
    return any(name in SYSTEM_NAMES or _is_dot_name(name) for name in names)


def _is_dot_name(name: str) -> bool:
    return name.startswith(".") and name not in {".", ".."}


def _saved_page_folders(members: list[_Member]) -> set[tuple[str, ...]]:
    """The folders beside saved pages that hold what these loaded: `X_files` beside `X.html`."""
    folders = set()
    for member in members:
        path = PurePosixPath(member.parts[-1])
        if path.suffix.lower() in {".html", ".htm"}:
            folders |= {
                (*member.parts[:-1], path.stem + ending) for ending in COMPLETE_FOLDER_ENDINGS
            }
    return folders


def _companion_folder(member: _Member, folders: set[tuple[str, ...]]) -> str:
    """The folder of a saved page in which the member lies, "" for none."""
    for length in range(1, len(member.parts)):
        if member.parts[:length] in folders:
            return "/".join(member.parts[:length])
    return ""
