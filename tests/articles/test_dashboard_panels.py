"""Dashboard panels: each lists what belongs to the person, and nothing else; the review page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.dashboard_panels import desk_sections
from articles.models import Article, ColumnLimit
from tests.factories import (
    make_article,
    make_column,
    make_published_article,
    make_user,
    make_waiting_article,
    pass_reviews,
)

pytestmark = pytest.mark.django_db
LIST, HOUR = "/admin/articles/article/", timedelta(hours=1)


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"


def lists(person):
    """The titles on the person's desk, by list."""
    return {
        section.name: [line.title for line in section.lines]
        for section in desk_sections(person, at=timezone.now())
    }


def reviewer(*rights):
    return make_user("view_article", "first_review_article", "return_article", *rights)


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def post(client, article, page, **sent):
    return client.post(f"{LIST}{article.pk}/{page}/", sent, follow=True)


def queries_of(client, page):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def test_text_waits_for_who_may_sign_it_the_longest_first():
    first, second = make_waiting_article(title="甲"), make_waiting_article(title="乙")
    make_article(title="丙")
    pass_reviews(make_waiting_article(title="丁"))
    assert lists(reviewer())["waiting"] == [first.title, second.title]


def test_own_text_and_second_signature_do_not_wait_for_a_person():
    person = make_user("first_review_article", "second_review_article", "submit_article")
    make_waiting_article(author=person)
    make_waiting_article().pass_first_review(by=person)
    assert "waiting" not in lists(person)


def test_text_of_another_column_does_not_wait_for_a_limited_person():
    person, news, notices = reviewer(), make_column(), make_column(slug="notices")
    ColumnLimit.objects.create(person=person, column=news)
    mine = make_waiting_article(column=news)
    make_waiting_article(column=notices)
    make_waiting_article()
    assert lists(person)["waiting"] == [mine.title]


def test_mine_and_returned_are_the_texts_of_the_author():
    author = make_user("submit_article")
    draft, waiting = make_article(author=author), make_waiting_article(author=author)
    waiting.return_to_author(by=reviewer(), remark="短些")
    make_article(author=make_user())
    assert lists(author) == {"mine": [draft.title, waiting.title], "returned": [waiting.title]}


def test_time_puts_texts_on_the_desk():
    now, person = timezone.now(), make_user()
    scheduled = make_published_article(go_live=now + HOUR)
    late = make_article(go_live=now - HOUR)
    ending = make_published_article(expires=now + HOUR)
    make_published_article()
    assert lists(person) == {
        "scheduled": [scheduled.title],
        "overdue": [late.title],
        "ending": [ending.title],
    }


def test_text_changed_after_a_signature_is_on_the_desk():
    voided, corrected = make_waiting_article(title="原"), make_published_article()
    voided.pass_first_review(by=reviewer())
    Article.objects.filter(pk=voided.pk).update(title="改")
    voided.refresh_from_db()
    voided.record_edit(by=make_user())
    corrected.correct(by=make_user("correct_article"), note="更正")
    make_waiting_article()
    assert lists(make_user())["changed"] == ["改", corrected.title]


@pytest.mark.parametrize("page", ["/admin/", "review"])
def test_desk_asks_as_often_for_many_texts_as_for_one(page, client):
    client.force_login(reviewer())
    first = make_waiting_article()
    page = page if page == "/admin/" else f"{LIST}{first.pk}/review/"
    queries_of(client, page)
    few = queries_of(client, page)
    for _number in range(12):
        make_waiting_article().claim(by=reviewer(), at=timezone.now())
    assert queries_of(client, page) == few <= 26


def test_desk_lists_ten_and_counts_the_others():
    for _number in range(12):
        make_waiting_article()
    (waiting,) = desk_sections(reviewer(), at=timezone.now())
    assert (len(waiting.lines), waiting.total, waiting.remaining) == (10, 12, 2)


def test_the_others_are_a_click_away(client):
    client.force_login(reviewer())
    for _number in range(12):
        make_waiting_article()
    pages = [client.get(address).text for address in ("/admin/", "/admin/?whole=waiting")]
    assert [page.count('/review/"') for page in pages] == [10, 12]
    assert ['href="?whole=waiting"' in page for page in pages] == [True, False]


def test_signing_on_the_review_page_leads_to_the_next_text(client):
    client.force_login(reviewer())
    first, second = make_waiting_article(), make_waiting_article()
    answer = post(
        client, first, "step/pass_first_review", expected_hash=first.text_hash(), desk="1"
    )
    assert answer.redirect_chain[-1][0] == f"{LIST}{second.pk}/review/"
    answer = post(
        client, second, "step/pass_first_review", expected_hash=second.text_hash(), desk="1"
    )
    assert answer.redirect_chain[-1][0] == "/admin/"


def test_signature_from_a_stale_page_is_refused_in_words(client):
    client.force_login(reviewer())
    article = make_waiting_article()
    answer = post(client, article, "step/pass_first_review", expected_hash="0" * 64, desk="1")
    assert said(answer) == [
        "The text was changed after you opened it: read it again before you take a step."
    ]
    assert Article.objects.get().status == "first_review"


def test_review_page_shows_what_changed_since_the_public_version(client):
    client.force_login(reviewer())
    article = make_published_article(title="二十三家企业签约")
    article.correct(by=make_user("correct_article"), note="更正")
    article.title = "二十五家企业签约"
    article.save()
    page = client.get(f"{LIST}{article.pk}/review/").text
    assert "<del>三</del>" in page
    assert "<ins>五</ins>" in page


def test_review_page_shows_what_changed_since_a_void_signature(client):
    client.force_login(reviewer())
    article = make_waiting_article(title="十家")
    article.pass_first_review(by=reviewer())
    article.title = "百家"
    article.save()
    article.record_edit(by=make_user())
    answer = client.get(f"{LIST}{article.pk}/review/")
    assert answer.context["baseline"].source.is_void
    assert [str(change.text) for change in answer.context["changes"]] == [
        "<del>十</del><ins>百</ins>家"
    ]


def test_text_that_the_history_does_not_hold_is_not_compared(client):
    client.force_login(reviewer())
    article = make_waiting_article()
    article.pass_first_review(by=reviewer())
    article.history.all().delete()
    Article.objects.update(title="改")
    answer = client.get(f"{LIST}{article.pk}/review/")
    assert answer.context["changes"] == []
    assert "The history does not hold that text" in answer.text


def test_remark_is_added_and_resolved_on_the_review_page(client):
    client.force_login(reviewer())
    article = make_waiting_article()
    assert said(post(client, article, "remarks", text="数字有误", paragraph=2)) == [
        "The remark is kept."
    ]
    remark = article.remarks.get()
    assert (remark.paragraph, remark.text, remark.resolved_at) == (2, "数字有误", None)
    assert said(post(client, article, f"remarks/{remark.pk}/resolve")) == [
        "The remark is resolved."
    ]
    assert article.remarks.open().count() == 0


def test_claim_is_taken_and_let_go_on_the_review_page(client):
    person, article = reviewer(), make_waiting_article()
    client.force_login(person)
    post(client, article, "claim")
    assert Article.objects.get().claimed_by == person
    post(client, article, "release")
    assert Article.objects.get().claimed_by is None


@pytest.mark.parametrize("page", ["claim", "release", "remarks", "step/pass_first_review"])
def test_buttons_are_refused_by_get_and_without_token(page, client):
    article = make_waiting_article()
    client.force_login(reviewer())
    assert client.get(f"{LIST}{article.pk}/{page}/").status_code == 405
    client.handler.enforce_csrf_checks = True
    assert client.post(f"{LIST}{article.pk}/{page}/").status_code == 403


@pytest.mark.parametrize(
    "page", ["review", "claim", "remarks", "step/pass_first_review", "step/return_to_author"]
)
def test_text_outside_the_columns_of_a_person_is_not_there(page, client):
    person, article = reviewer(), make_waiting_article(column=make_column(slug="notices"))
    ColumnLimit.objects.create(person=person, column=make_column())
    client.force_login(person)
    send = client.get if page == "review" else client.post
    assert send(f"{LIST}{article.pk}/{page}/").status_code == 404
    assert client.get(f"{LIST}{article.pk}/change/").status_code == 302


def test_limited_author_writes_in_their_columns_alone(client):
    person = make_user("view_article", "add_article", "change_article")
    ColumnLimit.objects.create(person=person, column=make_column())
    client.force_login(person)
    field = client.get(f"{LIST}add/").context["adminform"].form.fields["column"]
    assert (list(field.queryset), field.required) == ([make_column()], True)


def test_desk_names_a_field_that_changed_since_the_last_look(client, db):
    author = make_user("submit_article")
    reviewer = make_user("first_review_article", "return_article", "view_article")
    article = make_article()
    article.record_edit(by=author)
    article.submit(by=author)
    client.force_login(reviewer)
    client.cookies["django_language"] = "en"
    client.get(f"/admin/articles/article/{article.pk}/review/")
    article.return_to_author(by=reviewer, remark="题目")
    article.refresh_from_db()
    article.title = "四方签约"
    article.save()
    article.submit(by=author)
    assert "changed since your last look: Title" in client.get("/admin/").text
