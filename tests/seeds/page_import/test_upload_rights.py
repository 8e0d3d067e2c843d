"""Who may send pages, go on with an upload and see its report."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from articles.models import Article
from portal.site.roles import ROLES, sync_roles
from seeds.models import Capture, Upload, UploadedPage
from tests.factories import make_column, make_user
from tests.seeds.captured_pages import PAGE_TEXT
from tests.seeds.page_import.upload_form import AUTHOR_RIGHTS, FORM, TOKEN, errors, page_text, send

MAY_SEND = {"author", "importer"}
PAGE = PAGE_TEXT.encode()


@pytest.fixture
def column(author):
    """A column that the author is limited to."""
    column = make_column(slug="own", name="自")
    author.column_limits.create(column=column)
    return column


@pytest.fixture
def upload(author):
    """An upload of the author with a page that waits and one that was read."""
    batchless = Upload.objects.create(
        by=author, made_at="2026-01-01T00:00Z", what="a.zip", submission="1"
    )
    batchless.pages.create(position=1, name="a.txt", content=PAGE, size=len(PAGE))
    return batchless


def address(upload, page):
    return f"/admin/seeds/upload/{upload.pk}/{page}/"


@pytest.mark.parametrize("role", sorted(ROLES))
def test_role_may_send_pages(role, client, db):
    sync_roles()
    person = make_user()
    person.groups.add(Group.objects.get(name=role))
    client.force_login(person)
    allowed = role in MAY_SEND
    assert client.get(FORM).status_code == (200 if allowed else 403)
    assert send(client, text=PAGE_TEXT).status_code == (302 if allowed else 403)
    assert Upload.objects.count() == Article.objects.count() == (1 if allowed else 0)
    assert (FORM in client.get("/admin/").text) == allowed


def test_importer_is_led_to_the_decisions_and_an_author_is_not(client, db):
    sync_roles()
    for role, number in (("author", 1), ("importer", 2)):
        person = make_user()
        person.groups.add(Group.objects.get(name=role))
        client.force_login(person)
        page = client.get(send(client, text=page_text(number))["Location"])
        assert ("/decide/" in page.text) == (role == "importer")


def test_visitor_signs_in_first(client, db):
    assert send(client, text=PAGE_TEXT)["Location"] == f"/admin/login/?next={FORM}"
    assert not Upload.objects.exists()


@pytest.mark.parametrize("missing", ["add_upload", "add_article"])
def test_both_rights_are_needed(client, db, missing):
    client.force_login(make_user(*(set(AUTHOR_RIGHTS) - {missing})))
    assert send(client, text=PAGE_TEXT).status_code == 403
    assert not Upload.objects.exists()


@pytest.mark.parametrize("page", ["add", "continue", "discard"])
def test_request_from_another_site_is_refused(page, author, upload):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(author)
    path = FORM if page == "add" else address(upload, page)
    assert strict.post(path, {"token": TOKEN, "text": PAGE_TEXT}).status_code == 403
    assert UploadedPage.objects.waiting().count() == 1
    assert not Article.objects.exists()


def test_limited_person_has_to_choose_an_own_column(client, column):
    other = make_column(slug="other", name="他")
    assert errors(send(client, text=PAGE_TEXT)) == ["This field is required."]
    wrong = errors(send(client, text=PAGE_TEXT, column=other.pk))
    assert wrong == ["Select a valid choice. That choice is not one of the available choices."]
    send(client, text=PAGE_TEXT, column=column.pk)
    assert Article.objects.get().column == column


def test_person_without_limits_may_leave_the_column_open(client, author):
    column = make_column()
    send(client, text=page_text(1))
    send(client, text=page_text(2), column=column.pk)
    assert [article.column for article in Article.objects.order_by("pk")] == [None, column]


def test_known_page_of_another_column_is_not_shown(client, author, column):
    client.force_login(make_user(*AUTHOR_RIGHTS))
    send(client, text=PAGE_TEXT)
    client.force_login(author)
    page = client.get(send(client, ("b.txt", PAGE), text="", column=column.pk)["Location"])
    assert "known already" in page.text
    assert Article.objects.get().title not in page.text


def test_what_waits_on_a_page_of_another_column_is_not_replaced(client, author, column):
    client.force_login(make_user(*AUTHOR_RIGHTS))
    send(client, text=page_text(1))
    client.force_login(author)
    send(client, text=page_text(1) + "后记。", column=column.pk)
    first, second = Capture.objects.order_by("pk")
    assert (second.origin, second.previous) == (first.origin, None)
    assert first.proposals.open().exists()
    client.force_login(make_user(*AUTHOR_RIGHTS))
    send(client, text=page_text(1) + "补记。")
    assert Capture.objects.latest("pk").previous == second
    assert not second.proposals.open().exists()


@pytest.mark.parametrize("page", ["continue", "discard"])
def test_upload_of_somebody_else_is_not_found(page, client, upload):
    client.force_login(make_user(*AUTHOR_RIGHTS))
    assert client.post(address(upload, page)).status_code == 404
    assert client.get(address(upload, "change")).status_code == 404
    assert UploadedPage.objects.waiting().count() == 1


@pytest.mark.parametrize("page", ["continue", "discard"])
def test_nothing_is_done_by_looking(page, client, upload):
    assert client.get(address(upload, page)).status_code == 405
    client.get(address(upload, "change"))
    assert UploadedPage.objects.waiting().count() == 1


def test_upload_is_not_gone_on_with_once_its_column_is_closed_to_the_person(client, upload, column):
    assert client.post(address(upload, "continue")).status_code == 403
    assert "do not work on any more" in client.get(address(upload, "change")).text
    assert UploadedPage.objects.waiting().count() == 1


def test_report_on_an_import_run_is_for_those_who_may_see_it(client, author):
    send(client, ("a.txt", PAGE), ("b.txt", b" "))
    path = f"/admin/seeds/batch/{Upload.objects.get().batch.pk}/change/"
    assert client.get(path).status_code == 403
    client.force_login(make_user("view_batch"))
    page = client.get(path)
    assert [line.page.status for line in page.context["report"].lines] == ["refused", "read"]
    assert Article.objects.get().title not in page.text


@pytest.mark.parametrize("page", ["99999", "x"])
def test_unknown_upload_is_not_found(page, client, author):
    assert client.get(f"/admin/seeds/upload/{page}/change/").status_code == 404


def test_upload_is_gone_on_with_without_script(client, upload):
    page = client.get(address(upload, "change"))
    assert address(upload, "continue") in page.text
    assert str(upload) in client.get("/admin/").text
    answer = client.post(address(upload, "continue"))
    assert answer["Location"] == address(upload, "change")
    page = client.get(answer["Location"])
    assert address(upload, "continue") not in page.text
    assert Article.objects.get().contributions.get().person == upload.by


def test_rest_of_an_upload_is_left_out(client, upload):
    client.post(address(upload, "discard"))
    page = client.get(address(upload, "change"))
    [line] = page.context["report"].lines
    assert (line.page.status, bytes(line.page.content)) == ("left_out", b"")
    assert "Left out by the person who sent it." in page.text
    assert not Article.objects.exists()
