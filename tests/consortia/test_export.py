"""The record lists as files: exactly the rows of the filter, with their sources, and nothing hidden."""

import io
import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from openpyxl import load_workbook
from pytest_django.asserts import assertContains

from consortia.models import Organisation
from tests.consortia.test_public_pages import LISTS, world
from tests.exported_files import csv_rows, json_ids, json_rows, response_bytes
from tests.factories import (
    make_agreement,
    make_article,
    make_base,
    make_conference,
    make_conference_role,
    make_consortium,
    make_evidence,
    make_membership,
    make_organisation,
    make_outlet,
    make_published_article,
    make_region,
)

pytestmark = pytest.mark.django_db

WAYS = ("csv", "xlsx", "json", "atom")
NASTY = 'A"组\n织\u202e名"=,;<b>'


def test_every_row_of_the_filter_is_taken_whatever_the_page(client):
    world(rows=21)
    make_organisation(region=make_region(code="110000", name="北京市"))
    for name in LISTS:
        found = json_ids(client.get(f"/zh-hans/{name}/?region=370000&format=json"))
        listed = client.get(f"/zh-hans/{name}/?region=370000").context["listing"]
        assert len(found) == listed.total > 0, name
        assert found[:20] == [row.pk for row in listed.page.rows], name


@pytest.mark.parametrize("name", LISTS)
def test_all_formats_hold_the_same_rows(client, name, tmp_path):
    world(rows=2)
    numbers = json_ids(client.get(f"/en/{name}/?format=json"))
    file = tmp_path / "list.xlsx"
    file.write_bytes(response_bytes(client.get(f"/en/{name}/?format=xlsx")))
    assert [
        int(row["Number"]) for row in csv_rows(client.get(f"/en/{name}/?format=csv"))
    ] == numbers
    assert [cell.value for cell in load_workbook(file).active["A"]] == ["Number", *numbers]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("rows_of_each", [1, 3])
def test_queries_do_not_grow_with_the_rows(
    client, way, rows_of_each, django_assert_max_num_queries
):
    world(rows=rows_of_each)
    for name in LISTS:
        ContentType.objects.clear_cache()
        with django_assert_max_num_queries(6):
            assert response_bytes(client.get(f"/en/{name}/?format={way}"))


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("way", WAYS)
def test_a_list_without_rows_is_a_file_with_its_head(client, name, way):
    found = client.get(f"/en/{name}/?format={way}")
    assert (found.status_code, found["X-Robots-Tag"]) == (200, "noindex")
    text = response_bytes(found)
    if way == "csv":
        assert (text.startswith(b"\xef\xbb\xbfNumber,"), text.count(b"\r\n")) == (True, 1)
    elif way == "json":
        assert text.endswith(b'"rows": [\n]}\n')
    elif way == "xlsx":
        assert load_workbook(io.BytesIO(text)).active.max_row == 1
    else:
        assert (text.count(b"<feed"), text.count(b"<entry")) == (1, 0)


BAD = ("year=x", "region=nonsense", "kind=x", f"q={'x' * 81}", "year=99999", "kind=school&kind=x")


@pytest.mark.parametrize(
    ("name", "query"),
    [
        (name, query)
        for name in LISTS
        for query in BAD
        if (name, query.partition("=")[0]) != ("organisations", "year")
    ],
)
def test_a_bad_filter_gives_400_and_its_reason_and_no_file(client, name, query):
    found = client.get(f"/en/{name}/?{query}&format=csv")
    assert (found.status_code, found["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert found.text.startswith(f"{query.split('=')[0]}: ")


def test_a_filter_that_a_list_does_not_have_changes_nothing(client):
    make_organisation(name_en="Kept")
    found = client.get("/en/organisations/?year=x&format=csv")
    assert [row["Number"] for row in csv_rows(found)] == [str(Organisation.objects.get().pk)]


@pytest.mark.parametrize("way", ["pdf", "CSV", "csv ", "<script>", "%00", "ics"])
def test_an_unknown_format_gives_400_and_those_that_there_are(client, way):
    found = client.get(f"/en/organisations/?format={way}")
    assert (found.status_code, found["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert found.text.endswith("take one of csv, xlsx, json, atom.\n")


def test_an_empty_format_is_the_page(client):
    assertContains(client.get("/en/organisations/?format="), "Organisations</h1>")


@pytest.mark.parametrize("way", WAYS)
def test_head_gives_the_headers_alone_and_reads_no_rows(client, way, django_assert_max_num_queries):
    make_organisation()
    with django_assert_max_num_queries(1 if way == "atom" else 0):
        found = client.head(f"/en/organisations/?format={way}")
    assert (found.status_code, response_bytes(found)) == (200, b"")
    read = client.get(f"/en/organisations/?format={way}")
    assert response_bytes(read)
    assert (found["Content-Type"], found.get("Content-Disposition")) == (
        read["Content-Type"],
        read.get("Content-Disposition"),
    )


def test_files_are_named_in_plain_letters_and_in_the_readers_language(client):
    named = client.get("/en/training-bases/?format=csv")["Content-Disposition"]
    assert (
        named
        == "attachment; filename=\"training-bases.csv\"; filename*=UTF-8''Training%20bases.csv"
    )
    chinese = client.get("/zh-hans/conferences/?format=csv")["Content-Disposition"]
    assert chinese.startswith(
        "attachment; filename=\"conferences.csv\"; filename*=UTF-8''%E4%BC%9A"
    )


def test_a_row_names_the_paragraphs_that_it_rests_on(client):
    article = make_published_article(
        outlet=make_outlet(name="齐鲁晚报"), paragraphs=("一。", "二。")
    )
    conference = make_conference()
    make_evidence(conference, article, paragraph=2)
    make_evidence(conference, article, paragraph=1, supports=False)
    row = json_rows(client.get("/zh-hans/conferences/?format=json"))[0]
    address = f"http://testserver/zh-hans/articles/{article.pk}/"
    assert (row["source_outlets"], row["source_paragraphs"]) == (["齐鲁晚报"] * 2, [2, 1])
    assert row["source_addresses"] == [f"{address}#p2", f"{address}#p1"]


def test_a_source_that_is_not_public_shows_outlet_and_its_own_address_alone(client):
    draft = make_article(
        title="草稿题", outlet=make_outlet(name="齐鲁晚报"), source_address="https://example.org/x"
    )
    make_evidence(make_conference(), draft, paragraph=1, quote="第一段")
    for way in ("csv", "json"):
        text = response_bytes(client.get(f"/zh-hans/conferences/?format={way}")).decode()
        assert ("齐鲁晚报" in text, "https://example.org/x" in text) == (True, True)
        assert not any(word in text for word in ("草稿题", "第一段", f"/articles/{draft.pk}/"))


@pytest.mark.parametrize(
    "kind", [make_organisation, make_conference, make_agreement, make_base, make_consortium]
)
@pytest.mark.parametrize("way", ["csv", "json", "atom"])
def test_hidden_records_are_in_no_file(client, kind, way):
    field = "title" if kind is make_agreement else "name"
    kind(**{field: "隐身甲"}, is_public=False)
    for name in LISTS:
        assert "隐身甲" not in response_bytes(client.get(f"/zh-hans/{name}/?format={way}")).decode()


@pytest.mark.parametrize("way", ["csv", "json", "atom"])
def test_hidden_relations_are_in_no_row(client, way):
    secret = make_organisation(name="隐身集团", is_public=False)
    hidden = make_consortium(name="隐身共同体", is_public=False)
    meeting = make_conference(name="隐身大会", is_public=False)
    shown = make_organisation(parent=secret)
    make_membership(organisation=secret, consortium=make_consortium(), role="lead")
    make_membership(organisation=shown, consortium=hidden)
    make_conference_role(conference=make_conference(consortium=hidden), organisation=secret)
    make_agreement(parties=[secret, shown], conference=meeting, consortium=hidden)
    make_base(hosts=[secret, shown], awarded_by=secret, unveiled_at=meeting, consortium=hidden)
    for name in LISTS:
        found = client.get(f"/zh-hans/{name}/?format={way}")
        text = response_bytes(found).decode()
        assert (found.status_code, "隐身" in text) == (200, False)
        if way == "json":
            assert str(secret.pk) not in [str(value) for row in ids_within(text) for value in row]


def ids_within(text):
    """The numbers of related organisations in the rows of a JSON file."""
    names = (
        "parent_id",
        "lead_ids",
        "organisation_ids",
        "party_ids",
        "partner_ids",
        "awarded_by_id",
    )
    return [
        [row.get(name)] if not isinstance(row.get(name), list) else row[name]
        for row in json.loads(text)["rows"]
        for name in names
    ]


def test_names_that_would_break_a_file_do_not(client):
    body_made = make_organisation(name=NASTY, name_en='=HYPERLINK("x")', region=make_region())
    row = csv_rows(client.get("/en/organisations/?format=csv"))[0]
    assert (row["Chinese name"], row["English name"]) == (NASTY, '\'=HYPERLINK("x")')
    assert json_rows(client.get("/en/organisations/?format=json"))[0]["name"] == NASTY
    assert int(row["Number"]) == body_made.pk
    assert response_bytes(client.get("/en/organisations/?format=xlsx")).startswith(b"PK")


def test_a_file_is_read_while_it_is_sent(django_assert_num_queries):
    Organisation.objects.bulk_create(
        Organisation(name=f"第{place}学院", kind="school", sort_key=f"{place:05}")
        for place in range(1201)
    )
    found = Client().get("/zh-hans/organisations/?format=csv")
    pieces = iter(found.streaming_content)
    assert next(pieces).decode().count("\r\n") == 1
    with django_assert_num_queries(4):  # rows, evidence, memberships, and once the kinds of records
        ContentType.objects.clear_cache()
        assert next(pieces).decode().count("\r\n") == 500
    assert [piece.decode().count("\r\n") for piece in pieces] == [500, 201]


def test_the_kind_of_a_row_is_in_the_language_of_the_page_to_the_last(client):
    make_organisation(kind="school")
    english, chinese = (
        client.get("/en/organisations/?format=csv"),
        Client().get("/zh-hans/organisations/?format=csv"),
    )
    assert csv_rows(english)[0]["Kind"] == "school"
    assert "院校" in response_bytes(chinese).decode()
