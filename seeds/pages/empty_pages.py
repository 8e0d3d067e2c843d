"""Pages that have no text: those whose article is gone, and those of which only furniture is left."""

import re
from dataclasses import replace

from seeds.pages.parsed_page import PageArticle
from seeds.pages.prose import is_prose

_REGRET = (
    r"(?:(?:很?抱歉|对不起|不好意思|Sorry|Oops!?|Error|提示|温馨提示|We(?:'|’)?re sorry)"
    r"[\s,，!！.:：-]{0,3})?"
)
_SUBJECT = (
    r"(?:您|你)?(?:所?要?(?:访问|查看|浏览|请求|查找)的|该|此|当前|这个|本|原)?(?:页面|网页|文章|内容|信息|新闻|"
    r"稿件|链接|地址|网址|资源|视频|帖子|回答|公众号|账号|帐号|网站|系统)"
)
_GONE_CHINESE = (
    rf"(?:{_SUBJECT}(?:可能)?(?:已|因|被|不|未|找不到|无法|暂|正在|走丢|丢失|过期|失效|异常)"
    r".{0,24}(?:删除|违规|查看|存在|找到|迁移|下线|失效|过期|注销|停用|封|冻结|屏蔽|访问|维护|升级|打开|丢|移除)"
    r"(?:或.{1,6})?|"
    r"(?:找不到|无法(?:找到|显示|访问|打开))(?:该|此|您)?.{0,8}(?:页面|网页|文件|内容|文章)|"
    r"(?:接|因)?(?:相关|用户)?投诉.{0,4}，?.{0,4}此内容违反.{0,60}|"
    r"(?:环境|访问|网络)异常|.{0,12}完成验证后.{0,4}继续访问|访问(?:过于频繁|受限|被拒绝?)|安全验证|"
    r"请?先?登录(?:后(?:查看|阅读|可见|继续|访问).{0,8})?|请(?:完成|进行)(?:安全|人机)?验证|滑动.{0,6}完成.{0,6}|"
    r".{0,8}浏览器(?:不支持|版本过低|未启用).{0,30}|您的(?:访问)?请求.{0,20}(?:拦截|拒绝|威胁).{0,10}|"
    r"参数错误|系统(?:繁忙|错误|维护中)|(?:正在)?加载中|请在微信客户端打开链接)"
)
_GONE_ENGLISH = (
    r"(?:(?:Error )?[45]\d\d(?:[\s:-]{1,3}(?:Not Found|Forbidden|Bad Gateway|Error|Service Unavailable|"
    r"Internal Server Error))?|"
    r"(?:The |This )?page (?:you (?:requested|are looking for) )?(?:was )?(?:not found|could not be found|"
    r"(?:cannot|can’t|can't) be found|does(?:n’t|n't| not) exist|is no longer available)|"
    r"(?:This|The) (?:page|content|article|post|account) (?:is no longer|isn’t|isn't|cannot be|"
    r"(?:has been|was) (?:deleted|removed|blocked|reported|taken down|suspended)).{0,50}|"
    r"(?:Content|Page|Article) (?:unavailable|not available|removed)|Unable to view this .{0,60}|"
    r"Access denied|Forbidden|Not found|Just a moment|Checking your browser.{0,40}|Service Unavailable|"
    r"Verify(?:ing)? you are human.{0,40}|(?:Please )?enable JavaScript.{0,60}|Loading|"
    r"(?:Please )?(?:log|sign) in(?: to (?:continue|view).{0,20})?|Subscribe to (?:continue|read).{0,20}|"
    r"Already a subscriber.{0,20})"
)
_GONE = re.compile(rf"{_REGRET}(?:{_GONE_CHINESE}|{_GONE_ENGLISH})[\s.。!！…,，].{{0,80}}", re.I)
# Lines of a footer, which are no text by themselves
_CONTACT = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:地址|电话|传真|邮编|邮箱|热线)|Tel|Fax|Address|E-?mail)\s?[:：]",
    re.I,
)
_GONE_LIMIT = 200  # characters of the whole page
TEXT_LIMIT = 15  # characters that can be a text without a sentence
LINE_LIMIT = 80
SENTENCE_LENGTH = 8
SENTENCE_ENDS = ("。", "！", "？", "；", ".”", "。”")


def find_notice_of_absence(articles: tuple[PageArticle, ...]) -> str:
    """Return the line in which a page says that its article is gone or not for everybody; "" if none does.

    A page that states a day, or that has more than a few lines, is an article about something.
    """
    if len(articles) != 1:
        return ""
    (article,) = articles
    if article.published or sum(map(len, article.paragraphs)) > _GONE_LIMIT:
        return ""
    for line in (*article.paragraphs, article.title):
        if line and len(line) <= LINE_LIMIT and _GONE.fullmatch(f"{line} "):
            return line
    return ""


def without_contacts(article: PageArticle) -> PageArticle:
    """Return the article without lines of a footer: addresses, telephone numbers."""
    kept = tuple(paragraph for paragraph in article.paragraphs if not _CONTACT.match(paragraph))
    return replace(article, paragraphs=kept)


def has_text(article: PageArticle) -> bool:
    """Whether the article says anything: a sentence, or more than a few words."""
    if any(_is_sentence(paragraph) for paragraph in article.paragraphs):
        return True
    kept = without_contacts(article).paragraphs
    others = [paragraph for paragraph in kept if paragraph != article.title]
    return bool(article.key_points) or sum(map(len, others)) >= TEXT_LIMIT


def _is_sentence(paragraph: str) -> bool:
    return is_prose(paragraph) or (
        len(paragraph) >= SENTENCE_LENGTH and paragraph.endswith(SENTENCE_ENDS)
    )
