"""The admin site: the login, and a start page that says what is missing."""

import re
from datetime import date

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import KeyPoint, OutletAlias, ViewCount
from consortia.duplicates import mark_distinct
from consortia.matching import reject_match
from consortia.merging import merge
from portal.search.index_updates import batch_updates
from seeds.models import Batch, Capture, Proposal, Shipped, Upload
from tests.factories import (
    make_agreement,
    make_appointment,
    make_base,
    make_column,
    make_conference,
    make_conference_role,
    make_document,
    make_evidence,
    make_figure,
    make_industry,
    make_membership,
    make_name,
    make_organisation,
    make_outlet,
    make_part,
    make_picture,
    make_published_article,
    make_region,
    make_session,
    make_sheet_import,
    make_topic,
    make_user,
    make_waiting_article,
)

MODELS = [
    model
    for model in admin.site._registry
    if model._meta.app_label in {"articles", "consortia", "seeds"}
]
LANGUAGES = {"zh-hans": "登录", "en": "Log in"}


@batch_updates()
def make_everything(number):
    """One row of every model that the admin shows, each with its own relations."""
    region, industry = (
        make_region(code=f"37{number:02}00"),
        make_industry(slug=f"industry-{number}"),
    )
    outlet = make_outlet(name=f"日报{number}")
    OutletAlias.objects.create(outlet=outlet, text=f"Ri Bao {number}", reason="It calls itself so.")
    article = make_published_article(
        outlet=outlet, column=make_column(slug=f"column-{number}"), published="2024-05-22"
    )
    ViewCount.objects.create(article=article, day=date(2026, 1, number), views=number)
    make_topic(slug=f"topic-{number}", name=f"话题{number}")
    KeyPoint.objects.create(article=article, text="要点")
    make_picture(article, alt="校门")
    organisation = make_organisation(region=region, industry=industry)
    make_name(organisation, "简称")
    membership = make_membership(organisation=organisation)
    conference = make_conference(region=region, consortium=membership.consortium)
    make_conference_role(conference=conference, organisation=organisation)
    base = make_base(hosts=[organisation], region=region, industry=industry)
    make_part(session=make_session(conference=conference), organisation=organisation, base=base)
    make_agreement(parties=[organisation], conference=conference, consortium=membership.consortium)
    make_appointment(body=organisation, organisation=make_organisation())
    make_sheet_import(consortium=membership.consortium, by=make_user(), counts={"new": 1})
    make_document(organisation=organisation, conference=conference)
    figure = make_figure(about=organisation, of="vice_chair", value=19)
    make_evidence(figure, article)
    batch = Batch.objects.create(by=make_user(), started_at=timezone.now(), what="网页文件夹")
    capture = Capture.objects.create(
        batch=batch, name="page.html", content=b"page", sha256=str(number), encoding="utf-8"
    )
    capture.articles.add(article)
    upload = Upload.objects.create(
        by=batch.by, made_at=timezone.now(), what="pages.zip", submission=str(number), batch=batch
    )
    upload.pages.create(position=1, name="page.html", status="read", capture=capture)
    decided = {"status": "refused", "decided_at": timezone.now()}
    Proposal.objects.create(
        capture=capture,
        article=article,
        kind="document",
        confidence=1,
        stated_confidence=1,
        **decided,
    )
    Shipped.objects.create(
        key=f"organisation/{number}", record=organisation, entry_hash="", record_hash=""
    )
    merge(organisation, make_organisation(), by=make_user("add_merge"), why="同一家")
    mark_distinct(organisation, make_organisation(), by=make_user(), why="两家")
    reject_match("别的学院", organisation, by=make_user(), why="另一家")


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def queries_of(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize(("language", "words"), LANGUAGES.items())
def test_login_page_offers_both_languages(language, words, client, db):
    client.post("/i18n/setlang/", {"language": language, "next": "/admin/login/"})
    page = client.get("/admin/login/").text
    assert words in page
    assert re.findall(
        r'<button name="language" value="([^"]+)"\s+lang="[^"]+" aria-current', page
    ) == [language]


def test_language_switch_comes_back_to_the_page(chief, client):
    page = "/admin/consortia/organisation/?q=x"
    answer = client.post("/i18n/setlang/", {"language": "en", "next": page})
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert '<html lang="en"' in client.get(page).text


def test_start_page_lists_what_is_missing(chief, client):
    client.cookies["django_language"] = "en"
    first, second = (
        make_organisation(name="职业学院"),
        make_organisation(name="技术学院", kind="other"),
    )
    for organisation in (first, second):
        make_name(organisation, "学院")
    membership = make_membership(role="vice_chair")
    make_figure(about=membership.consortium, of="vice_chair", value=19)
    panels = {panel.title: panel for panel in client.get("/admin/").context["panels"]}
    assert list(panels) == [
        "Facts without a source",
        "Organisations without region or of no known kind",
        "Organisations that share a name: likely twins",
        "Declared counts with names missing",
    ]
    assert panels["Organisations that share a name: likely twins"].total == 2
    assert "19 (1 named)" in panels["Declared counts with names missing"].rows[0][0]


def test_start_page_begins_with_the_desk(chief, client):
    client.cookies["django_language"] = "en"
    waiting = make_waiting_article()
    page = client.get("/admin/")
    assert [(section.title, section.total) for section in page.context["desk"]] == [
        ("Waiting for me", 1)
    ]
    assert f"/admin/articles/article/{waiting.pk}/review/" in page.text


def total_on(shown):
    """How many rows a panel's page has: a list, unread notices, or captures to decide on."""
    if "cl" in shown:
        return shown["cl"].result_count
    return (
        sum(not notice.read_at for notice in shown["notices"])
        if "notices" in shown
        else shown["page"].paginator.count
    )


def test_start_page_links_to_lists_that_hold_as_many(chief, client):
    make_everything(1)
    make_waiting_article()
    for panel in client.get("/admin/").context["panels"]:
        for _text, place in [] if panel.address else panel.rows:
            assert client.get(place).context["cl"].result_count >= 1
        if panel.address:
            assert total_on(client.get(panel.address).context) == panel.total


def test_start_page_lists_ten_and_says_how_many_more(chief, client):
    for _number in range(12):
        make_organisation()
    panels = {panel.address: panel for panel in client.get("/admin/").context["panels"]}
    found = panels[
        address(MODELS[MODELS.index(type(make_organisation()))], "changelist") + "?needs=place"
    ]
    assert (found.total, len(found.rows), found.remaining) == (12, 10, 2)


def test_start_page_asks_as_often_for_four_rows_as_for_two(chief, client):
    make_everything(1)
    make_everything(2)
    queries_of(client, "/admin/")
    few = queries_of(client, "/admin/")
    make_everything(3)
    make_everything(4)
    assert queries_of(client, "/admin/") == few
    assert few <= 25


def test_start_page_hides_what_a_person_may_not_see(client, db):
    make_organisation()
    client.force_login(make_user("view_article"))
    page = client.get("/admin/")
    assert page.context["panels"] == []
    assert [room["app_label"] for room in page.context["app_list"]] == ["articles"]


def test_start_page_puts_parts_behind_records(chief, client):
    rooms = [
        (room["app_label"], room["models"][0]["object_name"])
        for room in client.get("/admin/").context["app_list"]
    ]
    assert rooms[:5] == [
        ("articles", "Article"),
        ("articles", "OutletAlias"),
        ("consortia", "Organisation"),
        ("consortia", "OrganisationName"),
        ("seeds", "Batch"),
    ]
