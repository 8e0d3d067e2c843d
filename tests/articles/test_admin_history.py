"""History and deletion of articles in the admin: no way round the chain."""

import pytest
from django.urls import reverse

from articles.models import Article
from portal.core import html
from tests.articles.article_form import (
    ARTICLE_ADMIN_URL,
    article_form_data,
    login_editor,
    post_change,
)
from tests.factories import (
    make_article,
    make_published_article,
    make_topic,
    make_user,
)


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"


def revert(client, article, record, **changes):
    return client.post(
        f"{ARTICLE_ADMIN_URL}{article.pk}/history/{record.history_id}/",
        article_form_data(record.instance, **changes),
        follow=True,
    )


def test_revert_cannot_publish(client, db):
    login_editor(client)
    article = make_published_article(title="公开")
    old = article.history.first()
    article.correct(by=make_user("correct_article"), note="改")
    revert(client, article, old, title="偷偷", status="public", live="", round=9)
    article.refresh_from_db()
    assert (article.title, article.status, article.round, article.live.title) == (
        "偷偷",
        "draft",
        2,
        "公开",
    )


def test_revert_of_a_public_text_is_refused(client, db):
    login_editor(client)
    article = make_published_article(title="公开")
    assert revert(client, article, article.history.first(), title="偷偷").status_code == 403
    assert Article.objects.get().title == "公开"


def test_revert_needs_the_right_to_change(client, db):
    client.force_login(make_user("view_article"))
    article = make_article()
    assert revert(client, article, article.history.first(), title="偷偷").status_code == 403


def test_revert_under_review_makes_an_author_and_voids(client, db):
    editor = login_editor(client)
    article = make_article(title="一")
    post_change(client, article, title="二")
    author = make_user("submit_article")
    article.refresh_from_db()
    article.submit(by=author)
    article.pass_first_review(by=make_user("first_review_article"))
    revert(client, article, article.history.last())
    article.refresh_from_db()
    assert (article.title, article.status, article.signatures().count()) == (
        "一",
        "first_review",
        0,
    )
    assert article.contributions.filter(person=editor).exists()


def test_history_shows_differences_in_words(client, db):
    login_editor(client)
    article = make_article(published="2024-05-22")
    post_change(client, article, published="XXXX-11-14", rights="original")
    page = client.get(f"{ARTICLE_ADMIN_URL}{article.pk}/history/").text
    assert "from <del>22 May 2024</del> to <ins>14 November (year unknown)</ins>" in page
    assert "from <del>reprint</del> to <ins>original</ins>" in page


@pytest.mark.parametrize("bulk", [False, True])
def test_deleting_what_was_public_is_refused_in_words(bulk, client, db):
    login_editor(client, superuser=True)
    article = make_published_article(title="公开")
    article.withdraw(by=make_user("withdraw_article"), reason="in_error")
    sent = {"post": "yes", "action": "delete_selected", "_selected_action": [article.pk]}
    answer = client.post(
        ARTICLE_ADMIN_URL if bulk else f"{ARTICLE_ADMIN_URL}{article.pk}/delete/", sent
    )
    assert (
        "“公开” was public. What was public stays in the record: withdraw it instead."
        in answer.text
    )
    assert Article.objects.get() == article


def test_deleted_draft_comes_back_with_its_parts_topics_and_authors(client, db):
    chief, author = login_editor(client, superuser=True), make_user("submit_article")
    article = make_article(author=author, tags=[make_topic()])
    post_change(
        client,
        article,
        title="新",
        **{
            "key_points-TOTAL_FORMS": 1,
            "key_points-0-text": "要点",
            "key_points-0-position": 1,
            "tags": [make_topic().pk],
        },
    )
    client.post(f"{ARTICLE_ADMIN_URL}{article.pk}/delete/", {"post": "yes"})
    assert not Article.objects.exists()
    row = client.get(f"{ARTICLE_ADMIN_URL}deleted/").context["rows"][0][0]
    client.post(f"{ARTICLE_ADMIN_URL}deleted/{row.history_id}/recover/")
    back = Article.objects.get()
    assert (back.pk, back.title, back.status, back.work) == (article.pk, "新", "draft", article.pk)
    assert [point.text for point in back.key_points.all()] == ["要点"]
    assert [str(topic) for topic in back.tags.all()] == ["Steel"]
    assert chief in [contribution.person for contribution in back.contributions.all()]


def test_text_is_cleaned_on_the_way_in(client, db):
    login_editor(client)
    article = make_article()
    post_change(client, article, body='<p onclick="x()">文<a href="javascript:x()">链</a></p>')
    assert html.paragraphs(Article.objects.get().body) == ["文链"]
    assert "javascript" not in Article.objects.get().body


def test_address_of_the_step_is_the_promised_one():
    assert (
        reverse("admin:articles_article_step", args=[1, "submit"])
        == "/admin/articles/article/1/step/submit/"
    )
