"""What pages say to machines, read by an independent library: schema.org, Open Graph, the map of the site."""

import re
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from extruct.jsonld import JsonLdExtractor
from PIL import Image
from pytest_django.asserts import assertContains

from portal.site.sections import SECTIONS
from tests.factories import (
    make_agreement,
    make_article,
    make_base,
    make_conference,
    make_conference_role,
    make_consortium,
    make_membership,
    make_organisation,
    make_outlet,
    make_picture,
    make_published_article,
    make_region,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db

WEIRD = 'A "quoted"\n</script><script>alert(1)</script> & \u202eright-to-left\u2028'


def graph(client, path):
    """The things that a page describes, by their types, as the library reads them."""
    answer = client.get(path)
    assert answer.status_code == 200
    [block] = JsonLdExtractor().extract(answer.text)
    assert block["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in block["@graph"]}


def names(trail):
    return [item["name"] for item in trail["itemListElement"]]


def test_an_article_says_what_its_page_shows(client):
    article = make_article(
        title="签约",
        summary="三方签约。",
        published="2024-05-23T10:08",
        outlet=make_outlet(),
        byline="记者甲",
    )
    article.tags.set([make_topic()])
    make_picture(article)
    article.publish_shipped()
    found = graph(client, f"/zh-hans/articles/{article.pk}/")
    news = found["NewsArticle"]
    assert (news["headline"], news["description"], news["inLanguage"]) == (
        "签约",
        "三方签约。",
        "zh-hans",
    )
    assert (news["datePublished"], news["author"]["name"], news["keywords"]) == (
        "2024-05-23T10:08+08:00",
        "记者甲",
        ["钢铁"],
    )
    assert news["sourceOrganization"]["name"] == "齐鲁晚报"
    [address] = news["image"]
    with closing(client.get(address)) as picture:
        assert picture["Content-Type"] == "image/png"
    assert names(found["BreadcrumbList"]) == ["产教融合门户", "文章", "签约"]


def test_a_day_without_a_year_is_left_out(client):
    found = graph(client, f"/en/conferences/{make_conference(dates='XXXX-11-14').pk}/")
    assert "startDate" not in found["Event"]


def test_a_conference_is_an_event_with_its_organisers_alone(client):
    conference = make_conference(
        name_en="Forum", dates="2024-05-22/2024-05-23", venue_en="Hall", region=make_region()
    )
    make_conference_role(
        conference=conference, organisation=make_organisation(name_en="Host"), role="host"
    )
    make_conference_role(
        conference=conference, organisation=make_organisation(name_en="Guide"), role="guided_by"
    )
    make_conference_role(
        conference=conference, organisation=make_organisation(name_en="Hidden", is_public=False)
    )
    event = graph(client, f"/en/conferences/{conference.pk}/")["Event"]
    assert (event["name"], event["startDate"], event["endDate"]) == (
        "Forum",
        "2024-05-22",
        "2024-05-23",
    )
    assert event["location"] == {"@type": "Place", "name": "Hall", "address": "Shandong"}
    assert [body["name"] for body in event["organizer"]] == ["Host"]


def test_a_cancelled_conference_says_so(client):
    event = graph(client, f"/en/conferences/{make_conference(status='cancelled').pk}/")["Event"]
    assert event["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_consortium_names_each_public_member_once(client):
    consortium, body = (
        make_consortium(name_en="Steel community", founded_on="2023-07"),
        make_organisation(name_en="College"),
    )
    for role in ("lead", "chair"):
        make_membership(consortium=consortium, organisation=body, role=role)
    make_membership(
        consortium=consortium, organisation=make_organisation(name_en="Hidden", is_public=False)
    )
    found = graph(client, f"/en/consortia/{consortium.pk}/")["Organization"]
    assert (found["name"], found["foundingDate"]) == ("Steel community", "2023-07")
    assert [member["name"] for member in found["member"]] == ["College"]


def test_an_organisation_says_its_kind_and_consortia(client):
    member = make_membership(
        organisation=make_organisation(kind="school"),
        consortium=make_consortium(name_en="Community"),
    )
    found = graph(client, f"/en/organisations/{member.organisation.pk}/")["EducationalOrganization"]
    assert [body["name"] for body in found["memberOf"]] == ["Community"]


def test_agreement_and_base_name_who_stands_behind_them(client):
    party, host = make_organisation(name_en="Party"), make_organisation(name_en="Host")
    agreement, base = (
        make_agreement(parties=[party], signed_on="2024"),
        make_base(hosts=[host], unveiled_on="2024-05-22"),
    )
    work = graph(client, f"/en/agreements/{agreement.pk}/")["CreativeWork"]
    assert (work["dateCreated"], [body["name"] for body in work["contributor"]]) == (
        "2024",
        ["Party"],
    )
    plaque = graph(client, f"/en/training-bases/{base.pk}/")["Organization"]
    assert (plaque["foundingDate"], [body["name"] for body in plaque["member"]]) == (
        "2024-05-22",
        ["Host"],
    )


def test_the_home_page_is_a_site_with_a_search(client):
    site = graph(client, "/en/")["WebSite"]
    assert (
        site["potentialAction"]["target"]["urlTemplate"]
        == "http://testserver/en/search/?q={search_term_string}"
    )


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.list_url_name)
def test_a_list_says_what_it_is_and_where_it_stands(client, section):
    found = graph(client, f"/zh-hans/{section.list_url_name}/")
    assert names(found["BreadcrumbList"]) == ["产教融合门户", str(section.label)]
    assert {"Dataset", "CollectionPage"} & set(found)


def test_a_name_that_would_break_out_stays_data(client):
    path = f"/en/training-bases/{make_base(name_en=WEIRD).pk}/"
    text = client.get(path).text
    assert "<script>alert" not in text
    assert graph(client, path)["Organization"]["name"] == WEIRD
    assert "\u2028" not in re.search(r"<script type.*?</script>", text, re.DOTALL)[0]


@pytest.mark.parametrize("sign", ["portal", *(section.sign for section in SECTIONS)])
def test_every_kind_has_a_drawn_card(sign):
    found = Path(finders.find(f"portal/cards/{sign}.png"))
    with Image.open(found) as card:
        assert (card.size, found.stat().st_size < 30_000) == ((1200, 630), True)


def test_a_messenger_is_told_title_and_card(client):
    page = client.get(f"/en/conferences/{make_conference(name_en=WEIRD).pk}/")
    assertContains(page, '<meta property="og:title" content="A &quot;quoted&quot;')
    assertContains(
        page,
        '<meta property="og:image" content="http://testserver/static/portal/cards/conference.png">',
    )


def test_the_map_of_the_site_is_an_index_with_days(client):
    make_published_article()
    make_conference()
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314  made by the portal just before
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    entries = {
        entry.find("s:loc", space).text: entry.find("s:lastmod", space) is not None
        for entry in index
    }
    dated = {address.rpartition("sitemap-")[2] for address, has_day in entries.items() if has_day}
    assert dated >= {"articles.xml", "conferences.xml"}
    assert {
        client.get(address.removeprefix("http://testserver")).status_code for address in entries
    } == {200}


def test_robots_keep_out_of_forms_and_drafts(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert {
        "Disallow: /admin/",
        "Disallow: /preview/",
        "Disallow: /v/",
        "Disallow: /*/report/",
    } <= set(lines)


def test_an_error_page_describes_nothing(client):
    withdrawn = make_published_article()
    withdrawn.withdraw(by=make_user("withdraw_article"), reason="in_error")
    answers = [client.get(path) for path in ("/en/nothing/", f"/en/articles/{withdrawn.pk}/")]
    assert [(answer.status_code, JsonLdExtractor().extract(answer.text)) for answer in answers] == [
        (404, []),
        (410, []),
    ]
