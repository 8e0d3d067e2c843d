"""Pictures that a page brought along become pictures of its draft."""

import pytest

from articles.models import Article
from seeds.models import Capture
from tests.seeds.captured_pages import import_page_files, write_page_file
from tests.seeds.invented_pages import FIRST_PARAGRAPH, SECOND_PARAGRAPH, TITLE
from tests.seeds.reading.document_files import (
    picture_bytes,
    word_file,
    word_paragraph,
    word_picture,
    word_table,
)
from tests.seeds.test_command import said

pytestmark = pytest.mark.django_db


def word_page(folder, *pictures):
    """A document with a table, and the pictures in order, each with a caption below it."""
    body = [word_paragraph(TITLE, style="2"), word_paragraph(FIRST_PARAGRAPH)]
    for number in range(1, len(pictures) + 1):
        body += [word_picture(f"r{number}"), word_paragraph(f"图为签约现场之{number}")]
    body += [word_table([["单位名称", "职务"], ["临江大学", "理事长单位"]])]
    raw = word_file(*body, word_paragraph(SECOND_PARAGRAPH), pictures=pictures)
    return write_page_file(folder, raw, name="page.docx")


def test_pictures_of_a_word_document_become_those_of_the_draft(tmp_path):
    import_page_files(
        word_page(tmp_path, ("a.png", picture_bytes(50)), ("b.png", picture_bytes(60)))
    )
    article = Article.objects.get()
    rows = article.pictures.values_list("width", "caption", "credit", "position")
    assert (article.title, list(rows)) == (
        TITLE,
        [(50, "图为签约现场之1", "", 1), (60, "图为签约现场之2", "", 2)],
    )


def test_picture_that_is_none_is_told_and_the_page_stored(capsys, tmp_path):
    path = word_page(tmp_path, ("a.wmf", b"no picture"), ("b.png", picture_bytes()))
    printed = said(capsys, path)
    assert (printed.out, printed.err) == (
        "1 new, 0 changed\n",
        f"{path}: picture 1.x-wmf was left out: it is no JPEG, PNG, WebP or GIF picture.\n",
    )
    assert [each.position for each in Article.objects.get().pictures.all()] == [2]


def test_capture_of_a_document_keeps_its_bytes(tmp_path):
    path = word_page(tmp_path)
    import_page_files(path)
    capture = Capture.objects.get()
    assert (bytes(capture.content), capture.name) == (path.read_bytes(), "page.docx")
