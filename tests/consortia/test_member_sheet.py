"""Members from a spreadsheet: what is read, what is refused, whom a line means, and what is written."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from pytest_django.asserts import assertContains, assertRedirects

from consortia.member_sheet.parsing import (
    MAX_LINES,
    MemberRow,
    MemberSheetRefused,
    parse_file,
    parse_text,
    to_csv,
)
from consortia.member_sheet.plan import ChoiceMissing, apply_import, plan_import
from consortia.models import ConsortiumLimit, Membership, Organisation, OrganisationKind
from tests.factories import make_consortium, make_membership, make_organisation, make_user

RIGHTS = ("change_consortium", "view_consortium", "add_membership", "add_organisation")


def workbook(*rows):
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(data)
    return data.getvalue()


def test_sheet_in_either_language_and_encoding():
    expected = [
        MemberRow(2, name="鹿山职业学院", role="vice_chair", since="2024-05-22"),
        MemberRow(4, name="松江集团", role="member"),
    ]
    text = "单位名称,职务,加入时间\n鹿山职业学院,副理事长单位,2024/05/22\n,,\n松江集团,,\n"
    rows = [
        ("Organisation", "Role", "Since"),
        ("鹿山职业学院", "Vice-chair organisation", "2024-05-22"),
        (),
        ("松江集团",),
    ]
    assert parse_file(("\ufeff" + text).encode()) == parse_file(text.encode("gb18030")) == expected
    assert parse_file(workbook(*rows)) == parse_text(text.replace(",", "\t")) == expected


@pytest.mark.parametrize(
    "role", ["副理事长单位", "副理事长", "vice_chair", "Vice-chair organisation", "vice-chair"]
)
def test_role_in_any_wording(role):
    assert parse_text(f"单位,角色\n甲公司,{role}\n")[0].role == "vice_chair"


def test_lines_survive_the_way_through_a_form():
    lines = [
        MemberRow(3, name="=甲,公司", name_en='A "B" Co.', role="chair", since="XXXX-11-14"),
        MemberRow(9, name_en="C College"),
    ]
    assert parse_text(to_csv(lines)) == lines


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "No column is headed"),
        ("职务\n成员\n", "No column is headed"),
        ("单位\n", "no members"),
        ("单位,角色\n甲公司,总司令\n,成员\n", "Line 2: “总司令” is not a role. Line 3: no name."),
        ("单位,加入时间\n甲公司,明年\n", "Line 2: “明年” is not a date"),
        (f"单位\n{'甲' * 301}\n", "is too long"),
        ("单位\n" + "甲公司\n" * (MAX_LINES + 1), "more than 2000 lines"),
        (f'单位\n"{"甲" * 140_000}"\n', "cannot be read"),
    ],
)
def test_sheet_with_faults_names_each_line(text, fault):
    with override("en"), pytest.raises(MemberSheetRefused) as refused:
        parse_text(text)
    assert fault in str(refused.value)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00\xd8", b"PK\x03\x04 not a workbook", b"x" * 2_000_001]
)
def test_file_that_is_no_sheet_is_refused(data):
    with pytest.raises(MemberSheetRefused):
        parse_file(data)


@pytest.mark.django_db
def test_plan_tells_bearers_from_new_and_standing():
    consortium, hub = make_consortium(), make_organisation(name="鹿山职业学院")
    make_membership(consortium=consortium, organisation=hub, role="chair")
    steps = plan_import(
        parse_text(
            "单位,角色\n鹿山职业学院,理事长单位\n鹿山职业学院,成员单位\n松江重工有限公司,\n"
        ),
        consortium,
    )
    assert [(step.default_choice, step.is_existing) for step in steps] == [
        (str(hub.pk), True),
        (str(hub.pk), False),
        ("new", False),
    ]
    assert steps[2].kind == OrganisationKind.ENTERPRISE


@pytest.mark.django_db
def test_two_of_one_name_have_to_be_chosen():
    consortium, editor = make_consortium(), make_user(*RIGHTS)
    twins = [make_organisation(name="育才中学") for _twin in range(2)]
    steps = plan_import(parse_text("单位\n育才中学\n"), consortium)
    with pytest.raises(ChoiceMissing, match="2"):
        apply_import(steps, {2: ""}, consortium=consortium, by=editor)
    apply_import(steps, {2: str(twins[1].pk)}, consortium=consortium, by=editor)
    assert [member.organisation for member in consortium.memberships.all()] == [twins[1]]


@pytest.mark.django_db
def test_choice_that_was_not_offered_is_refused():
    consortium, stranger = make_consortium(), make_organisation(name="别的学院")
    steps = plan_import(parse_text("单位\n松江集团\n"), consortium)
    with pytest.raises(ChoiceMissing):
        apply_import(steps, {2: str(stranger.pk)}, consortium=consortium, by=make_user())
    assert not Membership.objects.exists()


@pytest.mark.django_db
def test_members_are_written_once(client):
    consortium, editor = make_consortium(), make_user(*RIGHTS)
    client.force_login(editor)
    address = f"/admin/consortia/consortium/{consortium.pk}/members/"
    table = "单位,角色\n松江集团,理事长单位\n松江集团,成员单位\n白云学院,\n"
    assertContains(client.post(address, {"table": table}), "line-4")
    assert not consortium.memberships.exists()
    sent = {"table": table, "apply": "1", "line-2": "new", "line-3": "new", "line-4": "out"}
    assertRedirects(
        client.post(address, sent), f"/admin/consortia/consortium/{consortium.pk}/change/"
    )
    assert [
        (str(row.organisation), row.role) for row in consortium.memberships.ordered_by_role()
    ] == [
        ("松江集团", "chair"),
        ("松江集团", "member"),
    ]
    assert Membership.history.first().history_user == editor


@pytest.mark.django_db
def test_uploaded_sheet_is_shown_before_it_is_written(client):
    consortium = make_consortium()
    client.force_login(make_user(*RIGHTS))
    file = SimpleUploadedFile("members.xlsx", workbook(("单位",), ("松江集团",)))
    page = client.post(f"/admin/consortia/consortium/{consortium.pk}/members/", {"file": file})
    assertContains(page, "松江集团")
    assert not Organisation.objects.filter(name="松江集团").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("missing", RIGHTS)
def test_members_need_every_right(client, missing):
    consortium = make_consortium()
    client.force_login(
        make_user(*(right for right in RIGHTS if right not in {missing, "view_consortium"}))
    )
    status = client.get(f"/admin/consortia/consortium/{consortium.pk}/members/").status_code
    assert status == (200 if missing == "view_consortium" else 403)


@pytest.mark.django_db
def test_members_of_another_consortium_are_refused(client):
    clerk, own, other = make_user(*RIGHTS), make_consortium(), make_consortium()
    ConsortiumLimit.objects.create(person=clerk, consortium=own)
    client.force_login(clerk)
    for consortium, status in ((own, 200), (other, 403)):
        assert (
            client.get(f"/admin/consortia/consortium/{consortium.pk}/members/").status_code
            == status
        )


@pytest.mark.django_db
@pytest.mark.parametrize("lines", [2, 20])
def test_plan_asks_the_same_of_the_database_for_any_sheet(lines, django_assert_num_queries):
    consortium = make_consortium()
    with django_assert_num_queries(5):
        plan_import(
            [MemberRow(number, name=f"第{number}公司") for number in range(lines)], consortium
        )
