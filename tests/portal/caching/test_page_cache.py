"""Cached pages: no query while nothing changed, fresh after every change, the same for everybody."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

import portal.page_cache
from articles.models import Version
from portal.caching import page_cache, scheduled_changes, site_version
from portal.caching.page_cache import page_cache_middleware
from portal.core.models import SitePage, SiteVersion
from portal.search.index_updates import mark_dirty
from tests.factories import make_conference, make_published_article, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _page_cache(settings, tmp_path):
    settings.PAGE_CACHE_ENABLED, settings.SITE_VERSION_FILE = True, tmp_path / "version"
    site_version._known.clear()
    caches["pages"].clear()
    yield
    site_version._known.clear()
    caches["pages"].clear()


def test_kept_page_asks_nothing_of_the_database(client, django_assert_num_queries):
    make_conference(name="钢铁大会")
    first = client.get("/zh-hans/conferences/")
    with django_assert_num_queries(0):
        second = client.get("/zh-hans/conferences/")
    assertContains(second, "钢铁大会")
    assert second.content == first.content
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_page_is_fresh_after_each_change(client):
    conference = make_conference(name="钢铁大会")
    assertContains(client.get("/zh-hans/conferences/"), "钢铁大会")
    conference.name = "轧钢大会"
    conference.save()
    assertContains(client.get("/zh-hans/conferences/"), "轧钢大会")
    conference.delete()
    assertNotContains(client.get("/zh-hans/conferences/"), "轧钢大会")


def test_page_is_fresh_after_a_publication_and_a_withdrawal(client):
    make_conference()
    assertNotContains(client.get("/zh-hans/articles/"), "首发")
    article = make_published_article(title="首发")
    assertContains(client.get("/zh-hans/articles/"), "首发")
    article.withdraw(by=make_user("withdraw_article"), reason="in_error")
    assertNotContains(client.get("/zh-hans/articles/"), "首发")


def test_page_is_fresh_when_a_moment_has_come():
    article = make_published_article(title="首发")
    now = timezone.now()
    assert scheduled_changes.next_scheduled_change(at=now) is None
    end = now + timedelta(hours=1)
    Version.objects.filter(article=article).update(public_until=end)
    mark_dirty(Version, Version.objects.values_list("pk", flat=True))
    assert scheduled_changes.next_scheduled_change(at=now) == end
    assert site_version.read_version(at=end)[1] == end


def test_change_in_another_process_is_seen_by_the_file():
    make_conference()
    before = site_version.current_version()
    assert site_version.current_version() == before
    site_version.bump_version()
    assert site_version.current_version() != before


def test_reader_who_has_the_page_gets_no_second_copy(client):
    make_conference()
    page = client.get("/zh-hans/conferences/")
    again = client.get("/zh-hans/conferences/", headers={"If-None-Match": page["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make_conference()
    assert (
        client.get("/zh-hans/conferences/", headers={"If-None-Match": page["ETag"]}).status_code
        == 200
    )


def test_page_and_its_head_have_the_same_tag(client):
    make_conference()
    head = client.head("/zh-hans/conferences/")
    assert head["ETag"] == client.get("/zh-hans/conferences/")["ETag"]


def test_tag_stays_while_the_content_does(client):
    conference = make_conference(name="钢铁大会")
    first = client.get("/zh-hans/conferences/")
    make_published_article()
    assert client.get("/zh-hans/conferences/")["ETag"] == first["ETag"]
    conference.name = "轧钢大会"
    conference.save()
    assert client.get("/zh-hans/conferences/")["ETag"] != first["ETag"]


def test_page_of_the_site_is_fresh_after_an_edit(client):
    page, _made = SitePage.objects.update_or_create(place="about", defaults={"text": "<p>旧</p>"})
    assertContains(client.get("/zh-hans/about/"), "旧")
    page.text = "<p>新</p>"
    page.save()
    assertContains(client.get("/zh-hans/about/"), "新")


def test_change_is_stored_and_seen_where_the_file_cannot_be_written(client, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.SITE_VERSION_FILE = tmp_path / "file" / "version"
    conference = make_conference(name="钢铁大会")
    assertContains(client.get("/zh-hans/conferences/"), "钢铁大会")
    conference.name = "轧钢大会"
    conference.save()
    assertContains(client.get("/zh-hans/conferences/"), "轧钢大会")


def test_process_that_sees_no_file_asks_again_after_a_while(settings):
    version = site_version.current_version()
    SiteVersion.objects.update_or_create(pk=1, defaults={"number": 7, "moved_at": timezone.now()})
    assert site_version.current_version() == version
    site_version._known.clear()
    settings.SITE_VERSION_LAG = 0
    assert site_version.current_version() != version


def test_pages_are_kept_each_by_its_address(client):
    make_conference(name="钢铁大会", name_en="Steel conference", kind="annual")
    addresses = (
        "/zh-hans/conferences/",
        "/en/conferences/",
        "/en/conferences/?kind=forum",
        "/en/conferences/?kind=annual",
    )
    first, again = ([client.get(address).content for address in addresses] for _visit in range(2))
    assert first == again
    assert len(set(first)) == len(addresses)


def times_asked(**headers):
    """How often a view is asked in two visits, if its answer has these headers."""
    asked = []

    def view(request):
        asked.append(request)
        response = HttpResponse("page", headers=headers)
        if "Set" in headers:
            response.set_cookie("seen", "1")
        return response

    middleware = page_cache_middleware(view)
    for _visit in range(2):
        middleware(RequestFactory().get("/en/report/", SERVER_NAME="localhost"))
    return len(asked)


@pytest.mark.parametrize(
    ("headers", "times"),
    [
        ({}, 1),
        ({"Cache-Control": "public, max-age=60"}, 1),
        ({"Cache-Control": "private"}, 2),
        ({"Cache-Control": "max-age=0, no-cache, no-store"}, 2),
        ({"Vary": "Cookie"}, 2),
        ({"Set": "a cookie"}, 2),
    ],
)
def test_what_is_for_one_visitor_is_not_kept(headers, times):
    assert times_asked(**headers) == times


@pytest.mark.parametrize(
    "address",
    ["/zh-hans/articles/999999/", "/admin/login/", "/zh-hans/conferences/?q=" + "a" * 600],
)
def test_other_answers_are_not_kept(client, address):
    client.get(address)
    assert caches["pages"]._cache == {}


def test_pages_are_not_kept_where_the_setting_says_so(client, settings):
    settings.PAGE_CACHE_ENABLED = False
    client.get("/zh-hans/conferences/")
    assert caches["pages"]._cache == {}


def test_totals_are_counted_once_for_all_pages_of_a_list(client, django_assert_num_queries):
    for _row in range(21):
        make_conference(kind="forum")
    first = client.get("/en/conferences/?kind=forum").context["listing"]
    second = client.get("/en/conferences/" + first.page.next_url)
    assert (first.total, second.context["listing"].total) == (21, 21)
    with django_assert_num_queries(1):
        client.get("/en/conferences/?kind=forum&after=2024-05-22~" + str(first.page.rows[4].pk))


def test_totals_follow_the_records(client):
    make_conference(kind="forum")
    assert client.get("/en/conferences/?kind=forum").context["listing"].total == 1
    make_conference(kind="forum")
    assert client.get("/en/conferences/?kind=forum&sort=x").context["listing"].total == 2


def test_totals_differ_by_filter_and_language(client):
    make_conference(kind="forum", name="论坛", name_en="Forum")
    make_conference(kind="annual")
    totals = [
        client.get(f"/en/conferences/{query}").context["listing"].total
        for query in ("", "?kind=forum", "?kind=council")
    ]
    assert totals == [2, 1, 0]
    assertContains(client.get("/zh-hans/conferences/"), "论坛 (1)")
    assertContains(client.get("/en/conferences/"), "forum (1)")


def test_measurements_switch_the_cache_off_by_its_former_name(client, monkeypatch):
    assert portal.page_cache is page_cache
    make_conference()
    assert client.get("/zh-hans/conferences/").has_header("ETag")
    monkeypatch.setattr(portal.page_cache, "LONGEST_ADDRESS", 0)
    assert not client.get("/zh-hans/conferences/").has_header("ETag")
