"""Rich text: what is kept out on every way in, and how paragraphs are numbered."""

import pytest

from articles.models import Article
from portal.core import html
from tests.factories import make_article, make_published_article

DIRTY = '<p onclick="x()">字</p><script>alert(1)</script>'
CLEAN = "<p>字</p>"
KEPT_OUT = [
    ("<p>a</p><script>alert(1)</script>", "<p>a</p>"),
    ("<p>a</p><style>p { color: red }</style>", "<p>a</p>"),
    ('<p onclick="x()" onmouseover="y()">a</p>', "<p>a</p>"),
    ('<p style="color:red" class="big" id="p7">a</p>', "<p>a</p>"),
    ('<a href="javascript:alert(1)">a</a>', '<a rel="noopener">a</a>'),
    ('<a href=" JaVa&#10;script:alert(1)">a</a>', '<a rel="noopener">a</a>'),
    ('<a href="data:text/html,x">a</a>', '<a rel="noopener">a</a>'),
    ('<a href="vbscript:x">a</a>', '<a rel="noopener">a</a>'),
    ('<p>a<img src="https://t.example/1.gif" width="1" height="1"></p>', "<p>a</p>"),
    ('<p>a</p><iframe src="https://t.example/"></iframe>', "<p>a</p>"),
    ('<svg onload="x()"><p>a</p></svg>', "<p>a</p>"),
    ('<form action="/x"><input name="a"><p>a</p></form>', "<p>a</p>"),
    ("<p>a<!-- a comment --></p>", "<p>a</p>"),
]
KEPT = [
    '<p>a <strong>b</strong> <a href="https://a.example/" rel="noopener">c</a></p>',
    '<a href="mailto:a@b.example" rel="noopener">c</a>',
    "<h2>a</h2><ul><li>b</li></ul><blockquote><p>c</p></blockquote>",
    '<table><tbody><tr><th scope="row">a</th><td colspan="2">b</td></tr></tbody></table>',
]
NUMBERED = [
    ("<p>a</p><h2>no</h2><p>b</p>", ["a", "b"], '<p id="p1">a</p><h2>no</h2><p id="p2">b</p>'),
    ("<ul><li>a</li><li>b</li></ul>", ["a", "b"], '<ul><li id="p1">a</li><li id="p2">b</li></ul>'),
    ("<ul><li><p>a</p></li></ul>", ["a"], '<ul><li><p id="p1">a</p></li></ul>'),
    ("<ul><li>\n<p>a</p>\n</li></ul>", ["a"], '<ul><li>\n<p id="p1">a</p>\n</li></ul>'),
    ("<ul><li>a<p>b</p></li></ul>", ["a", "b"], '<ul><li id="p1">a<p id="p2">b</p></li></ul>'),
    (
        "<ul><li>a<ol><li>b</li></ol></li></ul>",
        ["a", "b"],
        '<ul><li id="p1">a<ol><li id="p2">b</li></ol></li></ul>',
    ),
    ("<blockquote><p>a</p></blockquote>", ["a"], '<blockquote><p id="p1">a</p></blockquote>'),
    ("<p>a<br>b &amp; <b>c</b></p>", ["a b & c"], '<p id="p1">a<br>b &amp; <b>c</b></p>'),
]


@pytest.mark.parametrize(("dirty", "clean"), KEPT_OUT)
def test_clean_keeps_out(dirty, clean):
    assert html.clean(dirty) == clean


@pytest.mark.parametrize("text", KEPT)
def test_clean_keeps(text):
    assert html.clean(text) == text


def by_save(article):
    article.body = DIRTY
    article.save()


def by_named_save(article):
    article.body = DIRTY
    article.save(update_fields=["body"])


def by_update(article):
    Article.objects.filter(pk=article.pk).update(body=DIRTY)


def by_bulk_update(article):
    article.body = DIRTY
    Article.objects.bulk_update([article], ["body"])


def by_bulk_create(article):
    pk = article.pk
    Article.objects.filter(pk=pk).delete()
    Article.objects.bulk_create([Article(pk=pk, title="文", body=DIRTY)])


def by_update_or_create(article):
    Article.objects.update_or_create(pk=article.pk, defaults={"body": DIRTY})


def by_revert(article):
    row = article.history.latest()
    type(row).objects.filter(pk=row.pk).update(body=DIRTY)
    article.history.latest().instance.save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "way",
    [
        by_save,
        by_named_save,
        by_update,
        by_bulk_update,
        by_bulk_create,
        by_update_or_create,
        by_revert,
    ],
)
def test_article_is_clean_when_stored(way):
    article = make_article()
    way(article)
    assert Article.objects.get(pk=article.pk).body == CLEAN


def test_article_is_clean_when_made(db):
    article = Article.objects.create(title="文", body=DIRTY)
    assert article.body == CLEAN
    assert Article.objects.get(pk=article.pk).body == CLEAN


def test_public_text_and_history_are_clean_when_article_was_not(db):
    article = make_published_article(paragraphs=())
    by_save(article)
    assert article.history.latest().body == CLEAN
    article.versions.update(body=DIRTY)
    assert article.versions.get().body == CLEAN


def test_from_paragraphs_escapes_and_makes_headings():
    assert html.from_paragraphs(["a < b", "## 标题"]) == "<p>a &lt; b</p>\n<h2>标题</h2>"


@pytest.mark.parametrize(("text", "plain", "marked"), NUMBERED)
def test_paragraphs_and_ids_agree(text, plain, marked):
    assert html.clean(text) == text
    assert (html.paragraphs(text), html.add_paragraph_ids(text)) == (plain, marked)


@pytest.mark.parametrize(("length", "words"), [(5, "一二三四五"), (4, "一二三四…")])
def test_opening_is_cut_when_long(length, words):
    assert html.excerpt("<p>一二三四五</p><p>六</p>", length=length) == words


def test_opening_is_blank_without_paragraphs():
    assert html.excerpt("<h2>标题</h2>") == ""
