"""The media library: records of pictures and files, their rights, their uses, and replaced files."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation
from PIL import Image
from pytest_django.asserts import assertContains, assertNotContains

from articles.figures import hidden_files
from articles.media_library import add_picture, media_uses, place_in_text, replace_file
from articles.media_rights import rights_schedule
from articles.models import Article, MediaConsent, MediaItem, ReviewStage, TransitionRefused
from portal.core import html
from tests.factories import (
    make_article,
    make_media_item,
    make_picture,
    make_published_article,
    make_user,
    make_waiting_article,
    pass_reviews,
    picture_bytes,
)

pytestmark = pytest.mark.django_db

LIBRARY = "/admin/articles/mediaitem/"
KEY = "a1b2c3d4"
BODY = f"<p>第一段。</p>{html.figure(KEY)}<p>第二段。</p>"


def published_with(item, **values):
    """A public article that shows the item behind its first paragraph."""
    article = make_waiting_article()
    Article.objects.filter(pk=article.pk).update(body=BODY)
    article.refresh_from_db()
    make_picture(article, media=item, key=KEY, **values)
    article.record_edit(by=make_user())
    pass_reviews(article)
    return article


def page(client, article, *, end=""):
    return client.get(f"/en/articles/{article.pk}/{end}")


# Figures in the text


def test_picture_stands_where_the_text_has_its_place(client):
    article = published_with(make_media_item(), caption="签约现场", licence="cc-by")
    text = page(client, article).text
    places = [text.index(words) for words in ("第一段。", "<figure", "CC BY 4.0", "第二段。")]
    assert places == sorted(places)
    assert text.count("<figure") == 1


def test_picture_without_a_place_stands_above_the_text(client):
    article = published_with(make_media_item())
    other = make_published_article()
    assertContains(page(client, article), "<figure", count=1)
    assertNotContains(page(client, other), "<figure")


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


# Rights


def test_picture_whose_right_has_ended_is_hidden_and_the_version_stays(client):
    item = make_media_item()
    article = published_with(item, caption="机密的图说")
    file = "versions/1/pictures/1/"
    assert b"".join(page(client, article, end=file))
    before = article.live.text_hash, article.live.pictures
    item.rights_until = timezone.localdate() - timedelta(days=1)
    item.save()
    answer = page(client, article)
    assertContains(answer, "The picture that stood here is no longer shown")
    assertNotContains(answer, "机密的图说")
    assert [page(client, article, end=end).status_code for end in (file, f"{file}480/")] == [
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


# Replaced files


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
    before = b"".join(page(client, article, end=file))
    assert replace_file(item, picture_bytes(size=(3, 2)), ".png", by=make_user()) == []
    assert b"".join(page(client, article, end=file)) == before
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


# Cards


def test_card_is_cropped_around_the_focal_point(client):
    wide = Image.new("RGB", (2000, 630), "blue")
    wide.paste("red", (0, 0, 1000, 630))
    out = io.BytesIO()
    wide.save(out, "PNG")
    item = make_media_item(content=out.getvalue(), focus_x=0)
    article = published_with(item)
    assertContains(
        page(client, article),
        f'og:image" content="http://testserver/en/articles/{article.pk}/card/',
    )
    card = Image.open(io.BytesIO(b"".join(page(client, article, end="card/"))))
    assert (card.size, card.getpixel((900, 300))) == ((1200, 630), (255, 0, 0))
    item.consent = MediaConsent.WITHDRAWN
    item.save()
    assert page(client, article, end="card/").status_code == 404


def test_article_without_a_wide_picture_has_no_card(client):
    article = published_with(make_media_item())
    assertNotContains(page(client, article), "/card/")
    assert page(client, article, end="card/").status_code == 404


# While somebody types


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
