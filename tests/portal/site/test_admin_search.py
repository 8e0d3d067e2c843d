"""The search box of the admin: hits by list, only in lists and columns that the person may see."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from articles.models import ColumnLimit
from tests.factories import make_article, make_column, make_organisation, make_topic, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/search/"


def found(client, text):
    return {
        records.title: [row[0] for row in records.rows]
        for records in client.get(ADDRESS, {"q": text}).context["found"]
    }


@pytest.fixture
def chief(client):
    client.cookies["django_language"] = "en"
    client.force_login(make_user(superuser=True))
    return client


@pytest.mark.parametrize("text", ["钢铁", "gangtie"])
def test_box_searches_all_lists(text, chief):
    make_organisation(name="钢铁学院", name_en="")
    make_organisation(name="船舶学院", name_en="")
    make_topic(slug="steel", name="钢铁", name_en="")
    assert found(chief, text)["organisations"] == ["钢铁学院"]
    assert found(chief, text)["topics"] == ["钢铁"]


def test_box_finds_titles_of_articles(chief):
    article = make_article(title="钢铁联盟成立")
    make_article(title="船舶联盟成立")
    answer = chief.get(ADDRESS, {"q": "钢铁"})
    assertContains(answer, reverse("admin:articles_article_change", args=[article.pk]))
    assertNotContains(answer, "船舶联盟成立")


def test_box_hides_lists_without_the_right(client):
    make_organisation(name="钢铁学院")
    make_topic(slug="steel", name="钢铁")
    client.cookies["django_language"] = "en"
    client.force_login(make_user("view_topic"))
    assert list(found(client, "钢铁")) == ["topics"]


def test_box_hides_articles_of_other_columns(client):
    own, other = make_column(slug="own"), make_column(slug="other")
    make_article(title="钢铁甲", column=own)
    make_article(title="钢铁乙", column=other)
    person = make_user("view_article", "change_article")
    ColumnLimit.objects.create(person=person, column=own)
    client.force_login(person)
    answer = client.get(ADDRESS, {"q": "钢铁"})
    assertContains(answer, "钢铁甲")
    assertNotContains(answer, "钢铁乙")


def test_list_with_more_hits_leads_to_all_of_them(chief):
    for number in range(9):
        make_organisation(name=f"钢铁学院{number}")
    (records,) = chief.get(ADDRESS, {"q": "钢铁"}).context["found"]
    assert len(records.rows) == 8
    assert chief.get(records.list_address).context["cl"].result_count == 9


@pytest.mark.parametrize("text", ["", "  ", "没有", "%", "x" * 5000])
def test_box_without_a_hit_says_so(text, chief):
    make_organisation(name="钢铁学院", name_en="")
    assert found(chief, text) == {}


def test_box_is_closed_to_readers(client):
    assert client.get(ADDRESS, {"q": "钢铁"}).status_code == 302
