"""The public pages of articles: what they show, and what they never do."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import (
    make_article,
    make_evidence,
    make_key_point,
    make_organisation,
    make_picture,
    make_published_article,
    make_topic,
    make_translation,
    make_user,
)

pytestmark = pytest.mark.django_db

EVERYWHERE = (
    "/en/",
    "/zh-hans/",
    "/en/articles/",
    "/zh-hans/articles/",
    "/sitemap-articles.xml",
    "/en/topics/steel/",
)


def page(article, language="zh-hans"):
    return f"/{language}/articles/{article.pk}/"


def hidden():
    """One article of each kind that is nobody's business."""
    draft = make_article(title="机密草稿", tags=[make_topic()])
    withdrawn = make_published_article(title="机密撤稿", tags=[make_topic()])
    withdrawn.withdraw(by=make_user("withdraw_article"), reason="in_error")
    expired = make_published_article(title="机密过期", tags=[make_topic()])
    embargoed = make_published_article(title="机密预告", tags=[make_topic()])
    now = timezone.now()
    expired.versions.update(
        public_from=now - timedelta(hours=2), public_until=now - timedelta(hours=1)
    )
    embargoed.versions.update(public_from=now + timedelta(hours=1))
    return draft, withdrawn, expired, embargoed


def test_what_is_not_public_has_no_page_and_stands_in_no_list(client):
    articles = hidden()
    make_published_article(title="公开", tags=[make_topic()])
    for address in EVERYWHERE:
        assertNotContains(client.get(address), "机密")
        for article in articles:
            assertNotContains(client.get(address), f"/articles/{article.pk}/")
    assert [client.get(page(article)).status_code for article in articles] == [404, 410, 404, 404]


def test_paragraphs_have_numbers_and_key_points_lead_to_them(client):
    article = make_article(author=make_user("submit_article"), paragraphs=("一。", "二。", "三。"))
    make_key_point(article, text="要点", group="核心", paragraph=3)
    article.publish_shipped()
    response = client.get(page(article))
    assertContains(response, '<p id="p3">')
    assertContains(response, 'href="#p3"')
    assertContains(response, "核心")


def test_shipped_articles_say_that_nobody_reviewed_them(client):
    article = make_article()
    article.publish_shipped()
    assertContains(client.get(page(article, "en")), "Shipped with the portal; not reviewed in it.")


def test_the_three_reviewers_are_named(client):
    article = make_published_article()
    response = client.get(page(article, "en"))
    names = [review.person.username for review in article.signatures().select_related("person")]
    assert len(names) == 3
    for name in names:
        assertContains(response, name)
    assertNotContains(response, "Shipped with the portal")


def test_an_emergency_shows_its_reason(client):
    author = make_user("submit_article", "first_review_article", "emergency_article")
    article = make_article(author=author)
    article.submit(by=author)
    article.pass_first_review(by=author, emergency="台风预警")
    article.pass_second_review(by=make_user("second_review_article"))
    article.sign_off(by=make_user("sign_off_article"))
    assertContains(client.get(page(article)), "台风预警")


def test_the_languages_of_a_work_name_each_other(client):
    chinese = make_published_article(title="中文")
    english = make_translation(chinese, title="English text")
    response = client.get(page(chinese))
    assertContains(response, f'hreflang="en" href="http://testserver/en/articles/{english.pk}/"')
    assertContains(response, f'<a class="top__switch" href="/en/articles/{english.pk}/"')
    assertContains(
        response, f'rel="canonical" href="http://testserver/zh-hans/articles/{chinese.pk}/"'
    )


def test_a_text_without_a_sibling_stands_in_the_readers_chrome_and_is_marked(client):
    article = make_published_article(paragraphs=("只有中文。",))
    response = client.get(page(article, "en"))
    assertContains(response, '<html lang="en">')
    assertContains(response, '<div class="prose" lang="zh-hans">')
    assertContains(response, 'href="http://testserver/zh-hans/articles/')


def test_records_that_rest_on_the_text_are_linked(client):
    article = make_published_article()
    shown, secret = (
        make_organisation(name="公开学院"),
        make_organisation(name="隐藏学院", is_public=False),
    )
    make_evidence(shown, article)
    make_evidence(secret, article)
    response = client.get(page(article))
    assertContains(response, f'<a href="/zh-hans/organisations/{shown.pk}/">公开学院</a>')
    assertNotContains(response, "隐藏学院")


def test_pictures_of_the_public_text_have_an_address_and_no_others(client):
    article = make_article()
    make_picture(article, alt="合影")
    address = f"{page(article)}versions/1/pictures/1/"
    assert client.get(address).status_code == 404
    article.publish_shipped()
    response = client.get(address)
    assert response["Content-Type"] == "image/png"
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")
    assertContains(client.get(page(article)), address)
    for other in ("0", "2"):
        assert client.get(f"{page(article)}versions/1/pictures/{other}/").status_code == 404
