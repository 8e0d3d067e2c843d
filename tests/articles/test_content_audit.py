"""The boards: what was published and wants another look."""

import csv
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.content_audit import AUDIT_KINDS, audit_sections, load_audit_scope
from articles.models import Article, Version
from tests.factories import (
    make_article,
    make_column,
    make_consortium,
    make_outlet,
    make_published_article,
    make_topic,
    make_user,
    pass_reviews,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
PAGE = "/admin/articles/article/board/"


def titles(kind, *, at=None):
    found = load_audit_scope(Article.objects.all(), at=at or timezone.now())
    return [row.title for row in audit_sections(found, [kind])[0].rows]


def make_linking(*paths, **values):
    """A public article whose text links to these addresses."""
    article = make_article(author=make_user("submit_article"), **values)
    article.body = "".join(f'<p><a href="{path}">链</a></p>' for path in paths)
    article.save()
    article.publish_shipped()
    return article


@pytest.mark.parametrize(("age", "shown"), [(30, []), (31, ["新闻"])])
def test_column_is_idle_after_its_days_without_an_article(age, shown):
    make_published_article(
        column=make_column(idle_days=30), published=(TODAY - timedelta(days=age)).isoformat()
    )
    assert titles("idle") == shown


def test_column_with_one_new_article_is_not_idle():
    for day in ("2020-01-01", TODAY.isoformat()):
        make_published_article(column=make_column(), published=day)
    assert titles("idle") == []


@pytest.mark.parametrize("make", [make_article, make_published_article])
def test_column_without_a_public_article_of_a_known_day_is_idle(make):
    make(column=make_column())
    assert titles("idle") == ["新闻"]


@pytest.mark.parametrize(("days", "shown"), [(13, []), (15, ["久"])])
def test_text_is_read_again_after_the_days_of_its_column(days, shown):
    make_published_article(title="久", column=make_column(review_after_days=14))
    make_published_article(title="无栏目")
    assert titles("again", at=timezone.now() + timedelta(days=days)) == shown


def test_corrected_text_begins_its_time_anew():
    article, editor = (
        make_published_article(column=make_column(review_after_days=14)),
        make_user("correct_article", "submit_article"),
    )
    Version.objects.update(public_from=NOW - timedelta(days=20))
    article.correct(by=editor, note="改")
    article.submit(by=editor)
    pass_reviews(article)
    assert titles("again") == []


@pytest.mark.parametrize(
    ("published", "shown"), [("", ["题"]), ("XXXX-11-14", ["题"]), ("2024", []), ("2024-05-22", [])]
)
def test_text_without_a_known_year_is_undated(published, shown):
    make_published_article(title="题", published=published)
    assert titles("undated") == shown


def test_own_text_has_the_day_of_its_sign_off():
    make_published_article(rights="original")
    assert titles("undated") == []


def test_shipped_text_is_unsigned_until_three_people_sign_it():
    make_published_article(title="已签")
    article, editor = make_article(title="随附"), make_user("correct_article", "submit_article")
    article.publish_shipped()
    assert titles("unsigned") == ["随附"]
    article.correct(by=editor, note="改")
    article.submit(by=editor)
    pass_reviews(article)
    assert titles("unsigned") == []


@pytest.mark.parametrize(
    ("values", "shown"),
    [({}, ["题"]), ({"source_as_printed": "大众网"}, []), ({"outlet": True}, [])],
)
def test_text_with_neither_outlet_nor_source_is_sourceless(values, shown):
    outlet = make_outlet() if values.get("outlet") else None
    article = make_article(title="题", **{"source_as_printed": "", **values, "outlet": outlet})
    article.publish_shipped()
    assert titles("sourceless") == shown


def test_link_to_a_page_that_is_not_there_is_dead():
    make_linking("/zh-hans/articles/99999/", title="题")
    found = audit_sections(load_audit_scope(Article.objects.all(), at=timezone.now()), ["links"])[
        0
    ].rows
    assert [(row.title, "/zh-hans/articles/99999/" in row.message) for row in found] == [
        ("题", True)
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/en/consortia/99999/",
        "/zh-hans/nothing/",
        "/en/topics/nothing/",
        "http://localhost/en/articles/99999/",
    ],
)
@pytest.mark.usefixtures("_hosts")
def test_dead_links_of_every_kind_are_found(path):
    make_linking(path, title="题")
    assert titles("links") == ["题"]


@pytest.fixture
def _hosts(settings):
    settings.ALLOWED_HOSTS = ["localhost"]


def test_links_to_pages_that_are_there_are_not_dead():
    there, topic, body = make_published_article(), make_topic(), make_consortium()
    topic.add_former_slug("old-steel")
    make_linking(
        *(
            f"/en/articles/{there.pk}/",
            f"/articles/{there.pk}/#p2",
            f"/zh-hans/consortia/{body.pk}/",
            "/en/",
        ),
        *(
            "/zh-hans/topics/steel/",
            "/en/topics/old-steel/",
            "https://elsewhere.example/zh-hans/articles/99999/",
        ),
        *("mailto:x@y.example", "#p1", "//elsewhere.example/x"),
    )
    assert titles("links") == []


def test_link_to_a_withdrawn_text_is_dead():
    there = make_published_article()
    make_linking(f"/zh-hans/articles/{there.pk}/", title="题")
    there.withdraw(by=make_user("withdraw_article"), reason="in_error")
    assert titles("links") == ["题"]


@pytest.mark.parametrize("kind", [kind for kind in AUDIT_KINDS if kind != "idle"])
def test_text_that_is_not_public_stands_on_no_board(kind):
    make_article(source_as_printed="")
    withdrawn = make_linking("/zh-hans/nothing/", source_as_printed="", column=make_column())
    withdrawn.withdraw(by=make_user("withdraw_article"), reason="in_error")
    assert titles(kind, at=timezone.now() + timedelta(days=999)) == []


# The page


@pytest.fixture
def reader(client):
    client.cookies["django_language"] = "en"
    client.force_login(make_user("view_article"))


@pytest.mark.usefixtures("reader")
def test_page_shows_all_kinds_or_the_asked_one(client):
    make_linking("/zh-hans/nothing/", column=make_column())
    assert [section.kind for section in client.get(PAGE).context["audit_sections"]] == [
        "",
        *AUDIT_KINDS,
    ][1:]
    assert [
        section.kind for section in client.get(PAGE, {"kind": "links"}).context["audit_sections"]
    ] == ["links"]
    assert len(client.get(PAGE, {"kind": "nonsense"}).context["audit_sections"]) == len(AUDIT_KINDS)


@pytest.mark.usefixtures("reader")
def test_spreadsheet_holds_the_rows_of_the_kind_and_no_formula(client):
    article = make_linking("/zh-hans/nothing/", title="=1+1")
    lines = (
        client.get(PAGE, {"kind": "links", "format": "csv"})
        .content.decode("utf-8-sig")
        .splitlines()
    )
    said = "A link leads to /zh-hans/nothing/, where no public page is."
    assert list(csv.reader(lines)) == [
        ["Kind", "Number", "Title", "What is the matter"],
        ["Dead links", str(article.pk), "'=1+1", said],
    ]


@pytest.mark.usefixtures("reader")
def test_page_asks_at_most_fifteen_times(client, django_assert_max_num_queries):
    body = make_consortium()
    for number in range(3):
        column = make_column(slug=f"column-{number}", name=f"栏目{number}")
        make_linking(
            "/en/articles/1/",
            f"/en/consortia/{body.pk}/",
            "/en/topics/steel/",
            "/en/agreements/1/",
            column=column,
        )
    client.get(PAGE)
    with django_assert_max_num_queries(15):
        client.get(PAGE)


def test_board_is_refused_without_the_right_to_see_articles(client):
    client.force_login(make_user("sign_off_article"))
    assert client.get(PAGE).status_code == 403
