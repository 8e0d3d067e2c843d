"""Pictures that a page brought along become pictures of its draft, where they stood in the text."""

import base64

import pytest

from articles.models import Article, MediaItem
from portal.core import html
from seeds.models import Capture
from seeds.reading import read_page
from tests.seeds.captured_pages import import_page_files, write_page_file
from tests.seeds.invented_pages import FIRST_PARAGRAPH, SECOND_PARAGRAPH, TITLE
from tests.seeds.reading.document_files import (
    noisy_picture_bytes,
    picture_bytes,
    web_archive,
    word_file,
    word_paragraph,
    word_picture,
    word_table,
)
from tests.seeds.test_command import said

pytestmark = pytest.mark.django_db

CAPTION = "图为签约现场。"


def word_page(folder, *pictures):
    """A document with a table, and the pictures in order, each with a caption below it."""
    body = [word_paragraph(TITLE, style="2"), word_paragraph(FIRST_PARAGRAPH)]
    for number in range(1, len(pictures) + 1):
        body += [word_picture(f"r{number}"), word_paragraph(f"图为签约现场之{number}")]
    body += [word_table([["单位名称", "职务"], ["临江大学", "理事长单位"]])]
    raw = word_file(*body, word_paragraph(SECOND_PARAGRAPH), pictures=pictures)
    return write_page_file(folder, raw, name="page.docx")


def html_page(*images, head=""):
    """A page with a menu, and the images between its paragraphs."""
    between = "".join(f"<p>{image}</p><p>{CAPTION}</p>" for image in images)
    return (
        f"<html><head><title>{TITLE}</title></head><body>{head}<h1>{TITLE}</h1>"
        f"<p>来源：临江日报 2024-05-22 10:08</p><p>{FIRST_PARAGRAPH}</p>{between}"
        f"<p>{SECOND_PARAGRAPH}</p></body></html>"
    )


def embedded(content):
    return f'<img src="data:image/png;base64,{base64.b64encode(content).decode()}">'


def blocks(article):
    """The text block by block, with the word "picture" for the place of one."""
    return [
        "picture" if html.FIGURE.fullmatch(block) else html.plain_text(block)
        for block in article.body.split("\n")
    ]


def test_pictures_of_a_word_document_become_those_of_the_draft(tmp_path):
    import_page_files(
        word_page(tmp_path, ("a.png", picture_bytes(50)), ("b.png", picture_bytes(60)))
    )
    article = Article.objects.get()
    rows = article.pictures.values_list("width", "media__caption", "credit", "position")
    assert (article.title, list(rows)) == (
        TITLE,
        [(50, "图为签约现场之1", "", 1), (60, "图为签约现场之2", "", 2)],
    )


def test_pictures_of_a_word_document_stand_where_they_stood(tmp_path):
    import_page_files(
        word_page(tmp_path, ("a.png", picture_bytes(50)), ("b.png", picture_bytes(60)))
    )
    article = Article.objects.get()
    assert blocks(article)[:5] == [
        FIRST_PARAGRAPH,
        "picture",
        "图为签约现场之1",
        "picture",
        "图为签约现场之2",
    ]
    keys = article.pictures.values_list("key", flat=True)
    assert html.figure_keys(article.body) == list(keys)
    assert set(article.pictures.values_list("caption", flat=True)) == {""}


def test_place_of_a_picture_moves_no_paragraph(tmp_path):
    import_page_files(word_page(tmp_path, ("a.png", picture_bytes())))
    body = Article.objects.get().body
    assert html.paragraphs(body) == html.paragraphs(html.without_figures(body))
    assert html.paragraphs(body)[0] == FIRST_PARAGRAPH


@pytest.mark.parametrize("kind", ["embedded", "archived"])
def test_picture_that_an_html_page_holds_stands_where_it_stood(kind, tmp_path):
    content = noisy_picture_bytes()
    if kind == "embedded":
        path = write_page_file(tmp_path, html_page(embedded(content)), name="page.html")
    else:
        page = html_page('<img src="photo/1.png">')
        address = "https://news.example.org/2024/1.html"
        files = {"https://news.example.org/2024/photo/1.png": content}
        path = write_page_file(
            tmp_path, web_archive(page, location=address, files=files), name="page.mht"
        )
    import_page_files(path)
    article = Article.objects.get()
    assert blocks(article) == [FIRST_PARAGRAPH, "picture", CAPTION, SECOND_PARAGRAPH]
    assert MediaItem.objects.get().caption == CAPTION


@pytest.mark.parametrize(
    "image",
    [
        '<img src="https://news.example.org/photo.png">',
        '<img src="data:image/png;base64,x">',
        '<img src="http://[">',
        "<img>",
        embedded(picture_bytes()),  # a sign: it has a few bytes
    ],
)
def test_image_that_a_page_does_not_hold_is_none_of_its_pictures(image, tmp_path):
    page = read_page(write_page_file(tmp_path, html_page(image), name="page.html"))
    assert page.pictures == ()


def test_image_of_a_menu_is_no_picture_of_the_text(tmp_path):
    menu = (
        f"<div><a href='/'>首页</a>{embedded(noisy_picture_bytes())}<a href='/x'>网站地图</a></div>"
    )
    page = read_page(write_page_file(tmp_path, html_page(head=menu), name="page.html"))
    assert page.pictures == ()


def test_mark_of_a_picture_in_the_text_names_none(tmp_path):
    page = html_page(f"\ufdd09</p><p>{embedded(noisy_picture_bytes())}")
    read = read_page(write_page_file(tmp_path, page, name="page.html"))
    assert len(read.pictures) == 1


def test_picture_that_is_none_is_told_and_the_page_stored(capsys, tmp_path):
    path = word_page(tmp_path, ("a.wmf", b"no picture"), ("b.png", picture_bytes()))
    printed = said(capsys, path)
    assert (printed.out, printed.err) == (
        "1 new, 0 changed\n",
        f"{path}: picture 1.x-wmf was left out: it is no JPEG, PNG, WebP or GIF picture.\n",
    )
    article = Article.objects.get()
    assert [each.position for each in article.pictures.all()] == [2]
    assert blocks(article).count("picture") == 1


def test_capture_of_a_document_keeps_its_bytes(tmp_path):
    path = word_page(tmp_path)
    import_page_files(path)
    capture = Capture.objects.get()
    assert (bytes(capture.content), capture.name) == (path.read_bytes(), "page.docx")
