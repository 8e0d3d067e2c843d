"""A correction that is given up: the working text becomes the signed one again."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from articles.models import Article, ArticleStatus, TransitionRefused
from tests.factories import (
    make_article,
    make_key_point,
    make_picture,
    make_published_article,
    make_user,
    make_waiting_article,
    pass_reviews,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def chief():
    return make_user("correct_article", "withdraw_article", "submit_article")


def rewrite(article, by):
    """Change everything that a correction can change."""
    article.title = "另一个标题"
    article.save()
    article.key_points.all().delete()
    make_key_point(article, text="新的要点")
    article.pictures.all().delete()
    article.record_edit(by=by)


def test_cancelled_correction_brings_the_signed_text_back(chief):
    article = make_article(author=make_user(), title="签约", paragraphs=("甲。", "乙。"))
    make_key_point(article, text="要点", paragraph=1)
    make_picture(article, caption="会场")
    article.submit(by=make_user("submit_article"))
    pass_reviews(article)
    text_hash = article.text_hash()
    article.correct(by=chief, note="更正数字")
    rewrite(article, chief)
    article.submit(by=chief)
    article.add_remark(by=make_user("first_review_article"), text="改")
    article.cancel_correction(by=chief)
    stored = Article.objects.get()
    assert (stored.status, stored.public_note) == (ArticleStatus.PUBLIC, "")
    assert stored.text_hash() == text_hash == stored.live.text_hash
    assert stored.live.number == 1
    assert stored.remarks.open().count() == 0
    assert stored.reviews.last().stage == "cancelled"


def test_pictures_whose_words_or_key_changed_come_back(chief):
    article = make_article(author=make_user())
    make_picture(article, caption="会场", key="aaaa", position=1)
    make_picture(article, caption="签约", key="bbbb", position=2)
    article.submit(by=make_user("submit_article"))
    pass_reviews(article)
    article.correct(by=chief, note="更正")
    first, second = article.pictures.all()
    first.delete()
    second.caption, second.key = "另一个", "aaaa"
    second.save()
    article.cancel_correction(by=chief)
    assert [(row.caption, row.key) for row in article.pictures.all()] == [
        ("会场", "aaaa"),
        ("签约", "bbbb"),
    ]


def test_next_correction_after_a_cancelled_one_goes_through(chief):
    article = make_published_article()
    article.correct(by=chief, note="甲")
    article.cancel_correction(by=chief)
    article.correct(by=chief, note="乙")
    article.submit(by=chief)
    pass_reviews(article)
    assert (article.live.number, article.live.note) == (2, "乙")


def test_cancelled_correction_of_a_withdrawn_text_stays_withdrawn(chief):
    article = make_published_article()
    article.withdraw(by=chief, reason="in_error")
    article.correct(by=chief, note="更正")
    article.cancel_correction(by=chief)
    assert article.status == ArticleStatus.WITHDRAWN


def test_draft_has_no_correction_to_cancel(chief):
    for article in (make_article(), make_waiting_article()):
        with pytest.raises(TransitionRefused, match="No correction of this article is open"):
            article.cancel_correction(by=chief)


def test_correction_is_not_cancelled_without_the_right():
    article = make_published_article()
    article.correct(by=make_user("correct_article"), note="更正")
    with pytest.raises(TransitionRefused):
        article.cancel_correction(by=make_user("submit_article"))
    assert Article.objects.get().status == ArticleStatus.DRAFT


def test_button_asks_before_it_gives_the_changes_up(client):
    person = make_user("correct_article", "view_article")
    client.force_login(person)
    article = make_published_article()
    article.correct(by=person, note="更正")
    step = f"/admin/articles/article/{article.pk}/step/cancel_correction/"
    assert "Give up what was changed" in client.post(step).text
    assert Article.objects.get().status == ArticleStatus.DRAFT
    client.post(step, {"sure": "on", "expected_hash": article.text_hash()})
    assert Article.objects.get().status == ArticleStatus.PUBLIC


# Moments


def test_scheduled_text_is_called_scheduled_and_not_public():
    moment = timezone.now() + timedelta(days=1)
    article = make_published_article(go_live=moment)
    shown = f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
    assert article.get_status_display() == f"scheduled for {shown}"


def test_text_with_a_scheduled_correction_says_both(chief):
    article = make_published_article()
    article.correct(by=chief, note="更正")
    Article.objects.update(go_live=timezone.now() + timedelta(days=1), title="新")
    article = Article.objects.get()
    article.submit(by=chief)
    pass_reviews(article)
    label = article.get_status_display()
    assert label.startswith("public; the corrected text is scheduled for ")


def test_expired_text_is_called_expired():
    article = make_published_article()
    moment = timezone.now() - timedelta(days=1)
    article.versions.update(public_from=moment - timedelta(days=1), public_until=moment)
    assert Article.objects.get().get_status_display().startswith("expired on ")


def test_past_expiry_is_refused_at_submit_and_at_sign_off():
    past = timezone.now() - timedelta(minutes=1)
    article = make_article(author=make_user(), expires=past)
    with pytest.raises(TransitionRefused, match="which is past"):
        article.submit(by=make_user("submit_article"))
    article = make_waiting_article()
    article.pass_first_review(by=make_user("first_review_article"))
    article.pass_second_review(by=make_user("second_review_article"))
    Article.objects.filter(pk=article.pk).update(expires=past)
    with pytest.raises(TransitionRefused, match="which is past"):
        article.sign_off(by=make_user("sign_off_article"))
    assert Article.objects.get(pk=article.pk).status == ArticleStatus.SIGN_OFF
