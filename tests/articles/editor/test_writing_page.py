"""The writing page: submit from the form, panels and preview of the text as it is typed."""

import pytest

from articles.models import Article, ArticleStatus
from tests.articles.article_form import (
    ARTICLE_ADMIN_URL,
    article_form_data,
    login_editor,
    message_texts,
)
from tests.factories import make_article, make_picture, make_published_article, make_user

ADD = f"{ARTICLE_ADMIN_URL}add/"


@pytest.fixture
def author(client, db):
    client.cookies["django_language"] = "en"
    return login_editor(client, "submit_article")


def typed(**changes):
    values = {"title": "新题", "body": "<p>新的第一段。</p>", "source_as_printed": "齐鲁网"}
    return article_form_data(Article(), **{**values, **changes})


def submit_change(client, article, **changes):
    page = client.get(f"{ARTICLE_ADMIN_URL}{article.pk}/change/")
    sent = article_form_data(article, fingerprint=page.context["fingerprint"], **changes)
    return client.post(
        f"{ARTICLE_ADMIN_URL}{article.pk}/change/", {**sent, "_submit": "1"}, follow=True
    )


# Submit


def test_new_text_is_saved_and_submitted_at_once(client, author):
    answer = client.post(ADD, {**typed(), "_submit": "1"}, follow=True)
    article = Article.objects.get()
    assert article.status == ArticleStatus.FIRST_REVIEW
    assert message_texts(answer) == ["“新题” is saved and is now: waiting for first review."]
    assert answer.redirect_chain == [(f"{ARTICLE_ADMIN_URL}{article.pk}/change/", 302)]


def test_changed_text_is_saved_before_it_is_submitted(client, author):
    article = make_article()
    submit_change(client, article, title="改过的题")
    article.refresh_from_db()
    assert (article.title, article.status) == ("改过的题", ArticleStatus.FIRST_REVIEW)


def test_refused_submit_leaves_the_text_saved(client, author):
    answer = client.post(ADD, {**typed(published="9999"), "_submit": "1"}, follow=True)
    article = Article.objects.get()
    assert (article.title, article.status) == ("新题", ArticleStatus.DRAFT)
    saved, refused = message_texts(answer)
    assert saved == "“新题” is saved."
    assert refused.startswith("It is not submitted: The day on which")


def test_submit_needs_its_own_right(client, db):
    login_editor(client)
    answer = client.post(ADD, {**typed(), "_submit": "1"}, follow=True)
    assert Article.objects.get().status == ArticleStatus.DRAFT
    assert answer.context["may_submit"] is False


def test_title_is_one_line(client, author):
    client.post(ADD, typed(title="三方签约\r\n共建基地"))
    assert Article.objects.get().title == "三方签约 共建基地"


def test_text_under_review_offers_no_submit(client, author):
    article = make_article(status=ArticleStatus.FIRST_REVIEW)
    assert client.get(f"{ARTICLE_ADMIN_URL}{article.pk}/change/").context["may_submit"] is False


# As it is typed


def test_panels_show_what_is_typed_and_store_nothing(client, author):
    make_article(title="新题")
    page = client.post(f"{ADD}panels/", typed(published="9999"))
    assert "is in the future" in page.text
    assert "Another article has this title" in page.text
    assert Article.objects.count() == 1


def test_panels_of_an_article_show_the_typed_text_not_the_stored_one(client, author):
    article = make_article()
    make_picture(article, alt="")
    address = f"{ARTICLE_ADMIN_URL}{article.pk}/change/panels/"
    page = client.post(address, article_form_data(article, published="9999"))
    assert "is in the future" in page.text
    assert "has no alternative text" in page.text
    article.refresh_from_db()
    assert article.published != "9999"


def test_preview_shows_what_is_typed_cleaned(client, author):
    page = client.post(
        f"{ADD}preview/", typed(body="<p>甲<script>x()</script></p>", source_as_printed="")
    )
    assert '<p id="p1">' in page.text
    assert "x()" not in page.text
    assert "<dt>Source</dt><dd>not stated</dd>" in page.text


def test_preview_of_an_article_has_its_pictures(client, author):
    article = make_article()
    picture = make_picture(article)
    address = f"{ARTICLE_ADMIN_URL}{article.pk}/change/preview/"
    page = client.post(address, article_form_data(article, title="改"))
    assert "<h1>改</h1>" in page.text
    assert f"/admin/articles/picture/{picture.pk}/file/" in page.text


@pytest.mark.parametrize("name", ["panels", "preview"])
def test_live_views_are_for_those_who_may_write(client, db, name):
    article = make_article()
    public = make_published_article()
    client.force_login(make_user("view_article"))
    assert client.post(f"{ADD}{name}/", typed()).status_code == 403
    assert (
        client.post(f"{ARTICLE_ADMIN_URL}{article.pk}/change/{name}/", typed()).status_code == 403
    )
    login_editor(client)
    assert client.post(f"{ARTICLE_ADMIN_URL}{public.pk}/change/{name}/", typed()).status_code == 403
    assert client.post(f"{ARTICLE_ADMIN_URL}999999/change/{name}/", typed()).status_code == 403
    assert client.get(f"{ADD}{name}/").status_code == 405


def test_text_that_can_only_be_read_is_shown_as_text(client, author):
    article = make_published_article()
    page = client.get(f"{ARTICLE_ADMIN_URL}{article.pk}/change/").text
    assert '<p id="p1">' in page
    assert "&lt;p&gt;" not in page
    assert "writing-bar" in page


def test_popup_is_the_stock_form(client, author):
    page = client.get(f"{ADD}?_popup=1").text
    assert "writing-bar" not in page
    assert 'name="_save"' in page
