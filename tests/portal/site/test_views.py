"""Contact, privacy and accessibility: what the portal ships, and what editors write in its place."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from portal.core.models import SitePage
from tests.factories import make_user

pytestmark = pytest.mark.django_db

SHIPPED = {
    "about": "What you find here",
    "contact": "You get a number",
    "privacy": "You can read everything here without saying who you are.",
    "accessibility": "follows WCAG 2.2 at level AA",
}


@pytest.mark.parametrize("place", SHIPPED)
def test_each_page_stands_before_anybody_writes_it(client, place):
    assertContains(client.get(f"/en/{place}/"), SHIPPED[place])
    assertContains(client.get(f"/zh-hans/{place}/"), "<h1>", count=1)


def test_what_editors_write_takes_the_place_of_what_is_shipped(client):
    SitePage.objects.create(place="contact", text="<p>请致电编辑部。</p><script>alert(1)</script>")
    page = client.get("/zh-hans/contact/")
    assertContains(page, "<p>请致电编辑部。</p>")
    assertNotContains(page, "alert(1)")


def test_a_language_that_nobody_wrote_keeps_what_is_shipped(client):
    SitePage.objects.create(place="privacy", text="<p>本站的做法。</p>")
    assertNotContains(client.get("/en/privacy/"), "本站的做法")
    assertContains(client.get("/en/privacy/"), SHIPPED["privacy"])


def desk(client, *rights):
    client.cookies["django_language"] = "en"
    client.force_login(make_user(*rights))
    return client


def test_the_admin_keeps_the_pages_and_their_history(client):
    desk(client, "view_sitepage", "add_sitepage", "change_sitepage")
    client.post(
        "/admin/core/sitepage/add/", {"place": "contact", "text": "<p>甲</p>", "text_en": ""}
    )
    page = SitePage.objects.get()
    client.post(
        f"/admin/core/sitepage/{page.pk}/change/", {"text": "<p>乙</p>", "text_en": "<p>B</p>"}
    )
    page.refresh_from_db()
    assert (page.place, page.text, page.text_en) == ("contact", "<p>乙</p>", "<p>B</p>")
    assert page.history.count() == 2


def test_a_page_stands_once(client):
    SitePage.objects.create(place="contact", text="<p>甲</p>")
    answer = desk(client, "add_sitepage").post(
        "/admin/core/sitepage/add/", {"place": "contact", "text": "<p>乙</p>"}
    )
    assert answer.status_code == 200
    assert SitePage.objects.get().text == "<p>甲</p>"
