"""The sign-off sheet (审批单): what it says, and to whom."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from articles.models import TransitionRefused
from tests.factories import (
    make_article,
    make_column,
    make_outlet,
    make_published_article,
    make_user,
    make_waiting_article,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reader(client):
    client.cookies["django_language"] = "en"
    client.force_login(make_user("view_article"))


def sheet(client, article, **query):
    return client.get(f"/admin/articles/article/{article.pk}/sheet/", query)


def test_sheet_says_who_signed_what_and_when(client):
    article = make_published_article(title="签发之题", column=make_column(), outlet=make_outlet())
    response = sheet(client, article)
    for words in (
        f"{article.pk:06}-1",
        "签发之题",
        "News",
        "齐鲁晚报",
        "Asia/Shanghai",
        "+0800",
        "No remarks.",
        "First review",
    ):
        assertContains(response, words)
    assertContains(response, article.text_hash(), count=4)
    for review in article.reviews.all():
        assertContains(response, review.person.username)


def test_sheet_leaves_blank_what_nobody_signed(client):
    article = make_waiting_article()
    response = sheet(client, article)
    assert [given is not None for _role, given in response.context["stages"]] == [
        True,
        False,
        False,
        False,
    ]
    assertContains(response, article.text_hash(), count=1)


def test_sheet_says_the_reason_for_the_emergency_right(client):
    author = make_user("submit_article", "first_review_article", "emergency_article")
    article = make_waiting_article(author=author)
    article.pass_first_review(by=author, emergency="台风预警")
    assertContains(sheet(client, article), "台风预警")


def test_sheet_says_that_a_text_was_shipped(client):
    article = make_article()
    article.publish_shipped()
    assertContains(sheet(client, article), "Shipped with the portal; not reviewed in it.")


def test_sheet_lists_remarks_with_their_resolution(client):
    article, reviewer, author = (
        make_waiting_article(),
        make_user("return_article"),
        make_user("submit_article"),
    )
    article.return_to_author(by=reviewer, remark="人数不对", paragraph=2)
    assert [remark.resolved_by for remark in sheet(client, article).context["remarks"]] == [""]
    remark = article.remarks.get()
    remark.resolve(by=author, at=remark.moment)
    shown = sheet(client, article).context["remarks"]
    assert [(each.place, each.text, each.by, each.resolved_by) for each in shown] == [
        ("¶2", "人数不对", reviewer.username, author.username)
    ]


def test_sheet_counts_the_remarks_that_it_has_no_room_for(client):
    article, reviewer = make_waiting_article(), make_user("return_article")
    for number in range(14):
        article.add_remark(by=reviewer, text=f"意见{number}")
    response = sheet(client, article)
    assertContains(response, "4 more remarks stand in the record.")
    assertNotContains(response, "意见10")


def test_sheet_of_an_earlier_round_shows_its_text_and_people(client):
    article = make_published_article(title="旧题")
    article.correct(by=make_user("correct_article"), note="改题")
    article.title = "新题"
    article.save()
    assertContains(sheet(client, article, round=1), "旧题")
    assertNotContains(sheet(client, article), "旧题")
    assertContains(sheet(client, article), "改题")


@pytest.mark.parametrize("round_", ["0", "3", "x", "-1", "99999999999", "²"])
def test_sheet_of_no_round_is_that_of_the_present_one(round_, client):
    article = make_published_article()
    article.correct(by=make_user("correct_article"), note="改")
    assert sheet(client, article, round=round_).context["round"] == 2


def test_sheet_is_only_read(client):
    article = make_published_article()
    assert client.post(f"/admin/articles/article/{article.pk}/sheet/").status_code == 405
    with pytest.raises(TransitionRefused):
        article.submit(by=make_user("submit_article"))


def test_sheet_is_refused_without_the_right_to_see_articles(client):
    article = make_published_article()
    client.force_login(make_user("first_review_article"))
    assert sheet(client, article).status_code == 403
    client.logout()
    assert sheet(client, article).status_code == 302


def test_sheet_of_nothing_is_a_404(client):
    assert client.get("/admin/articles/article/999999/sheet/").status_code == 404


def test_sheet_asks_few_times(client, django_assert_max_num_queries):
    article = make_published_article()
    with django_assert_max_num_queries(15):
        sheet(client, article)
