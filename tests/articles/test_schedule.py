"""The go-live moment: set by the author, or at sign-off, which makes nobody an author."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from articles.models import Article, TransitionRefused
from tests.admin_forms import admin_url, load_form_data
from tests.factories import (
    make_article,
    make_column,
    make_published_article,
    make_user,
    make_waiting_article,
)

pytestmark = pytest.mark.django_db
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
FORM = "2099-01-02T03:04"


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


def make_passed(**values):
    """A text that waits for its sign-off."""
    article = make_waiting_article(**values)
    article.pass_first_review(by=make_user("first_review_article"))
    article.pass_second_review(by=make_user("second_review_article"))
    return article


def go_round(article, *, go_live=None, **values):
    """Correct an article, with these values, and sign it off for that moment."""
    author = make_user("correct_article", "submit_article")
    article.correct(by=author, note="更正")
    Article.objects.filter(pk=article.pk).update(**values)
    article.refresh_from_db()
    article.submit(by=author)
    article.pass_first_review(by=make_user("first_review_article"))
    article.pass_second_review(by=make_user("second_review_article"))
    article.sign_off(by=make_user("sign_off_article"), go_live=go_live)


def post_sign_off(client, article, *rights, **sent):
    chief = make_user("view_article", "sign_off_article", *rights)
    client.force_login(chief)
    answer = client.post(f"/admin/articles/article/{article.pk}/step/sign_off/", sent, follow=True)
    article.refresh_from_db()
    return answer


def test_sign_off_sets_the_moment():
    article, moment = make_passed(), timezone.now() + HOUR
    article.sign_off(by=make_user("sign_off_article"), go_live=moment)
    assert (article.go_live, article.upcoming.public_from, article.live) == (moment, moment, None)
    assert list(Article.objects.published(at=moment)) == [article]
    assert list(Article.objects.published(at=moment - SECOND)) == []


def test_sign_off_without_a_word_keeps_the_moment_and_none_takes_it_away():
    moment = timezone.now() + HOUR
    kept, taken = make_passed(go_live=moment), make_passed(go_live=moment)
    kept.sign_off(by=make_user("sign_off_article"))
    taken.sign_off(by=make_user("sign_off_article"), go_live=None)
    assert list(Article.objects.published()) == [taken]
    assert (kept.go_live, taken.go_live) == (moment, None)


def test_moment_after_the_end_is_refused_and_nothing_is_signed():
    ends = timezone.now() + HOUR
    article = make_passed(expires=ends)
    with pytest.raises(TransitionRefused, match="An article expires after it goes live"):
        article.sign_off(by=make_user("sign_off_article"), go_live=ends)
    assert (article.signatures().count(), article.versions.count()) == (2, 0)


def test_moment_is_typed_on_the_review_page_in_the_time_of_the_portal(client):
    article = make_passed()
    post_sign_off(client, article, go_live=FORM)
    assert article.upcoming.public_from.isoformat() == "2099-01-01T19:04:00+00:00"


@pytest.mark.parametrize(("sent", "public"), [({}, False), ({"go_live": ""}, True)])
def test_emptied_moment_means_at_once_and_a_missing_one_as_it_was(sent, public, client):
    article = make_passed(go_live=timezone.now() + HOUR)
    post_sign_off(client, article, **sent)
    assert Article.objects.published().exists() == public


def test_unreadable_moment_is_asked_for_again(client):
    article = make_passed()
    assert "Enter a valid date/time." in post_sign_off(client, article, go_live="soon").text
    assert article.status == "sign_off"


def test_moment_outlives_the_question_for_the_emergency(client):
    chief, article = (
        make_user("sign_off_article", "emergency_article", "view_article"),
        make_passed(),
    )
    article.record_edit(by=chief)
    client.force_login(chief)
    asked = client.post(f"/admin/articles/article/{article.pk}/step/sign_off/", {"go_live": FORM})
    assert f'value="{FORM}"' in asked.text
    assert "Reason for using the emergency right" in asked.text


def test_who_files_a_text_is_no_author_and_signs_it(client):
    chief = make_user("view_article", "change_article", "sign_off_article")
    article = make_passed()
    client.force_login(chief)
    sent = load_form_data(client, admin_url(article)) | {
        "column": make_column().pk,
        "go_live_0": "2099-01-02",
        "go_live_1": "03:04",
    }
    client.post(admin_url(article), sent)
    article.refresh_from_db()
    assert (
        str(article.column),
        article.go_live.year,
        article.contributions.filter(person=chief).exists(),
    ) == (*("News", 2099, False),)
    article.sign_off(by=chief)
    assert article.upcoming is not None


# The day by which lists order


def test_correction_that_waits_leaves_the_place_in_lists_until_its_moment():
    article, moment = make_published_article(published="2023-01-01"), timezone.now() + HOUR
    go_round(article, published="2024-05-22", go_live=moment)
    assert (article.listed_on, article.listed_next) == (date(2023, 1, 1), date(2024, 5, 22))
    make_waiting_article()
    article.refresh_from_db()
    assert article.listed_on == date(2023, 1, 1)
    article.versions.filter(number=2).update(public_from=timezone.now() - SECOND)
    make_waiting_article()
    article.refresh_from_db()
    assert (article.listed_on, article.listed_next) == (date(2024, 5, 22), None)


def test_correction_at_once_takes_its_place_in_lists_at_once():
    article = make_published_article(published="2023-01-01")
    go_round(article, published="2024-05-22")
    assert (article.listed_on, article.listed_next) == (date(2024, 5, 22), None)


def test_withdrawn_correction_brings_no_day_along():
    article = make_published_article(published="2023-01-01")
    go_round(article, published="2024-05-22", go_live=timezone.now() + HOUR)
    article.withdraw(by=make_user("withdraw_article"), reason="in_error")
    assert article.listed_next is None


def test_first_text_that_waits_has_its_day_already():
    article = make_article(published="2024-05-22", go_live=timezone.now() + HOUR)
    article.publish_shipped()
    assert (article.listed_on, article.listed_next) == (date(2024, 5, 22), None)
