"""Filters of the lists: which rows they leave, what stands beside their choices, and bad values."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django.utils import timezone

from articles.cards import ARTICLE_LIST
from articles.filters import ArticleFilter
from articles.models import Article
from consortia.filters import (
    AgreementFilter,
    ConferenceFilter,
    ConsortiumFilter,
    OrganisationFilter,
)
from consortia.models import Agreement, Conference, Consortium, Organisation
from consortia.views.cards import (
    AGREEMENT_LIST,
    CONFERENCE_LIST,
    CONSORTIUM_LIST,
    ORGANISATION_LIST,
    TRAINING_BASE_LIST,
)
from portal.listing.filters import MAX_QUERY_LENGTH
from portal.listing.listing import build_list_page, build_listing, filter_params
from tests.factories import (
    make_agreement,
    make_column,
    make_conference,
    make_conference_role,
    make_consortium,
    make_membership,
    make_name,
    make_organisation,
    make_published_article,
    make_region,
    make_topic,
    make_translation,
)

BAD = [
    ("q", "字" * (MAX_QUERY_LENGTH + 1)),
    ("q", "a\0b"),
    ("kind", "castle"),
    ("kind", "forum\0"),
    ("year", "soon"),
    ("year", "20245"),
    ("year", "-1"),
    ("region", "999999"),
    ("region", "37\0"),
    ("consortium", "x"),
    ("consortium", "9" * 30),
    ("organisation", "0"),
]


def ask(filters, rows, /, **address):
    """What the list page shows for the address."""
    kinds = [ARTICLE_LIST, CONFERENCE_LIST, ORGANISATION_LIST, CONSORTIUM_LIST, AGREEMENT_LIST]
    shown = next(kind for kind in [*kinds, TRAINING_BASE_LIST] if kind.filter is filters)
    request = RequestFactory().get("/", address)
    request.resolver_match = None
    page = build_list_page(request, replace(shown, records=lambda: rows))
    params = filter_params(request, filters)
    listing = build_listing(params, filters, rows, at=timezone.now())
    records = rows.model.objects.in_bulk([row.pk for row in page.page.rows])
    return SimpleNamespace(
        rows=[records[row.pk] for row in page.page.rows],
        total=page.total,
        active=page.block.is_active,
        is_valid=page.block.is_valid,
        facets=listing.facets,
        errors=list(listing.filter.form.errors),
    )


def conferences(**address):
    return ask(ConferenceFilter, Conference.objects.published(), **address)


def organisations(**address):
    return ask(OrganisationFilter, Organisation.objects.without_consortia().published(), **address)


def articles(**address):
    return ask(ArticleFilter, Article.objects.published_in("zh-hans"), **address)


def counted(shown, name):
    """The choices of a filter with the numbers beside them."""
    choices = next(choices for field, choices in shown.facets if field.name == name)
    return {choice.value: choice.count for choice in choices}


@pytest.fixture
def three(db):
    """Two forums of 2024 and a founding meeting of 2023."""
    return [
        make_conference(name="钢铁论坛", kind="forum", dates="2024-05-22", region=make_region()),
        make_conference(name="印刷论坛", kind="forum", dates="2024"),
        make_conference(name="成立大会", kind="founding", dates="2023", region=make_region()),
    ]


@pytest.mark.parametrize(
    ("address", "places"),
    [
        ({}, [2, 1, 0]),
        ({"kind": "forum"}, [1, 0]),
        ({"year": 2023}, [2]),
        ({"region": "370000"}, [2, 0]),
        ({"q": "论坛"}, [1, 0]),
        ({"kind": "forum", "region": "370000"}, [0]),
        ({"kind": "founding", "year": 2024}, []),
    ],
)
def test_conferences_are_filtered(three, address, places):
    shown = conferences(**address)
    assert {*shown.rows} == {three[place] for place in places}
    assert (shown.total, shown.active, shown.is_valid) == (len(places), bool(address), True)


def test_counts_stand_beside_choices_under_the_other_filters(three):
    shown = conferences(kind="forum", region="370000")
    assert counted(shown, "kind") == {"forum": 1, "founding": 1}
    assert counted(shown, "region") == {"370000": 1}
    assert counted(shown, "year") == {"2024": 1}


def test_chosen_value_stays_among_choices_when_nothing_is_left(three):
    shown = conferences(kind="founding", year=2024)
    assert counted(shown, "kind") == {"forum": 2, "founding": 0}
    assert counted(shown, "year") == {"2023": 1, "2024": 0}


def test_year_is_no_choice_when_unknown(db):
    make_conference(dates="XXXX-11-14")
    make_conference(dates="")
    assert counted(conferences(), "year") == {}


def test_province_counts_its_prefectures(db):
    shandong = make_region()
    jinan = make_region(code="370100", name="济南市", name_en="Jinan", parent=shandong)
    for region in (shandong, jinan, jinan):
        make_organisation(region=region)
    assert counted(organisations(), "region") == {"370000": 3, "370100": 2}
    assert (organisations(region="370000").total, organisations(region="370100").total) == (3, 2)


def test_row_counts_once_when_tied_several_times(db):
    body, party = make_consortium(), make_organisation(region=make_region())
    for role in ("lead", "chair"):
        make_membership(organisation=party, consortium=body, role=role)
    make_agreement(parties=[party, make_organisation(region=make_region())])
    agreements = ask(AgreementFilter, Agreement.objects.published(), region="370000")
    assert (agreements.total, len(agreements.rows), counted(agreements, "region")) == (
        1,
        1,
        {"370000": 1},
    )
    assert organisations(consortium=body.pk).rows == [party]
    assert counted(organisations(), "role") == {"lead": 1, "chair": 1}
    assert counted(organisations(role="lead"), "consortium") == {str(body.pk): 1}


def test_hidden_records_are_no_choice(db):
    hidden = make_consortium(is_public=False)
    member = make_membership(consortium=hidden, role="lead").organisation
    make_conference_role(
        conference=make_conference(consortium=hidden),
        organisation=make_organisation(is_public=False),
    )
    assert (counted(organisations(), "consortium"), counted(organisations(), "role")) == ({}, {})
    assert organisations(role="lead").rows == []
    assert (counted(conferences(), "consortium"), counted(conferences(), "organisation")) == (
        {},
        {},
    )
    assert not organisations(consortium=hidden.pk).is_valid
    assert organisations().rows == [member]


def test_organisation_is_found_by_any_of_its_names(db):
    body = make_organisation(name="莱芜职业技术学院", name_en="Laiwu College")
    make_organisation()
    make_name(body, "莱芜职院")
    make_name(body, "莱芜学院", kind="former")
    for words in ("莱芜职院", "技术学院", "laiwu", "莱芜"):
        assert organisations(q=words).rows == [body]


def test_consortia_are_filtered_by_what_their_organisation_has(db):
    placed = make_consortium(region=make_region(), founded_on="2024-05")
    make_consortium(founded_on="2023")
    shown = ask(ConsortiumFilter, Consortium.objects.published(), region="370000")
    assert (shown.rows, counted(shown, "year")) == ([placed], {"2024": 1})


def test_articles_are_counted_once_for_each_work(db):
    column, topic = make_column(), make_topic()
    chinese = make_published_article(column=column, published="2024-05-22", tags=[topic])
    make_translation(chinese, column=column, published="2024-05-22", tags=[topic])
    make_published_article(published="2023")
    shown = articles(topic="steel")
    assert (shown.rows, shown.total) == ([chinese], 1)
    assert (counted(shown, "column"), counted(shown, "year")) == ({"news": 1}, {"2024": 1})
    assert counted(articles(), "topic") == {"steel": 1}


def test_article_is_found_by_its_public_title_alone(db):
    article = make_published_article(title="公开标题")
    Article.objects.filter(pk=article.pk).update(title="更正中的标题")
    assert (articles(q="公开").rows, articles(q="更正").rows) == ([article], [])


@pytest.mark.parametrize(("name", "value"), BAD)
def test_bad_value_shows_its_error_and_no_rows(three, name, value):
    shown = conferences(**{name: value})
    assert shown.errors == [name]
    assert (shown.is_valid, shown.rows, shown.total, shown.active) == (False, [], 0, True)


def test_good_value_stays_chosen_beside_a_bad_one(three):
    assert counted(conferences(kind="forum", year="soon"), "kind") == {"forum": 0}


def test_longest_query_is_read(three):
    assert conferences(q="字" * MAX_QUERY_LENGTH).is_valid
