"""The media library: its pages, uploads, and replaced files."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from pytest_django.asserts import assertContains

from articles.media_library import add_picture, media_uses, replace_file
from articles.models import MediaConsent, MediaItem, ReviewStage
from tests.articles.picture_articles import article_page, published_with
from tests.factories import (
    make_article,
    make_media_item,
    make_picture,
    make_user,
    make_waiting_article,
    picture_bytes,
)

pytestmark = pytest.mark.django_db

LIBRARY = "/admin/articles/mediaitem/"


def test_replaced_file_voids_the_signatures_of_what_is_under_review():
    item = make_media_item()
    article = make_waiting_article()
    picture = make_picture(article, media=item)
    article.record_edit(by=make_user())
    article.pass_first_review(by=make_user("first_review_article"))
    editor = make_user()
    assert replace_file(item, picture_bytes(size=(3, 2)), ".png", by=editor) == [article]
    picture.refresh_from_db()
    article.refresh_from_db()
    assert (picture.file.name, picture.width, picture.height) == (item.file.name, 3, 2)
    assert (article.status, article.signatures().count()) == ("first_review", 0)
    assert article.reviews.last().stage == ReviewStage.VOIDED
    assert article.contributions.filter(person=editor).exists()


def test_replaced_file_leaves_what_is_public_as_it_was_signed(client):
    item = make_media_item()
    article = published_with(item)
    file = "versions/1/pictures/1/"
    before = b"".join(article_page(client, article, end=file))
    assert replace_file(item, picture_bytes(size=(3, 2)), ".png", by=make_user()) == []
    assert b"".join(article_page(client, article, end=file)) == before
    [use] = media_uses(item)
    assert (use.paragraph, use.is_public, use.is_former_file) == (1, True, True)
    assert article.text_hash() == article.live.text_hash


def test_picture_that_the_library_has_is_not_stored_twice():
    content = picture_bytes(size=(9, 9))
    first, second = (add_picture(content, ".png", title=name) for name in ("甲.png", "乙.png"))
    assert (first, str(first), first.files.count()) == (second, "甲", 1)


# The pages


@pytest.fixture
def librarian(client):
    user = make_user(
        "view_mediaitem", "add_mediaitem", "change_mediaitem", "delete_mediaitem", "view_article"
    )
    client.force_login(user)
    return user


def upload(client, content, *, name="现场.jpg"):
    return client.post(f"{LIBRARY}upload/", {"file": SimpleUploadedFile(name, content)})


def test_upload_answers_what_the_editor_needs(client, librarian):
    answer = upload(client, picture_bytes(kind="JPEG", size=(700, 300)))
    item = MediaItem.objects.get()
    assert answer.json() == {
        "id": item.pk, "title": "现场", "alt": "", "caption": "", "credit": "", "licence": "",
        "width": 700, "height": 300, "hidden": "",
    }  # fmt: skip
    assert item.history.get().history_user == librarian
    small = b"".join(client.get(f"{LIBRARY}{item.pk}/file/?width=480"))
    assert Image.open(io.BytesIO(small)).width == 480


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"\0\0\0\x18ftypheic" + b"\0" * 40])
def test_refused_upload_is_said_in_words_and_stores_nothing(content, client, librarian):
    answer = upload(client, content)
    assert (answer.status_code, MediaItem.objects.count()) == (422, 0)
    assert answer.json()["error"]


def test_upload_is_for_those_who_may_add(client):
    client.force_login(make_user("view_mediaitem"))
    assert upload(client, picture_bytes()).status_code == 403


def test_library_is_searched_by_every_word(client, librarian):
    make_media_item(title="签约 现场", credit="王某 摄")
    make_media_item(title="签约 合影")
    answer = client.get(f"{LIBRARY}choices/", {"q": "签约 王某"})
    assert [item["title"] for item in answer.json()["items"]] == ["签约 现场"]


@pytest.mark.parametrize("state", ["hidden", "ending", "uncredited", "unused", "x"])
def test_list_of_the_library_filters_by_state(state, client, librarian):
    today = timezone.localdate()
    words = {"credit": "甲", "licence": "own"}
    items = {
        "hidden": make_media_item(consent=MediaConsent.WITHDRAWN, **words),
        "ending": make_media_item(rights_until=today, **words),
        "uncredited": make_media_item(credit="甲"),
        "unused": make_media_item(**words),
    }
    for item in list(items.values())[:3]:
        make_picture(make_article(), media=item)
    found = list(client.get(LIBRARY, {"state": state}).context["cl"].queryset)
    assert set(found) == ({items[state]} if state in items else set(items.values()))


def test_item_says_where_it_is_used(client, librarian):
    item = make_media_item()
    article = published_with(item)
    answer = client.get(f"{LIBRARY}{item.pk}/change/")
    assertContains(answer, f"/admin/articles/article/{article.pk}/change/")


def form_data(**values):
    blank = ("title", "alt", "caption", "credit", "licence", "licence_note", "source_address")
    blank += ("rights_until", "consent", "consent_note")
    return {**dict.fromkeys(blank, ""), "focus_x": 50, "focus_y": 50, **values}


def test_file_is_replaced_in_the_form(client, librarian):
    client.post(f"{LIBRARY}add/", form_data(file=SimpleUploadedFile("门.png", picture_bytes())))
    item = MediaItem.objects.get()
    article = make_waiting_article()
    make_picture(article, media=item)
    article.record_edit(by=make_user())
    new = SimpleUploadedFile("新门.png", picture_bytes(size=(5, 4)))
    client.post(f"{LIBRARY}{item.pk}/change/", form_data(title="门", file=new))
    item.refresh_from_db()
    assert (item.title, item.width, item.files.count()) == ("门", 5, 2)
    assert article.pictures.get().file.name == item.file.name


def test_document_is_no_replacement_for_a_picture(client, librarian):
    item = make_media_item()
    sent = form_data(title="x", file=SimpleUploadedFile("a.pdf", b"%PDF-1.7"))
    answer = client.post(f"{LIBRARY}{item.pk}/change/", sent)
    assert answer.context["adminform"].form.errors["file"]
    assert item.files.count() == 1


def test_document_is_downloaded_only(client, librarian):
    sent = form_data(file=SimpleUploadedFile("章程.pdf", b"%PDF-1.7"))
    client.post(f"{LIBRARY}add/", sent)
    item = MediaItem.objects.get()
    answer = client.get(f"{LIBRARY}{item.pk}/file/")
    assert (item.title, item.kind, b"".join(answer)) == ("章程", "file", b"%PDF-1.7")
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("focus", [101, -1, "x", ""])
def test_focal_point_lies_in_the_picture(focus, client, librarian):
    item = make_media_item()
    answer = client.post(f"{LIBRARY}{item.pk}/change/", form_data(title="x", focus_x=focus))
    assert answer.context["adminform"].form.errors["focus_x"]


def test_used_item_is_not_deleted(client, librarian):
    used, unused = make_media_item(), make_media_item()
    make_picture(make_article(), media=used).delete()
    for item in (used, unused):
        client.post(f"{LIBRARY}{item.pk}/delete/", {"post": "yes", "reason": "误传"})
    assert list(MediaItem.objects.all()) == [used]
