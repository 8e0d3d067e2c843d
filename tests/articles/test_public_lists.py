"""The public list of articles: filters, pages, and how many queries it takes."""

import pytest
from django.contrib.contenttypes.models import ContentType
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import (
    make_article,
    make_column,
    make_evidence,
    make_organisation,
    make_outlet,
    make_published_article,
    make_topic,
    make_translation,
)

pytestmark = pytest.mark.django_db

MAX_QUERIES = 8  # of a list


def make_shipped(title):
    article = make_article(title=title, published="2024-01-05")
    article.publish_shipped()
    return article


def page(article, language="zh-hans"):
    return f"/{language}/articles/{article.pk}/"


def test_a_list_shows_each_work_once_in_the_readers_language(client):
    chinese = make_published_article(title="两种文字")
    make_translation(chinese, title="Two languages")
    assertNotContains(client.get("/en/articles/"), "两种文字")
    assertNotContains(client.get("/zh-hans/articles/"), "Two languages")


def test_filters_count_and_narrow(client):
    make_published_article(
        title="甲",
        column=make_column(),
        outlet=make_outlet(),
        published="2023-01-05",
        tags=[make_topic()],
    )
    make_published_article(title="乙", published="2024-01-05")
    response = client.get("/zh-hans/articles/?year=2023&column=news&topic=steel")
    assertContains(response, "甲")
    assertNotContains(response, "乙")
    assertContains(response, "2023 (1)")
    assertContains(client.get("/zh-hans/articles/"), "齐鲁晚报 (1)")


@pytest.mark.parametrize(
    "query",
    [
        "year=abc",
        "year=99999999999999999999",
        "column=no",
        "topic=no",
        "outlet=x",
        "language=fr",
        f"q={'长' * 81}",
        "q=%00",
    ],
)
def test_a_bad_value_shows_its_error_and_no_rows(client, query):
    make_published_article(title="不该出现")
    response = client.get(f"/en/articles/?{query}")
    assertContains(response, "field__error")
    assertNotContains(response, "不该出现")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "~",
        "2024-01-01~",
        "nonsense~1",
        "1900-01-01~1",
        "%00~1",
        "2024-01-01~99999999999999999999",
    ],
)
def test_a_lost_cursor_gives_the_first_page_and_says_so(client, cursor):
    make_published_article(title="第一页", published="2024-01-01")
    response = client.get(f"/en/articles/?after={cursor}")
    assertContains(response, "第一页")
    assertContains(response, "this is the first page")


def test_pages_keep_the_filter_and_come_back(client):
    for number in range(1, 46):
        make_shipped(f"第{number:02}篇")
    first = client.get("/en/articles/?q=篇")
    second = client.get(f"/en/articles/{first.context['listing'].page.next_url}")
    assert "q=" in first.context["listing"].page.next_url
    assert second.context["listing"].page.rows[0].title == "第25篇"
    back = client.get(f"/en/articles/{second.context['listing'].page.previous_url}")
    assert back.context["listing"].page.rows == first.context["listing"].page.rows
    third = client.get(f"/en/articles/{second.context['listing'].page.next_url}")
    assert len(third.context["listing"].page.rows) == 5
    assert third.context["listing"].total == 45
    assertContains(second, 'class="top__switch" href="/zh-hans/articles/?q=%E7%AF%87"')


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_the_rows(client, rows, django_assert_max_num_queries):
    article = make_published_article(
        column=make_column(), outlet=make_outlet(), tags=[make_topic()]
    )
    for _ in range(rows):
        make_evidence(make_organisation(), article)
        make_published_article(
            column=make_column(), outlet=make_outlet(name=f"报{_}"), tags=[make_topic()]
        )
    ContentType.objects.clear_cache()
    with django_assert_max_num_queries(MAX_QUERIES):
        client.get("/zh-hans/articles/")
    with django_assert_max_num_queries(MAX_QUERIES):
        client.get("/zh-hans/articles/?column=news&topic=steel&year=2024")
    ContentType.objects.clear_cache()
    with django_assert_max_num_queries(15):
        client.get(page(article))


def test_a_topic_of_no_public_text_is_not_shown(client):
    make_article(tags=[make_topic(slug="secret", name="机密专题", name_en="Secret")])
    assert client.get("/zh-hans/topics/secret/").status_code == 404
    assertNotContains(client.get("/zh-hans/articles/?topic=secret"), "机密专题")
