"""The form for pages in the admin: what it takes, what it refuses in words, and where it leads."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Article
from seeds.models import Batch, Capture, Upload, UploadedPage
from tests.factories import make_user
from tests.seeds.captured_pages import PAGE_TEXT
from tests.seeds.invented_pages import TITLE

FORM = "/admin/seeds/upload/add/"
TOKEN = "0" * 32
AUTHOR_RIGHTS = ("add_upload", "view_upload", "add_article", "view_article", "change_article")


@pytest.fixture
def author(client, db):
    """An author who works in all columns, signed in."""
    client.cookies["django_language"] = "en"
    person = make_user(*AUTHOR_RIGHTS)
    client.force_login(person)
    return person


def send(client, *files, token=TOKEN, **values):
    """Send the form with these files, each a name and its bytes."""
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(FORM, {"token": token, "files": uploads, **values})


def errors(answer):
    """What the form says, a list of sentences."""
    assert answer.status_code == 200
    assert Upload.objects.count() == UploadedPage.objects.count() == Capture.objects.count() == 0
    return [str(error) for fault in answer.context["form"].errors.values() for error in fault]


def test_pasted_page_leads_to_its_draft(client, author):
    answer = send(client, text=PAGE_TEXT)
    article = Article.objects.get()
    assert answer["Location"] == f"/admin/articles/article/{article.pk}/change/"
    assert (article.title, article.byline) == (TITLE, "周明")
    assert article.source_address == "https://news.example.org/2024/1.html"
    assert [edit.person for edit in article.contributions.all()] == [author]
    assert Batch.objects.get().by == author


def test_nothing_given_is_said(client, author):
    assert errors(send(client)) == ["Paste a page or choose files."]
