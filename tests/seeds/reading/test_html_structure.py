"""HTML as programs leave it: nested by the hundred, broken in its lines, preformatted, saved by Word."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.seeds.invented_html import HEAD, PARAGRAPHS, as_paragraphs, read_article, read_document
from tests.seeds.invented_pages import ENGLISH_PARAGRAPH, ENGLISH_TITLE, TITLE

TEXT = as_paragraphs()
SECONDS = 5


def broken(text, width, between="\n    "):
    return between.join(text[start : start + width] for start in range(0, len(text), width))


@pytest.mark.parametrize("depth", [400, 5_000])
@pytest.mark.parametrize("tag", ["section", "div", "span", "blockquote"])
def test_text_in_elements_nested_deeply_is_read(tag, depth):
    started = time.process_time()
    article = read_article(f"{HEAD}{f'<{tag}>' * depth}{TEXT}{f'</{tag}>' * depth}")
    assert (article.title, article.paragraphs) == (TITLE, PARAGRAPHS)
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<div><section><span><strong>", "</strong></span></section></div>"),
        ("<table><tbody><tr><td>", "</td></tr></tbody></table>"),
        ("<ul><li>", "</li></ul>"),
        ("<div><font>", ""),
    ],
)
def test_mixed_elements_nested_deeply_are_read(opening, closing):
    body = "".join(f"{opening * 300}<p>{text}</p>{closing * 300}" for text in PARAGRAPHS)
    assert read_article(f"{HEAD}{body}").paragraphs == PARAGRAPHS


def test_long_list_without_end_tags_keeps_its_lines():
    items = "".join(f"<li>第{number}项任务已经完成，验收合格。" for number in range(300))
    assert (
        read_article(f"{HEAD}<ul>{items}</ul>{TEXT}").paragraphs[299]
        == "第299项任务已经完成，验收合格。"
    )


@pytest.mark.parametrize("width", [7, 11, 17, 23, 30])
@pytest.mark.parametrize("between", ["\n", "\r\n\t", " \n    "])
def test_chinese_lines_of_the_source_are_joined(width, between):
    body = "".join(f"<p>\n{broken(text, width, between)}\n</p>" for text in PARAGRAPHS)
    head = HEAD.replace(TITLE, broken(TITLE, width, between))
    article = read_article(f"{head}{body}")
    assert (article.title, article.paragraphs) == (TITLE, PARAGRAPHS)


def test_english_lines_of_the_source_have_one_blank():
    body = f"<h1>{ENGLISH_TITLE.replace(' ', chr(10))}</h1><p>{ENGLISH_PARAGRAPH.replace(' ', chr(10))}</p>"
    article = read_article(body, title=ENGLISH_TITLE)
    assert (article.title, article.paragraphs) == (ENGLISH_TITLE, (ENGLISH_PARAGRAPH,))


def test_lines_between_elements_are_joined_in_a_sentence_alone():
    body = f"""<h1>{TITLE}</h1><div><span>来源：临江日报</span>
<span>
  作者：周明
</span></div>"""
    text = "".join(
        f"<p><span>{text[:9]}\n</span>\n<b>{text[9:15]}</b>\n{text[15:]}</p>" for text in PARAGRAPHS
    )
    article = read_article(body + text)
    assert (article.byline, article.source, article.paragraphs) == (
        ("周明",),
        "临江日报",
        PARAGRAPHS,
    )


@pytest.mark.parametrize("line_break", ["<br>", "<br/>\n", "\n"])
def test_headline_of_several_lines_is_one_title(line_break):
    head = HEAD.replace(TITLE, broken(TITLE, 9, line_break))
    assert read_article(f"{head}{TEXT}").title == TITLE


def test_headline_in_two_paragraphs_is_one_title():
    head = f"<div><p>{TITLE[:9]}</p><p>{TITLE[9:]}</p></div><div>2024-05-22 来源：临江日报</div>"
    article = read_article(f"{head}{TEXT}")
    assert (article.title, article.paragraphs) == (TITLE, PARAGRAPHS)


@pytest.mark.parametrize(
    "block",
    [
        "<pre>\n" + "\n\n".join(f"　　{text}" for text in PARAGRAPHS) + "\n</pre>",
        "<pre>" + "\n".join(PARAGRAPHS) + "</pre>",
        "<pre>"
        + "\r\n\r\n".join(broken(f"　　{text}", 20, "\r\n") for text in PARAGRAPHS)
        + "</pre>",
        "<p>" + "<br><br>".join(f"&nbsp;&nbsp;{text}" for text in PARAGRAPHS) + "</p>",
        "<p>" + "<br>\n".join(f"　　{text}" for text in PARAGRAPHS) + "</p>",
    ],
)
def test_block_of_several_paragraphs_is_parted(block):
    assert read_article(f"{HEAD}{block}").paragraphs == PARAGRAPHS


def test_page_of_word_is_read_without_its_marks():
    text = "".join(
        f"<p class=MsoNormal style='text-indent:\n21.0pt'><span style='x:宋体'>{broken(text, 19)}</span>"
        "<span lang=EN-US><o:p></o:p></span></p>\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        for text in PARAGRAPHS
    )
    page = read_document(
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta charset=utf-8>"
        "<!--[if gte mso 9]><xml>x</xml><![endif]--><style><!-- p {} --></style></head>"
        f"<body><p class=MsoNormal align=center><b><span>{broken(TITLE, 14)}<o:p></o:p></span></b></p>"
        f"{text}</body></html>"
    )
    assert (page.articles[0].title, page.articles[0].paragraphs) == (TITLE, PARAGRAPHS)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (
            "实训\u200b基&zwj;地&shy;今天\u2028启用，\ufeff学生\u2060都来了。",
            "实训基地今天启用，学生都来了。",
        ),
        ("&amp;nbsp;&amp;ldquo;实训基地&amp;rdquo;今天启用。", "“实训基地”今天启用。"),
        ("R&amp;D中心的Q&amp;A专区今天向学生开放。", "R&D中心的Q&A专区今天向学生开放。"),
        (
            "<ruby>龢<rp>(</rp><rt>hé</rt><rp>)</rp></ruby>字的写法<wbr>由老师讲解。",
            "龢字的写法由老师讲解。",
        ),
    ],
)
def test_what_nobody_sees_is_not_read(printed, read):
    assert read_article(f"{HEAD}{TEXT}<p>{printed}</p>").paragraphs[-1] == read


def test_text_file_is_cleaned_as_a_page_is():
    body = "\n\n".join(broken(f"　　{text}", 18, "\n") for text in PARAGRAPHS)
    page = read_document(f"{TITLE}\n2024-05-22 来源：临江日报\n\n{body}\n", name="page.txt")
    assert (page.articles[0].title, page.articles[0].paragraphs) == (TITLE, PARAGRAPHS)


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\r"])
def test_text_file_with_rare_ends_of_lines_has_its_paragraphs(separator):
    text = separator.join([TITLE, "2024-05-22 来源：临江日报", *PARAGRAPHS])
    assert read_document(text, name="page.txt").articles[0].paragraphs == PARAGRAPHS


TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<pre>",
    "</pre>",
    "<br>",
    "<table><tr><td>",
    "<h1>",
]
PIECES = st.sampled_from(
    [*TAGS, *PARAGRAPHS, "\n", "&amp;nbsp;", "<span hidden>", "</span>", "<!--", "-->"]
)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(PIECES, max_size=30))
def test_any_soup_of_tags_is_read_without_marks(pieces):
    page = read_document(f"<html><body><p>{PARAGRAPHS[0]}</p>{''.join(pieces)}</body></html>")
    for paragraph in page.articles[0].paragraphs:
        assert "<" not in paragraph
        assert "\n" not in paragraph
