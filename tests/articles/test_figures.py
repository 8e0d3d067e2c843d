"""Figures: the places of pictures in a text, and what a signature covers of them."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from articles.media_library import place_in_text
from portal.core import html
from tests.articles.picture_articles import BODY, KEY, article_page, published_with
from tests.factories import (
    make_article,
    make_media_item,
    make_picture,
    make_published_article,
)

pytestmark = pytest.mark.django_db


def test_picture_stands_where_the_text_has_its_place(client):
    article = published_with(make_media_item(), caption="签约现场", licence="cc-by")
    text = article_page(client, article).text
    places = [text.index(words) for words in ("第一段。", "<figure", "CC BY 4.0", "第二段。")]
    assert places == sorted(places)
    assert text.count("<figure") == 1


def test_picture_without_a_place_stands_above_the_text(client):
    article = published_with(make_media_item())
    other = make_published_article()
    assertContains(article_page(client, article), "<figure", count=1)
    assertNotContains(article_page(client, other), "<figure")


def test_place_of_a_picture_is_covered_by_the_signature():
    article = make_article()
    make_picture(article, key=KEY)
    hashes = set()
    for body in (BODY, f"<p>第一段。</p><p>第二段。</p>{html.figure(KEY)}", "<p>第一段。</p>"):
        article.body = body
        hashes.add(article.text_hash())
    assert len(hashes) == 3


@pytest.mark.parametrize("field", ["caption", "credit", "licence", "alt"])
def test_words_of_a_picture_are_covered_by_the_signature(field):
    article = make_article()
    picture = make_picture(article)
    before = article.text_hash()
    setattr(picture, field, "own")
    picture.save()
    assert article.text_hash() != before


def test_picture_of_before_keeps_the_hash_of_its_text():
    picture = make_picture(make_article(), caption="图")
    assert set(picture.snapshot()) == {"file", "caption", "credit", "alt", "width", "height"}


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (
            f'<figure data-picture="{KEY}"><img src="x"><p>词</p></figure>',
            f"{html.figure(KEY)}<p>词</p>",
        ),
        (f"<p>甲{html.figure(KEY)}乙</p>", f"<p>甲</p>{html.figure(KEY)}乙<p></p>"),
        ('<figure data-picture="x y"><p>词</p></figure>', "<p>词</p>"),
        ("<figure><p>词</p></figure>", "<p>词</p>"),
        (html.figure(KEY) * 2, html.figure(KEY)),
        (f'<figure onclick="x" class="y" data-picture="{KEY}"></figure>', html.figure(KEY)),
    ],
)
def test_figure_is_stored_as_an_empty_place(sent, stored):
    assert html.clean(sent) == stored
    assert html.clean(stored) == stored


def test_place_in_text_counts_paragraphs():
    assert [place_in_text(BODY, key) for key in (KEY, "zzzz", "")] == [1, None, None]
