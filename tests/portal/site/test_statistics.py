"""What the statistics count, how they narrow, and the figures that articles quote."""

import pytest
from django.contrib.contenttypes.models import ContentType
from pytest_django.asserts import assertContains, assertNotContains

from consortia.counts import count_by_industry, count_by_kind, count_by_province, count_by_year
from tests.factories import (
    make_agreement,
    make_base,
    make_conference,
    make_consortium,
    make_evidence,
    make_figure,
    make_industry,
    make_membership,
    make_organisation,
    make_published_article,
    make_region,
)

pytestmark = pytest.mark.django_db


def world(rows=1):
    """Records of every counted kind, so many of each, in one city and one industry."""
    province, steel = make_region(), make_industry()
    city = make_region(code="370100", name="济南市", name_en="Jinan", parent=province)
    for _row in range(rows):
        consortium = make_consortium(region=city, industry=steel, founded_on="2023")
        make_conference(region=city, consortium=consortium, kind="forum")
        make_agreement(signed_on="2024-05", consortium=consortium)
        make_base(region=province, industry=steel, unveiled_on="XXXX-11-14")
        make_membership(organisation=make_organisation(), consortium=consortium)


def test_prefectures_count_for_their_province():
    world(rows=2)
    assert count_by_province() == {
        "consortium": {"370000": 2},
        "conference": {"370000": 2},
        "base": {"370000": 2},
    }


def test_years_count_what_has_one():
    world()
    assert count_by_year() == {("conference", 2024): 1, ("agreement", 2024): 1, ("base", 0): 1}


def test_sorts_count_each_kind():
    world()
    assert count_by_kind()["conference"] == {"forum": 1}
    assert count_by_kind()["consortium"] == {"industry": 1}


def test_industries_count_what_hangs_on_their_consortia():
    world()
    assert count_by_industry() == {
        make_industry().pk: {"consortium": 1, "conference": 1, "agreement": 1, "base": 1}
    }


@pytest.mark.parametrize("tally", [count_by_province, count_by_year, count_by_kind])
def test_tallies_narrow_to_an_industry(tally):
    world()
    other = make_industry(slug="food", name="食品", name_en="Food")
    narrowed, whole = tally(make_industry()), tally()
    make_base(industry=other, region=make_region(), unveiled_on="2025")
    assert tally(make_industry()) == narrowed == whole
    assert tally() != whole


def test_tallies_leave_out_what_is_hidden():
    province, steel = make_region(), make_industry()
    make_consortium(is_public=False, region=province, industry=steel)
    make_conference(is_public=False, region=province)
    make_base(is_public=False, region=province, industry=steel)
    assert count_by_province() == {"consortium": {}, "conference": {}, "base": {}}
    assert count_by_industry() == count_by_year() == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_statistics_queries_do_not_grow_with_the_rows(client, rows, django_assert_num_queries):
    world(rows)
    client.get("/en/statistics/")
    with django_assert_num_queries(8):
        assertContains(client.get("/en/statistics/"), "Shandong")


def test_statistics_link_to_the_lists_narrowed_alike(client):
    world()
    page = client.get("/en/statistics/?industry=steel")
    assertContains(page, "/en/consortia/?region=370000&amp;industry=steel")
    assertContains(page, "/en/training-bases/?kind=training_base&amp;industry=steel")
    assertNotContains(page, "/en/conferences/?region")


def test_statistics_refuse_an_unknown_industry(client):
    world()
    page = client.get("/en/statistics/?industry=gold")
    assertContains(page, "Select a valid choice")
    assertNotContains(page, "<svg")


def test_statistics_of_nothing(client):
    assertContains(client.get("/en/statistics/"), "None has a known year.")


def test_figures_show_scope_day_and_source(client):
    article = make_published_article(paragraphs=("全省有547所职业学校。",))
    figure = make_figure(
        value=547, name_en="Vocational schools", scope_en="Shandong", as_of="2025-10-28"
    )
    make_evidence(figure, article, quote="547所职业学校")
    page = client.get("/en/statistics/figures/")
    for text in ("547", "Vocational schools", "Shandong", "28 October 2025", f"{article.pk}/#p1"):
        assertContains(page, text)


def test_figures_leave_out_declared_counts_and_hidden_records(client):
    make_figure(about=make_consortium(), of="vice_chair", value=19191)
    make_figure(about=make_conference(is_public=False), value=28282)
    make_figure(about=make_conference(), value=37373)
    page = client.get("/en/statistics/figures/")
    assertContains(page, "37,373")
    assertNotContains(page, "19,191")
    assertNotContains(page, "28,282")


@pytest.mark.parametrize("rows", [1, 3])
def test_figures_queries_do_not_grow_with_the_rows(client, rows, django_assert_max_num_queries):
    for _row in range(rows):
        for about in (None, make_conference(), make_organisation()):
            make_evidence(make_figure(about=about, as_of="2024"), make_published_article())
    ContentType.objects.clear_cache()
    with django_assert_max_num_queries(8):
        assert client.get("/en/statistics/figures/").status_code == 200


def test_figures_stand_in_the_order_of_their_days(client):
    for as_of, value in (("", 11), ("2025-10", 22), ("XXXX-11-14", 33), ("2024", 44)):
        make_figure(as_of=as_of, value=value)
    page = client.get("/en/statistics/figures/").content.decode()
    assert sorted((11, 22, 33, 44), key=lambda value: page.index(f"<b>{value}</b>")) == [
        22,
        44,
        33,
        11,
    ]


def test_list_map_keeps_the_filter(client):
    world()
    assertContains(client.get("/en/conferences/?kind=forum"), "?kind=forum&amp;region=370000")
    assertNotContains(client.get("/en/conferences/?kind=annual"), "<svg")
