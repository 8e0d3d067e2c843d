"""The list of articles as a file and a feed: the rows of the filter, and nothing that is not public."""

import feedparser
import pytest
from django.contrib.contenttypes.models import ContentType
from pytest_django.asserts import assertContains

from tests.exported_files import csv_rows, json_ids, json_rows, response_bytes
from tests.factories import (
    make_article,
    make_column,
    make_outlet,
    make_published_article,
    make_topic,
    make_translation,
    make_user,
    make_waiting_article,
)

pytestmark = pytest.mark.django_db

LIST = "/zh-hans/articles/"


def test_every_row_of_the_filter_is_taken_and_no_other(client):
    column = make_column(slug="policy", name="政策")
    wanted = [make_published_article(column=column) for _row in range(25)]
    make_published_article()
    assert json_ids(client.get(f"{LIST}?column=policy&format=json")) == [
        article.pk for article in wanted[::-1]
    ]


def test_a_row_says_where_it_comes_from(client):
    outlet, topics = (
        make_outlet(name="齐鲁晚报", name_en="Qilu"),
        [make_topic(slug="a", name="甲"), make_topic(slug="b", name="乙")],
    )
    values = {
        "source_address": "https://example.org/1",
        "published": "2024-05-23T10:08",
        "title": "题",
    }
    article = make_published_article(outlet=outlet, tags=topics, **values)
    row = json_rows(client.get(f"{LIST}?format=json"))[0]
    assert row["address"] == f"http://testserver/zh-hans/articles/{article.pk}/"
    assert (row["outlet"], row["source_address"], row["published"]) == (
        "齐鲁晚报",
        "https://example.org/1",
        "2024-05-23T10:08",
    )
    assert (set(row["topic_slugs"]), row["title"], row["work"], row["version"]) == (
        {"a", "b"},
        "题",
        article.pk,
        1,
    )


def test_headings_are_in_the_language_of_the_page(client):
    make_published_article(title="题")
    assert csv_rows(client.get("/en/articles/?format=csv"))[0]["Title"] == "题"
    assert response_bytes(client.get("/en/articles/?format=csv")).startswith(b"\xef\xbb\xbfNumber,")


def test_each_work_is_taken_once_in_the_readers_language(client):
    article = make_published_article(title="题")
    english = make_translation(article, title="Title")
    assert json_ids(client.get("/en/articles/?format=json")) == [english.pk]
    assert json_ids(client.get(f"{LIST}?format=json")) == [article.pk]


@pytest.mark.parametrize("way", ["csv", "json", "xlsx", "atom"])
def test_drafts_and_working_texts_are_not_taken(client, way):
    make_article(title="草稿甲")
    make_waiting_article(title="待审乙")
    article = make_published_article(title="公开丙", summary="旧摘要")
    article.correct(by=make_user("correct_article"), note="改")
    article.title, article.summary = "新题丁", "新摘要"
    article.save()
    found = client.get(f"{LIST}?format={way}")
    text = response_bytes(found)
    assert found.status_code == 200
    if way != "xlsx":
        assert not any(word.encode() in text for word in ("草稿甲", "待审乙", "新题丁", "新摘要"))
    assert json_ids(client.get(f"{LIST}?format=json")) == [article.pk]


def test_the_number_of_queries_does_not_depend_on_the_rows(client, django_assert_max_num_queries):
    for _row in range(3):
        make_published_article(tags=[make_topic()], outlet=make_outlet(), column=make_column())
    for way, most in (("csv", 3), ("json", 3), ("xlsx", 3), ("atom", 4)):
        ContentType.objects.clear_cache()
        with django_assert_max_num_queries(most):
            response_bytes(client.get(f"{LIST}?format={way}"))


def test_the_feed_of_a_filter_is_read_by_another_parser(client):
    article = make_published_article(
        title="题", summary="摘要", outlet=make_outlet(name="齐鲁晚报"), tags=[make_topic()]
    )
    make_published_article()
    parsed = feedparser.parse(response_bytes(client.get(f"{LIST}?topic=steel&format=atom")))
    assert [(one.title, one.summary, one.author) for one in parsed.entries] == [
        ("题", "摘要", "齐鲁晚报")
    ]
    assert parsed.entries[0].link == f"http://testserver/zh-hans/articles/{article.pk}/"
    assert (parsed.bozo, parsed.feed.language) == (False, "zh-hans")


def test_a_reader_that_has_the_feed_gets_304_until_something_is_published(client):
    make_published_article()
    first = client.get(f"{LIST}?format=atom")
    again = {"If-None-Match": first["ETag"]}
    assert (
        client.get(
            f"{LIST}?format=atom", headers={"If-Modified-Since": first["Last-Modified"]}
        ).status_code
        == 304
    )
    assert client.get(f"{LIST}?format=atom", headers=again).status_code == 304
    make_published_article()
    assert client.get(f"{LIST}?format=atom", headers=again).status_code == 200


def test_the_list_names_its_feed_and_files_with_the_filter(client):
    make_published_article(column=make_column())
    page = client.get("/en/articles/?column=news&after=x")
    assertContains(
        page, 'title="Feed of this list" href="/en/articles/?column=news&amp;format=atom"'
    )
    assertContains(page, 'href="/en/articles/?column=news&amp;format=csv"')


def test_an_article_says_how_it_is_cited(client):
    outlet = make_outlet(name="齐鲁晚报", name_en="Qilu Evening News")
    article = make_published_article(title="题", byline="", outlet=outlet)
    day = f"{article.live.public_from.astimezone():%Y-%m-%d}"
    found = client.get(article.get_absolute_url()).text
    assert (
        f"齐鲁晚报. 题[EB/OL]. ({day})[引用日期]. http://testserver/zh-hans/articles/{article.pk}/."
        in found
    )
    assert "Qilu Evening News. (" in found
    assert "). 题. Industry–Education Portal. Retrieved [date], from" in found
