"""Changes, corrections, withdrawals and the shipped texts: what a signature stands for over time."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from articles.models import Article, ArticleStatus, ReviewStage, TransitionRefused
from tests.factories import (
    make_article,
    make_key_point,
    make_picture,
    make_published_article,
    make_user,
    make_waiting_article,
)

SECOND = timedelta(seconds=1)
MOVED = "The text was changed since it was submitted or signed: it goes round again."
TAKEN_OVER = "Editors have taken this article over: it goes through the three reviews."
REVIEWS = [("pass_first_review", "first_review_article"), ("pass_second_review", "second_review_article"),
           ("sign_off", "sign_off_article")]  # fmt: skip
SIGNED = {
    **dict.fromkeys(("title", "kicker", "summary", "byline", "dateline", "editors"), "新"),
    "body": "<p>新</p>", "published": "2025", "language": "en",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _in_english(db):
    with translation.override("en"):
        yield


def review(article, *, steps=3):
    """The reviews that come next, each by somebody new."""
    for step, right in REVIEWS[:steps]:
        getattr(article, step)(by=make_user(right))


def go_round(article, **values):
    """Change the text of an opened article and take it through the chain."""
    author = make_user("submit_article")
    for name, value in values.items():
        setattr(article, name, value)
    article.save()
    article.record_edit(by=author)
    article.submit(by=author)
    review(article)


def correct(article, note="标题有误"):
    article.correct(by=make_user("correct_article"), note=note)


def withdraw(article):
    article.withdraw(by=make_user("withdraw_article"), reason="in_error")


# A change under review


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_change_under_review_voids_the_signatures(steps):
    article, person = make_waiting_article(), make_user()
    review(article, steps=steps)
    article.title = "改过"
    article.save()
    article.record_edit(by=person)
    article.refresh_from_db()
    assert (article.status, article.signatures().count()) == (ArticleStatus.FIRST_REVIEW, 0)
    voided = article.reviews.last()
    assert (voided.stage, voided.person, voided.text_hash) == (
        ReviewStage.VOIDED,
        person,
        article.text_hash(),
    )
    assert article.reviews.filter(is_void=True).count() == steps


def test_edit_that_changes_nothing_keeps_the_signatures():
    article, person = make_waiting_article(), make_user("sign_off_article")
    review(article, steps=2)
    article.record_edit(by=person)
    assert (article.status, article.signatures().count()) == (ArticleStatus.SIGN_OFF, 2)
    with pytest.raises(TransitionRefused):
        article.sign_off(by=person)


def test_voided_signer_signs_again():
    article, signer = make_waiting_article(), make_user("first_review_article")
    article.pass_first_review(by=signer)
    article.title = "改过"
    article.save()
    article.record_edit(by=make_user())
    article.pass_first_review(by=signer)
    assert article.status == ArticleStatus.SECOND_REVIEW


@pytest.mark.parametrize(("name", "value"), SIGNED.items())
@pytest.mark.parametrize("steps", [0, 1, 2])
def test_next_signature_is_refused_when_text_was_changed_behind_it(steps, name, value):
    article = make_waiting_article()
    review(article, steps=steps)
    Article.objects.filter(pk=article.pk).update(**{name: value})
    step, right = REVIEWS[steps]
    with pytest.raises(TransitionRefused, match=MOVED):
        getattr(article, step)(by=make_user(right, "emergency_article"), emergency="急")
    assert article.versions.count() == 0


@pytest.mark.parametrize("make_part", [make_key_point, make_picture])
def test_next_signature_is_refused_when_a_part_was_added_behind_it(make_part):
    article = make_waiting_article()
    make_part(article)
    with pytest.raises(TransitionRefused, match=MOVED):
        review(article, steps=1)


def test_text_changed_behind_the_chain_goes_round_again():
    article, person = make_waiting_article(), make_user()
    Article.objects.filter(pk=article.pk).update(title="改过")
    article.refresh_from_db()
    article.record_edit(by=person)
    review(article)
    assert article.live.title == "改过"


# Return


def test_returned_text_is_signed_by_all_again():
    article, author = make_waiting_article(), make_user("submit_article")
    review(article, steps=2)
    article.return_to_author(by=make_user("return_article"), remark="短些")
    assert (article.status, article.signatures().count()) == (ArticleStatus.RETURNED, 0)
    article.remarks.get().resolve(by=author, at=timezone.now())
    article.submit(by=author)
    assert article.status == ArticleStatus.FIRST_REVIEW
    review(article)
    assert article.status == ArticleStatus.PUBLIC


# Correction and withdrawal


def test_old_text_stays_public_while_it_is_corrected():
    article = make_published_article(title="旧题")
    correct(article)
    article.title = "新题"
    article.save()
    shown = Article.objects.published().get()
    assert (shown.status, shown.round, shown.live.title, shown.title) == (
        ArticleStatus.DRAFT,
        2,
        "旧题",
        "新题",
    )


def test_corrected_text_becomes_public_with_its_note_and_the_old_one_stays_readable():
    article = make_published_article(title="旧题")
    correct(article, note="标题有误")
    go_round(article, title="新题")
    assert (article.live.title, article.live.note, article.public_note) == ("新题", "标题有误", "")
    assert list(article.versions.values_list("number", "title", "note")) == [
        (2, "新题", "标题有误"),
        (1, "旧题", ""),
    ]


def test_author_of_the_first_round_reviews_the_second():
    author = make_user("submit_article", "first_review_article")
    article = make_published_article(author=author)
    correct(article)
    other = make_user("submit_article")
    article.submit(by=other)
    article.pass_first_review(by=author)
    assert article.status == ArticleStatus.SECOND_REVIEW


def test_withdrawn_text_is_hidden_but_kept():
    article = make_published_article(title="旧题")
    withdraw(article)
    assert (article.live, article.versions.get().title) == (None, "旧题")
    assert not Article.objects.published().exists()


def test_text_under_correction_is_withdrawn():
    article = make_published_article()
    correct(article)
    withdraw(article)
    assert (article.status, article.live) == (ArticleStatus.WITHDRAWN, None)


def test_withdrawn_text_comes_back_by_going_round():
    article = make_published_article(title="旧题")
    withdraw(article)
    correct(article)
    assert not Article.objects.published().exists()
    go_round(article, title="新题")
    assert Article.objects.published().get().live.title == "新题"


def test_correction_waits_for_its_moment_while_the_old_text_stays_public():
    article = make_published_article(title="旧题")
    correct(article)
    moment = timezone.now() + timedelta(days=1)
    go_round(article, title="新题", go_live=moment)
    assert (article.status, article.live.title, article.upcoming.title) == (
        ArticleStatus.PUBLIC,
        "旧题",
        "新题",
    )
    before, after = (
        Article.objects.published(at=at).select_related("public_version").get()
        for at in (moment - SECOND, moment)
    )
    assert (before.live.title, after.live.title) == ("旧题", "新题")


def test_go_live_moment_typed_under_correction_leaves_the_public_text_alone():
    article = make_published_article()
    correct(article)
    Article.objects.update(go_live=timezone.now() + timedelta(days=1), expires=None)
    assert Article.objects.published().get() == article


def test_correction_that_is_signed_while_another_waits_replaces_it():
    article, later = make_published_article(title="一"), timezone.now() + timedelta(days=2)
    for title, moment in (("二", later), ("三", None)):
        correct(article)
        go_round(article, title=title, go_live=moment)
    assert (article.live.title, article.upcoming) == ("三", None)
    assert (
        Article.objects.published(at=later).select_related("public_version").get().live.title
        == "三"
    )
    assert [version.title for version in article.versions.ever_public(at=later)] == ["三", "一"]


def test_withdrawal_takes_the_waiting_text_along():
    article, later = make_published_article(), timezone.now() + timedelta(days=2)
    correct(article)
    go_round(article, go_live=later)
    withdraw(article)
    assert (article.live, article.upcoming, list(Article.objects.published(at=later))) == (
        None,
        None,
        [],
    )


def test_corrected_text_expires_at_the_moment_of_its_own():
    article, ends = make_published_article(), timezone.now() + timedelta(days=2)
    correct(article)
    go_round(article, expires=ends)
    assert list(Article.objects.published(at=ends - SECOND)) == [article]
    assert list(Article.objects.published(at=ends)) == []


# Shipped texts


def test_shipped_text_is_public_and_nobody_reviewed_it():
    article = make_article()
    article.publish_shipped(by=None)
    assert (article.status, article.live.title) == (ArticleStatus.PUBLIC, article.title)
    assert list(article.reviews.values_list("stage", "person")) == [(ReviewStage.SHIPPED, None)]


def test_shipped_text_is_renewed_by_a_newer_one():
    article = make_article()
    article.publish_shipped()
    article.title = "新题"
    article.save()
    article.publish_shipped()
    assert (article.live.title, article.versions.count()) == ("新题", 2)


@pytest.mark.parametrize("step", ["submit", "correct", "withdraw"])
def test_shipped_text_is_refused_after_an_editors_step(step):
    article = make_article()
    if step != "submit":
        article.publish_shipped()
    options = {"submit": {}, "correct": {"note": "更正"}, "withdraw": {"reason": "in_error"}}[step]
    getattr(article, step)(by=make_user(f"{step}_article"), **options)
    versions = article.versions.count()
    with pytest.raises(
        TransitionRefused, match=TAKEN_OVER if step == "correct" else "This step is not open"
    ):
        article.publish_shipped()
    assert article.versions.count() == versions


def test_shipped_text_is_refused_after_reviews():
    with pytest.raises(TransitionRefused, match=TAKEN_OVER):
        make_published_article().publish_shipped()


# History


def test_history_holds_nothing_of_the_chain():
    kept = {field.name for field in Article.history.model._meta.fields}
    assert (
        kept
        & {
            "status",
            "since",
            "round",
            "signed",
            "listed_on",
            "public_note",
            "claimed_by",
            "claimed_at",
        }
        == set()
    )


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_reverted_text_stays_where_the_chain_has_it(steps):
    article = make_waiting_article(title="旧题")
    review(article, steps=steps)
    stands = Article.objects.values("status", "round", "signed", "listed_on", "public_note").get(
        pk=article.pk
    )
    article.history.earliest().instance.save()
    assert (
        Article.objects.values("status", "round", "signed", "listed_on", "public_note").get(
            pk=article.pk
        )
        == stands
    )


def test_reverted_text_of_public_article_does_not_reach_readers():
    article = make_article(title="初稿")
    article.title = "定稿"
    article.save()
    author = make_user("submit_article")
    article.submit(by=author)
    review(article)
    article.history.earliest().instance.save()
    shown = Article.objects.published().get()
    assert (shown.title, shown.live.title, shown.status) == ("初稿", "定稿", ArticleStatus.PUBLIC)
