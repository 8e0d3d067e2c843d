"""Articles in the API: their pictures, and a source that is not stated."""

import pytest

from articles.models import MediaConsent
from tests.articles.picture_articles import KEY, published_with
from tests.factories import make_media_item, make_picture, make_published_article, picture_bytes

pytestmark = pytest.mark.django_db

API = "/api/v1/articles/"


def read(client, article):
    return client.get(f"{API}{article.pk}/", headers={"accept-language": "en"}).json()


def test_article_tells_its_pictures_and_shows_them_in_the_body(client):
    item = make_media_item(content=picture_bytes(size=(30, 20)))
    article = published_with(item, caption="签约 & 现场", licence="cc-by")
    url = f"http://testserver/zh-hans/articles/{article.pk}/versions/1/pictures/1/"
    data = read(client, article)
    assert data["pictures"] == [
        {
            "key": KEY, "url": url, "alt": "签约现场", "caption": "签约 & 现场", "credit": "本报",
            "licence": "CC BY 4.0", "width": 30, "height": 20,
        }
    ]  # fmt: skip
    assert data["body"] == (
        f'<p>第一段。</p><figure data-picture="{KEY}"><img src="{url}" alt="签约现场" width="30" height="20">'
        "<figcaption>签约 &amp; 现场 本报 CC BY 4.0</figcaption></figure><p>第二段。</p>"
    )
    assert b"".join(client.get(url.removeprefix("http://testserver"))).startswith(b"\x89PNG")


def test_hidden_picture_is_left_out(client):
    item = make_media_item()
    article = published_with(item, caption="机密的图说")
    item.consent = MediaConsent.WITHDRAWN
    item.save()
    data = read(client, article)
    assert (data["pictures"], data["body"]) == ([], "<p>第一段。</p><p>第二段。</p>")
    assert "机密" not in client.get("/en/articles/?format=atom").text


def test_picture_above_the_text_has_no_key(client):
    article = published_with(make_media_item())
    article.versions.update(body="<p>一。</p>", pictures=[make_picture(article).snapshot()])
    assert [picture["key"] for picture in read(client, article)["pictures"]] == [""]


def test_list_tells_no_pictures(client):
    published_with(make_media_item())
    [row] = client.get(API).json()["results"]
    assert "pictures" not in row


@pytest.mark.parametrize(
    ("source", "rights", "unstated"),
    [("", "reprint", True), ("大众网", "reprint", False), ("", "original", False)],
)
def test_source_that_is_not_stated_is_said_everywhere(source, rights, unstated, client):
    article = make_published_article(source_as_printed=source, rights=rights)
    assert read(client, article)["source_not_stated"] is unstated
    for address in ("/en/articles/?format=atom", "/en/articles/?format=json"):
        page = b"".join(client.get(address)).decode()
        assert ("source not stated" in page) == unstated
    page = client.get(f"/en/articles/{article.pk}/").text
    assert ('"creditText":"source not stated"' in page) == unstated
