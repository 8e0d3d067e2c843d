"""The search page and its suggestions, as a browser asks for them."""

import json
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_conference,
    make_consortium,
    make_industry,
    make_organisation,
    make_published_article,
    make_region,
    make_topic,
)

pytestmark = pytest.mark.django_db
ODD = {
    "ten thousand characters": "钢" * 10_000,
    "only punctuation": "!?，。…《》",
    "quotes": '"钢铁\' OR "',
    "operators": "钢铁 AND NOT NEAR(a b, 3) OR * ^ title_words:x {a} : b -c +d",
    "tsquery": "钢铁:* & !x | (y <-> z)",
    "sql": "'; DROP TABLE core_searchentry; --",
    "html": "<script>alert(1)</script>",
    "emoji": "😀🏭",
    "half a surrogate": "%ED%A0%80",
    "nul": "%00",
    "full width": "ｓｔｅｅｌ　＂钢铁＂　２０２４",
    "backslash": "\\ % _ $$",
    "right to left": "\u202e钢铁\u202c",
    "blanks": "   ",
}


def ask(client, query="", *, language="zh-hans", path="search/", **chosen):
    """The page for a query."""
    rest = "".join(f"&{name}={quote(str(value), safe='%')}" for name, value in chosen.items())
    return client.get(f"/{language}/{path}?q={quote(query, safe='%')}{rest}")


def offered(client, query, **options):
    return json.loads(ask(client, query, path="search/suggestions", **options).content)[
        "suggestions"
    ]


def steel(number=1):
    """Records of several kinds."""
    for count in range(number):
        tags = [make_topic(slug=f"t{count}", name=f"专题{count}")]
        make_published_article(title=f"钢铁新闻{count}", published="2024-05-22", tags=tags)
        community = make_consortium(
            name=f"钢铁共同体{count}", region=make_region(), industry=make_industry()
        )
        make_conference(name=f"钢铁大会{count}", consortium=community)


def test_page_shows_marked_results_with_their_kind(client):
    steel()
    page = ask(client, "钢铁").text
    assert "<mark>钢铁</mark>新闻0" in page
    assert '<span class="sign sign--conference">会议</span>' in page
    assert '<option value="article">文章 (1)</option>' in page


def test_page_without_a_query_is_a_form_alone(client):
    steel()
    page = ask(client)
    assert "钢铁新闻" not in page.text
    assert page.text.count('name="q"') == 2


def test_every_page_has_the_box(client):
    for path in ("", "articles/", "about/", "nowhere/"):
        assert 'action="/en/search/"' in client.get(f"/en/{path}").text


def test_page_keeps_its_order_and_its_filter(client):
    steel()
    page = ask(client, "钢铁", sort="date", kind="conference").text
    assert '<input type="hidden" name="sort" value="date">' in page
    assert '<option value="conference" selected>会议 (1)</option>' in page
    assert "钢铁</mark>新闻" not in page


WITH_HINT = {
    "sqlite": 0,
    "postgresql": 3,
}  # a word to the planner in a transaction of its own, begun and ended


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("chosen", [{}, {"kind": "article", "tag": "t0", "year": 2024}])
def test_page_makes_few_queries_however_many_rows(client, rows, chosen):
    steel(rows)
    ask(client, "钢铁", **chosen)
    with CaptureQueriesContext(connection) as queries:
        assert "钢铁</mark>" in ask(client, "钢铁", **chosen).text
    assert len(queries) == 5 + ("tag" in chosen) + WITH_HINT[connection.vendor]


def test_page_without_results_makes_few_queries(client):
    steel(3)
    ask(client, "钢铁大学")
    with CaptureQueriesContext(connection) as queries:
        ask(client, "钢铁大学")
    assert len(queries) - 2 * WITH_HINT[connection.vendor] <= 8


def test_page_without_results_names_what_is_near_and_a_way_on(client):
    make_organisation(name="莱芜职业技术学院")
    page = ask(client, "来芜职业技术学院", kind="organisation").text
    assert "莱芜职业技术学院</a>" in page
    assert f'href="?q={quote("来芜职业技术学院")}"' in page


def test_page_after_the_last_says_so(client):
    steel()
    page = ask(client, "钢铁", after="5~0")
    assert page.context["results"].page.cursor_not_found
    assert "钢铁</mark>新闻" in page.text


@pytest.mark.parametrize(
    "place", ["x", "~", "1~x", "999999999999999999999~1", "1~99999999999999999999", "%00~1"]
)
@pytest.mark.parametrize("sort", ["relevance", "date"])
def test_page_survives_an_altered_place(client, place, sort):
    steel()
    page = ask(client, "钢铁", after=place, sort=sort)
    assert page.status_code == 200
    assert "钢铁</mark>新闻" in page.text


@pytest.mark.parametrize("query", ODD.values(), ids=ODD)
def test_odd_query_gets_a_page_and_suggestions(client, query):
    steel()
    page = ask(client, query)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert ask(client, query, path="search/suggestions").status_code == 200


@pytest.mark.parametrize(
    "name", ["only punctuation", "emoji", "ten thousand characters", "nul", "half a surrogate"]
)
def test_query_that_cannot_be_looked_up_gets_a_word_and_no_rows(client, name):
    steel()
    page = ask(client, ODD[name])
    assert 'id="error-q"' in page.text
    assert "钢铁新闻" not in page.text
    assert offered(client, ODD[name]) == []


@pytest.mark.parametrize("query", ["right to left", "full width"])
def test_query_in_an_odd_spelling_is_read(client, query):
    make_published_article(title="钢铁 steel 2024")
    assert "<mark>钢铁</mark>" in ask(client, ODD[query]).text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("kind", value) for value in ("x", "article'", "%00")),
        *(("year", value) for value in ("-1", "0", "99999999999999999999", "x", "２０２４年")),
        *(("region", value) for value in ("999999", "x" * 200, "%00")),
        *(("consortium", value) for value in ("-1", "9" * 30, "²", "x")),
        ("tag", "nothing"),
        ("industry", "<b>"),
        ("sort", "x"),
    ],
)
def test_bad_filter_value_shows_its_error_and_no_rows(client, name, value):
    steel()
    page = ask(client, "钢铁", **{name: value})
    assert page.status_code == 200
    assert f'id="error-{name}"' in page.text
    assert "钢铁</mark>" not in page.text


def test_repeated_filter_counts_once(client):
    steel()
    page = client.get("/zh-hans/search/?q=钢铁&kind=article&kind=conference").text
    assert "钢铁</mark>大会0" in page
    assert "钢铁</mark>新闻0" not in page


def test_suggestions_are_pieces_with_a_way(client):
    school = make_organisation(name="莱芜职院", name_en="Laiwu")
    (row,) = offered(client, "莱芜")
    assert row == {
        "title": [["莱芜", True], ["职院", False]],
        "language": "zh-hans",
        "kind": "单位",
        "address": school.get_absolute_url(),
    }


def test_suggestions_are_in_the_readers_language(client):
    make_organisation(name="莱芜职院", name_en="Laiwu College")
    (row,) = offered(client, "lwzy", language="en")
    assert (row["title"], row["address"][:4]) == ([["Laiwu College", False]], "/en/")


def test_suggestions_may_be_kept_and_set_no_cookie(client):
    answer = ask(client, "钢", path="search/suggestions")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_page_of_one_kind_links_to_its_records(client):
    school = make_organisation(name="莱芜职院")
    assert f'href="{school.get_absolute_url()}"' in ask(client, "莱芜").text
    assert client.post("/zh-hans/search/?q=x").status_code == 405
