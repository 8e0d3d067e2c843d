"""View counts: each reader once a day, no bots, no reloads, nothing personal stored."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from articles import view_counts
from articles.models import ViewCount
from portal.core.models import ActionCount
from tests.constraint_names import constraint_error_text
from tests.factories import make_article, make_published_article, make_user

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def view(client, article, *, address="10.0.0.1", agent=BROWSER, **headers):
    answer = client.post(
        f"/v/{article.pk}/", headers={"user-agent": agent, **headers}, REMOTE_ADDR=address
    )
    assert (answer.status_code, answer.content, dict(answer.cookies)) == (204, b"", {})


def counted():
    return {row.article_id: row.views for row in ViewCount.objects.all()}


def test_readers_are_counted_once_each_whatever_they_reload(client):
    first, second = make_published_article(), make_published_article()
    for address in ("10.0.0.1", "10.0.0.2", "10.0.0.1", "10.0.0.1"):
        view(client, first, address=address)
    view(client, second)
    assert counted() == {first.pk: 2, second.pk: 1}


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Googlebot/2.1",
        "Baiduspider/2.0",
        "curl/8.5",
        "python-requests/2.32",
        "Mozilla/5.0 HeadlessChrome/130",
        "Bytespider",
    ],
)
def test_a_bot_is_not_counted(client, agent):
    view(client, make_published_article(), agent=agent)
    assert counted() == {}


def test_a_view_that_another_site_sends_is_not_counted(client):
    article = make_published_article()
    view(client, article, **{"sec-fetch-site": "cross-site"})
    assert counted() == {}
    view(client, article, **{"sec-fetch-site": "same-origin"})
    assert counted() == {article.pk: 1}


def test_one_address_that_changes_its_browser_counts_up_to_a_limit(client, monkeypatch):
    monkeypatch.setattr(view_counts, "MAX_READERS_PER_ADDRESS", 3)
    article = make_published_article()
    for number in range(6):
        view(client, article, agent=f"{BROWSER} {number}")
    assert counted() == {article.pk: 3}


def test_what_is_not_public_is_not_counted(client):
    draft = make_article()
    for pk in (draft.pk, 999_999, 10**17):
        client.post(f"/v/{pk}/", headers={"user-agent": BROWSER})
    assert counted() == {}
    assert ActionCount.objects.count() == 0


def test_reading_a_page_is_no_view_and_a_view_is_no_get(client):
    article = make_published_article()
    client.get(f"/zh-hans/articles/{article.pk}/", headers={"user-agent": BROWSER})
    assert client.get(f"/v/{article.pk}/").status_code == 405
    assert counted() == {}


def test_views_of_a_day_add_up_and_days_stand_apart():
    article, today = make_published_article(), timezone.localdate()
    for on, views in ((today, 2), (today, 3), (today - timedelta(1), 4)):
        ViewCount.objects.add(article.pk, on=on, views=views)
    assert list(article.view_counts.values_list("day", "views")) == [
        (today, 5),
        (today - timedelta(1), 4),
    ]
    assert article.view_counts.total() == 9


def test_counts_hold_neither_address_nor_browser(client):
    view(client, make_published_article(), address="10.11.12.13")
    kept = str(list(ActionCount.objects.values_list("name", flat=True)))
    assert ActionCount.objects.count() == 2
    assert "10.11.12.13" not in kept
    assert "Firefox" not in kept


@pytest.mark.parametrize(("views", "shown"), [(99, False), (100, True)])
def test_the_page_shows_a_number_that_says_something(client, views, shown):
    article = make_published_article()
    ViewCount.objects.add(article.pk, on=timezone.localdate(), views=views)
    check = assertContains if shown else assertNotContains
    check(client.get(f"/en/articles/{article.pk}/"), f"{views} times")


def test_a_day_stands_once_for_each_article():
    article, name = make_published_article(), "articles_viewcount_once_a_day"
    ViewCount.objects.create(article=article, day=date(2026, 1, 1))
    with (
        pytest.raises(IntegrityError, match=constraint_error_text("articles", name)),
        transaction.atomic(),
    ):
        ViewCount.objects.create(article=article, day=date(2026, 1, 1))


def test_the_admin_lists_the_views(client):
    ViewCount.objects.add(make_published_article(title="热门").pk, on=date(2026, 1, 1), views=7)
    client.force_login(make_user("view_viewcount"))
    assertContains(client.get("/admin/articles/viewcount/"), "热门")
    assert client.get("/admin/articles/viewcount/add/").status_code == 403
