"""The plan of a sheet of members: whom a line means, and what is written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertRedirects

from consortia.models import ConsortiumLimit, Membership, Organisation, OrganisationKind
from consortia.sheets.members import MemberRow, read_members_text
from consortia.sheets.plan import ChoiceMissing, apply_import, plan_import
from tests.consortia.sheets.workbooks import workbook
from tests.factories import make_consortium, make_membership, make_organisation, make_user

RIGHTS = ("change_consortium", "view_consortium", "add_membership", "add_organisation")


@pytest.mark.django_db
def test_plan_tells_bearers_from_new_and_standing():
    consortium, hub = make_consortium(), make_organisation(name="鹿山职业学院")
    make_membership(consortium=consortium, organisation=hub, role="chair")
    steps = plan_import(
        read_members_text(
            "单位,角色\n鹿山职业学院,理事长单位\n鹿山职业学院,成员单位\n松江重工有限公司,\n"
        ).rows,
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
    steps = plan_import(read_members_text("单位\n育才中学\n").rows, consortium)
    with pytest.raises(ChoiceMissing, match="2"):
        apply_import(steps, {2: ""}, consortium=consortium, by=editor)
    apply_import(steps, {2: str(twins[1].pk)}, consortium=consortium, by=editor)
    assert [member.organisation for member in consortium.memberships.all()] == [twins[1]]


@pytest.mark.django_db
def test_choice_that_was_not_offered_is_refused():
    consortium, stranger = make_consortium(), make_organisation(name="别的学院")
    steps = plan_import(read_members_text("单位\n松江集团\n").rows, consortium)
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
