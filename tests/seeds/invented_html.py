"""Invented HTML pages and their reading."""

from functools import partial

from seeds.pages import PageArticle, ParsedPage, parse_page
from seeds.reading import PageSource, read_source
from tests.seeds.invented_pages import FIRST_PARAGRAPH, SECOND_PARAGRAPH, TITLE

HEAD = f"<h1>{TITLE}</h1><div>发布时间：2024-05-22　来源：临江日报</div>"
PARAGRAPHS = (
    FIRST_PARAGRAPH,
    "基地占地1200平方米，有机床24台，今年9月开始使用。",
    SECOND_PARAGRAPH,
)


def as_paragraphs(texts: tuple[str, ...] = PARAGRAPHS, *, tag: str = "p") -> str:
    """The texts as elements of HTML."""
    return "".join(f"<{tag}>{text}</{tag}>\n" for text in texts)


def as_document(body: str, *, title: str = TITLE, attributes: str = "") -> str:
    """A whole document; `attributes` are those of its body."""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body{attributes}>{body}</body></html>"
    )


def read_document(text: str, *, name: str = "page.html") -> ParsedPage:
    """A page of that text, read as a capture is."""
    return parse_page(read_source(PageSource(name, partial(str.encode, text))))


def read_article(body: str, **fields: str) -> PageArticle:
    """The only article of a document with that body."""
    (article,) = read_document(as_document(body, **fields)).articles
    return article
