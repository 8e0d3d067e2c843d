"""The editor: pasted text is cleaned, untouched text stays exact, and too long a text is refused."""

import json

import pytest
from django.test import Client

from articles.editor.fields import MAX_BODY_LENGTH, MAX_PASTE_LENGTH, BodyField
from articles.editor.paste_cleaning import clean_pasted_html
from articles.models import Article
from portal.core import html
from tests.factories import make_article, make_user

LIST = "/admin/articles/article/"
PASTE = f"{LIST}paste/"
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal {mso-pagination:none}</style>
<!--[if gte mso 9]><xml><o:Office>谁也不看</o:Office></xml><![endif]--></head>
<body lang=ZH-CN><!--StartFragment-->
<h1 style='mso-outline-level:1'><span style='font-family:黑体'>一、签约</span><o:p></o:p></h1>
<p class=MsoNormal style='text-indent:24.0pt'><span lang=EN-US>5</span><span
style='mso-ascii-font-family:宋体'>月22日，产教
融合<b style='mso-bidi-font-weight:normal'>共同体</b></span><o:p></o:p></p><p
class=MsoNormal><o:p>&nbsp;</o:p></p>"""
ITEM = (
    "<p class=MsoListParagraph style='margin-left:21pt;mso-list:l0 level{} lfo1'>"
    "{}<span>{}</span><o:p></o:p></p>"
)
MARKED = "<![if !supportLists]><span style='mso-list:Ignore'>{}<span>&nbsp;&nbsp;</span></span><![endif]>"
WECHAT = """<section data-role="x"><section style="x"><span style="font-size:15px"><span leaf="">微信正文
<strong>加粗</strong></span></span></section><p><img
data-src="https://example.com/a" /></p><section><br></section>
<section><span>第二段<br><br>第三段</span></section><blockquote><section>引语</section></blockquote></section>"""


@pytest.fixture
def editor(client, db):
    user = make_user("view_article", "change_article", "add_article", "add_picture")
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return user


def form_of(article, **changes):
    names = (
        "language",
        "title",
        "kicker",
        "summary",
        "body",
        "byline",
        "dateline",
        "editors",
        "published",
        "rights",
    )
    return {
        **{name: getattr(article, name) for name in names},
        "source_as_printed": article.source_as_printed,
        **changes,
    }


def save(client, article, **changes):
    """Send the article's form as the page gave it, with the changes."""
    page = client.get(f"{LIST}{article.pk}/change/")
    lists = [formset.formset.management_form for formset in page.context["inline_admin_formsets"]]
    counts = {
        form.add_prefix(name): form[name].value()
        for form in lists
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    return client.post(f"{LIST}{article.pk}/change/", {**counts, **form_of(article, **changes)})


# What was pasted


def test_word_keeps_headings_text_and_marks():
    assert (
        clean_pasted_html(WORD)
        == "<h2>一、签约</h2>\n<p>5月22日，产教融合<strong>共同体</strong></p>"
    )


def test_line_of_the_file_between_chinese_signs_is_no_blank():
    assert (
        clean_pasted_html("<p>三方\n<b>签约</b>\n共建<span>\n</span>A\nB</p>")
        == "<p>三方<strong>签约</strong>共建 A B</p>"
    )


def test_word_headings_begin_below_the_title():
    assert (
        clean_pasted_html("<h1>甲</h1><h2>乙</h2><h6>丙</h6>")
        == "<h2>甲</h2>\n<h3>乙</h3>\n<h4>丙</h4>"
    )


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p class=MsoTitle>题</p>",
        "<p class=MsoHeading2>题</p>",
        "<p style='mso-outline-level:2'>题</p>",
    ],
)
def test_word_heading_by_its_style_is_a_heading(paragraph):
    assert clean_pasted_html(paragraph) == "<h2>题</h2>"


def test_word_lists_become_lists_of_lists():
    items = (ITEM.format(1, MARKED.format("1."), "甲"), ITEM.format(2, MARKED.format("·"), "乙"))
    pasted = "".join([*items, ITEM.format(1, MARKED.format("2."), "丙"), "<p>完</p>"])
    assert (
        clean_pasted_html(pasted)
        == "<ol><li>甲<ul><li>乙</li></ul></li><li>丙</li></ol>\n<p>完</p>"
    )


def test_word_table_keeps_rows_and_joined_cells():
    pasted = (
        "<table class=MsoNormalTable border=1 style='x'>"
        "<tr><td width=50><p class=MsoNormal>单位</p></td>"
    )
    pasted += "<td colspan=2><p>数</p><p>万元</p></td></tr></table>"
    assert (
        clean_pasted_html(pasted)
        == '<table><tbody><tr><td>单位</td><td colspan="2">数<br>万元</td></tr></tbody></table>'
    )


def test_first_row_of_heading_cells_is_the_head_of_the_table():
    rows = '<tr><th colspan="1"><p>单位</p></th></tr><tr><td><p>甲</p></td></tr>'
    made = "<table><thead><tr><th>单位</th></tr></thead><tbody><tr><td>甲</td></tr></tbody></table>"
    assert (
        clean_pasted_html(
            f"<table style='min-width:50px'><colgroup><col></colgroup><tbody>{rows}</tbody></table>"
        )
        == made
    )


def test_wechat_sections_become_paragraphs():
    quote = "<blockquote><p>引语</p></blockquote>"
    assert (
        clean_pasted_html(WECHAT)
        == f"<p>微信正文<strong>加粗</strong></p>\n<p>第二段</p>\n<p>第三段</p>\n{quote}"
    )


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("<p><a name=_Toc1>锚</a></p>", "<p>锚</p>"),
        ('<p><a href="javascript:x()">坏</a></p>', "<p>坏</p>"),
        (
            '<p><a href="/en/articles/1/">内</a></p>',
            '<p><a href="/en/articles/1/" rel="noopener">内</a></p>',
        ),
        (
            '<p><a href="https://a.cn/?a=1&b=2" style="x">外</a></p>',
            '<p><a href="https://a.cn/?a=1&amp;b=2" rel="noopener">外</a></p>',
        ),
    ],
)
def test_links_stay_if_they_lead_somewhere(pasted, clean):
    assert clean_pasted_html(pasted) == clean


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        (
            "<p>甲</p><script>x()</script><svg onload=x()></svg><p onclick=x()>乙</p>",
            "<p>甲</p>\n<p>乙</p>",
        ),
        ("<b style='font-weight:normal'><p>谷歌</p></b>", "<p>谷歌</p>"),
        ("<span style='font-weight:700'>粗</span>", "<p><strong>粗</strong></p>"),
        (
            "<strong>粗<p>段</p></strong>尾",
            "<p><strong>粗</strong></p>\n<p><strong>段</strong></p>\n<p>尾</p>",
        ),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("　　全角缩进&nbsp;", "<p>全角缩进</p>"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
        ("<p>前<var>变</var>后</p>", "<p>前变后</p>"),
        ("<p> </p><p><br></p><ul></ul>", ""),
    ],
)
def test_pasted_html_is_made_of_our_blocks(pasted, clean):
    assert clean_pasted_html(pasted) == clean


@pytest.mark.parametrize("tag", ["div", "section", "blockquote", "ul", "span", "b", "table"])
def test_thousands_of_nested_tags_keep_the_text(tag):
    assert html.TAG.sub("", clean_pasted_html(f"<{tag}>" * 5000 + "<p>字</p>")) == "字"


@pytest.mark.parametrize(
    "text",
    [
        WORD,
        WECHAT,
        html.from_paragraphs(["甲", "## 乙", "丙 & 丁"]),
        "<ol><li><p>甲</p><p>乙</p></li></ol>",
    ],
)
def test_clean_text_comes_back_as_it_was(text):
    assert clean_pasted_html(clean_pasted_html(text)) == clean_pasted_html(text)


def test_pasting_shifts_no_paragraph_number():
    stored = "<p>甲</p>\n<ul><li>乙</li></ul>\n<table><tbody><tr><td>丙</td></tr></tbody></table>\n<p>丁</p>"
    edited = (
        "<p>甲</p><ul><li><p>乙</p></li></ul>"
        "<table><tbody><tr><td><p>丙</p></td></tr></tbody></table><p>丁</p>"
    )
    assert clean_pasted_html(edited) == stored


# The form


def test_pasted_text_is_stored_clean(client, editor):
    article = make_article()
    save(client, article, body=WECHAT)
    assert Article.objects.get().body == clean_pasted_html(WECHAT)


def test_text_that_nobody_touched_stays_to_the_letter(client, editor):
    article = make_article()
    Article.objects.update(body="<p>甲</p>\n\n<p>乙</p>")
    article.refresh_from_db()
    save(client, article, title="新", body="<p>甲</p>\r\n\r\n<p>乙</p>")
    assert (Article.objects.get().title, Article.objects.get().body) == (
        "新",
        "<p>甲</p>\n\n<p>乙</p>",
    )


def test_text_as_the_editor_writes_it_is_no_change(client, editor):
    article = make_article()
    voided = article.text_hash()
    save(client, article, body="<p>第一段。</p><p>第二段。</p>")
    assert Article.objects.get().text_hash() == voided


def test_line_ends_of_the_browser_are_no_change():
    assert BodyField().has_changed("<p>甲</p>\n<p>乙</p>", "<p>甲</p>\r\n<p>乙</p>") is False
    assert BodyField().has_changed("<p>甲</p>", "<p>乙</p>") is True


def test_paste_of_five_megabytes_is_refused_and_not_lost(client, editor):
    article, pasted = make_article(), f"<p>{'字' * (5_000_000 // 3)}</p>"
    answer = save(client, article, body=pasted)
    said = (
        "The text has 1,666,673 characters, an article at most 1,000,000."
        " Nothing was stored, and nothing is lost."
    )
    assert answer.context["adminform"].form.errors == {"body": [said]}
    assert "字" * (5_000_000 // 3) in answer.text
    assert Article.objects.get().body == article.body


def test_text_as_long_as_it_may_be_is_taken():
    assert len(BodyField().clean("字" * MAX_BODY_LENGTH)) == MAX_BODY_LENGTH


def test_text_without_a_word_is_refused(client, editor):
    answer = save(client, make_article(), body="<p><br></p>")
    assert answer.context["adminform"].form.errors == {"body": ["This field is required."]}


# The address that cleans


def test_pasted_html_is_cleaned_for_the_editor(client, editor):
    answer = client.post(PASTE, {"html": WECHAT})
    assert answer.json() == {"html": clean_pasted_html(WECHAT), "pictures": True}
    assert client.post(PASTE, {"html": "<p>甲</p>"}).json() == {
        "html": "<p>甲</p>",
        "pictures": False,
    }


def test_pasted_html_that_is_too_long_is_refused(client, editor):
    answer = client.post(PASTE, {"html": "x" * (MAX_PASTE_LENGTH + 1)})
    said = "This is too long to be pasted: an article has at most 1,000,000 characters."
    assert (answer.status_code, answer.json()) == (413, {"error": said})


def test_cleaning_is_for_those_who_write(client, db):
    client.force_login(make_user("view_article"))
    assert client.post(PASTE, {"html": "x"}).status_code == 403
    assert client.get(PASTE).status_code == 405


def test_cleaning_asks_for_the_token_of_the_form(db):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("change_article"))
    assert client.post(PASTE, {"html": "x"}).status_code == 403


# The page


def test_form_says_where_unsaved_text_is_kept(client, editor):
    article = make_article()
    for path, key in (("add/", None), (f"{article.pk}/change/", article.pk)):
        page = client.get(f"{LIST}{path}").context
        widget = page["adminform"].form.fields["body"].widget
        config = json.loads(widget.attrs["data-keep"])
        assert (config["key"], config["article"]) == (page["form_key"], key)
        assert config["prefix"] == f"desk:{editor.pk}:"


def test_form_has_nothing_inline_and_own_files_only(client, editor):
    page = client.get(f"{LIST}add/").text
    assert "<script>" not in page
    assert 'type="importmap"' not in page
    for file in (
        "articles/editor.js",
        "articles/draft_copy.js",
        "articles/pictures.js",
        "django_prose_editor/editor.js",
    ):
        assert f"/static/{file}" in page
