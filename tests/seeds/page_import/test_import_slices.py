"""An upload goes step by step, can be gone on with, and does nothing twice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article
from seeds.models import Batch, Capture, Upload, UploadedPage
from seeds.page_import import importing
from seeds.page_import.archive import ReceivedPage
from seeds.page_import.importing import import_slice
from seeds.page_import.receiving import SentPages, receive
from tests.constraint_names import constraint_error_text
from tests.factories import make_user
from tests.seeds.page_import.upload_form import page_text

pytestmark = pytest.mark.usefixtures("language_en")
NOW = datetime(2026, 1, 8, tzinfo=UTC)


@pytest.fixture
def person(db):
    return make_user()


def receive_pages(person, *texts, at=NOW, form="0"):
    pages = [ReceivedPage(f"{n}.txt", text.encode()) for n, text in enumerate(texts, 1)]
    return receive(SentPages(form, tuple(pages)), by=person, at=at)[0]


def statuses(upload):
    return [page.status for page in upload.pages.all()]


def test_slice_reads_at_least_one_page_and_the_next_goes_on(person):
    upload = receive_pages(person, *map(page_text, range(3)))
    assert import_slice(upload, seconds=0)
    assert statuses(upload) == ["read", "waiting", "waiting"]
    assert not import_slice(upload, seconds=60)
    assert statuses(upload) == ["read"] * 3
    assert Batch.objects.get().new == Article.objects.count() == 3
    assert not import_slice(upload)
    assert Capture.objects.count() == 3


def test_bytes_are_gone_once_a_page_was_dealt_with(person):
    upload = receive_pages(person, page_text(1), " ")
    assert UploadedPage.objects.waiting_bytes(person) > 0
    import_slice(upload)
    assert [bytes(page.content) for page in upload.pages.all()] == [b"", b""]
    assert UploadedPage.objects.waiting_bytes(person) == 0


def test_page_twice_in_one_upload_is_read_once(person):
    upload = receive_pages(person, page_text(1), page_text(1))
    import_slice(upload)
    assert statuses(upload) == ["read", "known"]
    assert len({page.capture for page in upload.pages.all()}) == 1


def test_refused_pages_before_the_first_good_one_are_counted(person):
    upload = receive_pages(person, " ", "\n", page_text(1), " ")
    import_slice(upload)
    assert (Batch.objects.get().refused, Batch.objects.get().new) == (3, 1)


def test_upload_without_a_good_page_has_no_import_run(person):
    upload = receive_pages(person, " ")
    import_slice(upload)
    assert statuses(upload) == ["refused"]
    assert not Batch.objects.exists()


def test_fault_of_one_page_leaves_nothing_of_it_and_the_next_is_read(person, monkeypatch):
    def store_proposals(capture, articles):
        if capture.name == "1.txt":
            raise RuntimeError

    monkeypatch.setattr("seeds.capture_import.store_proposals", store_proposals)
    upload = receive_pages(person, page_text(1), page_text(2))
    import_slice(upload)
    assert statuses(upload) == ["failed", "read"]
    assert Capture.objects.get().name == "2.txt"
    assert Article.objects.count() == 1
    assert [(batch.what, batch.failed) for batch in Batch.objects.all()] == [("1.txt +1", 1)]


def test_page_that_another_upload_stores_at_the_same_moment_is_known(person, monkeypatch):
    import_slice(receive_pages(person, page_text(1)))
    upload = receive_pages(person, page_text(1), form="1")
    monkeypatch.setattr("seeds.capture_import._PageImport._is_known", lambda *_: False)
    import_slice(upload)
    assert statuses(upload) == ["known"]
    assert upload.pages.get().capture == Capture.objects.get()


def test_page_on_which_requests_end_is_given_up(person):
    upload = receive_pages(person, page_text(1), page_text(2))
    upload.pages.filter(position=1).update(attempts=importing.ATTEMPT_LIMIT)
    import_slice(upload)
    assert statuses(upload) == ["failed", "read"]
    assert upload.pages.first().reason == "Reading it was cut off several times."


def test_pages_that_waited_a_week_are_left_out_and_their_bytes_gone(person):
    old = receive_pages(person, page_text(1), at=NOW - timedelta(days=8))
    young = receive_pages(person, page_text(1), at=NOW - timedelta(days=6), form="1")
    receive_pages(person, page_text(2), form="2")
    assert (statuses(old), statuses(young)) == (["left_out"], ["waiting"])
    assert bytes(old.pages.get().content) == b""


def test_old_reports_are_forgotten_unless_an_import_run_has_them(person):
    old = NOW - timedelta(days=100)
    kept = receive_pages(person, page_text(1), at=old)
    import_slice(kept)
    receive_pages(person, " ", at=old, form="1")
    last = receive_pages(person, page_text(2), form="2")
    assert list(Upload.objects.order_by("pk")) == [kept, last]


def test_form_is_received_once(person):
    upload = receive_pages(person, page_text(1))
    said = constraint_error_text("seeds", "seeds_upload_once")
    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        Upload.objects.create(by=person, made_at=NOW, submission=upload.submission)


def test_place_in_an_upload_is_taken_once(person):
    upload = receive_pages(person, page_text(1))
    said = constraint_error_text("seeds", "seeds_uploadedpage_once")
    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        upload.pages.create(position=1)
