"""Remarks, claims, limits and stale forms: what else stands between a reviewer and a signature."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from articles.models import ArticleStatus, ColumnLimit, TransitionRefused
from tests.factories import make_article, make_column, make_user, make_waiting_article, pass_reviews

NOW, HOUR = timezone.now(), timedelta(hours=1)
CHANGED = "The text was changed after you opened it: read it again before you take a step."
OUTSIDE = "This text stands outside the columns that you work on."
STEPS = {
    "pass_first_review": ("first_review_article", {}),
    "return_to_author": ("return_article", {"remark": "短些"}),
}


@pytest.fixture(autouse=True)
def _in_english(db):
    with translation.override("en"):
        yield


def refused(step, /, **options):
    """The words of the refusal."""
    with pytest.raises(TransitionRefused) as error:
        step(**options)
    return str(error.value)


def reviewer(**options):
    return make_user("first_review_article", "return_article", **options)


# Remarks


def test_open_remark_blocks_every_signature_until_it_is_resolved():
    article, person = make_waiting_article(), reviewer()
    remark = article.add_remark(by=person, text="数字有误", paragraph=1)
    assert (
        refused(article.pass_first_review, by=reviewer()) == "1 remark is open: resolve it first."
    )
    remark.resolve(by=make_user("submit_article"), at=NOW)
    pass_reviews(article)
    assert article.status == ArticleStatus.PUBLIC


def test_emergency_right_does_not_get_past_an_open_remark():
    article = make_waiting_article()
    article.add_remark(by=reviewer(), text="数字有误")
    chief = make_user(superuser=True)
    assert (
        refused(article.pass_first_review, by=chief, emergency="急")
        == "1 remark is open: resolve it first."
    )


def test_remark_of_a_return_stays_open_in_the_next_round_of_reviews():
    article, person = make_waiting_article(), reviewer()
    article.return_to_author(by=person, remark="短些", paragraph=2)
    remark = article.remarks.get()
    assert (remark.paragraph, remark.text, remark.by, remark.round) == (2, "短些", person, 1)
    article.submit(by=make_user("submit_article"))
    assert (
        refused(article.pass_first_review, by=reviewer()) == "1 remark is open: resolve it first."
    )


@pytest.mark.parametrize("step", ["add_remark", "return_to_author"])
def test_remark_on_a_paragraph_that_is_not_there_is_refused(step):
    article, name = make_waiting_article(), "text" if step == "add_remark" else "remark"
    options = {"by": reviewer(), name: "改", "paragraph": 3}
    assert refused(getattr(article, step), **options) == "The article has no paragraph 3."
    assert (article.remarks.count(), article.reviews.count()) == (0, 1)


def test_remark_is_refused_to_who_reviews_nothing():
    article, author = make_waiting_article(), make_user("submit_article", "change_article")
    assert (
        refused(article.add_remark, by=author, text="好")
        == "You do not have the right to take this step."
    )


def test_remark_is_refused_on_a_text_that_is_not_under_review():
    article = make_article()
    assert (
        refused(article.add_remark, by=reviewer(), text="好")
        == "This step is not open while the article is “draft”."
    )


def test_remark_is_resolved_by_its_maker_and_once():
    article, person = make_waiting_article(), make_user("first_review_article")
    remark = article.add_remark(by=person, text="改")
    remark.resolve(by=person, at=NOW)
    remark.refresh_from_db()
    assert (remark.resolved_by, remark.resolved_at) == (person, NOW)
    assert refused(remark.resolve, by=person, at=NOW) == "This remark is resolved already."


def test_remark_is_not_resolved_by_anybody_else():
    remark = make_waiting_article().add_remark(by=reviewer(), text="改")
    assert (
        refused(remark.resolve, by=make_user(), at=NOW)
        == "You do not have the right to resolve this remark."
    )


# The text that the person saw


@pytest.mark.parametrize("step", STEPS)
def test_step_on_another_text_than_the_person_saw_is_refused(step):
    article, (right, options) = make_waiting_article(), STEPS[step]
    assert (
        refused(getattr(article, step), by=make_user(right), expected_hash="0" * 64, **options)
        == CHANGED
    )


@pytest.mark.parametrize("step", STEPS)
def test_step_on_the_text_that_the_person_saw_is_taken(step):
    article, (right, options) = make_waiting_article(), STEPS[step]
    getattr(article, step)(by=make_user(right), expected_hash=article.text_hash(), **options)
    assert article.status != ArticleStatus.FIRST_REVIEW


# Claims


def test_claimed_text_is_signed_by_its_holder_alone():
    article, holder = make_waiting_article(), reviewer(name="wang")
    article.claim(by=holder, at=timezone.now())
    for step, options in (("pass_first_review", {}), ("return_to_author", {"remark": "短些"})):
        assert refused(getattr(article, step), by=reviewer(), **options).startswith(
            "wang is reading this text and holds it until"
        )
    article.pass_first_review(by=holder)
    assert (article.status, article.claimed_by, article.claimed_at) == (
        ArticleStatus.SECOND_REVIEW,
        None,
        None,
    )


def test_second_claim_is_refused_until_the_first_one_lapses():
    article, first, second = make_waiting_article(), reviewer(), reviewer()
    article.claim(by=first, at=NOW)
    assert "is reading this text" in refused(
        article.claim, by=second, at=NOW + 2 * HOUR - timedelta(seconds=1)
    )
    article.claim(by=second, at=NOW + 2 * HOUR)
    assert (article.holder(at=NOW + 3 * HOUR), article.holder(at=NOW + 4 * HOUR)) == (second, None)


def test_lapsed_claim_stands_in_nobodys_way():
    article = make_waiting_article()
    article.claim(by=reviewer(), at=timezone.now() - 3 * HOUR)
    article.pass_first_review(by=reviewer())
    assert article.status == ArticleStatus.SECOND_REVIEW


def test_claim_is_let_go_by_its_holder_and_by_nobody_else():
    article, holder = make_waiting_article(), reviewer()
    article.claim(by=holder, at=NOW)
    assert "is reading this text" in refused(article.release, by=reviewer(), at=NOW)
    article.release(by=holder, at=NOW)
    assert article.holder(at=NOW) is None


def test_claim_leaves_the_waiting_time_alone():
    article = make_waiting_article()
    article.refresh_from_db()
    since, changed = article.since, article.changed_at
    article.claim(by=reviewer(), at=NOW)
    article.refresh_from_db()
    assert (article.since, article.changed_at) == (since, changed)


def test_claim_is_refused_to_who_may_not_sign():
    author = make_user("submit_article", "first_review_article")
    article, other = make_waiting_article(author=author), make_user("second_review_article")
    assert (
        refused(article.claim, by=author, at=NOW)
        == "You wrote or changed this text: three other people review it."
    )
    assert (
        refused(article.claim, by=other, at=NOW) == "You do not have the right to take this step."
    )
    assert (
        refused(make_article().claim, by=author, at=NOW) == "Only a text under review is claimed."
    )


# Limits to columns


@pytest.mark.parametrize("superuser", [False, True])
@pytest.mark.parametrize("column", [None, "notices"])
def test_reviewer_outside_the_column_is_refused(column, superuser):
    article = make_waiting_article(column=column and make_column(slug=column))
    person = reviewer(superuser=superuser)
    ColumnLimit.objects.create(person=person, column=make_column())
    assert refused(article.pass_first_review, by=person) == OUTSIDE
    assert refused(article.pass_first_review, by=person, emergency="急") == OUTSIDE
    assert refused(article.add_remark, by=person, text="改") == OUTSIDE


def test_reviewer_in_the_column_signs():
    article, person = make_waiting_article(column=make_column()), reviewer()
    ColumnLimit.objects.create(person=person, column=make_column())
    article.pass_first_review(by=person)
    assert article.status == ArticleStatus.SECOND_REVIEW


# Withdrawal


@pytest.mark.parametrize("reason", ["", "有误", "In_error"])
def test_withdrawal_for_another_reason_is_refused(reason):
    article = make_waiting_article()
    pass_reviews(article)
    words = "Choose one of the three reasons for the withdrawal."
    assert refused(article.withdraw, by=make_user("withdraw_article"), reason=reason) == words
    assert article.live is not None
