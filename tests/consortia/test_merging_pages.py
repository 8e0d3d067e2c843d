"""Merging in the admin and the addresses of what was merged, in both languages."""

import re

import pytest

from consortia.merging import merge, undo_merge
from consortia.models import ConsortiumLimit, Membership, Merge, Organisation
from tests.factories import (
    make_conference,
    make_consortium,
    make_membership,
    make_organisation,
    make_region,
    make_user,
)

RIGHTS = (
    "add_merge",
    "change_merge",
    "view_merge",
    "view_organisation",
    "change_organisation",
    "view_conference",
)


@pytest.fixture
def editor(db, client):
    person = make_user(*RIGHTS)
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return person


def address(kept, gone, *, kind="organisation"):
    return f"/admin/consortia/merge/add/?kind={kind}&kept={kept.pk}&gone={gone.pk}"


def seen(client, page):
    return re.search(r'name="seen" value="(\w+)"', client.get(page).text)[1]


def test_page_asks_for_two(editor, client):
    page = client.get("/admin/consortia/merge/add/")
    assert (page.status_code, "preview" in page.context) == (200, False)


def test_page_shows_values_and_rows_before_anything_happens(editor, client):
    kept = make_organisation(name="甲学院", name_en="", region=make_region())
    gone = make_organisation(
        name="乙学院", name_en="B College", region=make_region(code="370100", name="济南市")
    )
    body = make_consortium()
    for each in (kept, gone):
        make_membership(organisation=each, consortium=body)
    make_membership(organisation=gone, consortium=body, role="chair")
    shown = client.get(address(kept, gone)).context["preview"]
    choices = {
        choice.key.partition(".")[2]: (choice.kept, choice.gone, choice.fills)
        for choice in shown.choices
    }
    assert choices == {
        "name": ("甲学院", "乙学院", False),
        "name_en": ("", "B College", True),
        "region": ("Shandong", "Shandong", False),
    }
    assert (shown.moved, shown.joined, shown.added) == (
        [("memberships", 1)],
        [("memberships", 1)],
        ["乙学院"],
    )
    assert (Merge.objects.count(), Organisation.objects.count(), Membership.objects.count()) == (
        0,
        3,
        3,
    )


def test_editor_merges_and_picks_values(editor, client):
    kept, gone = (
        make_organisation(name="甲学院", kind="school"),
        make_organisation(name="乙学院", kind="research"),
    )
    page, number = address(kept, gone), gone.pk
    data = {
        "why": "官网公告",
        "seen": seen(client, page),
        "pick.organisation.kind": "gone",
        "pick.organisation.name": "kept",
    }
    answer = client.post(page, data)
    kept.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/admin/consortia/organisation/{kept.pk}/change/",
    )
    assert (kept.name, kept.kind) == ("甲学院", "research")
    assert (Merge.objects.get().why, Merge.objects.get().gone_id) == ("官网公告", number)


def test_stale_page_is_refused_and_shows_what_is_now(editor, client):
    kept, gone = make_organisation(), make_organisation()
    page = address(kept, gone)
    data = {"why": "同一家", "seen": seen(client, page)}
    make_membership(organisation=gone)
    answer = client.post(page, data)
    assert "Somebody changed one of the records meanwhile." in answer.text
    assert (answer.context["preview"].moved, Merge.objects.count()) == ([("memberships", 1)], 0)
    assert (
        client.post(page, {"why": "同一家", "seen": answer.context["preview"].state}).status_code
        == 302
    )


@pytest.mark.parametrize("data", [{}, {"why": "", "seen": "x"}, {"why": "同一家"}])
def test_merge_without_reason_or_without_having_looked_is_refused(editor, client, data):
    kept, gone = make_organisation(), make_organisation()
    answer = client.post(address(kept, gone), data)
    assert (answer.status_code, answer.context["decision"].is_valid(), Merge.objects.count()) == (
        200,
        False,
        0,
    )


def test_refusal_is_said_in_words_and_offers_nothing(editor, client):
    body = make_organisation()
    page = client.get(address(body, body))
    assert page.context["refusal"] == "A record cannot be merged with itself."
    assert client.post(address(body, body), {"why": "x", "seen": "x"}).context["refusal"]


@pytest.mark.parametrize(
    "query",
    ["kept=0&gone=1", "kept=x&gone=", "kept=99999999999999999999&gone=1", "kind=evidence&kept=1"],
)
def test_nonsense_in_the_address_is_answered_on_the_page(editor, client, query):
    page = client.get(f"/admin/consortia/merge/add/?{query}")
    assert (page.status_code, "preview" in page.context) == (200, False)


def test_conferences_are_merged_on_the_same_page(editor, client):
    kept, gone = make_conference(venue=""), make_conference(venue="莱芜")
    page = address(kept, gone, kind="conference")
    client.post(page, {"why": "同一次会议", "seen": seen(client, page)})
    kept.refresh_from_db()
    assert kept.venue == "莱芜"


def test_page_and_undoing_are_closed_to_who_has_no_right(db, client):
    kept, gone = make_organisation(), make_organisation()
    record = merge(kept, gone, by=make_user("add_merge"), why="同一家")
    client.force_login(make_user("view_merge", "view_organisation", "change_organisation"))
    assert client.get("/admin/consortia/merge/add/").status_code == 403
    assert client.post(address(kept, kept), {}).status_code == 403
    assert client.post(f"/admin/consortia/merge/{record.pk}/undo/").status_code == 403
    assert client.get("/admin/consortia/merge/").status_code == 200


def test_limited_person_merges_nothing_beyond_the_limits(editor, client):
    kept, gone, own = make_organisation(), make_organisation(), make_consortium()
    ConsortiumLimit.objects.create(person=editor, consortium=own)
    assert (
        client.get(address(kept, gone)).context["refusal"]
        == "You have no right to merge these records."
    )


def test_list_undoes_a_merge(editor, client):
    kept, gone = make_organisation(name="甲学院"), make_organisation(name="乙学院")
    number = gone.pk
    record = merge(kept, gone, by=editor, why="同一家")
    assert (
        f'formaction="/admin/consortia/merge/{record.pk}/undo/"'
        in client.get("/admin/consortia/merge/").text
    )
    answer = client.post(f"/admin/consortia/merge/{record.pk}/undo/")
    assert answer["Location"] == f"/admin/consortia/organisation/{number}/change/"
    assert "formaction" not in client.get("/admin/consortia/merge/").text


def test_refused_undoing_says_where_somebody_edited(editor, client):
    kept, gone = make_organisation(name="甲学院", name_en=""), make_organisation()
    record = merge(kept, gone, by=editor, why="同一家")
    edited = Organisation.objects.get(pk=kept.pk)
    edited.site = "https://a.example.org"
    edited.save()
    answer = client.post(f"/admin/consortia/merge/{record.pk}/undo/", follow=True)
    assert f"Somebody edited since: Organisation {edited.name_en}." in answer.text
    assert client.get(f"/admin/consortia/merge/{record.pk}/undo/").status_code == 405


def test_merge_is_read_and_never_changed(editor, client):
    record = merge(make_organisation(), make_organisation(), by=editor, why="同一家")
    page = f"/admin/consortia/merge/{record.pk}/"
    assert "Undo this merge" in client.get(f"{page}change/").text
    assert client.post(f"{page}change/", {"why": "x"}).status_code == 403
    assert client.get(f"{page}delete/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_merges_makes_the_same_queries(
    editor, client, count, django_assert_max_num_queries
):
    for _number in range(count):
        merge(make_organisation(), make_organisation(), by=editor, why="同一家")
    client.get("/admin/consortia/merge/")
    with django_assert_max_num_queries(10):
        assert client.get("/admin/consortia/merge/").context["cl"].result_count == count


# Addresses


def merged(make):
    kept, gone = make(), make()
    number = gone.pk
    body, other = (getattr(each, "organisation", each) for each in (kept, gone))
    return body, number, merge(body, other, by=make_user("add_merge", "change_merge"), why="同一个")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    ("make", "page"),
    [
        (make_organisation, "organisations"),
        (make_consortium, "consortia"),
        (make_conference, "conferences"),
    ],
)
def test_old_address_leads_to_the_kept_record_for_good(db, client, make, page, language):
    kept, number, record = merged(make)
    old = f"/{language}/{page}/{number}/"
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, f"/{language}/{page}/{kept.pk}/")
    assert answer.cookies == {}
    undo_merge(record, by=record.by)
    assert client.get(old).status_code == 200


def test_old_address_of_a_hidden_record_leads_nowhere(db, client):
    kept, number, _record = merged(make_organisation)
    Organisation.objects.filter(pk=kept.pk).update(is_public=False)
    assert client.get(f"/en/organisations/{number}/").status_code == 404


def test_address_of_a_plain_organisation_leads_to_the_consortium_that_it_is(db, client):
    kept, gone = make_consortium(), make_organisation()
    number = gone.pk
    merge(kept.organisation, gone, by=make_user("add_merge"), why="同一个")
    assert client.get(f"/en/organisations/{number}/")["Location"] == f"/en/consortia/{kept.pk}/"


@pytest.mark.parametrize("model", ["organisation", "consortium"])
def test_old_form_leads_to_the_form_of_the_kept_record(editor, client, model):
    editor.is_superuser = True
    editor.save()
    kept, number, _record = merged(make_consortium)
    answer = client.get(f"/admin/consortia/{model}/{number}/change/")
    assert (answer.status_code, answer["Location"]) == (
        301,
        f"/admin/consortia/{model}/{kept.pk}/change/",
    )


def test_number_that_was_never_given_leads_nowhere(editor, client):
    assert client.get("/en/organisations/12345/").status_code == 404
    assert client.get("/admin/consortia/organisation/12345/change/")["Location"] == "/admin/"


def test_form_that_was_open_while_its_record_was_merged_gives_back_what_was_typed(editor, client):
    kept, gone = make_organisation(), make_organisation()
    page = f"/admin/consortia/organisation/{gone.pk}/change/"
    data = {"name": "改过的名字", "fingerprint": client.fingerprint(page)}
    merge(kept, gone, by=editor, why="同一家")
    answer = client.post(page, data)
    assert (answer.status_code, "改过的名字" in answer.text) == (410, True)
