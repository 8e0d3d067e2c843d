"""Take in what a person sent: each page waits in the database until it is imported."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.models import Column
from seeds.models import Upload, UploadedPage, UploadedPageStatus
from seeds.page_import.archive import ArchiveRefused, LeftOutFile, ReceivedPage, read_archive
from seeds.page_import.reasons import translate_reason
from seeds.reading import PageRefused, printable_path, size_limit

MEGABYTE = 1024 * 1024
PAGE_LIMIT = 1000  # pages of one upload
SENT_LIMIT = 100 * MEGABYTE  # bytes of a request, and of the pages in it
WAITING_LIMIT = 150 * MEGABYTE  # bytes that may wait of one person
NAMED_LIMIT = 200  # files that are left out by name; further ones are counted
NAME_LENGTH = 300  # characters
ORIGIN_LENGTH = 1000
REASON_LENGTH = 500

ABANDONED = "It waited too long, and nobody went on with it."


class UploadRefused(Exception):
    """An upload of which nothing is kept; `reasons` are sentences for the person."""

    def __init__(self, *reasons: str):
        super().__init__(*reasons)
        self.reasons = reasons


@dataclass(frozen=True)
class SentFile:
    """A file as the browser sent it."""

    name: str
    file: BinaryIO


@dataclass(frozen=True)
class SentPages:
    """What a person sent: pages at hand and files; `token` names the form that they were sent with."""

    token: str
    pages: tuple[ReceivedPage, ...] = ()
    files: tuple[SentFile, ...] = ()
    column: Column | None = None

    @property
    def what(self) -> str:
        """The name of what was sent, by its first part."""
        names = [page.name for page in self.pages]
        names += [sent.name for sent in self.files]
        more = len(names) - 1
        return f"{names[0]} +{more}" if more else names[0]

    def hash(self) -> str:
        """A hash of the form and of everything sent with it."""
        digest = hashlib.sha256(self.token.encode())
        for page in self.pages:
            digest.update(f"\0{page.name}\0{page.origin}\0{len(page.content)}\0".encode())
            digest.update(page.content)
        for sent in self.files:
            digest.update(f"\0{sent.name}\0".encode())
            sent.file.seek(0)
            digest.update(hashlib.file_digest(sent.file, "sha256").digest())
        return digest.hexdigest()


@dataclass
class _Intake:
    """The rows of an upload as they are stored, with what they come to."""

    upload: Upload
    allowed_bytes: int
    rows: int = 0
    pages: int = 0
    size: int = 0
    unnamed: int = 0
    reasons: list[str] = field(default_factory=list)

    def add_page(self, page: ReceivedPage) -> None:
        """Keep a page waiting; raises UploadRefused where there are too many, or too many bytes."""
        self.pages += 1
        self.size += len(page.content)
        if self.pages > PAGE_LIMIT:
            raise UploadRefused(_("At most %d pages are taken at a time.") % PAGE_LIMIT)
        if self.size > SENT_LIMIT:
            raise UploadRefused(
                _("The pages come to more than %d MB: send them in parts.")
                % (SENT_LIMIT // MEGABYTE)
            )
        if self.size > self.allowed_bytes:
            raise UploadRefused(
                _("Too many of your pages wait already: go on with those, or leave them out.")
            )
        self._store(page.name, content=page.content, size=len(page.content), origin=page.origin)

    def add_left_out(self, file: LeftOutFile) -> None:
        """Note a file that is not read."""
        self.reasons.append(f"{file.name}: {translate_reason(file.reason)}")
        if self.rows - self.pages >= NAMED_LIMIT:
            self.unnamed += 1
            return
        status = UploadedPageStatus.REFUSED if file.is_refused else UploadedPageStatus.LEFT_OUT
        self._store(file.name, status=status, reason=file.reason[:REASON_LENGTH])

    def close(self) -> None:
        """Note how many files were left out beyond those named."""
        if self.unnamed:
            reason = _("Further files that are not read (%d).") % self.unnamed
            self._store("…", status=UploadedPageStatus.LEFT_OUT, reason=reason)

    def _store(self, name: str, *, origin: str = "", **values) -> None:
        self.rows += 1
        UploadedPage.objects.create(
            upload=self.upload,
            position=self.rows,
            name=_storable_name(name),
            origin=origin[:ORIGIN_LENGTH],
            **values,
        )


def receive(sent: SentPages, *, by, at: datetime) -> tuple[Upload, bool]:
    """Keep what was sent until it is imported; the upload, and whether it is new.

    The same form sent twice with the same content gives the same upload. Raises UploadRefused, and then
    nothing is kept.
    """
    submission = sent.hash()
    known = Upload.objects.of(by).filter(submission=submission).first()
    if known:
        return known, False
    try:
        with transaction.atomic():
            return _store_upload(sent, submission=submission, by=by, at=at), True
    except IntegrityError:
        # The same form came in twice at once, and the other one was first.
        return Upload.objects.of(by).get(submission=submission), False


def _store_upload(sent: SentPages, *, submission: str, by, at: datetime) -> Upload:
    _clean_up(at)
    upload = Upload.objects.create(
        by=by,
        made_at=at,
        what=_storable_name(sent.what),
        submission=submission,
        column=sent.column,
    )
    waiting_bytes = UploadedPage.objects.waiting_bytes(by)
    intake = _Intake(upload, allowed_bytes=WAITING_LIMIT - waiting_bytes)
    for item in _read_sent(sent):
        if isinstance(item, ReceivedPage):
            intake.add_page(item)
        else:
            intake.add_left_out(item)
    if not intake.pages:
        raise UploadRefused(_("There is no page in what you sent."), *intake.reasons[:NAMED_LIMIT])
    intake.close()
    return upload


def _clean_up(at: datetime) -> None:
    """Leave out what waited too long, and forget old reports that belong to no import run."""
    UploadedPage.objects.abandoned(at=at).order_by().drop_waiting(ABANDONED)
    Upload.objects.forgotten(at=at).delete()


def _read_sent(sent: SentPages) -> Iterator[ReceivedPage | LeftOutFile]:
    yield from sent.pages
    for file in sent.files:
        yield from _read_file(file)


def _read_file(sent: SentFile) -> Iterable[ReceivedPage | LeftOutFile]:
    sent.file.seek(0)
    if PurePosixPath(sent.name).suffix.lower() == ".zip":
        return _read_zip(sent)
    try:
        limit = size_limit(sent.name)
    except PageRefused as refused:
        return [LeftOutFile(sent.name, refused.reason, is_refused=True)]
    return [ReceivedPage(sent.name, sent.file.read(limit + 1))]


def _read_zip(sent: SentFile) -> Iterator[ReceivedPage | LeftOutFile]:
    try:
        for item in read_archive(sent.file):
            name = f"{sent.name}/{item.name}"
            if isinstance(item, ReceivedPage):
                yield ReceivedPage(name, item.content)
            else:
                yield LeftOutFile(name, item.reason, is_refused=item.is_refused)
    except ArchiveRefused as refused:
        yield LeftOutFile(sent.name, refused.reason, is_refused=True)


def _storable_name(name: str) -> str:
    """The name as text that every database stores, its end where it is too long."""
    return printable_path(name).replace("\0", "")[-NAME_LENGTH:]
