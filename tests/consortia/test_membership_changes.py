"""Membership changes: who joined, left, took and gave up offices, with sources, and nothing hidden."""

import feedparser
import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from pytest_django.asserts import assertContains, assertNotContains

from consortia.membership_changes import (
    ChangeCursor,
    MembershipChangeKind,
    change_chunks,
    fetch_changes,
)
from tests.exported_files import csv_rows, json_rows, response_bytes
from tests.factories import (
    make_appointment,
    make_consortium,
    make_evidence,
    make_membership,
    make_organisation,
    make_outlet,
    make_published_article,
)

pytestmark = pytest.mark.django_db

PAGE = "/en/changes/"


def told(consortium=None):
    """What each change is, with the day of it."""
    return [(change.kind, change.dated) for change in fetch_changes(consortium)]


def test_joining_and_leaving_are_told_the_newest_first():
    make_membership(since="2022-01", until="2024-05-22")
    make_membership(since="2023")
    assert told() == [
        (MembershipChangeKind.LEFT, "2024-05-22"),
        (MembershipChangeKind.JOINED, "2023"),
        (MembershipChangeKind.JOINED, "2022-01"),
    ]


def test_what_has_no_date_is_no_change():
    make_membership()
    make_appointment()
    assert told() == []


def test_a_year_unknown_comes_last():
    make_membership(since="XXXX-11-14", until="XXXX-12-01")
    make_membership(since="1990")
    assert [dated for _what, dated in told()] == ["1990", "XXXX-11-14", "XXXX-12-01"]


@pytest.mark.parametrize(
    ("until", "since"),
    [("2024-05-22", "2024-05-22"), ("2024-05-21", "2024-05-22"), ("2024-05", "2024-05")],
)
def test_a_change_of_role_is_neither_joining_nor_leaving(until, since):
    pair = {"organisation": make_organisation(), "consortium": make_consortium()}
    make_membership(**pair, since="2020", until=until)
    make_membership(**pair, role="vice_chair", since=since)
    assert {what for what, _dated in told()} == {
        MembershipChangeKind.TOOK_ROLE,
        MembershipChangeKind.GAVE_UP_ROLE,
        MembershipChangeKind.JOINED,
    }
    took = next(
        change for change in fetch_changes() if change.kind == MembershipChangeKind.TOOK_ROLE
    )
    assert (took.fact.role, len(took.roles)) == ("vice_chair", 1)


def test_who_comes_back_after_a_while_joins_again():
    pair = {"organisation": make_organisation(), "consortium": make_consortium()}
    make_membership(**pair, since="2018", until="2020")
    make_membership(**pair, role="chair", since="2024")
    assert told() == [
        (MembershipChangeKind.JOINED, "2024"),
        (MembershipChangeKind.LEFT, "2020"),
        (MembershipChangeKind.JOINED, "2018"),
    ]


def test_a_role_in_another_consortium_is_another_matter():
    member = make_organisation()
    make_membership(organisation=member, since="2018")
    make_membership(organisation=member, since="2020")
    assert [what for what, _dated in told()] == [
        MembershipChangeKind.JOINED,
        MembershipChangeKind.JOINED,
    ]


def test_offices_are_told_with_those_of_committees_of_the_consortium():
    consortium = make_consortium()
    committee = make_organisation(kind="committee", parent=consortium.organisation)
    make_appointment(body=consortium.organisation, since="2024", until="2025")
    make_appointment(body=committee, since="2023")
    make_appointment(since="2022")
    assert told(consortium) == [
        (MembershipChangeKind.LEFT_OFFICE, "2025"),
        (MembershipChangeKind.TOOK_OFFICE, "2024"),
        (MembershipChangeKind.TOOK_OFFICE, "2023"),
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_walking_page_by_page_finds_each_change_once(size):
    for _row in range(3):
        make_membership(since="2024-05-22", until="2024-05-22")
        make_appointment(since="2024-05-22", until="XXXX-01-01")
    whole, walked, after = fetch_changes(size=100), [], None
    while page := fetch_changes(after=after, size=size):
        walked += page
        after = ChangeCursor.parse(str(page[-1].cursor))
    assert [change.cursor for change in walked] == [change.cursor for change in whole]
    assert (len(whole), len({change.cursor for change in whole})) == (12, 12)
    assert [change.cursor for rows_of in change_chunks() for change in rows_of] == [
        change.cursor for change in whole
    ]


def test_the_walk_is_right_when_a_change_comes_in_between():
    for year in ("2021", "2022", "2023"):
        make_membership(since=year)
    first = fetch_changes(size=2)
    make_membership(since="2025")
    assert [change.dated for change in fetch_changes(after=first[-1].cursor)] == ["2021"]


BAD_PLACES = [
    "x",
    "2024-05-22",
    "2024-05-22~z~1",
    "2024-13-01~a~1",
    "~a~1",
    "2024-05-22~a~-1",
    "2024-05-22~a~²",
    "2024-05-22~a~9999999999999999999",
    "2024-05-22~a~1~2",
    "\0~a~1",
]


@pytest.mark.parametrize("after", BAD_PLACES)
def test_a_place_that_cannot_be_read_gives_the_first_page_and_a_word(client, after):
    make_membership(since="2024")
    page = client.get(PAGE, {"after": after})
    assertContains(page, "this is the first page")
    assertContains(page, "joined")


def test_the_page_shows_who_what_where_and_the_source(client):
    member, consortium = (
        make_organisation(name_en="Member X"),
        make_consortium(name_en="Community Y"),
    )
    fact = make_membership(
        organisation=member, consortium=consortium, role="chair", since="2024-05"
    )
    article = make_published_article()
    make_evidence(fact, article, paragraph=2)
    page = client.get(PAGE)
    for words in (
        "May 2024",
        "Member X",
        "joined",
        "chair organisation",
        "Community Y",
        f"/en/articles/{article.pk}/#p2",
    ):
        assertContains(page, words)


def test_the_page_keeps_the_filter_on_the_way(client):
    consortium = make_consortium()
    for place in range(25):
        make_membership(consortium=consortium, since=str(1990 + place))
    make_membership(since="2024")
    page = client.get(f"{PAGE}?consortium={consortium.pk}")
    older = page.context["older"]
    assert QueryDict(older[1:])["consortium"] == str(consortium.pk)
    second = client.get(f"{PAGE}{older}")
    assert ([len(one.context["rows"]) for one in (page, second)], second.context["older"]) == (
        [20, 5],
        "",
    )
    assert second.context["newest"] == f"?consortium={consortium.pk}"


@pytest.mark.parametrize("value", ["x", "999999", "-1", "9" * 30, "%00"])
def test_a_consortium_that_is_none_leaves_its_error_and_no_rows(client, value):
    make_membership(since="2024")
    page = client.get(f"{PAGE}?consortium={value}")
    assertContains(page, 'id="error-consortium"')
    assertNotContains(page, "joined</span>")
    assert client.get(f"{PAGE}?consortium={value}&format=csv").status_code == 400


def test_a_hidden_side_leaves_no_change(client):
    secret, hidden = (
        make_organisation(name="隐身集团", is_public=False),
        make_consortium(name="隐身共同体", is_public=False),
    )
    make_membership(organisation=secret, since="2024")
    make_membership(consortium=hidden, since="2024")
    make_appointment(body=secret, person="隐身某", since="2024")
    make_appointment(body=hidden.organisation, person="隐身某", since="2024")
    make_appointment(organisation=secret, person="现身某", since="2024", until="2025")
    for way in ("", "csv", "json", "atom"):
        text = response_bytes(client.get(f"/zh-hans/changes/?format={way}")).decode()
        assert ("隐身" in text, "现身某" in text) == (False, True)
    assert client.get(f"{PAGE}?consortium={hidden.pk}").context["rows"] == []


def test_the_table_holds_every_change_of_the_filter(client):
    consortium = make_consortium(name_en="Community Y")
    fact = make_membership(consortium=consortium, since="2020", until="2024-05-22")
    make_membership(since="2024")
    make_evidence(fact, make_published_article(outlet=make_outlet(name_en="Qilu")), paragraph=1)
    found = csv_rows(client.get(f"{PAGE}?consortium={consortium.pk}&format=csv"))
    assert [(row["Date"], row["Change (code)"], row["Sources: outlets"]) for row in found] == [
        ("2024-05-22", "left", "Qilu"),
        ("2020", "joined", "Qilu"),
    ]
    assert [
        row["body"]
        for row in json_rows(client.get(f"{PAGE}?consortium={consortium.pk}&format=json"))
    ] == ["Community Y"] * 2


def test_the_feed_is_read_by_another_parser(client):
    fact = make_membership(
        organisation=make_organisation(name_en='X "<b>'),
        consortium=make_consortium(name_en="Y"),
        since="2024",
        until="2025",
    )
    make_evidence(fact, make_published_article(outlet=make_outlet(name_en="Qilu")), paragraph=3)
    found = client.get(f"{PAGE}?format=atom")
    parsed = feedparser.parse(response_bytes(found))
    assert (parsed.bozo, [one.title for one in parsed.entries]) == (
        False,
        ['X "<b>: left (member organisation), Y', 'X "<b>: joined (member organisation), Y'],
    )
    assert (parsed.entries[1].summary, len({one.id for one in parsed.entries})) == (
        "2024 · Qilu ¶3",
        2,
    )
    assert parsed.entries[0].links[1].href.endswith("#p3")
    assert (
        client.get(
            f"{PAGE}?format=atom", headers={"If-Modified-Since": found["Last-Modified"]}
        ).status_code
        == 304
    )


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_changes(client, number, django_assert_max_num_queries):
    consortium = make_consortium()
    for _row in range(number):
        make_evidence(
            make_membership(consortium=consortium, since="2024", until="2025"),
            make_published_article(),
        )
        make_evidence(
            make_appointment(body=consortium.organisation, since="2024"), make_published_article()
        )
    for query in ("", f"consortium={consortium.pk}", "format=csv", "format=atom"):
        ContentType.objects.clear_cache()
        with django_assert_max_num_queries(8):
            assert response_bytes(client.get(f"{PAGE}?{query}"))


def test_consortia_lead_to_their_changes(client):
    membership = make_membership()
    assertContains(
        client.get(membership.consortium.get_absolute_url()),
        f"/changes/?consortium={membership.consortium.pk}",
    )
    assertContains(client.get("/sitemap-lists.xml"), "/en/changes/")
