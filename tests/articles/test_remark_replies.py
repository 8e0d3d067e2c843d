"""Replies to remarks, what a reviewer saw last, and where a remark leads its author."""

import pytest
from django.utils import timezone, translation
from pytest_django.asserts import assertContains

from articles.models import ReviewLook, TransitionRefused
from portal.core import html
from tests.factories import (
    make_key_point,
    make_picture,
    make_user,
    make_waiting_article,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
REVIEWER = ("view_article", "first_review_article", "return_article")


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def reviewer(client):
    person = make_user(*REVIEWER)
    client.force_login(person)
    return person


def rewrite(article, *paragraphs, by):
    article.body = html.from_paragraphs(paragraphs)
    article.save()
    article.record_edit(by=by)


def test_author_replies_and_the_remark_stays_open(client, reviewer):
    author = make_user("submit_article", "view_article")
    article = make_waiting_article(author=author)
    remark = article.add_remark(by=reviewer, text="数字？", paragraph=1)
    client.force_login(author)
    client.post(f"{LIST}{article.pk}/remarks/{remark.pk}/reply/", {"text": "见附件"})
    reply = remark.replies.get()
    assert (reply.text, reply.by, reply.paragraph) == ("见附件", author, 1)
    assert list(article.remarks.open()) == [remark]
    assertContains(client.get(f"{LIST}{article.pk}/review/"), "见附件")


def test_reply_to_a_reply_joins_the_remark(reviewer):
    article = make_waiting_article()
    remark = article.add_remark(by=reviewer, text="数字？")
    first = remark.reply(by=reviewer, text="甲", at=timezone.now())
    first.reply(by=reviewer, text="乙", at=timezone.now())
    assert [row.text for row in remark.replies.all()] == ["甲", "乙"]


def test_outsider_and_blank_replies_are_refused(reviewer):
    article = make_waiting_article()
    remark = article.add_remark(by=reviewer, text="数字？")
    for person, text in ((make_user("view_article"), "甲"), (reviewer, " ")):
        with pytest.raises(TransitionRefused):
            remark.reply(by=person, text=text, at=timezone.now())
    remark.resolve(by=reviewer, at=timezone.now())
    with pytest.raises(TransitionRefused):
        remark.reply(by=reviewer, text="甲", at=timezone.now())
    assert remark.replies.count() == 0


def test_review_page_shows_the_changes_since_my_last_look(client, reviewer):
    author = make_user("submit_article")
    article = make_waiting_article(author=author, paragraphs=("甲。", "乙段。", "丙。"))
    page = f"{LIST}{article.pk}/review/"
    client.get(page)
    rewrite(article, "甲。", "乙改段。", "丙。", by=author)
    for _visit in range(2):
        answer = client.get(page)
        assert answer.context["baseline"].key == "look"
        (change,) = answer.context["changes"]
        (block,) = change.blocks
        assert (block.label, str(block.text)) == ("¶2", "乙<ins>改</ins>段。")
    assert ReviewLook.objects.count() == 2


def test_colleague_without_a_look_sees_the_changes_since_the_submission(client, reviewer):
    author = make_user("submit_article")
    article = make_waiting_article(author=author, paragraphs=("甲。",))
    client.get(f"{LIST}{article.pk}/review/")
    rewrite(article, "甲改。", by=author)
    client.force_login(make_user(*REVIEWER))
    answer = client.get(f"{LIST}{article.pk}/review/")
    assert answer.context["baseline"].source.stage == "submitted"


def test_last_return_can_be_compared_with(client, reviewer):
    author = make_user("submit_article")
    article = make_waiting_article(author=author, paragraphs=("甲。",))
    article.return_to_author(by=reviewer, remark="改", paragraph=1)
    rewrite(article, "甲改。", by=author)
    article.remarks.get().resolve(by=author, at=timezone.now())
    article.submit(by=author)
    answer = client.get(f"{LIST}{article.pk}/review/")
    labels = [row.label for row in answer.context["baselines"]]
    assert labels[0].startswith("returned to author by ")
    assert [change.blocks[0].label for change in answer.context["changes"]] == ["¶1"]


def test_table_is_compared_as_a_table(client, reviewer):
    article = make_waiting_article()
    table = "<p>甲。</p><table><tbody><tr><td>山钢</td><td>19</td></tr></tbody></table>"
    article.body = table
    article.save()
    article.record_edit(by=make_user())
    client.get(f"{LIST}{article.pk}/review/")
    article.body = table.replace("19", "21")
    article.save()
    article.record_edit(by=make_user())
    assertContains(
        client.get(f"{LIST}{article.pk}/review/"),
        "<table><tr><td>山钢</td><td><del>19</del><ins>21</ins></td></tr></table>",
    )


def test_review_page_shows_everything_that_is_signed(client, reviewer):
    article = make_waiting_article(
        byline="记者 甲",
        dateline="济南",
        editors="责任编辑：乙",
        rights_note="经授权",
        source_address="https://example.com/1",
        published="2024-05-22",
        kicker="快讯",
        summary="摘要文字",
    )
    make_key_point(article, text="要点文字", paragraph=2)
    picture = make_picture(article, caption="签约现场", credit="丙 摄", alt="三人签字")
    page = client.get(f"{LIST}{article.pk}/review/")
    for words in (
        *("记者 甲", "济南", "责任编辑：乙", "经授权", "https://example.com/1", "22 May 2024"),
        *("快讯", "摘要文字", "要点文字", "丙 摄", "三人签字", "齐鲁网", "reprint"),
        f"/admin/articles/picture/{picture.pk}/file/",
    ):
        assertContains(page, words)


def test_notice_of_a_return_leads_to_the_paragraph(client, reviewer):
    author = make_user("submit_article", "view_article", "change_article")
    article = make_waiting_article(author=author)
    article.return_to_author(by=reviewer, remark="改", paragraph=2)
    client.force_login(author)
    notice = author.notices.get()
    answer = client.post(f"/admin/articles/article/notices/{notice.pk}/")
    assert answer.url == f"{LIST}{article.pk}/change/#p2"
    assertContains(client.get("/admin/"), f"{LIST}{article.pk}/change/#p2")
