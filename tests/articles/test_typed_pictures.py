"""Pictures that are typed in the form and not saved, in preview and checks."""

import pytest

from tests.articles.picture_articles import BODY, KEY
from tests.factories import (
    make_article,
    make_media_item,
    make_picture,
    make_user,
)

pytestmark = pytest.mark.django_db


def typed(article=None, **rows):
    data = {"title": "题", "body": BODY, "pictures-TOTAL_FORMS": 1, "pictures-0-key": KEY}
    return {**data, **{f"pictures-0-{name}": value for name, value in rows.items()}}


@pytest.fixture
def writer(client):
    user = make_user("add_article", "view_article", "change_article", "view_picture")
    client.force_login(user)
    return user


def test_preview_shows_a_picture_that_is_not_saved(client, writer):
    item = make_media_item()
    address = "/admin/articles/article/add/preview/"
    answer = client.post(address, typed(media=item.pk, caption="新图"))
    text = answer.text
    places = [
        text.index(words)
        for words in ("第一段。", f"/mediaitem/{item.pk}/file/", "新图", "第二段。")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("media", ["", "0", "x", "9" * 30, "²"])
def test_preview_of_no_picture_shows_none(media, client, writer):
    answer = client.post("/admin/articles/article/add/preview/", typed(media=media))
    assert (answer.status_code, "<figure" in answer.text) == (200, False)


def test_checks_read_the_words_of_pictures_as_they_are_typed(client, writer):
    article = make_article()
    picture = make_picture(article, key=KEY, alt="", caption="图")
    address = f"/admin/articles/article/{article.pk}/change/panels/"
    sent = typed(id=picture.pk, media=picture.media_id, caption="图", credit="甲")
    message = "替代文字"
    assert message in client.post(address, sent).text
    sent["pictures-0-alt"] = "门"
    assert message not in client.post(address, sent).text
    assert article.pictures.get().alt == ""
