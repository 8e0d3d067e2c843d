"""Import the waiting pages of an upload, in slices of time that a request can spare."""

from functools import partial
from time import monotonic

from django.db import transaction

from seeds.capture_import import PageImportCounts, import_pages, read_pages
from seeds.models import Batch, Capture, Upload, UploadedPage, UploadedPageStatus
from seeds.page_import.receiving import REASON_LENGTH
from seeds.page_result import PageReadResult
from seeds.reading import PageSource

SLICE_SECONDS = 2.0
# A page on which so many requests ended is given up, so that the others can be read
ATTEMPT_LIMIT = 3
CUT_OFF = "Reading it was cut off several times."


def import_slice(upload: Upload, *, seconds: float = SLICE_SECONDS) -> bool:
    """Import waiting pages for so long, at least one; return whether some wait still.

    A page and what the report says of it are stored in one transaction: what is cut off waits again, and two
    requests never import the same page.
    """
    deadline = monotonic() + seconds
    for page in upload.pages.waiting().values_list("pk", flat=True):
        UploadedPage.objects.claim(page)
        _import_page(upload.pk, page)
        if monotonic() >= deadline:
            break
    return upload.pages.waiting().exists()


def _import_page(upload_pk: int, page_pk: int) -> None:
    """Read the page, then store it unless another request did meanwhile."""
    page = UploadedPage.objects.waiting().filter(pk=page_pk).first()
    if page is None:
        return
    result = None
    if page.attempts <= ATTEMPT_LIMIT:
        [result] = read_pages([_source(page)])
    with transaction.atomic():
        upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload_pk)
        if not upload.pages.waiting().filter(pk=page_pk).exists():
            return
        if result is None:
            _finish(page, UploadedPageStatus.FAILED, reason=CUT_OFF)
        else:
            _store(upload, page, result)
        _note_in_batch(upload)


def _source(page: UploadedPage) -> PageSource:
    return PageSource(page.name, partial(bytes, page.content), origin=page.origin)


def _store(upload: Upload, page: UploadedPage, result: PageReadResult) -> None:
    """Import the page as the command does, and say in its row what became of it."""
    ended: list[PageReadResult] = []
    with transaction.atomic():
        counts = import_pages(
            [result],
            by=upload.by,
            batch=upload.batch,
            column=upload.column,
            on_page=ended.append,
        )
        [end] = ended
        if end.error:  # the import run that began with this page goes, too
            transaction.set_rollback(True)
    if end.error:
        capture = _find_capture(result)
        if capture is None:
            _finish(page, _status(counts), reason=end.error)
        else:  # somebody else sent the same page, and it was stored at the same moment
            _finish(page, UploadedPageStatus.KNOWN, capture=capture)
        return
    capture = _find_capture(result)
    _finish(page, _status(counts), reason="\n".join(end.notes), capture=capture)
    if upload.batch is None:
        _take_batch(upload, capture.batch, counts)


def _find_capture(result: PageReadResult) -> Capture | None:
    """The stored page of those bytes; None where there is none, or where they could not be read."""
    if result.decoded is None:
        return None
    return Capture.objects.defer("content").filter(sha256=result.decoded.sha256).first()


def _status(counts: PageImportCounts) -> UploadedPageStatus:
    if counts.failed:
        return UploadedPageStatus.FAILED
    if counts.refused:
        return UploadedPageStatus.REFUSED
    return UploadedPageStatus.READ if counts.new else UploadedPageStatus.KNOWN


def _finish(
    page: UploadedPage,
    status: UploadedPageStatus,
    *,
    reason: str = "",
    capture: Capture | None = None,
) -> None:
    page.status = status
    page.reason = reason[:REASON_LENGTH]
    page.capture = capture
    page.content = b""
    page.save(update_fields=["status", "reason", "capture", "content"])


def _take_batch(upload: Upload, batch: Batch, counts: PageImportCounts) -> None:
    """The import run that began with the first page stored is the upload's."""
    if not counts.new:
        return
    batch.what = upload.what
    batch.save(update_fields=["what"])
    upload.batch = batch
    upload.save(update_fields=["batch"])


def _note_in_batch(upload: Upload) -> None:
    """Bring the counts of the import run up to date: pages were refused before it began."""
    if upload.batch is None:
        return
    counts = upload.pages.count_by_status()
    Batch.objects.filter(pk=upload.batch.pk).update(
        refused=counts.get(UploadedPageStatus.REFUSED, 0),
        failed=counts.get(UploadedPageStatus.FAILED, 0),
    )
