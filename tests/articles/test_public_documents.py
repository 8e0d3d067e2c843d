"""Documents of the media library that public texts link to."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from articles.models import MediaConsent, MediaItem, MediaKind, TransitionRefused
from tests.factories import make_article, make_media_item, make_user, picture_bytes

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7"


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


def make_document(**values):
    options = {"title": "共同体章程", "licence": "own", "is_public": True, **values}
    return make_media_item(content=PDF, suffix=".pdf", kind=MediaKind.FILE, **options)


def linking_to(address):
    author = make_user("submit_article")
    article = make_article(author=author)
    article.body = f'<p>一。</p><p>见<a href="{address}">章程</a>。</p>'
    article.save()
    return article, author


def test_public_document_is_downloaded_by_anybody(client):
    document = make_document()
    answer = client.get(f"/files/{document.pk}/")
    assert (b"".join(answer), answer["Content-Type"]) == (PDF, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "values", [{"is_public": False}, {"consent": MediaConsent.WITHDRAWN}, {"rights_until": "past"}]
)
def test_document_without_the_right_is_not_there(values, client):
    if "rights_until" in values:
        values = {"rights_until": timezone.localdate() - timedelta(days=1)}
    assert client.get(f"/files/{make_document(**values).pk}/").status_code == 404


def test_picture_is_no_document(client):
    assert client.get(f"/files/{make_media_item().pk}/").status_code == 404


@pytest.mark.parametrize("host", ["", "http://testserver"])
def test_text_with_a_link_to_a_public_document_is_submitted(host):
    article, author = linking_to(f"{host}/files/{make_document().pk}/")
    article.submit(by=author)
    assert article.status == "first_review"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"is_public": False}, "not marked as a public document"),
        ({"consent": MediaConsent.WITHDRAWN}, "withdrawn their consent"),
    ],
)
def test_text_with_a_link_to_another_document_is_refused_in_words(values, reason):
    article, author = linking_to(f"/files/{make_document(**values).pk}/")
    with pytest.raises(TransitionRefused, match=f"共同体章程.*{reason}"):
        article.submit(by=author)


def test_text_with_a_link_to_no_document_is_refused():
    article, author = linking_to("/files/999999/")
    with pytest.raises(TransitionRefused, match="no public page"):
        article.submit(by=author)


def sent_form(**values):
    names = ("title", "alt", "caption", "credit", "licence", "licence_note", "source_address")
    names += ("rights_until", "consent", "consent_note")
    return {**dict.fromkeys(names, ""), "focus_x": 50, "focus_y": 50, **values}


def test_form_says_why_a_document_cannot_be_public(client):
    client.force_login(make_user("view_mediaitem", "add_mediaitem", "change_mediaitem"))
    address = f"/admin/articles/mediaitem/{make_document(is_public=False).pk}/change/"
    answer = client.post(address, sent_form(title="x", is_public="on"))
    assert "needs a licence" in answer.context["adminform"].form.errors["is_public"][0]


def test_picture_cannot_be_public_by_itself(client):
    client.force_login(make_user("view_mediaitem", "add_mediaitem", "change_mediaitem"))
    file = SimpleUploadedFile("门.png", picture_bytes())
    sent = sent_form(file=file, licence="own", is_public="on")
    answer = client.post("/admin/articles/mediaitem/add/", sent)
    assert "Only a document" in answer.context["adminform"].form.errors["is_public"][0]
    page = client.get(f"/admin/articles/mediaitem/{make_media_item().pk}/change/")
    assert ("is_public" in page.text, "focus_x" in page.text) == (False, True)


def test_record_of_a_public_document_gives_its_address(client):
    client.force_login(make_user("view_mediaitem", "add_mediaitem", "change_mediaitem"))
    file = SimpleUploadedFile("章程.pdf", PDF)
    sent = sent_form(file=file, licence="own", is_public="on")
    client.post("/admin/articles/mediaitem/add/", sent)
    document = MediaItem.objects.get()
    page = client.get(f"/admin/articles/mediaitem/{document.pk}/change/")
    assert f'<a href="/files/{document.pk}/">' in page.text
