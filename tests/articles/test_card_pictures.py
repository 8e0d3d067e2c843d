"""The picture on the card of an article, in lists and in link previews."""

import io

import pytest
from django.contrib.contenttypes.models import ContentType
from PIL import Image
from pytest_django.asserts import assertContains, assertNotContains

from articles.models import MediaConsent
from tests.articles.picture_articles import article_page, published_with
from tests.factories import (
    make_article,
    make_media_item,
    make_picture,
    make_topic,
    make_user,
    picture_bytes,
)

pytestmark = pytest.mark.django_db

LISTS = ("/en/", "/en/articles/", "/en/topics/steel/")


def wide_item(**values):
    """A picture whose left half is red and whose right half is blue."""
    wide = Image.new("RGB", (2000, 630), "blue")
    wide.paste("red", (0, 0, 1000, 630))
    out = io.BytesIO()
    wide.save(out, "PNG")
    return make_media_item(content=out.getvalue(), **values)


def opened(answer):
    return Image.open(io.BytesIO(b"".join(answer)))


def shipped_with(*items, **values):
    """A public article under the topic of steel that shows these items."""
    article = make_article(tags=[make_topic()], **values)
    for position, item in enumerate(items):
        make_picture(article, media=item, alt=f"图{position}", position=position)
    article.publish_shipped(by=make_user())
    return article


# In lists


@pytest.mark.parametrize("address", LISTS)
def test_card_in_lists_shows_the_first_picture(address, client):
    card = f"/en/articles/{shipped_with(wide_item(), make_media_item()).pk}/card"
    page = client.get(address)
    assertContains(page, f'src="{card}/480/"', count=1)
    assertContains(page, f'srcset="{card}/480/ 480w, {card}/960/ 960w"')
    assertContains(page, 'alt="图0" loading="lazy" width="480" height="252"')


@pytest.mark.parametrize("address", LISTS)
def test_card_without_a_picture_stays_as_it_is(address, client):
    shipped_with()
    assertContains(client.get(address), "card--article")
    assertNotContains(client.get(address), "card__picture")
    assertNotContains(client.get(address), "card--pictured")


def test_card_in_a_list_is_cropped_around_the_focal_point(client):
    article = shipped_with(wide_item(focus_x=0))
    for width, height in ((480, 252), (960, 504)):
        card = opened(article_page(client, article, end=f"card/{width}/"))
        assert (card.size, card.getpixel((width * 3 // 4, 9))) == ((width, height), (255, 0, 0))
    for width in (0, 481, 5000):
        assert article_page(client, article, end=f"card/{width}/").status_code == 404


def test_card_passes_over_a_hidden_picture(client):
    hidden, shown = wide_item(), make_media_item(content=picture_bytes(size=(300, 200)))
    article = shipped_with(hidden, shown)
    hidden.consent = MediaConsent.WITHDRAWN
    hidden.save()
    assertContains(client.get("/en/articles/"), 'alt="图1"')
    assert opened(article_page(client, article, end="card/480/")).size == (480, 252)
    shown.consent = MediaConsent.WITHDRAWN
    shown.save()
    assertNotContains(client.get("/en/articles/"), "<img")
    assert article_page(client, article, end="card/480/").status_code == 404


@pytest.mark.parametrize("number", [1, 5])
@pytest.mark.parametrize(("address", "queries"), [("/en/", 12), ("/en/articles/", 8)])
def test_pictures_of_all_cards_take_one_query(
    address, queries, number, client, django_assert_max_num_queries
):
    for _each in range(number):
        shipped_with(wide_item(), make_media_item())
    ContentType.objects.clear_cache()
    with django_assert_max_num_queries(queries) as asked:
        client.get(address)
    assert sum("articles_mediafile" in query["sql"] for query in asked) == 1


# In link previews


def test_card_is_cropped_around_the_focal_point(client):
    item = wide_item(focus_x=0)
    article = published_with(item)
    assertContains(
        article_page(client, article),
        f'og:image" content="http://testserver/en/articles/{article.pk}/card/',
    )
    card = opened(article_page(client, article, end="card/"))
    assert (card.size, card.getpixel((900, 300))) == ((1200, 630), (255, 0, 0))
    item.consent = MediaConsent.WITHDRAWN
    item.save()
    assert article_page(client, article, end="card/").status_code == 404


def test_article_without_a_wide_picture_has_no_card(client):
    article = published_with(make_media_item())
    assertNotContains(article_page(client, article), "/card/")
    assert article_page(client, article, end="card/").status_code == 404
