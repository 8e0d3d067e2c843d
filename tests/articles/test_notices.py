"""Who is told of a step: an entry on the desk, and a mail where a server is configured."""

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains

from articles.models import Notice, TransitionRefused
from tests.factories import make_article, make_column, make_user, make_waiting_article

pytestmark = pytest.mark.django_db


class DeadServer(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Take a step and do what follows on its commit."""

    def taken(step, **options):
        with django_capture_on_commit_callbacks(execute=True):
            step(**options)

    return taken


def unread(person):
    with translation.override("en"):
        return [str(notice) for notice in person.notices.filter(read_at=None)]


def test_each_hand_over_tells_those_who_may_sign_next(commit):
    first, second, chief = (
        make_user(right)
        for right in ("first_review_article", "second_review_article", "sign_off_article")
    )
    author = make_user("submit_article")
    article = make_article(author=author, title="题")
    commit(article.submit, by=author)
    assert [unread(person) for person in (first, second, chief, author)] == [
        ["“题” waits for the first review."],
        [],
        [],
        [],
    ]
    commit(article.pass_first_review, by=first)
    assert [unread(person) for person in (first, second, chief, author)] == [
        [],
        ["“题” waits for the second review."],
        [],
        [],
    ]
    commit(article.pass_second_review, by=second)
    assert [unread(person) for person in (first, second, chief, author)] == [
        [],
        [],
        ["“题” waits for the sign-off."],
        [],
    ]
    commit(article.sign_off, by=chief)
    assert [unread(person) for person in (first, second, chief, author)] == [
        [],
        [],
        [],
        ["“题” is signed off."],
    ]


def test_authors_are_told_of_a_return(commit):
    author, reviewer = make_user("submit_article"), make_user("return_article")
    article = make_waiting_article(author=author, title="题")
    commit(article.return_to_author, by=reviewer, remark="短些")
    assert (unread(author), unread(reviewer)) == (
        ["“题” came back to its author, with a remark."],
        [],
    )


def test_nobody_is_told_who_may_not_sign(commit):
    author = make_user("submit_article", "first_review_article")
    gone = make_user("first_review_article")
    gone.is_active = False
    gone.save()
    elsewhere = make_user("first_review_article")
    elsewhere.column_limits.create(column=make_column(slug="other", name="别"))
    commit(make_article(author=author, column=make_column()).submit, by=author)
    assert not Notice.objects.exists()


def test_reviewer_of_the_column_and_chief_are_told_once(commit):
    column, author = make_column(), make_user("submit_article")
    reviewer, chief = make_user("first_review_article"), make_user(superuser=True)
    reviewer.column_limits.create(column=column)
    commit(make_article(author=author, column=column).submit, by=author)
    assert sorted(Notice.objects.values_list("person", flat=True)) == sorted(
        [reviewer.pk, chief.pk]
    )


def test_refused_step_tells_nobody(commit):
    article = make_article(author=make_user())
    make_user("first_review_article")
    with pytest.raises(TransitionRefused):
        commit(article.submit, by=make_user())
    assert not Notice.objects.exists()


def test_notice_stands_or_falls_with_its_step():
    reviewer, author = make_user("first_review_article"), make_user("submit_article")
    article = make_article(author=author)
    with transaction.atomic():
        article.submit(by=author)
        within = reviewer.notices.count()
        transaction.set_rollback(True)
    assert (within, reviewer.notices.count()) == (1, 0)


def test_shipped_text_tells_nobody(commit):
    make_user(superuser=True)
    commit(make_article().publish_shipped)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(("host", "sent"), [("", 0), ("mail.example", 1)])
def test_mail_goes_out_where_a_server_is_configured(host, sent, commit, settings):
    settings.EMAIL_HOST, settings.SITE_ADDRESS = host, "https://portal.example"
    make_reviewer("li@example.org")
    make_reviewer("")
    author = make_user("submit_article")
    article = make_article(author=author, title="题\n目")
    commit(article.submit, by=author)
    assert [message.to for message in mail.outbox] == [["li@example.org"]] * sent
    for message in mail.outbox:
        assert "“题 目” waits for the first review." in message.body
        assert f"https://portal.example/admin/articles/article/{article.pk}/" in message.body
        assert "\n" not in message.subject


def make_reviewer(address):
    reviewer = make_user("first_review_article")
    reviewer.email = address
    reviewer.save()
    return reviewer


def test_mail_server_that_fails_stops_nothing(commit, settings, caplog):
    settings.EMAIL_HOST, settings.EMAIL_BACKEND = "mail.example", f"{__name__}.DeadServer"
    reviewer, author = make_reviewer("li@example.org"), make_user("submit_article")
    article = make_article(author=author)
    commit(article.submit, by=author)
    article.refresh_from_db()
    assert (article.status, len(unread(reviewer))) == ("first_review", 1)
    assert "could not be sent by e-mail" in caplog.text


# On the desk


def test_notices_stand_on_the_start_page_and_on_their_own(client, commit):
    reviewer, author = (
        make_user("first_review_article", "view_article"),
        make_user("submit_article"),
    )
    client.cookies["django_language"] = "en"
    client.force_login(reviewer)
    article = make_article(author=author, title="题")
    commit(article.submit, by=author)
    panel = client.get("/admin/").context["panels"][0]
    assert (panel.title, panel.total, panel.address) == (
        "Notices",
        1,
        "/admin/articles/article/notices/",
    )
    assert [text for text, _address in panel.rows] == ["“题” waits for the first review."]
    assertContains(client.get(panel.address), "“题” waits for the first review.")


def told(person, **values):
    return Notice.objects.create(
        person=person, article=make_article(**values), stage="first", moment="2026-01-01T00:00Z"
    )


def test_opening_a_notice_marks_it_and_leads_to_the_article(client):
    reader = make_user("view_article")
    client.force_login(reader)
    notice, other = told(reader), told(reader)
    response = client.post(f"/admin/articles/article/notices/{notice.pk}/")
    assert response["Location"] == f"/admin/articles/article/{notice.article_id}/change/"
    assert list(reader.notices.filter(read_at=None)) == [other]
    client.post("/admin/articles/article/notices/read/")
    assert not reader.notices.filter(read_at=None).exists()


def test_notices_of_others_are_neither_shown_nor_opened(client):
    other = make_user()
    notice = told(other, title="机密")
    client.force_login(make_user("view_article"))
    assertNotContains(client.get("/admin/articles/article/notices/"), "机密")
    assert client.post(f"/admin/articles/article/notices/{notice.pk}/").status_code == 404
    client.post("/admin/articles/article/notices/read/")
    assert len(unread(other)) == 1


def test_notices_change_nothing_by_get(client):
    reader = make_user("view_article")
    client.force_login(reader)
    notice = told(reader)
    for page in (f"notices/{notice.pk}/", "notices/read/"):
        assert client.get(f"/admin/articles/article/{page}").status_code == 405
    assert reader.notices.filter(read_at=None).count() == 1
