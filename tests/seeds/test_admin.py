"""Imports in the admin: looked at, fetched by staff, changed by nobody."""

import hashlib

import pytest
from django.utils import timezone

from seeds.models import Batch, Capture
from tests.factories import make_user

PAGE = "<script>alert(1)</script>产教融合".encode("gb18030")


@pytest.fixture
def capture(db):
    batch = Batch.objects.create(started_at=timezone.now(), what="a folder")
    sha256 = hashlib.sha256(PAGE).hexdigest()
    return Capture.objects.create(
        batch=batch, name="页面.html", content=PAGE, sha256=sha256, encoding="gb18030"
    )


def test_captured_bytes_come_as_a_file_that_no_browser_runs(client, capture):
    client.force_login(make_user("view_capture"))
    answer = client.get(capture.get_download_url())
    assert answer.content == PAGE
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_captured_bytes_are_refused_to_staff_without_the_right(client, capture):
    client.force_login(make_user("view_article"))
    assert client.get(capture.get_download_url()).status_code == 403


def test_captured_bytes_are_refused_to_the_public(client, capture):
    answer = client.get(capture.get_download_url())
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/admin/login/?next={capture.get_download_url()}",
    )


def test_unknown_capture_is_not_found(client, db):
    client.force_login(make_user(superuser=True))
    assert client.get("/admin/seeds/capture/9/download/").status_code == 404


@pytest.mark.parametrize("kind", ["batch", "capture", "shipped"])
def test_imports_are_added_by_nobody(kind, client, db):
    client.force_login(make_user(superuser=True))
    assert client.get(f"/admin/seeds/{kind}/add/").status_code == 403


@pytest.mark.parametrize("page", ["change", "delete"])
def test_captures_are_changed_and_deleted_by_nobody(page, client, capture):
    client.force_login(make_user(superuser=True))
    assert (
        client.post(
            f"/admin/seeds/capture/{capture.pk}/{page}/", {"post": "yes", "name": "x"}
        ).status_code
        == 403
    )
    assert Capture.objects.get().name == "页面.html"
