"""Pictures on pages: in which widths readers get them, and who sees those of a draft."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.models.media_storage import rendition_name
from tests.articles.image_files import drawn
from tests.factories import (
    make_article,
    make_media_item,
    make_picture,
    make_user,
    make_waiting_article,
    pass_reviews,
)

LIST = "/admin/articles/article/"


def published_with(content):
    """A public article with that picture."""
    article = make_waiting_article()
    make_picture(article, media=make_media_item(content=content, suffix=".jpg"))
    article.record_edit(by=make_user())
    pass_reviews(article)
    return article


def test_public_page_offers_the_smaller_pictures(client, db):
    address = f"/en/articles/{published_with(drawn()).pk}/versions/1/pictures/1/"
    page = client.get(address.partition("versions")[0]).text
    assert f'srcset="{address}480/ 480w, {address}960/ 960w, {address} 1200w"' in page
    widths = [
        Image.open(io.BytesIO(b"".join(client.get(f"{address}{end}")))).width
        for end in ("480/", "960/", "")
    ]
    assert widths == [480, 960, 1200]


def test_width_that_is_not_stored_gives_the_whole_picture_and_an_odd_one_none(client, db):
    address = f"/en/articles/{published_with(drawn(size=(600, 300))).pk}/versions/1/pictures/1/"
    assert Image.open(io.BytesIO(b"".join(client.get(f"{address}960/")))).width == 600
    assert client.get(f"{address}481/").status_code == 404


def test_picture_of_a_draft_is_for_those_who_see_its_form(client, db):
    picture = make_picture(make_article())
    address = f"/admin/articles/picture/{picture.pk}/file/"
    client.force_login(make_user("view_picture"))
    assert b"".join(client.get(address))[:4] == b"\x89PNG"
    client.force_login(make_user("view_article"))
    assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address).status_code == 302


def test_picture_is_uploaded_with_its_article(client, db):
    client.force_login(
        make_user("view_article", "change_article", "add_picture", "view_picture", "change_picture")
    )
    article = make_article()
    page = client.get(f"{LIST}{article.pk}/change/")
    sent = {
        name: getattr(article, name)
        for name in ("language", "title", "body", "rights", "source_as_printed")
    }
    for formset in page.context["inline_admin_formsets"]:
        prefix = formset.formset.prefix
        sent |= {f"{prefix}-TOTAL_FORMS": int(prefix == "pictures"), f"{prefix}-INITIAL_FORMS": 0}
    sent |= {
        "pictures-0-file": SimpleUploadedFile("../../x", drawn()),
        "pictures-0-position": 1,
        "pictures-0-caption": "门",
    }
    assert client.post(f"{LIST}{article.pk}/change/", sent).status_code == 302
    picture = article.pictures.get()
    assert (
        picture.caption,
        picture.file.storage.exists(rendition_name(picture.file.name, 960)),
    ) == ("门", True)
