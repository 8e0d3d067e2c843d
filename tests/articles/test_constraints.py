"""What the database itself refuses about articles, each constraint broken once and obeyed once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import (
    Article,
    Autosave,
    Column,
    ColumnLimit,
    Contribution,
    Outlet,
    Remark,
    Review,
    ReviewLook,
    ReviewStage,
    TaggedArticle,
    Topic,
    Version,
    ViewCount,
)
from tests.constraint_names import app_constraints, constraint_error_text
from tests.factories import (
    make_article,
    make_column,
    make_media_item,
    make_picture,
    make_published_article,
    make_topic,
    make_translation,
    make_user,
    make_waiting_article,
)

NOW = timezone.now()
DAY = timedelta(days=1)


def update(article, **values):
    Article.objects.filter(pk=article.pk).update(**values)


def second_text(*, language):
    make_article(language=language, translation_of=make_article())


def review(article, *, stage=ReviewStage.FIRST, is_void=False):
    Review.objects.create(
        article=article,
        round=1,
        stage=stage,
        person=make_user(),
        moment=NOW,
        text_hash="",
        is_void=is_void,
    )


def two_reviews(**first):
    article = make_article()
    review(article, **first)
    review(article)


def two_counts(*, days):
    article = make_article()
    for number in days:
        ViewCount.objects.create(article=article, day=date(2024, 5, number))


def two_looks(*, hashes):
    article, person = make_article(), make_user()
    for letter in hashes:
        ReviewLook.objects.create(article=article, person=person, text_hash=letter, moment=NOW)


def two_contributions(*, rounds):
    article, person = make_article(), make_user()
    for number in rounds:
        Contribution.objects.create(article=article, person=person, round=number)


def two_versions(*, numbers, public_until=NOW):
    article = make_article()
    for number in numbers:
        make_version(article, number=number, public_until=public_until)


def make_version(article, *, number=1, public_until=None):
    Version.objects.create(
        article=article,
        number=number,
        made_at=NOW,
        public_from=NOW,
        public_until=public_until,
        title="题",
        body="",
    )


def two_limits(*, columns):
    person = make_user()
    for slug in columns:
        ColumnLimit.objects.create(person=person, column=make_column(slug=slug))


def remark(**resolved):
    article = make_waiting_article()
    return Remark.objects.create(
        article=article, round=1, text="改", by=make_user(), moment=NOW, **resolved
    )


def two_taggings(*, topics):
    article = make_article()
    for topic in topics:
        TaggedArticle.objects.create(content_object=article, tag=make_topic(slug=topic, name=topic))


def two_autosaves(*, keys):
    person = make_user()
    for key in keys:
        Autosave.objects.create(person=person, key=key, revision=1, values={}, saved_at=NOW)


def two_pictures(*, keys):
    article = make_article()
    for key in keys:
        make_picture(article, key=key)


# constraint: what breaks it, what obeys it
CASES = {
    "articles_outlet_named": (
        Outlet.objects.create,
        lambda: Outlet.objects.create(name_en="Daily"),
    ),
    "articles_column_named": (
        lambda: Column.objects.create(slug="x"),
        lambda: Column.objects.create(slug="x", name="新闻"),
    ),
    "articles_article_public_has_text": (
        lambda: update(make_article(), status="public"),
        lambda: update(make_published_article(), status="public"),
    ),
    "articles_article_withdrawn_is_hidden": (
        lambda: update(make_published_article(), status="withdrawn"),
        lambda: update(make_published_article(), status="withdrawn", signed=None),
    ),
    "articles_article_once_per_language": (
        lambda: second_text(language="zh-hans"),
        lambda: second_text(language="en"),
    ),
    "articles_article_expires_after_live": (
        lambda: make_article(go_live=NOW, expires=NOW),
        lambda: make_article(go_live=NOW, expires=NOW + DAY),
    ),
    "articles_review_one_signature_per_stage": (two_reviews, lambda: two_reviews(is_void=True)),
    "articles_contribution_once": (
        lambda: two_contributions(rounds=(1, 1)),
        lambda: two_contributions(rounds=(1, 2)),
    ),
    "articles_version_number": (
        lambda: two_versions(numbers=(1, 1)),
        lambda: two_versions(numbers=(1, 2)),
    ),
    "articles_version_one_without_end": (
        lambda: two_versions(numbers=(1, 2), public_until=None),
        lambda: two_versions(numbers=(1, 2)),
    ),
    "articles_version_ends_after_it_begins": (
        lambda: make_version(make_article(), public_until=NOW - DAY),
        lambda: make_version(make_article(), public_until=NOW + DAY),
    ),
    "articles_version_confirmed_by_somebody": (
        lambda: Version.objects.filter(pk=make_published_article().live.pk).update(
            confirmed_at=NOW
        ),
        lambda: Version.objects.filter(pk=make_published_article().live.pk).update(
            confirmed_at=NOW, confirmed_by=make_user()
        ),
    ),
    "articles_columnlimit_once": (
        lambda: two_limits(columns="aa"),
        lambda: two_limits(columns="ab"),
    ),
    "articles_remark_resolved_by_somebody": (
        lambda: remark(resolved_at=NOW),
        lambda: remark(resolved_at=NOW, resolved_by=make_user()),
    ),
    "articles_remark_reply_is_not_resolved": (
        lambda: remark(reply_to=remark(), resolved_at=NOW, resolved_by=make_user()),
        lambda: remark(reply_to=remark()),
    ),
    "articles_remark_on_one_place": (
        lambda: remark(paragraph=1, table=1),
        lambda: remark(table=1),
    ),
    "articles_reviewlook_once": (
        lambda: two_looks(hashes="aa"),
        lambda: two_looks(hashes="ab"),
    ),
    "articles_autosave_once_per_form": (
        lambda: two_autosaves(keys="aa"),
        lambda: two_autosaves(keys="ab"),
    ),
    "articles_picture_key_once_in_article": (
        lambda: two_pictures(keys="aa"),
        lambda: two_pictures(keys=("", "")),
    ),
    "articles_mediaitem_focus_is_inside": (
        lambda: make_media_item(focus_x=101),
        lambda: make_media_item(focus_x=100, focus_y=0),
    ),
    "articles_mediaitem_public_is_licensed_file": (
        lambda: make_media_item(is_public=True, licence="own"),
        lambda: make_media_item(
            content=b"%PDF", suffix=".pdf", kind="file", is_public=True, licence="own"
        ),
    ),
    "articles_viewcount_once_a_day": (
        lambda: two_counts(days=(1, 1)),
        lambda: two_counts(days=(1, 2)),
    ),
    "articles_taggedarticle_once": (
        lambda: two_taggings(topics="aa"),
        lambda: two_taggings(topics="ab"),
    ),
}


def test_every_constraint_is_covered():
    assert set(app_constraints("articles")) == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_constraint_refuses_what_breaks_it(db, name):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        CASES[name][0]()
    assert constraint_error_text("articles", name) in str(refused.value)


@pytest.mark.parametrize("name", CASES)
def test_constraint_allows_what_obeys_it(db, name):
    CASES[name][1]()


def test_public_text_cannot_be_deleted_from_under_its_article(db):
    article = make_published_article()
    with pytest.raises(IntegrityError):
        article.signed.delete()


def test_original_cannot_be_deleted_while_it_is_translated(db):
    article = make_published_article()
    make_translation(article)
    with pytest.raises(IntegrityError):
        article.delete()


def test_topic_with_a_known_slug_is_refused(db):
    make_topic(slug="steel")
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.bulk_create([Topic(name="钢", slug="steel")])
