"""Tables as places: their anchors on the public page, and remarks on them in review and difference."""

import pytest
from django.utils import translation
from pytest_django.asserts import assertContains

from articles.body_diff import diff_bodies
from articles.models import Article, TransitionRefused
from portal.core.templatetags.records import with_anchors
from tests.factories import make_article, make_published_article, make_user, make_waiting_article

TABLE = "<table><tbody><tr><td>单位</td><td>{}</td></tr></tbody></table>"
CAPTIONED = "<table><caption>名单</caption><tr><td>甲</td></tr></table>"
BODY = f"<p>一。</p>{TABLE.format('职务')}<p>二。</p>{CAPTIONED}"


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


def make_reviewed():
    article = make_waiting_article()
    Article.objects.filter(pk=article.pk).update(body=BODY)
    article.refresh_from_db()
    return article


def test_tables_have_anchors_and_paragraphs_keep_their_numbers():
    shown = with_anchors(BODY)
    places = (
        '<p id="p1">',
        '<table id="t1"><caption><a class="pilcrow" href="#t1">T1</a></caption>',
    )
    places += ('<p id="p2">', '<table id="t2"><caption><a class="pilcrow" href="#t2">T2</a>名单')
    assert [place in shown for place in places] == [True] * 4


@pytest.mark.django_db
def test_public_page_has_the_anchor(client):
    article = make_published_article()
    article.versions.update(body=BODY)
    assertContains(client.get(f"/en/articles/{article.pk}/"), 'id="t2"')


@pytest.mark.django_db
def test_table_is_remarked_on(client):
    article = make_reviewed()
    client.force_login(make_user("first_review_article", "view_article"))
    address = f"/admin/articles/article/{article.pk}"
    client.post(f"{address}/remarks/", {"table": 2, "text": "缺一行"})
    remark = article.remarks.get()
    assert (remark.paragraph, remark.table, str(remark)) == (None, 2, "Table 2 缺一行")
    assertContains(client.get(f"{address}/review/"), '<a class="pilcrow" href="#t2">Table 2</a>')


@pytest.mark.django_db
@pytest.mark.parametrize("table", [3, "0", "x", "9" * 30])
def test_table_that_is_not_there_is_no_place(table, client):
    article = make_reviewed()
    client.force_login(make_user("first_review_article", "view_article"))
    address = f"/admin/articles/article/{article.pk}/remarks/"
    assert client.post(address, {"table": table, "text": "词"}).status_code == 302
    assert article.remarks.count() == 0


@pytest.mark.django_db
def test_article_has_no_such_table():
    reviewer = make_user("first_review_article")
    with pytest.raises(TransitionRefused, match="no table 3"):
        make_reviewed().add_remark(by=reviewer, text="词", table=3)


@pytest.mark.django_db
def test_reply_stands_at_the_table():
    article = make_reviewed()
    reviewer = make_user("first_review_article")
    remark = article.add_remark(by=reviewer, text="词", table=1)
    assert remark.reply(by=reviewer, text="好", at=remark.moment).table == 1


def test_changed_table_is_a_place_in_the_difference():
    (diff,) = diff_bodies(BODY, BODY.replace("职务", "职责"))
    assert (diff.label, diff.anchor, diff.paragraph) == ("Table 1", "t1", None)


def test_table_with_numbered_paragraphs_keeps_their_numbers():
    body = "<table><tr><td><p>{}</p></td></tr></table>"
    (diff,) = diff_bodies(body.format("甲"), body.format("乙"))
    assert (diff.label, diff.anchor) == ("¶1", "p1")


@pytest.mark.django_db
def test_draft_opens_at_the_table_of_its_first_remark(client):
    article = make_reviewed()
    article.add_remark(by=make_user("first_review_article"), text="词", table=1)
    editor = make_user("view_article", "change_article")
    client.force_login(editor)
    assertContains(client.get(f"/admin/articles/article/{article.pk}/change/"), 'href="#t1"')


@pytest.mark.django_db
def test_text_without_tables_is_as_before():
    assert with_anchors(make_article().body).count("<table") == 0
