"""List pages made anew: what they cost once blocks and cards are kept, and what they say of bounds."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.caching import site_version
from portal.listing import list_counts
from tests.factories import (
    make_agreement,
    make_article,
    make_base,
    make_column,
    make_conference,
    make_organisation,
    make_published_article,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept_values(settings, tmp_path):
    settings.SITE_VERSION_FILE = tmp_path / "version"
    site_version._known.clear()
    caches["pages"].clear()
    yield
    site_version._known.clear()
    caches["pages"].clear()


def make_articles(number):
    """So many public articles under a topic and a column."""
    for _row in range(number):
        article = make_article(column=make_column(), tags=[make_topic()])
        article.publish_shipped()


def make_records(number):
    """So many records of each kind."""
    for row in range(number):
        party = make_organisation(name=f"学院{row}")
        make_conference()
        make_agreement(parties=[party])
        make_base(hosts=[party])


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("query", ["", "topic=steel&", "column=news&", "year=2024&"])
def test_article_list_takes_three_queries_made_anew(client, settings, rows, query):
    settings.PAGE_CACHE_ENABLED = True
    make_articles(rows)
    assert queries_of_second_address(client, f"/en/articles/?{query}") <= 3


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("name", ["organisations", "conferences", "agreements", "training-bases"])
def test_record_list_takes_three_queries_made_anew(client, settings, rows, name):
    settings.PAGE_CACHE_ENABLED = True
    make_records(rows)
    assert queries_of_second_address(client, f"/en/{name}/?") <= 3


def queries_of_second_address(client, address):
    """The queries of a page that is not kept, after one of the same list."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{address}other=1").status_code == 200
    return len(queries)


def test_list_under_two_filters_says_where_counting_ends(client, monkeypatch):
    monkeypatch.setattr(list_counts, "MAX_COUNTED", 2)
    make_articles(4)
    page = client.get("/en/articles/?topic=steel&column=news").content.decode()
    assert "More than 2 found" in page
    assert "Steel (3+)" in page


def test_list_under_one_filter_is_counted_exactly(client, monkeypatch):
    monkeypatch.setattr(list_counts, "MAX_COUNTED", 2)
    make_articles(4)
    page = client.get("/en/articles/?topic=steel").content.decode()
    assert "4 articles" in page
    assert "Steel (4)" in page


@pytest.mark.django_db(transaction=True)
def test_card_follows_its_article_at_once(client, settings):
    settings.PAGE_CACHE_ENABLED = True
    article = make_published_article(title="旧题", column=make_column())
    assert "旧题" in client.get("/en/articles/").content.decode()
    article.column.name_en = "Renamed"
    article.column.save()
    assert "Renamed" in client.get("/en/articles/").content.decode()
