"""What the public may see, and each work once."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Article, ArticleStatus, Version
from tests.factories import (
    make_article,
    make_published_article,
    make_translation,
    make_user,
    make_waiting_article,
)

HOUR = timedelta(hours=1)
MOMENT = datetime(2026, 6, 1, 12, tzinfo=timezone.get_default_timezone())


def withdraw(article):
    article.withdraw(by=make_user("withdraw_article"), reason="in_error")


def published(**options):
    return list(Article.objects.published(**options))


def shown_in(language):
    return list(Article.objects.published_in(language))


@pytest.mark.parametrize("make", [make_article, make_waiting_article])
def test_article_is_hidden_before_sign_off(db, make):
    make()
    assert (published(), shown_in("zh-hans"), shown_in("en")) == ([], [], [])


@pytest.mark.parametrize("steps", [1, 2])
def test_article_is_hidden_while_signatures_are_missing(db, steps):
    article = make_waiting_article()
    article.pass_first_review(by=make_user("first_review_article"))
    if steps == 2:
        article.pass_second_review(by=make_user("second_review_article"))
    assert published() == []


def test_article_is_shown_when_signed_off(db):
    article = make_published_article()
    assert (published(), shown_in("zh-hans"), shown_in("en")) == ([article], [article], [article])


def test_article_is_hidden_when_returned(db):
    article = make_waiting_article()
    article.return_to_author(by=make_user("return_article"), remark="短些")
    assert published() == []


def test_article_is_hidden_until_it_goes_live(db):
    article = make_published_article(go_live=timezone.now() + HOUR)
    assert (article.status, published(), shown_in("zh-hans")) == (ArticleStatus.PUBLIC, [], [])
    assert published(at=article.go_live - timedelta(seconds=1)) == []
    assert published(at=article.go_live) == [article]


def test_article_is_hidden_from_its_expiry_on(db):
    moment = timezone.now() + HOUR
    article = make_published_article(expires=moment)
    assert published(at=moment - timedelta(seconds=1)) == [article]
    assert published(at=moment) == []


def test_expired_article_is_hidden_now(db):
    make_published_article(expires=timezone.now() + HOUR)
    Version.objects.update(
        public_from=timezone.now() - 2 * HOUR, public_until=timezone.now() - HOUR
    )
    assert (published(), shown_in("zh-hans")) == ([], [])


def test_article_is_hidden_when_withdrawn(db):
    article, other = make_published_article(), make_published_article()
    withdraw(article)
    assert (published(), shown_in("zh-hans")) == ([other], [other])


def test_article_is_shown_under_correction(db):
    article = make_published_article()
    article.correct(by=make_user("correct_article"), note="更正")
    article.submit(by=make_user("submit_article"))
    assert published() == [article]


def test_work_is_shown_once_in_language_of_page(db):
    chinese = make_published_article()
    english = make_translation(chinese)
    assert (shown_in("zh-hans"), shown_in("en")) == ([chinese], [english])
    assert set(published()) == {chinese, english}


def test_work_is_shown_in_other_language_while_its_own_text_is_hidden(db):
    chinese = make_published_article()
    english = make_article(language="en", translation_of=chinese)
    assert shown_in("en") == [chinese]
    withdraw(chinese)
    assert (shown_in("zh-hans"), shown_in("en"), english.work) == ([], [], chinese.pk)


def test_work_is_shown_in_other_language_when_text_is_embargoed(db):
    chinese = make_published_article()
    make_translation(chinese, go_live=timezone.now() + HOUR)
    assert (shown_in("en"), list(chinese.siblings())) == ([chinese], [])


def test_siblings_are_the_public_texts_of_the_work(db):
    chinese, stranger = make_published_article(), make_published_article()
    english = make_translation(chinese)
    assert (list(chinese.siblings()), list(english.siblings()), list(stranger.siblings())) == (
        [english],
        [chinese],
        [],
    )
    withdraw(english)
    assert list(chinese.siblings()) == []


def test_translation_of_a_translation_is_of_the_same_work(db):
    chinese = make_article()
    english = make_article(language="en", translation_of=chinese)
    assert make_article(language="fr", translation_of=english).work == chinese.pk == chinese.work


@pytest.mark.parametrize(
    ("stated", "listed"),
    [
        ("2024-05-22", date(2024, 5, 22)),
        ("2024-05", date(2024, 5, 1)),
        ("2024-05-22T10:08", date(2024, 5, 22)),
    ],
)
def test_article_is_listed_by_the_day_its_source_gives(db, stated, listed):
    assert make_published_article(published=stated).listed_on == listed


@pytest.mark.parametrize("stated", ["", "XXXX-11-14"])
def test_reprint_is_listed_last_when_its_source_gives_no_year(db, stated):
    undated, dated = (
        make_published_article(published=stated),
        make_published_article(published="1999"),
    )
    assert (undated.listed_on, published()) == (date.min, [dated, undated])


def test_original_is_listed_by_its_first_sign_off(db):
    article = make_published_article(rights="original")
    article.versions.update(made_at=MOMENT)
    article.correct(by=make_user("correct_article"), note="更正")
    article.submit(by=make_user("submit_article"))
    article.pass_first_review(by=make_user("first_review_article"))
    article.pass_second_review(by=make_user("second_review_article"))
    article.sign_off(by=make_user("sign_off_article"))
    assert article.listed_on == date(2026, 6, 1)


def test_articles_stand_newest_first(db):
    stated = ["2023", "2024-05-22", "2024-05-22", "2025-01"]
    made = [make_published_article(published=text) for text in stated]
    assert published() == made[::-1]


def test_waiting_articles_stand_longest_first(db):
    made = [make_waiting_article() for _article in range(3)]
    make_article()
    made[0].pass_first_review(by=make_user("first_review_article"))
    assert list(Article.objects.awaiting_review()) == [made[1], made[2], made[0]]
    assert list(Article.objects.with_status(ArticleStatus.SECOND_REVIEW)) == [made[0]]
