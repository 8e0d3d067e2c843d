"""The pages of imports from spreadsheets: upload, preview, choices, result, undo, history, rights."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from consortia.models import ConsortiumLimit, Membership, SheetImport
from consortia.sheets.workbook.cells import MAX_BYTES
from tests.consortia.sheets.imports import RIGHTS, apply, make_clerk, upload
from tests.exported_files import response_bytes
from tests.factories import make_consortium, make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db
TABLE = "单位,角色\n松江集团,理事长单位\n松江集团,成员单位\n白云学院,\n"


@pytest.fixture
def consortium():
    return make_consortium()


@pytest.fixture
def clerk(client):
    person = make_clerk()
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return person


def upload_address(consortium):
    return f"/admin/consortia/consortium/{consortium.pk}/members/"


def preview_address(record, page="preview"):
    return f"/admin/consortia/sheetimport/{record.pk}/{page}/"


def sent(client, record, **values):
    """The answer to the form of the preview as it was shown, with these choices."""
    shown = client.get(preview_address(record)).context["plan"].fingerprint
    return client.post(preview_address(record), {"plan": shown, **values}, follow=True)


def test_table_leads_to_its_preview_and_is_written_once(client, clerk, consortium):
    answer = client.post(upload_address(consortium), {"table": TABLE})
    record = SheetImport.objects.get()
    assertRedirects(answer, preview_address(record))
    assert not consortium.memberships.exists()
    shown = client.get(preview_address(record)).context["plan"].fingerprint
    for _time in range(2):
        answer = client.post(
            preview_address(record), {"plan": shown, "name-4": "out", "apply": "1"}
        )
        assertRedirects(answer, preview_address(record, "change"))
    assert [(str(row.organisation), row.role) for row in consortium.memberships.all()] == [
        ("松江集团", "chair"),
        ("松江集团", "member"),
    ]


def test_two_tabs_write_once_and_the_second_sees_what_stands(client, clerk, consortium):
    records = []
    for table in (TABLE, f"{TABLE}\n"):
        client.post(upload_address(consortium), {"table": table})
        records.append(SheetImport.objects.first())
    shown = [client.get(preview_address(record)).context["plan"] for record in records]
    for record, plan in zip(records, shown, strict=True):
        client.post(preview_address(record), {"plan": plan.fingerprint, "apply": "1"})
    assert Membership.objects.count() == 3
    assertContains(client.get(preview_address(records[1])), "Stands already (3)")


def test_preview_says_counts_places_and_faults(client, clerk, consortium):
    make_membership(consortium=consortium, organisation=make_organisation(name="在册学院"))
    make_organisation(name="江苏松钢集团有限公司")
    table = "单位,角色,电话\n松钢集团,理事,1\n,理事,2\n白云学院,,3\n"
    client.post(upload_address(consortium), {"table": table})
    record = SheetImport.objects.get()
    page = client.get(preview_address(record))
    for text in ("<b>1</b> new", "<b>1</b> to decide", "<b>1</b> missing", "<b>1</b> faulty"):
        assertContains(page, text)
    for text in ("Line 3", "电话", "在册学院", "Ends in the same words", 'name="without_faulty"'):
        assertContains(page, text)
    page = sent(client, record, apply="1")
    assertContains(page, "Say whom these lines mean: 2.")
    assertContains(sent(client, record, apply="1", **{"name-2": "new"}), "faulty")
    done = sent(client, record, apply="1", without_faulty="1", **{"name-2": "new"})
    assertContains(done, "added, with a new organisation: 2; faulty, left out: 1")


def test_choices_are_kept_without_importing(client, clerk, consortium):
    record = upload(consortium, TABLE.encode(), by=clerk)
    page = sent(client, record, look="1", **{"name-4": "out"})
    assert page.context["plan"].counts["left_out"] == 1
    assert not Membership.objects.exists()


def test_records_that_changed_since_the_preview_are_shown_again(client, clerk, consortium):
    record = upload(consortium, TABLE.encode(), by=clerk)
    shown = client.get(preview_address(record)).context["plan"].fingerprint
    make_organisation(name="白云学院")
    page = client.post(preview_address(record), {"plan": shown, "apply": "1"}, follow=True)
    assertContains(page, "The records have changed since this page was shown.")
    assert not Membership.objects.exists()


def test_row_that_stands_asks_nothing(client, clerk, consortium):
    make_membership(consortium=consortium, organisation=make_organisation(name="白云学院"))
    record = upload(consortium, "单位\n白云学院\n".encode(), by=clerk)
    page = client.get(preview_address(record))
    assertContains(page, "Stands already (1)")
    assertNotContains(page, 'name="name-')


def test_file_that_cannot_be_read_says_why(client, clerk, consortium):
    file = SimpleUploadedFile("members.xlsx", b"PK\x03\x04 not a workbook")
    page = client.post(upload_address(consortium), {"file": file})
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert not SheetImport.objects.exists()


def test_file_that_is_too_large_is_not_read(client, clerk, consortium):
    file = SimpleUploadedFile("list.csv", b"x" * (MAX_BYTES + 1))
    answer = client.post(upload_address(consortium), {"file": file})
    assertContains(answer, "The file is larger than 2 MB.")
    assert not SheetImport.objects.exists()


def test_nothing_given_is_said(client, clerk, consortium):
    assertContains(
        client.post(upload_address(consortium), {"table": " "}), "Give a file or a table."
    )


def test_import_stands_in_the_history_and_is_undone_there(client, clerk, consortium):
    record = apply(upload(consortium, TABLE.encode(), by=clerk), by=clerk)
    history = client.get(f"/admin/consortia/consortium/{consortium.pk}/history/")
    assertContains(history, preview_address(record, "change"))
    page = client.get(preview_address(record, "change"))
    for text in ("松江集团", "added, with a new organisation", preview_address(record, "undo")):
        assertContains(page, text)
    page = client.post(preview_address(record, "undo"), follow=True)
    assertContains(page, "everything is as before")
    assertNotContains(page, preview_address(record, "undo"))
    assert not Membership.objects.exists()


def test_undo_that_is_refused_says_where(client, clerk, consortium):
    record = apply(upload(consortium, TABLE.encode(), by=clerk), by=clerk)
    Membership.objects.filter(role="chair").update(since="2020")
    page = client.post(preview_address(record, "undo"), follow=True)
    assertContains(page, "Nothing was undone.")
    assertContains(page, "was changed since: since.")


def test_sheet_that_waits_is_discarded(client, clerk, consortium):
    record = upload(consortium, TABLE.encode(), by=clerk)
    assertContains(client.get(upload_address(consortium)), preview_address(record))
    client.post(preview_address(record, "discard"))
    assert not SheetImport.objects.exists()


def test_imports_are_listed(client, clerk, consortium):
    record = upload(consortium, TABLE.encode(), by=clerk, name="名单.csv")
    page = client.get("/admin/consortia/sheetimport/")
    page_of_record = f"/admin/consortia/sheetimport/{record.pk}/change/"
    assertContains(page, page_of_record)
    assertContains(page, "名单.csv")
    assertContains(client.get(page_of_record), preview_address(record))


NEEDED = ("change_consortium", "add_membership", "add_organisation")


@pytest.mark.parametrize("missing", NEEDED)
def test_every_page_needs_every_right(client, consortium, missing):
    record = upload(consortium, TABLE.encode(), by=make_clerk())
    client.force_login(make_user(*(right for right in RIGHTS if right != missing)))
    assert client.get(upload_address(consortium)).status_code == 403
    assert client.get(preview_address(record)).status_code == 403
    for page in ("undo", "discard"):
        assert client.post(preview_address(record, page)).status_code == 403
    assert client.get(preview_address(record, "undo")).status_code in {403, 405}


def test_clerk_of_another_consortium_is_refused(client, clerk, consortium):
    ConsortiumLimit.objects.create(person=clerk, consortium=consortium)
    other = make_consortium()
    records = [upload(each, TABLE.encode(), by=clerk) for each in (consortium, other)]
    for each, record, status in zip((consortium, other), records, (200, 403), strict=True):
        assert client.get(upload_address(each)).status_code == status
        assert client.get(preview_address(record)).status_code == status
    download = client.get(f"{upload_address(other)}download/")
    assert download.status_code == 200
    assert response_bytes(download)


def test_right_to_change_what_stands_is_needed_for_that(client, consortium):
    clerk = make_user("change_consortium", "add_membership", "add_organisation")
    client.force_login(clerk)
    make_membership(
        consortium=consortium, organisation=make_organisation(name="白云学院"), since="2020"
    )
    record = upload(consortium, "单位,加入时间\n白云学院,2021\n".encode(), by=clerk)
    page = client.get(preview_address(record))
    assertNotContains(page, 'value="change"')
    sent(client, record, apply="1", **{"change-2": "change"})
    assert Membership.objects.get().since == "2020"


@pytest.mark.parametrize("kind", ["pdf", "json", ""])
def test_unknown_format_of_the_download_is_refused(client, clerk, consortium, kind):
    answer = client.get(f"{upload_address(consortium)}download/?format={kind}")
    assert answer.status_code == 400
