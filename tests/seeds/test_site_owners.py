"""Whose site a page stands on: as the registry says, as the page says, or nobody's."""

import pytest

from articles.models import OutletAlias
from seeds.extraction import extract_proposals
from seeds.pages import PageArticle
from seeds.pages.site_owner import find_site_owner
from seeds.site_owners import build_owner_lookup
from tests.factories import make_organisation, make_outlet

pytestmark = pytest.mark.django_db
TEXT = "我院与甲山机械集团签订合作协议。"


def parties(article, **options):
    return [
        each.fields["parties"]
        for each in extract_proposals(article, **options)
        if each.kind == "agreement"
    ]


def test_owner_is_who_publishes_the_outlet():
    outlet = make_outlet(name="临江职院新闻网")
    OutletAlias.objects.create(outlet=outlet, text="临江职院官网", reason="printed so")
    make_organisation(name="临江职业学院", name_en="Linjiang College", outlet=outlet)
    owner_of = build_owner_lookup()
    assert owner_of(PageArticle(source="临江职院官网")) == "临江职业学院"
    assert owner_of(PageArticle(source="临江职院新闻网", language="en")) == "Linjiang College"


def test_owner_is_whose_site_has_the_host():
    make_organisation(name="临江职业学院", site="https://www.linjiang.example/")
    assert (
        build_owner_lookup()(PageArticle(origin="http://linjiang.example/news/1.html"))
        == "临江职业学院"
    )


def test_site_of_two_bodies_has_no_owner():
    make_organisation(name="临江职业学院", site="https://linjiang.example/a")
    make_organisation(name="甲山机械集团", site="https://linjiang.example/b")
    assert build_owner_lookup()(PageArticle(origin="https://linjiang.example/")) == ""


@pytest.mark.parametrize("origin", ["", "linjiang", "http://[", "https://other.example/"])
def test_unknown_address_has_no_owner(origin):
    make_organisation(name="临江职业学院", site="https://linjiang.example/")
    assert build_owner_lookup()(PageArticle(origin=origin)) == ""


def test_owner_stands_for_our_college():
    article = PageArticle(paragraphs=(TEXT,))
    assert parties(article, owner="临江职业学院") == [["临江职业学院", "甲山机械集团"]]
    assert parties(article) == [["甲山机械集团"]]


def test_company_is_no_owner_of_a_college_page():
    assert parties(PageArticle(paragraphs=(TEXT,)), owner="东岭钢铁公司") == [["甲山机械集团"]]


@pytest.mark.parametrize(
    ("lines", "owner"),
    [
        (["临江职业学院", "首页 > 新闻"], "临江职业学院"),
        (["新闻", "版权所有：临江职业学院 地址：临江市"], "临江职业学院"),
        (["LINJIANG POLYTECHNIC", "News"], "Linjiang Polytechnic"),
        (["临江职业学院召开大会", "学院新闻"], ""),
        (["澳门葡京学院", "新闻"], ""),
    ],
)
def test_header_and_footer_name_the_owner(lines, owner):
    assert find_site_owner(lines) == owner


def test_page_owner_stands_for_our_college():
    assert parties(PageArticle(paragraphs=(TEXT,), site="临江职业学院")) == [
        ["临江职业学院", "甲山机械集团"]
    ]
