"""The lists of the records: what they count, find and refuse."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.consortia.test_public_pages import LISTS, world
from tests.factories import (
    make_agreement,
    make_conference,
    make_conference_role,
    make_consortium,
    make_evidence,
    make_figure,
    make_organisation,
    make_published_article,
    make_region,
)

pytestmark = pytest.mark.django_db


def test_a_province_counts_and_finds_its_prefectures(client):
    province = make_region()
    city = make_region(code="370100", name="济南市", name_en="Jinan", parent=province)
    make_organisation(name_en="In the city", region=city)
    make_organisation(name_en="In the province", region=province)
    make_organisation(name_en="Nowhere")
    response = client.get("/en/organisations/?region=370000")
    assertContains(response, "2 organisations")
    assertContains(response, "Shandong (2)")
    assertContains(response, "Jinan (1)")
    assertNotContains(response, "Nowhere")


def test_a_record_tied_twice_counts_once(client):
    body, conference = make_organisation(), make_conference()
    make_conference_role(conference=conference, organisation=body, role="host")
    make_conference_role(conference=conference, organisation=body, role="organiser")
    response = client.get(f"/en/conferences/?organisation={body.pk}")
    assertContains(response, "1 conference")
    assertContains(response, f"{body.name_en} (1)")


def test_a_choice_that_another_filter_empties_stays_chosen(client):
    body = make_organisation(name_en="Kept")
    make_conference_role(organisation=body)
    response = client.get(f"/en/conferences/?organisation={body.pk}&year=1999")
    assertContains(response, "selected>Kept (0)")


BAD = (
    "kind=bogus",
    "region=000000",
    "consortium=999999",
    "organisation=x",
    "year=abc",
    f"q={'x' * 81}",
)
UNKNOWN = {
    "consortia": ("consortium=", "organisation="),
    "organisations": ("organisation=", "year="),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", BAD)
def test_a_bad_value_shows_its_error_and_no_rows_where_the_filter_is_known(client, name, query):
    world()
    response = client.get(f"/en/{name}/?{query}")
    rows = response.context["listing"].page.rows
    if query.startswith(UNKNOWN.get(name, ())):
        assertNotContains(response, "field__error")
        assert rows
    else:
        assertContains(response, "field__error")
        assert rows == []


@pytest.mark.parametrize("name", ["consortia", "organisations"])
def test_lists_by_name_page_through_in_both_languages(client, name):
    for number in range(45):
        (make_consortium if name == "consortia" else make_organisation)(
            name=f"莱芜{number:02}", name_en="Same name"
        )
    for language in ("en", "zh-hans"):
        seen, query = [], "?"
        while query:
            page = client.get(f"/{language}/{name}/{query}").context["listing"].page
            seen += [row.pk for row in page.rows]
            query = page.next_url
        assert len(seen) == len(set(seen)) == 45


def test_a_name_in_the_other_language_is_marked(client):
    make_organisation(name="只有中文名", name_en="")
    assertContains(client.get("/en/organisations/"), '<span lang="zh-hans">只有中文名</span>')


def test_the_shipped_pages_all_open(client, shipped):
    for language in ("zh-hans", "en"):
        for name in ("", *(f"{name}/" for name in (*LISTS, "articles", "topics", "about"))):
            assertContains(client.get(f"/{language}/{name}"), f'<html lang="{language}"')
        for name in (*LISTS, "articles"):
            assert len(client.get(f"/{language}/{name}/").context["listing"].page.rows) > 0


def test_a_figure_of_a_hidden_record_shows_under_no_article(client):
    article = make_published_article()
    for name, public in (("公开之数", True), ("隐藏之数", False)):
        figure = make_figure(about=make_organisation(is_public=public), value=7, name=name)
        make_evidence(figure, article)
    response = client.get(f"/zh-hans/articles/{article.pk}/")
    assertContains(response, "公开之数")
    assertNotContains(response, "隐藏之数")


def test_the_region_of_a_hidden_party_finds_no_agreement(client):
    shown = make_organisation(region=make_region(code="110000", name="北京市", name_en="Beijing"))
    hidden = make_organisation(
        region=make_region(code="310000", name="上海市", name_en="Shanghai"), is_public=False
    )
    make_agreement(title="两家协议", parties=[shown, hidden])
    response = client.get("/zh-hans/agreements/")
    assertContains(response, '<option value="110000">')
    assertNotContains(response, '<option value="310000">')
    assertContains(client.get("/zh-hans/agreements/?region=110000"), "两家协议")
    assertNotContains(client.get("/zh-hans/agreements/?region=310000"), "两家协议")


def test_a_figure_under_an_article_shows_scope_day_and_paragraph(client):
    article = make_published_article()
    figure = make_figure(value=547, unit="所", name="职业院校", scope="山东省", as_of="2025-10-28")
    make_evidence(figure, article, paragraph=2)
    response = client.get(f"/zh-hans/articles/{article.pk}/")
    for words in (
        "547所",
        "山东省",
        "2025年10月28日",
        f'href="/zh-hans/articles/{article.pk}/#p2"',
    ):
        assertContains(response, words)
