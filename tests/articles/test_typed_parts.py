"""Pictures and key points that are typed in the form and not saved, in preview, checks and panels."""

import pytest

from tests.articles.picture_articles import BODY, KEY
from tests.factories import (
    make_article,
    make_key_point,
    make_media_item,
    make_organisation,
    make_picture,
    make_user,
)

pytestmark = pytest.mark.django_db


def typed(article=None, **rows):
    data = {"title": "题", "body": BODY, "pictures-TOTAL_FORMS": 1, "pictures-0-key": KEY}
    return {**data, **{f"pictures-0-{name}": value for name, value in rows.items()}}


@pytest.fixture
def writer(client):
    user = make_user(
        "add_article", "view_article", "change_article", "view_picture", "view_organisation"
    )
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


# Key points


def with_points(*points, **values):
    """A form with these key points, each a dict of the values of its row."""
    data = {**typed(), **values, "key_points-TOTAL_FORMS": len(points)}
    for number, point in enumerate(points):
        data |= {f"key_points-{number}-{name}": value for name, value in point.items()}
    return data


def test_preview_shows_key_points_as_they_are_typed(client, writer):
    article = make_article()
    kept, dropped = (make_key_point(article, text=text, position=2) for text in ("旧甲", "旧乙"))
    sent = with_points(
        {"id": kept.pk, "text": "新甲", "paragraph": 2, "position": 2},
        {"id": dropped.pk, "text": "旧乙", "DELETE": "on"},
        {"text": "另起", "group": "核心", "position": 1},
        {"text": "  "},
    )
    text = client.post(f"/admin/articles/article/{article.pk}/change/preview/", sent).text
    places = [text.index(words) for words in ("核心", "另起", "新甲", 'href="#p2"')]
    assert places == sorted(places)
    assert "旧" not in text
    assert list(article.key_points.values_list("text", flat=True)) == ["旧甲", "旧乙"]


def test_preview_of_a_new_text_shows_its_key_points(client, writer):
    sent = with_points({"text": "要点一", "paragraph": "x"})
    answer = client.post("/admin/articles/article/add/preview/", sent)
    assert ("要点一" in answer.text, 'class="src"' in answer.text) == (True, False)


def test_checks_read_key_points_as_they_are_typed(client, writer):
    article = make_article()
    point = make_key_point(article, paragraph=1)
    address = f"/admin/articles/article/{article.pk}/change/panels/"
    sent = with_points({"id": point.pk, "text": "点", "paragraph": 9}, body="<p>一。</p>")
    assert "¶9" in client.post(address, sent).text
    sent["key_points-0-paragraph"] = 1
    assert "¶9" not in client.post(address, sent).text


def test_panel_names_organisations_of_typed_captions_and_key_points(client, writer):
    make_organisation(name="临江职业学院")
    make_organisation(name="午溪大学")
    article = make_article()
    address = f"/admin/articles/article/{article.pk}/change/panels/"
    sent = with_points({"text": "午溪大学加入"}) | typed(
        media=make_media_item().pk, caption="临江职业学院代表"
    )
    shown = client.post(address, sent).text
    assert ("临江职业学院" in shown, "午溪大学" in shown) == (True, True)
