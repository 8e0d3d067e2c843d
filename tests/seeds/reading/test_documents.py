"""Web archives, Word documents, PDFs and saved folders. All text is invented."""

import pytest

from seeds.reading import PageRefused, PageSource, find_pages, read_source
from seeds.reading.files import is_saved_folder
from tests.seeds.reading.document_files import (
    pdf_file,
    picture_bytes,
    web_archive,
    word_file,
    word_paragraph,
    word_picture,
    word_table,
)

TITLE = "午溪师范学院与卯山纺织集团签约"
FIRST = "午溪师范学院与卯山纺织集团昨天签下协议，双方在今年秋季开设染整技术订单班。"
SECOND = "学院派出六位教师到车间驻点，集团每学期接收八十名学生参加岗位实习和技能考核。"
BODY = f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>"
PAGE = f"<html><head><title>{TITLE}</title></head><body>{BODY}</body></html>"


def read(content, name, *, origin=""):
    return read_source(PageSource(name, lambda: content, origin=origin))


def reason(content, name):
    with pytest.raises(PageRefused) as refused:
        read(content, name)
    return refused.value.reason


# Origins and folders


@pytest.mark.parametrize(
    "mark",
    [
        "<!-- saved from url=(0031)https://news.example.org/a/1.html -->",
        "<!--\n Page saved with SingleFile \n url: https://news.example.org/a/1.html \n-->",
    ],
)
def test_mark_of_a_saved_page_is_its_origin(mark):
    page = PAGE.replace("<html>", f"<!DOCTYPE html>\n{mark}\n<html>")
    assert read(page.encode(), "a.html").origin == "https://news.example.org/a/1.html"


def test_origin_that_the_source_knows_counts_first():
    page = f"https://news.example.org/1\n{FIRST}".encode()
    assert read(page, "a.txt", origin="https://b.example.org/2").origin == "https://b.example.org/2"


@pytest.mark.parametrize("url", ["(0022)file:///C:/page.html", "(0014)about:internet", "(1)"])
def test_mark_without_a_web_address_is_no_origin(url):
    assert read(f"<!-- saved from url={url} -->{PAGE}".encode(), "a.html").origin == ""


@pytest.mark.parametrize(
    ("name", "beside", "saved"),
    [
        ("午溪_files", {"午溪.html"}, True),
        ("a.files", {"a.htm"}, True),
        ("A_FILES", {"A.HTML"}, True),
        ("a-files", {"a.html"}, True),
        ("a_files", {"b.html", "a.txt", "a"}, False),
        ("press_files", set(), False),
        ("a", {"a.html"}, False),
    ],
)
def test_folder_of_a_saved_page_is_known_by_the_page_beside_it(name, beside, saved):
    assert is_saved_folder(name, beside) == saved


def test_what_a_saved_page_loaded_is_not_found(tmp_path):
    for folder in ("a_files/deeper", "b_files"):
        (tmp_path / folder).mkdir(parents=True)
    paths = ("a.html", "a_files/x.html", "a_files/deeper/y.html", "b_files/z.html")
    for path in paths:
        (tmp_path / path).write_text(PAGE)
    assert find_pages([tmp_path]) == [tmp_path / "a.html", tmp_path / "b_files" / "z.html"]
    assert find_pages([tmp_path / "a_files" / "x.html"]) == [tmp_path / "a_files" / "x.html"]


# Web archives


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_web_archive_gives_its_page_and_address(charset, encoding):
    page = read(
        web_archive(
            PAGE, charset=charset, location="https://news.example.org/1", encoding=encoding
        ),
        "a.mht",
    )
    assert page.text.splitlines() == [TITLE, FIRST, SECOND]
    assert (page.encoding, page.origin, page.is_html) == (
        charset,
        "https://news.example.org/1",
        True,
    )


def test_page_that_the_archive_starts_with_is_read_and_no_frame():
    frame = "<html><body><p>advertisement</p></body></html>"
    raw = web_archive(PAGE, content_id="<main@example.org>", frames=[frame])
    assert read(raw, "a.mhtml").text.splitlines() == [TITLE, FIRST, SECOND]


def test_web_archive_is_known_by_its_beginning_under_another_name():
    raw = b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n"
    assert read(raw + PAGE.encode(), "a.html").text.splitlines()[-1] == SECOND


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"MIME-Version: 1.0\nContent-Type: image/png\n\nabc", "The web archive holds no page."),
        (b"no archive at all", "The web archive holds no page."),
        (b"MIME-Version: 1.0\n" + b"Content-Type: a/b\n" * 3000, "more than 2000 parts"),
        (b"%PDF-1.4", "The file is a PDF document, not a text page."),
    ],
)
def test_web_archive_without_a_page_is_refused(raw, said):
    assert said in reason(raw, "a.mht")


# Word documents


def test_word_document_gives_headings_paragraphs_and_tables():
    raw = word_file(
        word_paragraph(TITLE, style="2"),
        word_paragraph(FIRST),
        word_table([["单位名称", "职务"], ["午溪师范学院", "理事长单位"]]),
        word_paragraph(SECOND),
    )
    lines = read(raw, "a.docx").text.splitlines()
    assert (lines[:2], lines[-1]) == ([TITLE, FIRST], SECOND)
    assert any("午溪师范学院" in line and "理事长单位" in line for line in lines)


@pytest.mark.parametrize(
    ("caption", "style", "kept"),
    [
        ("图为签约现场", "", "图为签约现场"),
        ("来宾参观检测中心 & 车间", "3", "来宾参观检测中心 & 车间"),
        (SECOND, "", ""),
    ],
)
def test_picture_of_a_word_document_has_the_caption_below_it(caption, style, kept):
    png = picture_bytes()
    raw = word_file(
        word_paragraph(FIRST),
        word_picture("r1"),
        word_paragraph(caption, style=style),
        pictures=[("image1.png", png)],
    )
    page = read(raw, "a.docx")
    (picture,) = page.pictures
    assert (picture.content, picture.caption, caption in page.text) == (png, kept, True)


@pytest.mark.parametrize(
    "raw",
    [
        b"PK\x03\x04rest",
        word_file(word_paragraph(FIRST))[:-40],
        word_file(word_paragraph(FIRST), head='<!DOCTYPE a [<!ENTITY b "c">]>'),
        word_file("<w:p>"),
        word_file(extra=[(f"a{number}", "") for number in range(2_001)]),
    ],
    ids=["no archive", "cut", "entities", "no XML", "many files"],
)
def test_damaged_word_document_is_refused(raw):
    assert reason(raw, "a.docx") == "The Word document is damaged, or no Word document."


def test_bomb_in_a_word_document_is_refused_before_it_unpacks():
    raw = word_file(word_paragraph(FIRST), extra=[("word/footer.xml", b" " * 21 * 1024 * 1024)])
    assert (len(raw) < 100_000, reason(raw, "a.docx")) == (
        True,
        "The Word document unpacks to more text than is read.",
    )


def test_old_word_document_is_refused_in_words():
    assert reason(b"\xd0\xcf\x11\xe0", "a.doc").endswith("save it as .docx.")
    assert (
        reason(b"\xd0\xcf\x11\xe0", "a.docx") == "The file is an old Office file, not a text page."
    )


# PDFs

LINE_LENGTH = 30  # characters


def set_text(paragraphs, *, top=100, size=12, left=72):
    """The lines of paragraphs with an indent of two characters, as a word processor sets them."""
    lines = []
    for paragraph in paragraphs:
        first, rest = paragraph[: LINE_LENGTH - 2], paragraph[LINE_LENGTH - 2 :]
        lines.append((left + 2 * size, top, size, first))
        for start in range(0, len(rest), LINE_LENGTH):
            top += 20
            lines.append((left, top, size, rest[start : start + LINE_LENGTH]))
        top += 20
    return lines


def test_lines_of_a_pdf_are_joined_into_paragraphs():
    raw = pdf_file([(200, 60, 18, TITLE), *set_text([FIRST, SECOND, FIRST + SECOND])])
    assert read(raw, "a.pdf").text.splitlines() == [TITLE, FIRST, SECOND, FIRST + SECOND]


def test_headers_footers_and_numbers_of_pages_are_left_out():
    texts = [FIRST + SECOND, SECOND + FIRST, FIRST + FIRST]
    pages = [
        [(240, 30, 9, "午溪师范学院新闻简报"), *set_text([text]), (290, 810, 9, f"- {number} -")]
        for number, text in enumerate(texts, 1)
    ]
    assert read(pdf_file(*pages), "a.pdf").text.splitlines() == texts


def test_paragraph_goes_on_over_the_end_of_a_page():
    lines = set_text([FIRST + SECOND + FIRST])
    raw = pdf_file(lines[:2], [(left, top - 40, size, text) for left, top, size, text in lines[2:]])
    assert read(raw, "a.pdf").text == FIRST + SECOND + FIRST


def test_what_a_browser_prints_around_a_page_is_left_out_and_its_address_kept():
    raw = pdf_file(
        [
            (24, 20, 9, "2024/5/22 10:08"),
            *set_text([FIRST]),
            (24, 820, 9, "https://news.example.org/1.html"),
            (570, 820, 9, "1/1"),
        ]
    )
    page = read(raw, "a.pdf")
    assert (page.text, page.origin) == (FIRST, "https://news.example.org/1.html")


def test_rows_of_a_table_in_a_pdf_keep_their_cells():
    rows = [("单位名称", "职务"), ("午溪师范学院", "理事长单位"), ("卯山集团", "理事单位")]
    lines = [
        line
        for number, (left, right) in enumerate(rows)
        for line in ((72, 200 + 20 * number, 12, left), (260, 200 + 20 * number, 12, right))
    ]
    text = read(pdf_file([*set_text([FIRST]), *lines]), "a.pdf").text
    assert text.splitlines() == [FIRST, *("\t".join(row) for row in rows)]


def test_two_columns_are_read_one_after_the_other():
    lines = set_text([FIRST], left=40, size=7) + set_text([SECOND], left=320, size=7)
    assert read(pdf_file(lines), "a.pdf").text.splitlines() == [FIRST, SECOND]


def test_english_lines_are_joined_with_blanks():
    lines = [
        "Wuxi Teachers College and Maoshan Textile Group",
        "signed an agreement yesterday in the town.",
    ]
    raw = pdf_file([(72, 100 + 20 * number, 12, line) for number, line in enumerate(lines)])
    assert read(raw, "a.pdf").text == " ".join(lines)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (pdf_file([]), "The PDF has no text layer: its pages are pictures."),
        (b"%PDF-1.7\nnothing", "The PDF is damaged, or no PDF."),
        (b"no pdf", "The PDF is damaged, or no PDF."),
        (pdf_file(*[[]] * 101), "The PDF has more than 100 pages."),
        (
            pdf_file(
                [(72, 100, 12, FIRST)],
                extra="/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                f"/O <{'00' * 32}> /U <{'11' * 32}> >>",
            ),
            "The PDF is encrypted: save it without a password.",
        ),
    ],
    ids=["scan", "damaged", "other", "long", "encrypted"],
)
def test_pdf_that_cannot_be_read_is_refused(raw, said):
    assert reason(raw, "a.pdf") == said
