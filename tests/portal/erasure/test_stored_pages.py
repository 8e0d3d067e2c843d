"""A person's name is taken out of captured and waiting pages, whatever kind of file they are."""

import pytest
from django.utils import timezone

from portal.erasure.erase import erase_name
from portal.erasure.name_pattern import PersonNameMatcher
from portal.erasure.stored_pages import redact_page
from seeds.models import Batch, Capture, Upload, UploadedPage
from tests.factories import make_user
from tests.seeds.reading.document_files import pdf_file, web_archive, word_file, word_paragraph

NAME = "欧阳明月"
MATCHER = PersonNameMatcher((NAME,))
SENTENCE = f"临江职业学院院长{NAME}出席会议。"
AFTER = "临江职业学院院长姓名略出席会议。"
HTML = f"<html><body><p>{SENTENCE}</p></body></html>"
PROPERTIES = (
    "docProps/core.xml",
    f"<cp:coreProperties><a>{NAME[:2]}</a>{NAME[2:]}</cp:coreProperties>",
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.docx", word_file(word_paragraph(SENTENCE))),
        ("page.docx", word_file(word_paragraph(AFTER), extra=[PROPERTIES])),
        ("page.mht", web_archive(HTML)),
        ("page.html", b"MIME-Version: 1.0\n" + web_archive(HTML)),
        ("page.mht", web_archive(HTML.replace(NAME, "姓名略"), frames=[HTML])),
        ("page.pdf", pdf_file([(70, 100, 12, SENTENCE)])),
    ],
    ids=["Word", "properties", "archive", "archive called HTML", "frame", "PDF"],
)
def test_document_becomes_its_text_without_the_name(name, content):
    page = redact_page(name, content, MATCHER)
    assert (page.name, page.encoding) == (f"{name}.txt", "utf-8")
    assert page.content.decode().strip() == AFTER
    assert redact_page(page.name, page.content, MATCHER) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.docx", word_file(word_paragraph(AFTER))),
        ("page.mht", web_archive(HTML.replace(NAME, "姓名略"))),
        ("page.pdf", pdf_file([(70, 100, 12, AFTER)])),
    ],
)
def test_document_without_the_name_stays(name, content):
    assert redact_page(name, content, MATCHER) is None


@pytest.mark.parametrize("form", ["&#x{:x};", "&#{};"])
def test_name_written_in_character_references_is_found(form):
    written = "".join(form.format(ord(letter)) for letter in NAME)
    content = f"<p>&#60;{written}&#x110000;&#xd800;</p>".encode()
    page = redact_page("page.html", content, MATCHER, encoding="ascii")
    assert page.content.decode() == "<p>&#60;姓名略&#x110000;&#xd800;</p>"


def test_name_that_the_encoding_of_the_page_cannot_write_makes_it_utf_8():
    content = "<p>caf\u00e9 &#27431;&#38451;&#26126;&#26376; \u00e9</p>".encode("latin-1")
    page = redact_page("page.html", content, MATCHER, encoding="latin-1")
    assert (page.encoding, page.content.decode()) == ("utf-8", "<p>caf\u00e9 姓名略 \u00e9</p>")


def test_damaged_utf_16_is_searched():
    page = redact_page(
        "page.txt", SENTENCE.encode("utf-16-le") + b"\n", MATCHER, encoding="utf-16-le"
    )
    assert page.content.decode("utf-16-le") == f"{AFTER}\ufffd"


@pytest.fixture
def asking(db):
    return make_user("forget_person")


def make_upload(by, *pages):
    upload = Upload.objects.create(by=by, made_at=timezone.now(), what="x")
    for position, (name, content) in enumerate(pages):
        UploadedPage.objects.create(upload=upload, position=position, name=name, content=content)
    return upload


def make_capture(name, content, *, encoding):
    batch = Batch.objects.create(started_at=timezone.now(), what="x")
    return Capture.objects.create(
        batch=batch, name=name, content=content, sha256="a", encoding=encoding
    )


def take_out(by):
    return erase_name(MATCHER, by=by, reason="本人要求")


def test_captured_document_is_kept_as_its_text(asking):
    make_capture(f"{NAME}.pdf", pdf_file([(70, 100, 12, SENTENCE)]), encoding="pdf")
    take_out(asking)
    capture = Capture.objects.get()
    assert (capture.name, capture.encoding, bytes(capture.content).decode().strip()) == (
        "姓名略.pdf.txt",
        "utf-8",
        AFTER,
    )


def test_waiting_pages_lose_the_name(asking):
    make_upload(
        asking, ("1.html", HTML.encode("gb18030")), ("2.docx", word_file(word_paragraph(SENTENCE)))
    )
    take_out(asking)
    pages = UploadedPage.objects.values_list("name", "content")
    assert [(name, bytes(content)) for name, content in pages] == [
        ("1.html", HTML.replace(NAME, "姓名略").encode("gb18030")),
        ("2.docx.txt", AFTER.encode()),
    ]


def test_page_that_cannot_be_searched_is_told(asking):
    [page] = make_upload(asking, (f"{NAME}.docx", b"PK damaged")).pages.all()
    done = take_out(asking)
    assert done.skipped == [("seeds.uploadedpage", page.pk, "content")]
