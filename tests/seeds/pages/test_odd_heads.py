"""Heads and tails of pages as sites print them."""

import pytest

from seeds.extraction import extract_proposals
from seeds.pages import parse_page
from seeds.reading import PageSource, read_source

TEXT = "12月7日清晨，盐坨技师学院的实训船驶出东锚地，三十六名学员第一次在海上值完了整班。"
TITLE = "盐坨技师学院实训船首航"


def parse(body, *, head="", name="page.html"):
    page = f'<html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    return parse_page(read_source(PageSource(name, page.encode)))


def parse_article(body, *, head=""):
    return parse(body, head=head).articles[0]


def test_moment_of_an_application_below_the_headline():
    line = "<div><span>盐坨晚报</span><span>2023-12-08 09:15</span><span>发布于湖南</span></div>"
    article = parse_article(f"<h1>{TITLE}</h1>{line}<p>{TEXT}</p><p>{TEXT}</p>")
    assert article.published == "2023-12-08T09:15"


def test_headline_below_the_name_of_the_site():
    head = f"<title>{TITLE}-盐坨技师学院</title>"
    article = parse_article(f"<h1>盐坨技师学院</h1><h2>{TITLE}</h2><p>{TEXT}</p>", head=head)
    assert article.title == TITLE


@pytest.mark.parametrize(
    ("declared", "published"),
    [
        ("12/8/2023, 9:15:00 AM", "2023-12-08T09:15"),
        ("2023-12-08 01:15:00 +0000 UTC", "2023-12-08T09:15"),
        ("12/8/2023", ""),
    ],
)
def test_moments_that_programs_print(declared, published):
    head = f'<meta name="pubdate" content="{declared}">'
    article = parse_article(f"<h1>{TITLE}</h1><p>{TEXT}</p>", head=head)
    assert article.published == published


def test_printed_zero_of_a_clock_is_no_date():
    line = "<div>发布时间：1970-01-01 08:00:00</div>"
    assert parse_article(f"<h1>{TITLE}</h1>{line}<p>{TEXT}</p>").published == ""


def test_marked_author_is_the_byline():
    line = '<p>on <a class="x" rel="author">Mara Quill</a></p>'
    assert parse_article(f"<h1>{TITLE}</h1>{line}<p>{TEXT}</p>").byline == ("Mara Quill",)


def test_credits_below_the_text_are_no_paragraphs():
    tail = "<p>- END -</p><p>文字 | 林野</p><p>图片丨何帆</p><p>摄影：何帆</p>"
    article = parse_article(f"<h1>{TITLE}</h1><p>{TEXT}</p>{tail}")
    assert article.paragraphs == (TEXT,)
    assert article.byline == ("林野",)


def test_icons_of_a_font_are_dropped_and_a_lost_character_is_marked():
    page = parse(f"<h1>{TITLE}</h1><p>\ue637林\ue815野说：{TEXT}\ue001</p>")
    assert page.articles[0].paragraphs == (f"林\ufffd野说：{TEXT}",)


def test_chinese_that_was_read_as_western_text_is_garbled():
    wrong = TEXT.encode().decode("latin-1")
    assert "garbled" in parse(f"<h1>{wrong}</h1><p>{wrong}</p>").flags


def test_thousands_of_uneven_rows_are_read():
    # Each row once began the search for a table anew: this took minutes.
    rows = "\n".join("甲校　　乙司" + "　　丙" * (number % 3) for number in range(3000))
    source = PageSource("page.txt", f"{TITLE}\n\n{TEXT}\n{rows}".encode)
    article = parse_page(read_source(source)).articles[0]
    assert extract_proposals(article, owner="", flags=()) == ()
    assert len(article.paragraphs) > 1000
