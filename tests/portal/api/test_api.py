"""The API: public records only, the filters of the pages, stable pagination, and clear errors."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict

from portal.api.resources import API_RESOURCES
from tests.consortia.test_public_pages import world
from tests.factories import (
    make_agreement,
    make_appointment,
    make_article,
    make_base,
    make_conference,
    make_conference_role,
    make_consortium,
    make_document,
    make_evidence,
    make_figure,
    make_key_point,
    make_membership,
    make_name,
    make_organisation,
    make_outlet,
    make_part,
    make_published_article,
    make_session,
    make_topic,
    make_translation,
    make_user,
    make_waiting_article,
    pass_reviews,
)

pytestmark = pytest.mark.django_db

API = "/api/v1/"
NAMES = [kind.name for kind in API_RESOURCES]


def results(client, address):
    """The rows of a page of a list."""
    found = client.get(f"{API}{address}")
    assert found.status_code == 200, found.content
    return found.json()["results"]


def walk(client, address):
    """The ids of all pages from the address on."""
    ids, following = [], f"{API}{address}"
    while following:
        page = client.get(following).json()
        ids += [row["id"] for row in page["results"]]
        following = page["next"]
    return ids


# What is told


def test_an_organisation_has_both_names_and_its_pages(client):
    body = make_organisation(name="莱芜学院", name_en="Laiwu College")
    make_name(body, "莱职")
    row = results(client, "organisations/")[0]
    assert (row["id"], row["name"], row["name_en"], row["kind"]) == (
        body.pk,
        "莱芜学院",
        "Laiwu College",
        "school",
    )
    assert row["names"][0]["text"] == "莱职"
    assert row["pages"]["en"] == f"http://testserver/en/organisations/{body.pk}/"
    assert row["pages"]["zh_hans"] == f"http://testserver/zh-hans/organisations/{body.pk}/"


def test_a_record_has_its_date_as_exact_as_known_and_its_evidence_in_each_language(client):
    article = make_published_article(
        paragraphs=("大会召开。",), outlet=make_outlet(name="齐鲁晚报")
    )
    english = make_translation(article, paragraphs=("It was held.",))
    conference = make_conference(dates="XXXX-11-14")
    make_evidence(conference, article, quote="大会召开", field="dates")
    make_evidence(conference, english, quote="was held", supports=False)
    row = client.get(f"{API}conferences/{conference.pk}/").json()
    told = [
        (one["article"], one["paragraph"], one["quote"], one["field"], one["supports"])
        for one in row["evidence"]
    ]
    assert row["dates"] == "XXXX-11-14"
    assert sorted(told) == [
        (article.pk, 1, "大会召开", "dates", True),
        (english.pk, 1, "was held", "", False),
    ]
    assert {one["address"] for one in row["evidence"]} == {
        f"http://testserver/zh-hans/articles/{article.pk}/#p1",
        f"http://testserver/en/articles/{english.pk}/#p1",
    }


def test_a_consortium_has_the_evidence_and_the_names_of_the_organisation_that_it_is(client):
    consortium = make_consortium(name="共同体", founded_on="2023")
    make_evidence(consortium.organisation, make_published_article(), field="founded_on")
    row = client.get(f"{API}consortia/{consortium.pk}/").json()
    assert (row["id"], row["name"], row["founded_on"], row["evidence"][0]["field"]) == (
        consortium.pk,
        "共同体",
        "2023",
        "founded_on",
    )


def test_an_article_alone_has_its_paragraphs_and_in_a_list_has_not(client):
    article = make_article(paragraphs=("一。", "二。"), tags=[make_topic()], title="题")
    make_key_point(article, text="点", paragraph=2)
    author = make_user("submit_article")
    article.submit(by=author)
    pass_reviews(article)
    listed, alone = (
        results(client, "articles/")[0],
        client.get(f"{API}articles/{article.pk}/").json(),
    )
    assert (listed["title"], listed["topics"][0]["slug"], "paragraphs" in listed) == (
        "题",
        "steel",
        False,
    )
    assert (alone["paragraphs"], alone["key_points"]) == (
        ["一。", "二。"],
        [{"group": "", "text": "点", "paragraph": 2}],
    )
    assert (alone["text_hash"], alone["version"]) == (article.live.text_hash, 1)


def test_both_texts_of_a_work_are_told(client):
    article = make_published_article()
    english = make_translation(article)
    assert [(row["id"], row["work"], row["language"]) for row in results(client, "articles/")] == [
        (article.pk, article.pk, "zh-hans"),
        (english.pk, article.pk, "en"),
    ]


# What is not told


@pytest.mark.parametrize("name", NAMES)
def test_nothing_hidden_is_told(client, name):
    secret = make_organisation(name="隐身集团", is_public=False)
    hidden = make_consortium(name="隐身共同体", is_public=False)
    meeting = make_conference(name="隐身大会", is_public=False)
    plaque, shown = make_base(name="隐身基地", is_public=False), make_organisation(parent=secret)
    make_membership(organisation=secret, consortium=make_consortium())
    make_membership(organisation=shown, consortium=hidden)
    make_conference_role(conference=make_conference(consortium=hidden), organisation=secret)
    make_part(session=make_session(conference=make_conference()), organisation=secret, base=plaque)
    make_agreement(parties=[secret, shown], conference=meeting, consortium=hidden)
    make_agreement(title="隐身协议", is_public=False)
    make_base(hosts=[secret], awarded_by=secret, unveiled_at=meeting, consortium=hidden)
    make_appointment(body=shown, organisation=secret, conference=meeting)
    make_appointment(body=secret, person="隐身某")
    make_document(organisation=secret, conference=meeting)
    make_document(name="隐身章程", is_public=False)
    make_figure(about=secret, name="隐身数字")
    text = client.get(f"{API}{name}/").content.decode()
    assert "隐身" not in text
    for record in (secret, meeting, plaque):
        assert f'"id":{record.pk},"name":"隐身' not in text


@pytest.mark.parametrize("name", NAMES)
def test_texts_that_are_not_public_are_not_told(client, name):
    draft = make_article(
        title="草稿甲",
        paragraphs=("秘密乙。",),
        summary="摘要丙",
        tags=[make_topic(slug="x", name="密题")],
    )
    make_waiting_article(title="草稿丁")
    article = make_published_article(paragraphs=("公开。",))
    article.correct(by=make_user("correct_article"), note="改")
    article.title, article.body = "草稿戊", "<p>秘密己。</p>"
    article.save()
    for kind in (make_organisation, make_conference, make_agreement, make_base, make_document):
        make_evidence(kind(), draft, quote="秘密乙")
        make_evidence(kind(), article, quote="秘密己")
    text = client.get(f"{API}{name}/").content.decode()
    assert not [
        word
        for word in ("草稿", "秘密", "摘要丙", "密题", f'"article":{draft.pk},')
        if word in text
    ]


@pytest.mark.parametrize(
    "kind",
    [make_organisation, make_conference, make_agreement, make_base, make_document, make_consortium],
)
def test_a_hidden_record_has_no_address(client, kind):
    name = {make_base: "training-bases", make_consortium: "consortia"}.get(
        kind, kind.__name__.removeprefix("make_") + "s"
    )
    assert client.get(f"{API}{name}/{kind().pk}/").status_code == 200
    assert client.get(f"{API}{name}/{kind(is_public=False).pk}/").status_code == 404


def test_a_draft_has_no_address(client):
    assert client.get(f"{API}articles/{make_article().pk}/").status_code == 404


# Filters and paging


def test_filters_are_those_of_the_pages(client):
    consortium, school = make_consortium(), make_organisation(kind="school")
    make_organisation(kind="enterprise")
    make_membership(organisation=school, consortium=consortium, role="chair", since="2024")
    for query in (
        "kind=school",
        f"consortium={consortium.pk}",
        "role=chair",
        f"consortium={consortium.pk}&on=2024-05-22",
    ):
        assert [row["id"] for row in results(client, f"organisations/?{query}")] == [school.pk]
    assert results(client, "organisations/?role=chair&on=2023-05-22") == []


def test_facts_are_found_by_their_sides_and_of_a_day(client):
    old = make_membership(until="2023")
    now = make_membership(consortium=old.consortium, since="2024", role="lead")
    make_membership()
    query = f"memberships/?consortium={old.consortium.pk}"
    assert [row["id"] for row in results(client, query)] == [old.pk, now.pk]
    assert [row["id"] for row in results(client, f"{query}&on=2024-05-22")] == [now.pk]
    assert [row["id"] for row in results(client, "memberships/?role=lead")] == [now.pk]
    office = make_appointment(since="2024")
    assert [
        row["id"] for row in results(client, f"appointments/?body={office.body_id}&on=2024-05-22")
    ] == [office.pk]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("organisations/?kind=nonsense", "kind"),
        ("conferences/?year=99999999", "year"),
        ("conferences/?consortium=99999999999999999999999", "consortium"),
        ("memberships/?on=2024-02-30", "on"),
        ("memberships/?on=9999-12-31", "on"),
        ("articles/?colour=red", "colour"),
        ("topics/?q=x", "q"),
        ("organisations/?page_size=0", "page_size"),
        ("organisations/?page_size=201", "page_size"),
        ("organisations/?page_size=%C2%B2", "page_size"),
        ("organisations/?page_size=9999999999999999999999", "page_size"),
    ],
)
def test_a_bad_parameter_gives_400_and_names_it(client, address, name):
    found = client.get(f"{API}{address}")
    assert (found.status_code, list(found.json())) == (400, [name])


@pytest.mark.parametrize("size", [1, 2, 5, 6, 200])
def test_paging_finds_each_row_once(client, size):
    made = [make_conference().pk for _row in range(5)]
    assert walk(client, f"conferences/?page_size={size}") == made


def test_paging_stays_right_while_rows_come_and_go(client):
    made = [make_conference() for _row in range(4)]
    following = client.get(f"{API}conferences/?page_size=2").json()["next"]
    made[1].delete()
    made[0].save()
    late = make_conference()
    page = client.get(following).json()
    assert [row["id"] for row in page["results"]] == [made[2].pk, made[3].pk]
    assert [row["id"] for row in client.get(page["next"]).json()["results"]] == [late.pk]


def cursor_of(client, address):
    """The cursor that leads to the next page."""
    return QueryDict(client.get(f"{API}{address}").json()["next"].partition("?")[2])["cursor"]


def test_an_altered_cursor_gives_400_in_words(client):
    for _row in range(3):
        make_conference()
    cursor = cursor_of(client, "conferences/?page_size=1")
    altered = [
        cursor[:-1],
        cursor[1:],
        cursor + "x",
        cursor.swapcase(),
        "x",
        "5",
        "😀",
        "a:b:c",
        "x" * 5000,
        "\0",
    ]
    for text in altered:
        found = client.get(
            f"{API}conferences/",
            {"cursor": text, "page_size": "1"},
            headers={"Accept-Language": "en"},
        )
        assert (found.status_code, found.json()) == (
            400,
            {"cursor": ["This cursor was altered or cut off: begin again without it."]},
        )


def test_a_cursor_of_another_filter_or_list_gives_400_in_words(client):
    for _row in range(3):
        make_conference(kind="forum")
        make_organisation()
    cursor = cursor_of(client, "conferences/?page_size=1&kind=forum")
    for address in ("conferences/", "conferences/?kind=annual", "organisations/"):
        query = dict([address.partition("?")[2].split("=")]) if "?" in address else {}
        found = client.get(
            f"{API}{address.partition('?')[0]}",
            {**query, "cursor": cursor},
            headers={"Accept-Language": "en"},
        )
        assert found.status_code == 400
        assert found.json() == {
            "cursor": ["This cursor belongs to another list or filter: begin again without it."]
        }
    assert len(walk(client, f"conferences/?kind=forum&page_size=2&cursor={cursor}")) == 2


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_rows(client, number, django_assert_max_num_queries):
    world(rows=number)
    for name in NAMES:
        ContentType.objects.clear_cache()
        with django_assert_max_num_queries(9):
            assert client.get(f"{API}{name}/").status_code == 200
