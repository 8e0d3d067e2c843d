"""Duplicates: the list with its reasons, distinct pairs, and the warning while a record is typed."""

import pytest

from consortia.duplicates import DistinctPairRefused, find_duplicates, mark_distinct
from consortia.models import ConsortiumLimit, DistinctPair, Organisation
from tests.admin_forms import admin_url, load_form_data
from tests.factories import (
    make_conference,
    make_consortium,
    make_name,
    make_organisation,
    make_region,
    make_user,
)

ADD = "/admin/consortia/organisation/add/"
LIST = "/admin/consortia/distinctpair/likely/"
RIGHTS = (
    "view_distinctpair",
    "add_distinctpair",
    "view_organisation",
    "add_organisation",
    "view_conference",
    "add_conference",
)


@pytest.fixture
def editor(db, client):
    person = make_user(*RIGHTS)
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return person


def pairs():
    return [(pair.kind, pair.names) for pair in find_duplicates()]


def test_names_that_are_shared_or_agree_make_likely_twins(db):
    make_region(code="370100", name="济南市", short_name="济南", name_en="Jinan")
    make_organisation(name="济南职业学院")
    make_organisation(name_en="Jinan Vocational College")
    make_organisation(name="济南工程职业技术学院")
    make_name(make_organisation(name="海风机电"), "海风")
    make_organisation(name="海 风")
    assert pairs() == [
        ("organisation", ("济南职业学院", "Jinan Vocational College")),
        ("organisation", ("海风机电", "海 风")),
    ]


def test_consortium_and_organisation_can_be_twins(db):
    make_consortium(name="星河钢铁产教融合共同体")
    make_organisation(name="星河钢铁产教融合共同体")
    assert len(pairs()) == 1


def test_conferences_on_the_same_days_can_be_twins(db):
    make_conference(name="首届冷链物流产教融合大会", dates="2024-05-22")
    make_conference(
        name_en="First Cold Chain Logistics Industry-Education Conference", dates="2024-05"
    )
    make_conference(name="首届冷链物流产教融合大会", dates="2023-05-22")
    assert [kind for kind, _names in pairs()] == ["conference"]


def test_pair_that_is_two_is_not_proposed_again(editor):
    bodies = [make_organisation(name="海风") for _number in range(3)]
    decision = mark_distinct(bodies[1], bodies[0], by=editor, why="两地各一家")
    assert (decision.one, decision.other, decision.by, decision.why) == (
        bodies[0],
        bodies[1],
        editor,
        "两地各一家",
    )
    assert mark_distinct(bodies[0], bodies[1], by=make_user(), why="再说一次") == decision
    assert len(pairs()) == 2
    mark_distinct(bodies[0], bodies[2], by=editor, why="两家")
    mark_distinct(bodies[1], bodies[2], by=editor, why="两家")
    assert (pairs(), Organisation.objects.possible_duplicates().count()) == ([], 0)


@pytest.mark.parametrize("why", ["", "  "])
def test_word_that_two_are_two_needs_a_reason(editor, why):
    with pytest.raises(DistinctPairRefused):
        mark_distinct(make_organisation(), make_organisation(), by=editor, why=why)
    assert DistinctPair.objects.count() == 0


def test_two_of_different_kinds_or_one_alone_are_no_pair(editor):
    body = make_organisation()
    for other in (body, make_conference()):
        with pytest.raises(DistinctPairRefused):
            mark_distinct(body, other, by=editor, why="两家")


@pytest.mark.parametrize("count", [2, 6])
def test_twins_are_found_in_the_same_queries(db, count, django_assert_num_queries):
    for _number in range(count):
        make_organisation(name="海风")
    find_duplicates()
    with django_assert_num_queries(8):
        assert find_duplicates()


# The list


def test_list_gives_reason_and_both_ways(editor, client):
    one, other = (
        make_organisation(name="海风", name_en=""),
        make_organisation(name="海风", name_en=""),
    )
    page = client.get(LIST)
    assert "Bears this name, as another organisation does: “海风”." in page.text
    assert "add/?kind" not in page.text  # the way to a merge is for who may merge
    data = {"kind": "organisation", "one": one.pk, "other": other.pk, "why": "两地各一家"}
    assert (
        "海风” and “海风” are two."
        in client.post("/admin/consortia/distinctpair/apart/", data, follow=True).text
    )
    assert DistinctPair.objects.get().by == editor
    assert "No record looks like another." in client.get(LIST).text


@pytest.mark.parametrize(
    "data", [{"why": ""}, {"why": "x", "one": "x"}, {"why": "x", "kind": "conference"}]
)
def test_bad_word_is_refused(editor, client, data):
    one, other = make_organisation(), make_organisation()
    data = {"kind": "organisation", "one": one.pk, "other": other.pk, **data}
    assert client.post("/admin/consortia/distinctpair/apart/", data).status_code in {302, 404}
    assert DistinctPair.objects.count() == 0


def test_list_and_word_need_their_rights(db, client):
    one, other = make_organisation(), make_organisation()
    data = {"kind": "organisation", "one": one.pk, "other": other.pk, "why": "两家"}
    client.force_login(make_user("view_organisation"))
    assert client.get(LIST).status_code == 403
    client.force_login(make_user("view_distinctpair"))
    assert client.get(LIST).status_code == 200
    assert client.post("/admin/consortia/distinctpair/apart/", data).status_code == 403


def test_limited_person_decides_of_their_own_records_alone(editor, client):
    ConsortiumLimit.objects.create(person=editor, consortium=make_consortium())
    one, other = make_organisation(), make_organisation()
    data = {"kind": "organisation", "one": one.pk, "other": other.pk, "why": "两家"}
    assert client.post("/admin/consortia/distinctpair/apart/", data).status_code == 403


# While a new one is typed


def test_form_is_told_of_likely_twins_while_it_is_filled_in(editor, client):
    body = make_organisation(name="莱芜职业技术学院", name_en="")
    answer = client.get(
        "/admin/consortia/organisation/alike/",
        {"name_en": "Laiwu Polytechnic", "kind": "other", "region": ""},
    )
    assert answer.json() == {
        "title": "On record already?",
        "twins": [
            {
                "name": "莱芜职业技术学院",
                "address": f"/admin/consortia/organisation/{body.pk}/change/",
                "reason": "Kind and distinctive words (laiwu) agree; no place is said.",
            }
        ],
    }


@pytest.mark.parametrize(
    "query", [{}, {"name": "x" * 5000}, {"name": "海风", "region": "x"}, {"region": "9" * 30}]
)
def test_nonsense_while_typing_is_no_error(editor, client, query):
    assert client.get("/admin/consortia/organisation/alike/", query).json()["twins"] == []


@pytest.mark.parametrize(
    ("days", "found"), [("2024-05-22", 1), ("2024-05-23", 0), ("22.5.", 0), ("", 0)]
)
def test_form_of_a_conference_is_told_by_name_and_days(editor, client, days, found):
    make_conference(name="冷链物流产教融合大会", dates="2024-05-22")
    query = {"name": "冷链物流产教融合大会", "dates": days}
    assert len(client.get("/admin/consortia/conference/alike/", query).json()["twins"]) == found


def test_likely_twins_are_for_who_may_see_the_records(db, client):
    client.force_login(make_user("view_conference"))
    assert client.get("/admin/consortia/organisation/alike/", {"name": "海风"}).status_code == 403


def new(client, **values):
    return client.post(
        ADD, load_form_data(client, ADD) | {"name": "莱芜职院", "kind": "school", **values}
    )


def test_new_record_is_saved_past_its_twins_only_after_a_look(editor, client):
    body = make_organisation(name="莱芜职业技术学院")
    make_name(body, "莱芜职院")
    answer = new(client)
    assert "This may be on record already." in answer.text
    assert f'name="not_twins" value="{body.pk}"' in answer.text
    assert Organisation.objects.count() == 1
    assert new(client, not_twins=str(body.pk)).status_code == 302
    assert Organisation.objects.count() == 2


def test_word_of_another_twin_does_not_let_the_record_through(editor, client):
    other = make_organisation(name="别的学院")
    make_organisation(name="莱芜职院")
    assert new(client, not_twins=str(other.pk)).status_code == 200
    assert Organisation.objects.count() == 2


def test_record_on_file_is_changed_without_the_question(editor, client):
    make_organisation(name="莱芜职院")
    body = make_organisation(name="别的学院")
    client.force_login(make_user(superuser=True))
    assert (
        client.post(
            admin_url(body), load_form_data(client, admin_url(body)) | {"name": "莱芜职院"}
        ).status_code
        == 302
    )


def test_script_is_our_own_and_nothing_is_inline(editor, client):
    page = client.get(ADD).text
    assert 'data-address="/admin/consortia/organisation/alike/"' in page
    assert " style=" not in page


def test_name_in_a_warning_is_text(editor, client):
    make_organisation(name="<script>alert(1)</script>")
    answer = client.post(ADD, load_form_data(client, ADD) | {"name": "<script>alert(1)</script>"})
    assert ("&lt;script&gt;alert(1)" in answer.text, "<script>alert(1)" in answer.text) == (
        True,
        False,
    )
