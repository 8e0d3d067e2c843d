"""The seven steps of the chain: from where, by whom, and where they lead."""

import pytest
from django.utils import translation

from articles.models import Article, ArticleStatus, Review, ReviewStage, TransitionRefused
from tests.factories import make_article, make_published_article, make_user, make_waiting_article

NO_RIGHT = "You do not have the right to take this step."
AUTHOR = "You wrote or changed this text: three other people review it."
SIGNED = "You already signed another stage of this text: the three reviewers are three people."
NEVER_PUBLIC = "Only a public article can be withdrawn."

WITH_AUTHOR = {ArticleStatus.DRAFT, ArticleStatus.RETURNED}
UNDER_REVIEW = {ArticleStatus.FIRST_REVIEW, ArticleStatus.SECOND_REVIEW, ArticleStatus.SIGN_OFF}
# step: its right, what it asks, where it begins, where it leads, what it writes down
STEPS = {
    "submit": (
        "submit_article",
        {},
        WITH_AUTHOR,
        ArticleStatus.FIRST_REVIEW,
        ReviewStage.SUBMITTED,
    ),
    "pass_first_review": (
        "first_review_article",
        {},
        {ArticleStatus.FIRST_REVIEW},
        ArticleStatus.SECOND_REVIEW,
        ReviewStage.FIRST,
    ),
    "pass_second_review": (
        "second_review_article",
        {},
        {ArticleStatus.SECOND_REVIEW},
        ArticleStatus.SIGN_OFF,
        ReviewStage.SECOND,
    ),
    "sign_off": (
        "sign_off_article",
        {},
        {ArticleStatus.SIGN_OFF},
        ArticleStatus.PUBLIC,
        ReviewStage.SIGN_OFF,
    ),
    "return_to_author": (
        "return_article",
        {"remark": "短些"},
        UNDER_REVIEW,
        ArticleStatus.RETURNED,
        ReviewStage.RETURNED,
    ),
    "correct": (
        "correct_article",
        {"note": "更正"},
        {ArticleStatus.PUBLIC, ArticleStatus.WITHDRAWN},
        ArticleStatus.DRAFT,
        ReviewStage.CORRECTION,
    ),
    "withdraw": (
        "withdraw_article",
        {"reason": "in_error", "note": "有误"},
        {ArticleStatus.PUBLIC},
        ArticleStatus.WITHDRAWN,
        ReviewStage.WITHDRAWN,
    ),
}
ASKING = [("return_to_author", "remark", "Say what the author should change."),
          ("correct", "note", "Say in a note for the readers what is corrected.")]  # fmt: skip
REVIEWS = [
    ("pass_first_review", ArticleStatus.FIRST_REVIEW),
    ("pass_second_review", ArticleStatus.SECOND_REVIEW),
    ("sign_off", ArticleStatus.SIGN_OFF),
]
PATH = ["pass_first_review", "pass_second_review", "sign_off"]


@pytest.fixture(autouse=True)
def _in_english(db):
    with translation.override("en"):
        yield


def take(article, step, *, by=None, **options):
    """The step, by somebody who has the right and nothing else."""
    right, asked, *_rest = STEPS[step]
    getattr(article, step)(by=by or make_user(right), **(asked | options))


def article_at(status):
    """An article that came to the status by the steps of the chain."""
    if status == ArticleStatus.DRAFT:
        return make_article(author=make_user())
    article = make_waiting_article()
    if status == ArticleStatus.RETURNED:
        take(article, "return_to_author")
    for step in PATH:
        if status in {article.status, ArticleStatus.RETURNED}:
            break
        take(article, step)
    if status == ArticleStatus.WITHDRAWN:
        take(article, "withdraw")
    return article


def assert_refused(article, why, step, /, **options):
    """That the step is refused with the reason and leaves no trace."""
    stands, taken = Article.objects.values().get(pk=article.pk), article.reviews.count()
    with pytest.raises(TransitionRefused) as refused:
        take(article, step, **options)
    assert str(refused.value) == why
    assert (Article.objects.values().get(pk=article.pk), article.reviews.count()) == (stands, taken)


@pytest.mark.parametrize("status", ArticleStatus)
def test_article_comes_to_status_by_steps(status):
    assert article_at(status).status == status


@pytest.mark.parametrize(
    ("step", "status"),
    [(step, status) for step in STEPS for status in ArticleStatus if status in STEPS[step][2]],
)
def test_step_is_taken_where_it_begins(step, status):
    article, person = article_at(status), make_user(STEPS[step][0])
    take(article, step, by=person)
    stored = Article.objects.get(pk=article.pk)
    assert article.status == stored.status == STEPS[step][3]
    review = stored.reviews.last()
    assert (review.stage, review.person, review.round) == (STEPS[step][4], person, stored.round)
    assert (review.text_hash, review.is_void, review.emergency) == (stored.text_hash(), False, "")


@pytest.mark.parametrize(
    ("step", "status"),
    [(step, status) for step in STEPS for status in ArticleStatus if status not in STEPS[step][2]],
)
def test_step_is_refused_where_it_does_not_begin(step, status):
    article = article_at(status)
    closed = f"This step is not open while the article is “{status.label}”."
    assert_refused(
        article,
        NEVER_PUBLIC if step == "withdraw" and status != ArticleStatus.WITHDRAWN else closed,
        step,
    )


@pytest.mark.parametrize("step", STEPS)
def test_step_is_refused_without_its_right(step):
    article = article_at(sorted(STEPS[step][2])[0])
    others = {right for right, *_rest in STEPS.values()} - {STEPS[step][0]}
    assert_refused(
        article, NO_RIGHT, step, by=make_user(*others, "emergency_article", "change_article")
    )


@pytest.mark.parametrize("step", STEPS)
def test_step_is_refused_when_person_left(step):
    article, person = article_at(sorted(STEPS[step][2])[0]), make_user(superuser=True)
    person.is_active = False
    person.save()
    assert_refused(article, NO_RIGHT, step, by=person)


@pytest.mark.parametrize("blank", ["", "  \n"])
@pytest.mark.parametrize(("step", "name", "reason"), ASKING)
def test_step_is_refused_without_its_words(step, name, reason, blank):
    assert_refused(article_at(sorted(STEPS[step][2])[0]), reason, step, **{name: blank})


@pytest.mark.parametrize(("step", "name", "_reason"), ASKING)
def test_words_of_step_are_kept(step, name, _reason):
    article = article_at(sorted(STEPS[step][2])[0])
    take(article, step, **{name: "理由在此"})
    assert article.reviews.last().remark == "理由在此"


def test_submit_is_refused_without_title():
    assert_refused(
        make_article(title=" "), "An article needs a title before it is submitted.", "submit"
    )


@pytest.mark.parametrize("superuser", [False, True])
@pytest.mark.parametrize(("step", "status"), REVIEWS)
def test_review_is_refused_to_author(step, status, superuser):
    article = article_at(status)
    author = make_user(STEPS[step][0], superuser=superuser)
    article.contributions.create(person=author, round=article.round)
    assert_refused(article, AUTHOR, step, by=author)


def test_review_is_refused_to_who_submitted():
    person = make_user("submit_article", "first_review_article")
    article = make_article(author=make_user())
    article.submit(by=person)
    assert_refused(article, AUTHOR, "pass_first_review", by=person)


def test_review_is_refused_to_who_changed_the_text_under_review():
    article, person = article_at(ArticleStatus.SECOND_REVIEW), make_user("first_review_article")
    article.title = "改过"
    article.save()
    article.record_edit(by=person)
    assert_refused(article, AUTHOR, "pass_first_review", by=person)


@pytest.mark.parametrize("superuser", [False, True])
@pytest.mark.parametrize(("first", "second"), [(0, 1), (0, 2), (1, 2)])
def test_review_is_refused_to_earlier_signer(first, second, superuser):
    article = make_waiting_article()
    person = make_user(*(STEPS[PATH[place]][0] for place in (first, second)), superuser=superuser)
    for place in range(second):
        take(article, PATH[place], by=person if place == first else None)
    assert_refused(article, SIGNED, PATH[second], by=person)


@pytest.mark.parametrize(("step", "status"), REVIEWS)
def test_emergency_right_gets_past_with_reason(step, status):
    article, person = article_at(status), make_user(STEPS[step][0], "emergency_article")
    article.contributions.create(person=person, round=article.round)
    take(article, step, by=person, emergency="值班只剩一人")
    assert (article.status, article.reviews.last().emergency) == (STEPS[step][3], "值班只剩一人")


@pytest.mark.parametrize("reason", ["", "  "])
def test_emergency_right_is_refused_without_reason(reason):
    article, person = article_at(ArticleStatus.SIGN_OFF), make_user(superuser=True)
    article.contributions.create(person=person, round=1)
    assert_refused(article, AUTHOR, "sign_off", by=person, emergency=reason)


@pytest.mark.parametrize(("step", "status"), REVIEWS)
def test_emergency_reason_is_refused_without_right(step, status):
    article, person = article_at(status), make_user(STEPS[step][0])
    article.contributions.create(person=person, round=article.round)
    assert_refused(article, "You do not have the emergency right.", step, by=person, emergency="急")


def test_emergency_right_does_not_stand_for_the_right_to_review():
    assert_refused(
        article_at(ArticleStatus.SIGN_OFF),
        NO_RIGHT,
        "sign_off",
        by=make_user("emergency_article"),
        emergency="急",
    )


def test_emergency_reason_is_not_kept_when_it_was_not_needed():
    article = article_at(ArticleStatus.FIRST_REVIEW)
    take(article, "pass_first_review", emergency="急")
    assert article.reviews.last().emergency == ""


def test_steps_are_all_written_down():
    article = make_published_article()
    stages = [ReviewStage.SUBMITTED, ReviewStage.FIRST, ReviewStage.SECOND, ReviewStage.SIGN_OFF]
    assert list(article.reviews.values_list("stage", flat=True)) == stages
    assert Review.objects.values("person").distinct().count() == 4


def test_step_reads_the_stored_status_when_copy_is_stale():
    article = article_at(ArticleStatus.FIRST_REVIEW)
    stale = Article.objects.get(pk=article.pk)
    take(article, "pass_first_review")
    assert_refused(
        stale,
        "This step is not open while the article is “waiting for second review”.",
        "pass_first_review",
    )


def test_step_stores_no_text_of_the_callers_copy():
    article = article_at(ArticleStatus.FIRST_REVIEW)
    article.title = "没有保存"
    take(article, "pass_first_review")
    assert Article.objects.get(pk=article.pk).title != "没有保存"
