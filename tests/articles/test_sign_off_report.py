"""The sign-offs of a quarter as a table."""

import csv
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from pytest_django.asserts import assertContains

from articles.models import Article, Review
from articles.sign_off_report import HEADER, Quarter, sign_off_rows
from tests.factories import make_column, make_published_article, make_user, make_waiting_article

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
PAGE = "/admin/articles/article/sign-offs/"


def signed_at(moment, **values):
    """A public article whose steps were all taken at that moment."""
    article = make_published_article(**values)
    article.reviews.update(moment=moment)
    return article


def titles(year, quarter):
    return [row[1] for row in sign_off_rows(Quarter(year, quarter), Article.objects.all())]


def download(client, **query):
    return list(
        csv.reader(
            client.get(PAGE, {"format": "csv", **query}).content.decode("utf-8-sig").splitlines()
        )
    )


@pytest.fixture
def reader(client):
    client.cookies["django_language"] = "en"
    client.force_login(make_user("view_article"))


@pytest.mark.parametrize(
    ("moment", "quarter"),
    [
        (datetime(2026, 1, 1, tzinfo=SHANGHAI), (2026, 1)),
        (datetime(2025, 12, 31, 23, 59, 59, tzinfo=SHANGHAI), (2025, 4)),
        (datetime(2025, 12, 31, 16, tzinfo=ZoneInfo("UTC")), (2026, 1)),
        (datetime(2026, 3, 31, 23, 59, tzinfo=SHANGHAI), (2026, 1)),
        (datetime(2026, 4, 1, tzinfo=SHANGHAI), (2026, 2)),
    ],
)
def test_sign_off_stands_in_its_quarter_alone(moment, quarter):
    signed_at(moment, title="题")
    assert Quarter.from_datetime(moment) == Quarter(*quarter)
    assert [each for each in ((2025, 4), (2026, 1), (2026, 2)) if titles(*each)] == [quarter]


def test_row_says_everything_about_the_sign_off():
    article = signed_at(
        datetime(2026, 2, 3, 4, 5, 6, tzinfo=SHANGHAI), title="题", column=make_column()
    )
    people = [review.person.username for review in article.reviews.all()]
    moment = "2026-02-03 04:05:06+08:00"
    number = f"{article.pk:06}-1"
    expected = (
        number,
        "题",
        "简体中文",
        "新闻",
        people[0],
        people[1],
        moment,
        people[2],
        moment,
        people[3],
        moment,
        "",
    )
    assert sign_off_rows(Quarter(2026, 1), Article.objects.all()) == [
        (*expected, article.text_hash())
    ]


def test_row_keeps_title_and_reason_of_what_was_signed():
    author = make_user("submit_article", "sign_off_article", "emergency_article", "correct_article")
    article = make_waiting_article(author=author, title="旧题")
    article.pass_first_review(by=make_user("first_review_article"))
    article.pass_second_review(by=make_user("second_review_article"))
    article.sign_off(by=author, emergency="台风")
    article.correct(by=author, note="改")
    article.title = "新题"
    article.save()
    quarter = Quarter.from_datetime(Review.objects.last().moment)
    assert [(row[1], row[11]) for row in sign_off_rows(quarter, Article.objects.all())] == [
        ("旧题", "台风")
    ]


def test_text_that_is_not_signed_off_or_shipped_stands_in_no_quarter():
    article = make_waiting_article()
    assert titles(article.since.year, (article.since.month + 2) // 3) == []


@pytest.mark.usefixtures("reader")
def test_spreadsheet_holds_header_and_rows_and_no_formula(client):
    signed_at(datetime(2026, 2, 3, tzinfo=SHANGHAI), title='=HYPERLINK("http://x.example")')
    header, row = download(client, year=2026, quarter=1)
    assert header[:3] == ["Number", "Title", "Language"]
    assert (len(row), row[1]) == (len(HEADER), '\'=HYPERLINK("http://x.example")')


@pytest.mark.usefixtures("reader")
def test_page_shows_the_present_quarter_first(client):
    make_published_article(title="刚签")
    assertContains(client.get(PAGE), "刚签")


@pytest.mark.parametrize("query", [{"year": "x", "quarter": 1}, {"year": 2026}, {"year": 2026, "quarter": 5},
                                   {"year": 1, "quarter": 1}, {"year": 99999, "quarter": 4}])  # fmt: skip
@pytest.mark.usefixtures("reader")
def test_bad_quarter_shows_its_error_and_no_rows(query, client):
    make_published_article(title="不该出现")
    response = client.get(PAGE, {**query, "format": "csv"})
    assert (response["Content-Type"], response.context["rows"]) == ("text/html; charset=utf-8", [])
    assert response.context["form"].errors


@pytest.mark.usefixtures("reader")
def test_queries_do_not_grow_with_the_rows(client, django_assert_max_num_queries):
    for _ in range(4):
        make_published_article(column=make_column())
    with django_assert_max_num_queries(12):
        client.get(PAGE)


def test_quarter_is_refused_without_the_right_to_see_articles(client):
    client.force_login(make_user("sign_off_article"))
    assert client.get(PAGE).status_code == 403
