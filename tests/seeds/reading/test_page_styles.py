"""Invented pages in the styles of sites that editors bring: the text is read whole, the furniture is not."""

import pytest

from tests.seeds.invented_html import HEAD, PARAGRAPHS, as_paragraphs, read_article
from tests.seeds.invented_pages import TITLE

TEXT = as_paragraphs()
MENU = (
    "<ul><li><a>网站首页</a></li><li><a>学校概况</a></li>"
    "<li><a>招生就业</a></li><li><a>联系我们</a></li></ul>"
)
WEBPLUS = f"""{MENU}<div class="article"><h1 class="arti_title">{TITLE}</h1><p class="arti_metas">
<span>发布者：宣传部</span><span>发布时间：2024-05-22</span><span>浏览次数：<span>326</span></span></p>
<div class="wp_articlecontent">{TEXT}</div></div>
<div>Copyright © 临江职业学院 版权所有 苏ICP备00000000号</div>"""
VISUAL_SITE_BUILDER = f"""<div>当前位置： <a>首页</a> &gt;&gt; <a>学校要闻</a> &gt;&gt; 正文</div>
<h3>{TITLE}</h3>
<i>作者： &nbsp; 时间：2024-05-22 &nbsp; 点击数：<span>55</span></i><div class="v_news_content">{TEXT}</div>
<p>【<a>关闭</a>】</p><div>上一条：<a>学校召开会议</a> 下一条：<a>学校举办运动会</a></div>"""
GOVERNMENT = f"""<div>首页 | 政务公开 | 政务服务 | 互动交流 | 无障碍 | 长者模式</div><h1>{TITLE}</h1>
<div>2024-05-22 10:20 来源：临江日报 <span>字号：<a>大</a> <a>中</a> <a>小</a></span> <a>打印</a></div>
<div>分享到：<a>微信</a><a>微博</a></div><div>{TEXT}</div><div>我要纠错</div>
<div>扫一扫在手机打开当前页</div><div>【打印本页】【关闭窗口】</div>
<div>打印 | 收藏 | 关闭 | 字号：大 中 小</div>
<p>主办：临江市人民政府办公室</p><p>政府网站标识码：3200000000　网站支持IPv6</p>"""
PEOPLE = f"""<div>人民网>><a>教育</a></div><h1>{TITLE}</h1><div>2024年05月22日08:41 | 来源：
<a>人民网</a></div>
<div>{TEXT}<div>(责编：周明、李红)</div></div><p>分享让更多人看到</p><p>推荐阅读</p><p>
<a>职业教育周启动</a></p>"""
NETEASE = f"""{HEAD}{TEXT}<p>特别声明：以上内容(含图片)由“某易号”用户上传，本平台仅提供信息存储服务。</p>
<p>Notice: The content above was uploaded by a user of the platform, which only provides storage.</p>
<div>/阅读下一篇/</div><div>返回网易首页</div><div>下载网易新闻客户端</div>"""
SOHU = f"""<h1>{TITLE}</h1><div>2024-05-22 10:08 来源: <a>临江日报</a></div><article>
<p>原标题：签约的报道</p>{TEXT}
<p>返回搜狐，查看更多</p></article><p>责任编辑：</p><p>平台声明：该文观点仅代表作者本人。</p>
<div>阅读 (36)</div>"""
ZHIHU = f"""<h1>{TITLE}</h1><div>关注他</div><div>12 人赞同了该文章</div><div>{TEXT}</div>
<div>编辑于 2024-05-22 10:08・IP 属地江苏</div><div>赞同 12</div><div>添加评论</div><div>申请转载</div>"""
BILIBILI = f"""<h1>{TITLE}</h1><div>2024年05月22日 10:08 --浏览 · --点赞 · --评论</div><div>{TEXT}</div>
<p>本文为我原创</p><p>本文禁止转载或摘编</p><p>职业教育</p><p>投诉或建议</p>"""
TABLE_LAYOUT = f"""<TABLE><TR><TD><A>首页</A></TD><TD><A>学院概况</A></TD><TD>
<A>新闻中心</A></TD></TR></TABLE>
<TABLE><TR><TD align=center><B>{TITLE}</B></TD></TR><TR>
<TD>[2024-05-22] [浏览次数：120] [打印] [关闭]</TD></TR>
<TR><TD>{TEXT}</TD></TR></TABLE>"""
COMMENTS = f"""{HEAD}{TEXT}<p>热门评论</p><p>网友临江客：学生有福了，支持一下。</p>
<p>网友甲：什么时候招生？</p>"""


@pytest.mark.parametrize(
    "body",
    [
        WEBPLUS,
        VISUAL_SITE_BUILDER,
        GOVERNMENT,
        PEOPLE,
        NETEASE,
        SOHU,
        ZHIHU,
        BILIBILI,
        TABLE_LAYOUT,
        COMMENTS,
    ],
)
def test_page_of_a_known_style_is_its_text(body):
    article = read_article(body)
    assert (article.title, article.paragraphs) == (TITLE, PARAGRAPHS)


def test_english_page_loses_its_boxes():
    sentences = (
        "Linjiang Vocational College and Dongling Steel signed an agreement on May 22 to build a base.",
        "Twelve engineers from the company will teach at the college, and courses follow production.",
    )
    body = f"""<a>Skip to content</a><div>We and our partners use cookies to store information.</div>
<h1>Linjiang College and Dongling Steel to build training base</h1><p>May 22, 2024</p><p>4 min read</p>
<p>{sentences[0]}</p><div>Sign up for the Steel Weekly newsletter</div><div>Enter your email</div>
<p>{sentences[1]}</p><p>Translated by Zhou Ming</p><p>Text licensed under CC BY-SA 4.0.</p>
<h3>Leave a Reply</h3><p>Your email address will not be published.</p>"""
    article = read_article(body, title="Linjiang College and Dongling Steel to build training base")
    assert article.paragraphs == sentences


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<figure><img><figcaption>签约现场</figcaption></figure>", "签约现场"),
        ("<h2>设备来自一线</h2>", "设备来自一线"),
        ("<ul><li>模拟器6台，供学生操作；</li></ul>", "模拟器6台，供学生操作；"),
        ("<p><strong>招生规模扩大</strong></p>", "招生规模扩大"),
    ],
)
def test_captions_headings_and_items_inside_a_text_stay(inside, expected):
    first, *rest = PARAGRAPHS
    article = read_article(f"{HEAD}<p>{first}</p>{inside}{as_paragraphs(tuple(rest))}")
    assert article.paragraphs == (first, expected, *rest)


def test_links_between_paragraphs_are_left_out():
    first, *rest = PARAGRAPHS
    box = "<div><a>学校举行春季运动会</a></div><div><a>毕业生双选会将于周五开始</a></div>"
    menu = "".join(f"<li><a>栏目{number}</a></li>" for number in range(30))
    body = f"<ul>{menu}</ul>{HEAD}<article><p>{first}</p>{box}{as_paragraphs(tuple(rest) * 3)}</article>"
    assert "学校举行春季运动会" not in read_article(body).paragraphs


def test_page_on_which_trafilatura_fails_is_read_whole(monkeypatch, caplog):
    def fail(*arguments, **options):
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    assert read_article(f"{HEAD}{TEXT}").paragraphs == PARAGRAPHS
    assert "trafilatura failed" in caplog.text
