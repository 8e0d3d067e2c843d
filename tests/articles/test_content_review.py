"""“Read, still right”: a stamp on the public text that begins the clock of its column anew."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from articles.content_audit import audit_sections, load_audit_scope
from articles.models import Article, TransitionRefused, Version
from portal.audit.journal import JournalEntry
from tests.factories import make_article, make_column, make_published_article, make_user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


def make_old(**values):
    """A text that is public for longer than its column lets a text stand unread."""
    article = make_published_article(column=make_column(review_after_days=14), **values)
    Version.objects.update(public_from=timezone.now() - 20 * DAY)
    return article


def again(*, at=None):
    return [
        row.message
        for row in audit_sections(
            load_audit_scope(Article.objects.all(), at=at or timezone.now()), ["again"]
        )[0].rows
    ]


@pytest.mark.parametrize(
    "right", ["first_review_article", "return_article", "sign_off_article", "correct_article"]
)
def test_confirmed_text_leaves_the_board_until_its_time_is_up_again(right):
    article, reader = make_old(), make_user(right)
    assert len(again()) == 1
    article.confirm(by=reader)
    assert again() == again(at=timezone.now() + 13 * DAY) == []
    assert f"{reader} last read it on " in again(at=timezone.now() + 15 * DAY)[0]


def test_confirmation_stands_in_the_journal():
    article, reader = make_old(), make_user("return_article")
    article.confirm(by=reader)
    entry = JournalEntry.objects.for_record(article).first()
    assert (entry.act, entry.what, entry.person, entry.details) == (
        "step",
        "confirmed",
        reader,
        {"version": 1},
    )


def test_confirmation_changes_neither_status_nor_text():
    article = make_old()
    before = (article.status, article.text_hash(), article.live.text_hash)
    article.confirm(by=make_user("return_article"))
    article.refresh_from_db()
    assert (article.status, article.text_hash(), article.live.text_hash) == before


@pytest.mark.parametrize("rights", [[], ["submit_article"], ["change_article"]])
def test_confirmation_is_refused_without_a_right(rights):
    article = make_old()
    with pytest.raises(TransitionRefused):
        article.confirm(by=make_user(*rights))
    assert article.live.confirmed_at is None


def test_confirmation_is_refused_outside_the_column():
    article, reader = make_old(), make_user("return_article")
    reader.column_limits.create(column=make_column(slug="other", name="别"))
    with pytest.raises(TransitionRefused):
        article.confirm(by=reader)


def test_draft_is_not_confirmed():
    with pytest.raises(TransitionRefused, match="Readers see another text now"):
        make_article().confirm(by=make_user("return_article"))


def test_board_offers_the_stamp_for_the_text_that_was_shown(client):
    article = make_old(title="久")
    client.force_login(make_user("view_article", "return_article"))
    page = client.get("/admin/articles/article/board/", {"kind": "again"})
    assert f'value="{article.live.text_hash}"' in page.text
    path = f"/admin/articles/article/{article.pk}/confirm/"
    stale = client.post(path, {"expected_hash": "0" * 64}, follow=True)
    assert [str(said) for said in stale.context["messages"]] == [
        "Readers see another text now: read that one."
    ]
    answer = client.post(path, {"expected_hash": article.live.text_hash}, follow=True)
    assert [str(said) for said in answer.context["messages"]] == [
        "It is on record that you read “久” and found it still right."
    ]
    assert again() == []
