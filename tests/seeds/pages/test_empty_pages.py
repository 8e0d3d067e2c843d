"""Pages without an article: refused when they say so, flagged when only furniture is left."""

import pytest

from seeds.reading import PageRefused
from tests.seeds.invented_html import as_document, read_document
from tests.seeds.invented_pages import FIRST_PARAGRAPH, TITLE


@pytest.mark.parametrize(
    "body",
    [
        "<h2>该内容已被发布者删除</h2><p>微信扫一扫<br>关注该公众号</p>",
        "<h2>此内容因违规无法查看</h2><p>接相关投诉，此内容违反有关规定，查看详细内容</p>",
        "<h2>该公众号已迁移</h2><p>原账号已回收。若需访问原文章链接，请点击下方按钮。</p><a>访问文章</a>",
        "<h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p><a>去验证</a>",
        "<h1>404</h1><p>抱歉，您访问的页面不存在或已被删除。</p><a>返回首页</a>",
        "<h1>请登录</h1><p>登录后查看全文</p><a>注册</a>",
        "<p>对不起，您要查看的文章已被管理员删除或移动。</p>",
        "<h1>Page not found</h1><p>The page you requested could not be found.</p>",
        "<p>您的访问请求可能存在安全威胁，已被拦截。</p>",
        "<p>浏览器不支持脚本，请更换浏览器后访问。</p>",
        "<h2>The content has been deleted by the author.</h2>",
        "<h2>Checking your browser before accessing example.org</h2>",
    ],
)
def test_page_that_says_its_article_is_gone_is_refused(body):
    with pytest.raises(PageRefused, match="holds no article, only the notice “"):
        read_document(as_document(body, title=""))


@pytest.mark.parametrize(
    "body",
    [
        "<div>首页 > 公告</div><div>打印本页 关闭窗口</div><div>政府网站标识码：3200000000</div>",
        "<h1>校园风光组图</h1><div>发布时间：2024-05-19</div><p>1.jpg</p><p>IMG_2031.JPG</p>",
        "<div>This website uses cookies for your experience.</div><div>Accept all cookies</div>",
        "<div>首页</div><div>产品中心</div><div>地址：学府路1号</div><div>电话：0000-0000000</div>",
        "<h1>图片新闻</h1><div>上一页 1 2 3 下一页</div><div>分享到：</div>",
    ],
)
def test_page_of_furniture_is_flagged_and_left_blank(body):
    page = read_document(as_document(body, title="临江职业学院"))
    assert (page.flags, page.articles[0].paragraphs) == (("no_text",), ())


@pytest.mark.parametrize(
    "body",
    [
        "<h1>关于校车停运的通知</h1><p>6月5日校车停运一天。</p>",
        "<h1>统一认证平台上线</h1><p>请登录统一认证平台完善个人信息，首次登录密码为身份证后六位。</p>",
        f"<h1>{TITLE}</h1><p>{FIRST_PARAGRAPH}</p>",
        "<h1>理事单位名单</h1><p>临江职业学院、东岭钢铁公司、甲山机械集团、乙河船舶公司</p>",
    ],
)
def test_short_text_is_a_text(body):
    page = read_document(as_document(body, title=""))
    assert ("no_text" in page.flags, len(page.articles[0].paragraphs)) == (False, 1)
