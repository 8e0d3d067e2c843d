"""Versions on public pages: the present one, earlier ones, and never the working text."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from articles.models.review import WithdrawalReason
from tests.factories import (
    make_published_article,
    make_user,
    pass_reviews,
)

pytestmark = pytest.mark.django_db


def page(article, language="zh-hans"):
    return f"/{language}/articles/{article.pk}/"


def test_a_page_shows_the_public_text_and_never_the_working_text(client):
    article = make_published_article(title="已审之题", paragraphs=("旧文。",))
    article.correct(by=make_user("correct_article"), note="改一处")
    article.title, article.body = "改题待审", "<p>未审之文。</p>"
    article.save()
    for address in (page(article), "/zh-hans/articles/", "/zh-hans/"):
        response = client.get(address)
        assertContains(response, "已审之题")
        assertNotContains(response, "改题待审")
        assertNotContains(response, "未审")


def test_a_corrected_text_shows_its_note_and_its_earlier_versions(client):
    article = make_published_article()
    article.correct(by=make_user("correct_article"), note="更正了人数")
    article.body = "<p>更正后的文字。</p>"
    article.save()
    article.submit(by=make_user("submit_article"))
    article.pass_first_review(by=make_user("first_review_article"))
    article.pass_second_review(by=make_user("second_review_article"))
    article.sign_off(by=make_user("sign_off_article"))
    response = client.get(page(article, "en"))
    assertContains(response, "更正了人数")
    assertContains(response, "Version 1 of")


def test_an_earlier_version_stays_readable_at_its_own_address(client):
    article = make_published_article(title="旧题")
    corrector = make_user("correct_article", "submit_article")
    article.correct(by=corrector, note="改题")
    article.title = "新题"
    article.save()
    assert client.get(f"{page(article)}versions/2/").status_code == 404
    article.submit(by=corrector)
    pass_reviews(article)
    assertContains(client.get(f"{page(article)}versions/1/"), "<h1>旧题</h1>")
    assertRedirects(client.get(f"{page(article)}versions/2/"), page(article))


def test_a_source_changed_under_correction_is_not_public_yet(client):
    article = make_published_article(source_as_printed="大众网")
    article.correct(by=make_user("correct_article"), note="改来源")
    article.source_as_printed = "齐鲁网"
    article.save()
    response = client.get(page(article))
    assertContains(response, "大众网")
    assertNotContains(response, "齐鲁网")


def test_a_withdrawn_version_stays_unread_when_the_article_returns(client):
    article = make_published_article(title="有误之题")
    article.withdraw(by=make_user("withdraw_article"), reason=WithdrawalReason.IN_ERROR)
    author = make_user("correct_article", "submit_article")
    article.correct(by=author, note="改正")
    article.submit(by=author)
    pass_reviews(article)
    assert client.get(page(article)).status_code == 200
    assert client.get(f"{page(article)}versions/1/").status_code == 404
    assertNotContains(client.get(page(article)), "versions/1/")
