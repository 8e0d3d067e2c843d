"""What a page hides: from everybody, or until a script shows it."""

import pytest

from tests.seeds.invented_html import (
    HEAD,
    PARAGRAPHS,
    as_document,
    as_paragraphs,
    read_article,
    read_document,
)
from tests.seeds.invented_pages import TITLE

TEXT = as_paragraphs()
SECRET = "弹窗里的提示文字，读者从来看不见这一段话。"
TERMS = "您在使用本站服务前请仔细阅读。本协议由您与本站共同订立。您点击同意即表示接受全部条款。"


@pytest.mark.parametrize(
    "style", ["display:none", "display: none !important", "visibility:hidden;opacity:0"]
)
def test_body_that_a_script_shows_is_read(style):
    assert read_article(f"{HEAD}{TEXT}", attributes=f' style="{style}"').paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "body",
    [
        f'<main id="main" style="display:none">{HEAD}{TEXT}</main>',
        f'<div style="visibility:hidden">{HEAD}{TEXT}</div>',
        f'{HEAD}<div class="article-content" style="display:none">{TEXT}</div>',
        f'<form style="display:none">{HEAD}{TEXT}</form>',
        f'<p>加载中</p><div id="app" hidden>{HEAD}{TEXT}</div>',
    ],
)
def test_hidden_element_with_the_only_text_is_read(body):
    assert read_article(body).paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "hidden",
    [
        f'<div style="display:none"><p>{SECRET}</p></div>',
        f"<div hidden><p>{SECRET}</p></div>",
        f"<dialog><p>{SECRET}</p></dialog>",
        f'<span class="sr-only">{SECRET}</span>',
        f'<p style="position:absolute;left:-9999px">{SECRET}</p>',
        f'<span style="display:none;mso-hide:all">{SECRET}</span>',
        f"<div style='mso-element:comment-list'><p class=MsoCommentText>{SECRET}</p></div>",
    ],
)
@pytest.mark.parametrize("around", ["{}", '<div class="content" style="display:none">{}</div>'])
def test_hidden_part_of_a_text_stays_out(hidden, around):
    body = around.format(f"{HEAD}{TEXT}{hidden}")
    assert SECRET in body
    assert read_article(body).paragraphs == PARAGRAPHS


@pytest.mark.parametrize("name", ["modal", "user-agreement", "login-layer"])
def test_hidden_terms_are_no_text_of_an_empty_page(name):
    body = (
        f'<div id="app"></div><div class="{name} content" style="display:none"><p>{TERMS}</p></div>'
    )
    page = read_document(as_document(f"<p>临江职业学院</p>{body}"))
    assert (page.flags, TERMS in page.articles[0].paragraphs) == (("no_text",), False)


def wechat(content, *, meta):
    return as_document(
        f'<h1 id="activity-name">\n{TITLE}\n</h1><div id="meta_content">{meta}</div>'
        f'<div id="js_content" style="visibility: hidden; opacity: 0;">{content}</div>'
        f'<div style="display:none">预览时标签不可点</div><div>微信扫一扫 关注该公众号</div>'
        f"<div>继续滑动看下一个</div><div>临江职院</div>",
        title="",
    )


META = """<span class="icon_appmsg_tag">原创</span>
<span class="rich_media_meta_text">
 周明 </span><span id="profileBt"><a id="js_name">
 临江职业学院
</a><div style="display:none">功能介绍 学院官方账号</div></span>"""
SHOWN = """<em id="publish_time" class="rich_media_meta_text">2024年05月22日 10:40</em>
<em id="js_ip_wording_wrp" class="rich_media_meta_text"><span id="js_ip_wording">江苏</span></em>"""


@pytest.mark.parametrize(
    ("meta", "published"),
    [(META, ""), (META + '<em id="publish_time"></em>', ""), (META + SHOWN, "2024-05-22T10:40")],
)
def test_wechat_article_is_its_headline_account_and_text(meta, published):
    (article,) = read_document(wechat(as_paragraphs(tag="section"), meta=meta)).articles
    assert (
        article.title,
        article.source,
        article.byline,
        article.published,
        article.paragraphs,
    ) == (
        TITLE,
        "临江职业学院",
        ("周明",),
        published,
        PARAGRAPHS,
    )


def test_wechat_article_loses_its_end():
    end = "<p>- END -</p><p>图文 | 周明</p><p>审核 | 李红</p><p>点个“在看”</p><p>往期推荐</p><p>开学典礼</p>"
    (article,) = read_document(wechat(f"<p>点击蓝字 关注我们</p>{TEXT}{end}", meta=META)).articles
    assert article.paragraphs == PARAGRAPHS


def test_wechat_article_of_pictures_is_flagged():
    page = read_document(wechat("<p><img></p><p>长按识别二维码</p>", meta=META))
    assert (page.flags, page.articles[0].paragraphs) == (("no_text",), ())
