"""Refused attempts stand in the journal: from the form, a bulk action or a direct request."""

import pytest
from django.utils import translation

from articles.models import TransitionRefused
from portal.audit.journal import JournalEntry
from tests.factories import make_article, make_user, make_waiting_article

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
OWN = "You wrote or changed this text: three other people review it."


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


def refusals(article):
    """Step, person and reason of each refused attempt, the oldest first."""
    rows = JournalEntry.objects.for_record(article).filter(act="refused").order_by("pk")
    return [(row.what, row.person, row.reason.text) for row in rows]


def test_refused_review_of_the_own_text_stands_in_the_journal():
    author = make_user("submit_article", "first_review_article")
    article = make_waiting_article(author=author)
    with pytest.raises(TransitionRefused):
        article.pass_first_review(by=author)
    assert refusals(article) == [("pass_first_review", author, OWN)]
    assert article.reviews.count() == 1


def test_refused_second_stage_of_one_person_stands_in_the_journal():
    article = make_waiting_article()
    reviewer = make_user("first_review_article", "second_review_article")
    article.pass_first_review(by=reviewer)
    with pytest.raises(TransitionRefused):
        article.pass_second_review(by=reviewer)
    assert [step for step, _person, _reason in refusals(article)] == ["pass_second_review"]


def test_direct_request_without_the_right_stands_in_the_journal(client):
    article = make_waiting_article()
    person = make_user("view_article")
    client.force_login(person)
    client.post(f"{LIST}{article.pk}/step/sign_off/", {"expected_hash": article.text_hash()})
    assert [(step, who) for step, who, _reason in refusals(article)] == [("sign_off", person)]


def test_direct_request_without_access_stands_in_the_journal(client):
    article = make_waiting_article()
    person = make_user()
    client.force_login(person)
    answer = client.post(f"{LIST}{article.pk}/step/pass_first_review/")
    assert answer.status_code == 403
    assert [step for step, _who, _reason in refusals(article)] == ["pass_first_review"]


def test_bulk_action_on_the_own_text_stands_in_the_journal(client):
    author = make_user("submit_article", "first_review_article", "view_article", "change_article")
    article = make_waiting_article(author=author)
    client.force_login(author)
    client.post(
        LIST,
        {
            "action": "pass_first_review",
            "_selected_action": [article.pk],
            f"hash-{article.pk}": article.text_hash(),
        },
    )
    assert refusals(article) == [("pass_first_review", author, OWN)]


def test_bulk_action_that_the_list_did_not_offer_stands_in_the_journal(client):
    person = make_user("view_article", "change_article", "submit_article")
    article = make_waiting_article()
    client.force_login(person)
    client.post(LIST, {"action": "sign_off", "_selected_action": [article.pk]})
    assert [(step, who) for step, who, _reason in refusals(article)] == [("sign_off", person)]


def test_accepted_step_leaves_no_refusal():
    article = make_article(author=make_user())
    article.submit(by=make_user("submit_article"))
    assert refusals(article) == []
