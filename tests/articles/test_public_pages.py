"""The public pages of articles: what they show, and what they never do."""

import re
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, connection
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from articles.models.review import WithdrawalReason
from tests.factories import (
    make_article,
    make_column,
    make_evidence,
    make_key_point,
    make_organisation,
    make_outlet,
    make_picture,
    make_published_article,
    make_topic,
    make_translation,
    make_user,
    pass_reviews,
)

pytestmark = pytest.mark.django_db

LIST, EVERYWHERE = (
    8,
    (
        "/en/",
        "/zh-hans/",
        "/en/articles/",
        "/zh-hans/articles/",
        "/sitemap-articles.xml",
        "/en/topics/steel/",
    ),
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


def test_a_list_shows_each_work_once_in_the_readers_language(client):
    chinese = make_published_article(title="两种文字")
    make_translation(chinese, title="Two languages")
    assertNotContains(client.get("/en/articles/"), "两种文字")
    assertNotContains(client.get("/zh-hans/articles/"), "Two languages")


def test_filters_count_and_narrow(client):
    make_published_article(
        title="甲",
        column=make_column(),
        outlet=make_outlet(),
        published="2023-01-05",
        tags=[make_topic()],
    )
    make_published_article(title="乙", published="2024-01-05")
    response = client.get("/zh-hans/articles/?year=2023&column=news&topic=steel")
    assertContains(response, "甲")
    assertNotContains(response, "乙")
    assertContains(response, "2023 (1)")
    assertContains(client.get("/zh-hans/articles/"), "齐鲁晚报 (1)")


@pytest.mark.parametrize(
    "query",
    [
        "year=abc",
        "year=99999999999999999999",
        "column=no",
        "topic=no",
        "outlet=x",
        "language=fr",
        f"q={'长' * 81}",
        "q=%00",
    ],
)
def test_a_bad_value_shows_its_error_and_no_rows(client, query):
    make_published_article(title="不该出现")
    response = client.get(f"/en/articles/?{query}")
    assertContains(response, "field__error")
    assertNotContains(response, "不该出现")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "~",
        "2024-01-01~",
        "nonsense~1",
        "1900-01-01~1",
        "%00~1",
        "2024-01-01~99999999999999999999",
    ],
)
def test_a_lost_cursor_gives_the_first_page_and_says_so(client, cursor):
    make_published_article(title="第一页", published="2024-01-01")
    response = client.get(f"/en/articles/?after={cursor}")
    assertContains(response, "第一页")
    assertContains(response, "this is the first page")


def test_pages_keep_the_filter_and_come_back(client):
    for number in range(1, 46):
        make_shipped(f"第{number:02}篇")
    first = client.get("/en/articles/?q=篇")
    second = client.get(f"/en/articles/{first.context['listing'].page.next_url}")
    assert "q=" in first.context["listing"].page.next_url
    assert second.context["listing"].page.rows[0].title == "第25篇"
    back = client.get(f"/en/articles/{second.context['listing'].page.previous_url}")
    assert back.context["listing"].page.rows == first.context["listing"].page.rows
    third = client.get(f"/en/articles/{second.context['listing'].page.next_url}")
    assert len(third.context["listing"].page.rows) == 5
    assert third.context["listing"].total == 45
    assertContains(second, 'class="top__switch" href="/zh-hans/articles/?q=%E7%AF%87"')


def make_shipped(title):
    article = make_article(title=title, published="2024-01-05")
    article.publish_shipped()
    return article


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_the_rows(client, rows, django_assert_max_num_queries):
    article = make_published_article(
        column=make_column(), outlet=make_outlet(), tags=[make_topic()]
    )
    for _ in range(rows):
        make_evidence(make_organisation(), article)
        make_published_article(
            column=make_column(), outlet=make_outlet(name=f"报{_}"), tags=[make_topic()]
        )
    ContentType.objects.clear_cache()
    with django_assert_max_num_queries(LIST):
        client.get("/zh-hans/articles/")
    with django_assert_max_num_queries(LIST):
        client.get("/zh-hans/articles/?column=news&topic=steel&year=2024")
    ContentType.objects.clear_cache()
    with django_assert_max_num_queries(15):
        client.get(page(article))


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


@pytest.mark.parametrize(
    ("accepted", "home"),
    [("en-GB,en;q=0.9,zh;q=0.8", "en"), ("zh-TW", "zh-hans"), ("fr", "zh-hans"), ("", "zh-hans")],
)
def test_the_front_door_follows_the_browser(client, accepted, home):
    response = client.get("/", headers={"accept-language": accepted})
    assertRedirects(response, f"/{home}/", fetch_redirect_response=False)
    assert "Accept-Language" in response["Vary"]
    assert "Cookie" not in response["Vary"]


@pytest.mark.parametrize(
    "address", ["/en/", "/zh-hans/articles/", "/en/about/", "/zh-hans/topics/", "/en/nothing/"]
)
def test_public_pages_hold_nothing_of_the_visitor(client, address):
    client.force_login(make_user(name="secret-reader", superuser=True))
    cookie = client.cookies.output()
    response = client.get(address)
    assertNotContains(response, "secret-reader", status_code=response.status_code)
    assertNotContains(response, "csrf", status_code=response.status_code)
    assert not re.search(r'<script(?! src="/static/| type="application/ld\+json")', response.text)
    assertNotContains(response, "style=", status_code=response.status_code)
    assert "Vary" not in response
    assert client.cookies.output() == cookie
    assert not response.cookies
    assert "unsafe-inline" not in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("/en/articles/99999/", "en"),
        ("/zh-hans/articles/99999/", "zh-hans"),
        ("/en/topics/%00/", "en"),
        ("/en/consortia/" + "9" * 30 + "/", "en"),
    ],
)
def test_an_unknown_address_is_a_page_of_its_language(client, address, language):
    assertContains(client.get(address), f'<html lang="{language}">', status_code=404)


def test_health(client, monkeypatch):
    assert client.get("/healthz").content == b"ok"

    def away():
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", away)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.content.decode().endswith(("。", "."))


def test_robots_and_sitemap(client):
    chinese = make_published_article()
    english = make_translation(chinese)
    assertContains(client.get("/robots.txt"), "Sitemap: http://testserver/sitemap.xml")
    assertContains(
        client.get("/sitemap.xml"), "<loc>http://testserver/sitemap-articles.xml</loc><lastmod>"
    )
    response = client.get("/sitemap-articles.xml")
    assertContains(
        response, f'hreflang="en" href="http://testserver/en/articles/{english.pk}/"', count=2
    )
    assertContains(response, f"<loc>http://testserver/zh-hans/articles/{chinese.pk}/</loc>")


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


def test_a_topic_of_no_public_text_is_not_shown(client):
    make_article(tags=[make_topic(slug="secret", name="机密专题", name_en="Secret")])
    assert client.get("/zh-hans/topics/secret/").status_code == 404
    assertNotContains(client.get("/zh-hans/articles/?topic=secret"), "机密专题")


@pytest.mark.parametrize("address", ["/en/", "/sitemap.xml", "/healthz", "/admin/"])
def test_a_host_that_is_not_ours_is_a_bad_request(client, address):
    client.raise_request_exception = False
    assert client.get(address, headers={"host": "evil.example"}).status_code == 400
