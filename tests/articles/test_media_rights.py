"""Rights to show a picture: readers, search and reviews from the moment that one ends."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone, translation
from pytest_django.asserts import assertContains, assertNotContains

from articles.figures import hidden_files
from articles.media_library import replace_file
from articles.media_rights import rights_schedule
from articles.models import Article, MediaConsent, TransitionRefused
from portal.caching.scheduled_changes import next_scheduled_change
from portal.search.models import SearchEntry
from tests.articles.picture_articles import BODY, article_page, published_with
from tests.factories import (
    make_article,
    make_media_item,
    make_picture,
    make_user,
    picture_bytes,
)

pytestmark = pytest.mark.django_db


def test_picture_whose_right_has_ended_is_hidden_and_the_version_stays(client):
    item = make_media_item()
    article = published_with(item, caption="机密的图说")
    file = "versions/1/pictures/1/"
    assert b"".join(article_page(client, article, end=file))
    before = article.live.text_hash, article.live.pictures
    item.rights_until = timezone.localdate() - timedelta(days=1)
    item.save()
    answer = article_page(client, article)
    assertContains(answer, "The picture that stood here is no longer shown")
    assertNotContains(answer, "机密的图说")
    assert [
        article_page(client, article, end=end).status_code for end in (file, f"{file}480/")
    ] == [
        404,
        404,
    ]
    article = Article.objects.get(pk=article.pk)
    assert (article.live.text_hash, article.live.pictures) == before
    assert article.signatures().count() == 3


def test_picture_is_shown_until_the_last_day_of_its_right():
    item = make_media_item(rights_until=date(2026, 3, 1))
    names = [item.file.name]
    assert [hidden_files(names, on=date(2026, 3, day)) for day in (1, 2)] == [set(), set(names)]


def test_withdrawn_consent_hides_former_files_too():
    item = make_media_item()
    former = item.file.name
    replace_file(item, picture_bytes(), ".png", by=make_user())
    item.consent = MediaConsent.WITHDRAWN
    item.save()
    assert hidden_files([former, item.file.name]) == {former, item.file.name}


def test_search_finds_no_caption_of_a_hidden_picture(client):
    item = make_media_item()
    published_with(item, caption="孤本照片")
    assertContains(client.get("/zh-hans/search/?q=孤本照片"), "第一段")
    item.consent = MediaConsent.WITHDRAWN
    item.save()
    assertNotContains(client.get("/zh-hans/search/?q=孤本照片"), "第一段")


def test_search_loses_a_caption_at_the_midnight_after_its_right():
    item = make_media_item()
    article = published_with(item, caption="孤本照片")
    today = timezone.localdate()
    item.rights_until = today + timedelta(days=1)
    item.save()
    midnight = timezone.make_aware(datetime.combine(today + timedelta(days=2), time.min))
    entries = SearchEntry.objects.filter(kind="article", key=article.work).order_by("public_from")
    assert [(row.public_from, row.public_until) for row in entries] == [
        (article.live.public_from, midnight),
        (midnight, None),
    ]
    assert ["孤本照片" in row.text.body for row in entries] == [True, False]
    assert next_scheduled_change(at=timezone.now()) == midnight
    item.rights_until = None
    item.save()
    (entry,) = entries.all()
    assert "孤本照片" in entry.text.body


def test_caption_whose_right_ended_before_the_text_appeared_is_not_searched():
    item = make_media_item(rights_until=timezone.localdate() - timedelta(days=3))
    article = make_article()
    make_picture(article, media=item, caption="孤本照片")
    article.publish_shipped(by=make_user())
    (entry,) = SearchEntry.objects.filter(kind="article", key=article.work)
    assert "孤本照片" not in entry.text.body


def test_end_of_a_right_turns_cached_pages_over():
    make_media_item(rights_until=date(2026, 3, 1))
    make_media_item(rights_until=date(2026, 4, 1))
    at = timezone.make_aware(timezone.datetime(2026, 3, 10))
    moments = [timezone.localtime(moment).isoformat() for moment in rights_schedule(at)]
    assert moments == ["2026-03-02T00:00:00+08:00", "2026-04-02T00:00:00+08:00"]


def test_text_with_a_picture_that_may_not_be_shown_is_not_submitted():
    author = make_user("submit_article")
    article = make_article(author=author)
    make_picture(article, media=make_media_item(consent=MediaConsent.WITHDRAWN))
    with translation.override("en"), pytest.raises(TransitionRefused, match="may not be shown"):
        article.submit(by=author)


def test_place_without_its_picture_is_not_submitted():
    author = make_user("submit_article")
    article = make_article(author=author)
    article.body = BODY
    article.save()
    with (
        translation.override("en"),
        pytest.raises(TransitionRefused, match="a place for a picture"),
    ):
        article.submit(by=author)
