"""Public texts whose moment came or went: corrections that wait, and withdrawals."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import (
    make_published_article,
    make_user,
    pass_reviews,
)

pytestmark = pytest.mark.django_db


def page(article, language="zh-hans"):
    return f"/{language}/articles/{article.pk}/"


def corrected(client_title, *, moment):
    """A public article of which a correction waits for that moment."""
    article = make_published_article(title="旧题")
    article.correct(by=make_user("correct_article"), note="更正")
    article.title, article.go_live = client_title, moment
    article.save()
    article.submit(by=make_user("submit_article"))
    pass_reviews(article)
    return article


def test_a_correction_is_nowhere_before_its_moment(client):
    article = corrected("新题机密", moment=timezone.now() + timedelta(hours=1))
    for address in (
        "/zh-hans/",
        "/zh-hans/articles/",
        "/zh-hans/articles/?q=新题",
        page(article),
        "/sitemap-articles.xml",
    ):
        assertNotContains(client.get(address), "机密")
    assertContains(client.get(page(article)), "旧题")
    assert client.get(f"{page(article)}versions/2/").status_code == 404


def test_a_correction_is_everywhere_once_its_moment_came(client):
    article, now = corrected("新题", moment=timezone.now() + timedelta(hours=1)), timezone.now()
    article.versions.filter(number=1).update(
        public_from=now - timedelta(hours=2), public_until=now - timedelta(hours=1)
    )
    article.versions.filter(number=2).update(public_from=now - timedelta(hours=1))
    for address in ("/zh-hans/", "/zh-hans/articles/", "/zh-hans/articles/?q=新题", page(article)):
        assertContains(client.get(address), "新题")
    assertContains(client.get(f"{page(article)}versions/1/"), "旧题")


@pytest.mark.parametrize(("language", "words"), [("en", "rights or privacy"), ("zh-hans", "410")])
@pytest.mark.parametrize("reopened", [False, True])
def test_a_withdrawn_page_says_why_and_nothing_of_the_text(reopened, language, words, client):
    article = make_published_article(title="机密题", paragraphs=("机密文",))
    article.withdraw(by=make_user("withdraw_article"), reason="rights", note="机密来函")
    if reopened:
        article.correct(by=make_user("correct_article"), note="机密更正")
    for address in (page(article, language), f"{page(article, language)}versions/1/"):
        answer = client.get(address)
        assertContains(answer, words, status_code=410)
        assertNotContains(answer, "机密", status_code=410)


def test_what_was_withdrawn_before_its_moment_was_never_there(client):
    article = make_published_article(go_live=timezone.now() + timedelta(hours=1))
    article.withdraw(by=make_user("withdraw_article"), reason="in_error")
    assert client.get(page(article)).status_code == 404
