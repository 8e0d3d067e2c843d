"""Lines beside the text of a page: menus, buttons, breadcrumbs, share bars, footers."""

import re

from seeds.pages.furniture_notes import is_furniture_note, is_speech, starts_comments
from seeds.pages.prose import is_prose

HOME_PAGES = frozenset({"首页", "首頁", "网站首页", "Home"})
# Whole lines, compared without case, brackets, arrows and punctuation; "_" stands for a space.
_LINES = (
    "首页 本站首页 网站首页 学校首页 主页 正文 详情 新闻详情 内容 新闻 新闻动态 新闻中心 新闻资讯 "
    "新闻网 新闻快讯 校园新闻 学院新闻 学校新闻 学校要闻 学院要闻 "
    "校园要闻 要闻 要闻聚焦 综合新闻 综合要闻 通知公告 公告 媒体关注 媒体聚焦 媒体报道 校园动态 学院动态 "
    "工作动态 校园快讯 图片新闻 头条 头条新闻 资讯 行业资讯 原创 "
    "最新动态 基层动态 产教融合 校企合作 合作交流 学校概况 学院概况 返回 返回顶部 返回列表 返回首页 "
    "返回上一页 关闭 关闭窗口 关闭本页 打印 打印本页 打印此页 收藏 加入收藏 "
    "分享 分享到 分享至 转发 评论 提交评论 发表评论 我要评论 我要说两句 网友评论 点赞 赞 复制链接 "
    "扫一扫 扫码关注 微信 微信扫一扫 新浪微博 微博 朋友圈 qq好友 "
    "qq空间 官方微信 官方微博 更多 查看更多 阅读全文 展开全文 下一页 上一页 尾页 末页 相关图片 资料图片 "
    "相关资料图 资料图 图集 相关新闻 相关阅读 推荐阅读 热门推荐 猜你喜欢 "
    "客户端 手机版 网站地图 联系我们 关于我们 版权声明 法律声明 登录 注册 搜索 站内搜索 无障碍浏览 "
    "长者模式 繁体 简体 大 中 小 大_中 大_中_小 字体 字号 小字号 大字号 完 字体大小 放大 缩小 "
    "首頁 正文 新聞 新聞動態 新聞中心 新聞資訊 綜合新聞 資訊 詳情 返回頂部 返回列表 關閉 關閉窗口 列印 "
    "打印 收藏 分享 更多 相關新聞 相關閱讀 登錄 註冊 注冊 搜索 繁體 簡體 "
    "english 英文 中文 简体中文 english_version 责编 编辑 来源 作者 标签 "
    "home body original workflow icon search search_documents news news_center campus_news latest_news "
    "news_&_events "
    "photos photo related_stories related_news related_pictures related_articles related_links share "
    "share_to print email "
    "more read_more back back_to_top top close print_this_page login sign_in register menu client "
    "media_matrix "
    "experience_now scan_code_for_attention let_me_say_something comments facebook twitter x linkedin "
    "wechat weibo "
    "主頁 移动版 移動版 电脑版 无障碍阅读 无障碍 长辈版 繁體版 繁体版 简体版 默认 纠错 訂閱 订阅 "
    "投稿 讚好 讚 在看 写下你的留言 放大 "
    "返回旧版 设为首页 收藏本站 上一版 下一版 上一期 下一期 版面导航 标题导航 版面概览 版面目录 "
    "书记信箱 校长信箱 政府信息公开 信息公开 政务公开 上一篇 下一篇 打印本文 关闭本文 打印文章 "
    "我要纠错 二维码 "
    "手机扫一扫 点击蓝字 关注我们 点击蓝字关注我们 "
    "a 人划线 end the_end ends advertisement subscribe unsubscribe skip_to_content "
    "skip_to_main_content en zh cn on to "
    "instagram youtube whatsapp telegram reddit "
    "tweet ok accept reject decline got_it pin_it cookie_settings cookie_policy manage_preferences "
    "privacy_policy terms_of_use 我要打印 我要分享 我要收藏 顶一下 踩一下 "
    "copy_link add_to_favorites previous next contact_us about_us sitemap"
)
BOILERPLATE_LINES = frozenset(line.replace("_", " ").lower() for line in _LINES.split())
TOKEN_BOUNDARY = re.compile(r"[\s|｜/·•,，:：]+|(?<=[】\])）])|(?=[【\[(（])")
TRIM_CHARACTERS = " \t\u3000\xa0()（）[]【】<>《》»›>|·•:：,，。.!！…-—_/"

# Beginnings of lines that are no text wherever they stand.
BOILERPLATE_STARTS = re.compile(
    r"欢迎(?:您?访问|光临|来到|您)|歡迎(?:訪問|光臨)|Welcome to (?:visit|the (?:official )?web)|"
    r"您?[当當]前的?位置|[你您]?现?在?的?所在的?位置|[你您]的位置|[你您]现在的位置|现在位置|所在位置|"
    r"位置[:：]|"
    r"(?:Your|Current|You are)\b.{0,9}(?:location|position|here)\b|(?:Location|Position)\s?:|"
    r"(?:字体|字号|字體|字號|Font size)\s?(?:[:：]|大|$)|(?:分享|转发)(?:到|至|给)|Share (?:to|this|on)\b|"
    r"标签\s?[:：]|關鍵詞|关键[词字]\s?[:：]|(?:Tags|Keywords)\s?:|扫(?:一扫|码|描)|长按(?:识别|扫|二维码|图片|上方|下方)|"
    r"点击(?:查看|关注|上方|下方|阅读)|"
    r"点击.{0,4}(?:蓝字|蓝色|视频|图片|右上|“|图标)|轻触阅读|在小说阅读器|本文字数|预计阅读|"
    r"听全文|播报文章|视频加载|"
    r"Skip to|This (?:web)?site uses|(?:We|This site) use cookies|Accept (?:all )?cookies|"
    r"Please enable|Your browser|"
    r"Sign up (?:for|to)|"
    r"Subscribe (?:to|now)|Unsubscribe\b|Set as (?:the )?home|Add to (?:my )?favou?rites|"
    r"Listen to this|您的浏览器|"
    r"请(?:开启|启用)|"
    r"(?:首[页頁]|主[页頁]|Home)\s?[-–—·]\s?\S|字(?:体|號|号)?大小|"
    r"(?:This|The) English version|(?:技术|網站|网站)(?:支持|建设|维护)|Powered by|评论[:：]|"
    r"打开.{0,12}APP|关注(?:该|本|我们的?)?(?:微信)?公众号|"
    r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}$|下载.{0,12}客户端",
    re.I,
)
# Beginnings of lines behind which only boilerplate follows, once the text has begun.
FOOTER_STARTS = re.compile(
    r"[【\[(（<]?\s?(?:上一[篇条條则則个]|下一[篇条條则則个]|[前后後]一[篇条條]|上篇|下篇|上一页|下一页|"
    r"相关(?:新闻|阅读|链接|文章|推荐|附件|信息|报道)|相關(?:新聞|閱讀|鏈接|文章)|"
    r"推荐(?:阅读|新闻)|延伸阅读|热门(?:推荐|新闻|文章|标签)|热点(?:推荐|新闻)|猜你喜欢|最新(?:文章|新闻|"
    r"资讯)|版权所有|版權所有|版权声明|Copyright|©|"
    r"(?:网站)?备案号|[\u4e00-\u9fff]{0,2}ICP[备備证證]|[\u4e00-\u9fff]公网安备|友情链接|友情鏈接|网站地图|"
    r"联系(?:我们|电话|地址|方式)[:：]?$|"
    r"(?:学[校院]|公司|单位|通[讯信]|联系)?地址\s?[:：]|邮(?:政)?编(?:码)?\s?[:：]|(?:免责|特别|"
    r"版权)?声明\s?[:：]|免责声明|凡本[网站]|本文(?:来源|转载|系转载)|转载(?:请|声明)|"
    r"(?:我要|发表|提交|网友|用户)评论|(?:分享|转发)(?:到|至)|Share to|返回.{1,6}查看更多|平台声明|"
    r"关闭(?:窗口|本页|此页)?[】\])）]?$|返回(?:顶部|列表|首页|上一页)?[】\])）]?$|[【\[(（]?打印(?:本页|"
    r"此页)?[】\])）]?$|扫(?:一扫|码)|主办单位[:：].{0,40}(?:ICP|技术支持)|"
    r"喜欢此内容|阅读原文|(?:点|點)(?:个|個|击|擊)?.{0,2}(?:在看|赞|讚)|延伸閱讀|往期(?:回顾|"
    r"推荐|精彩)|大家都在看|"
    r"你(?:可能|或许)|"
    r"(?:销售|服务|咨询|招生|举报|监督|新闻|投稿)(?:热线|电话|邮箱)|媒体联系|本[网網]站(?:之|所)|"
    r"網站地圖|ENDS?[\s—–·•*=~-]{0,8}$|"
    r"Media contact|Notes? to editors|Share this|Read (?:more|next|also)\b|More (?:news|stories)|"
    r"Copyright\b|\(c\)\s?\d{4}|Tel(?:ephone)?\s?:|"
    r"Media Matrix$|Related\s(?:Stories|News|Articles|Reading|Links|Pictures)|(?:You may|We) (?:also "
    r")?(?:like|recommend)|"
    r"More\s?>+|More from|Photos$|About us\b|Contact us\b|Prev(?:ious)?(?:\s(?:article|post|page|"
    r"one))?\s?[:：]|"
    r"Next(?:\s(?:article|post|page|one))?\s?[:：]|Back to (?:top|list)|All rights reserved|Address\s?:|"
    r"Disclaimer(?:\s?[:：]|$)|"
    r"Most (?:Read|Viewed|Popular)|Recommended|Hot News)",
    re.I,
)
# Of these, the ones behind which a sentence is furniture too.
STRONG_FOOTER = re.compile(
    r"版权所有(?!权)|版權所有|版权声明|Copyright|©|\(c\)\s?\d|.{0,6}(?:声明|聲明)\s?[:：]|凡本[网站]|"
    r"本文(?:来源|转载|系转载)|转载(?:请|声明)|主办单位[:：]|.{0,4}地址\s?[:：]|邮(?:政)?编(?:码)?\s?[:：]|"
    r".{0,4}(?:热线|电话|邮箱)\s?[:：]|Disclaimer(?:\s?[:：]|$)|Address\s?:|All rights|.{0,4}ICP|本[网網]站",
    re.I,
)
# Sentences that turn to the reader of a site
TO_READERS = re.compile(
    r"[您请]|(?<![他她])你(?!们)|点击(?:查看|阅读|下载|上方|下方)|更多精彩|"
    r"\b(?:your?|please|cookies?|browser|newsletters?|inbox)\b",
    re.I,
)
APPEAL = re.compile("二维码|公众号|关注|APP|客户端|浏览器|下载|微信|官网|网站", re.I)
SHORT_APPEAL = 24  # characters
# Of these, the beginnings of lists of other articles.
RELATED_STARTS = re.compile(
    r"[【\[(（<]?\s?(?:相[关關](?:新闻|新聞|阅读|閱讀|链接|文章|推荐|信息|报道)|推[荐薦](?:阅读|閱讀|新闻)|"
    r"延伸[阅閱][读讀]|热门|猜你喜欢|"
    r"最新(?:文章|新闻|资讯)|往期|大家都在看|喜欢此内容|(?:网友|用户|最新|全部|精选)评论|评论区|"
    r"Related\b|You may|"
    r"More (?:news|stories|from)|"
    r"Most (?:Read|Viewed|Popular)|Recommended|Comments?$)",
    re.I,
)
FOOTER_PHRASES = re.compile(
    r"ICP[备備证證]|公网安备|All rights reserved|版权所有|版權所有|许可证编?号|only for "
    r"reference",
    re.I,
)
BREADCRUMB_SEPARATOR = re.compile(r"\s*(?:>{1,2}|»|›|＞|→|&gt;)\s*|\s[/／]\s")
SLASHED_PATH = re.compile(r"[^/／]{1,30}(?:\s[/／]\s[^/／]{1,30})+")
PAGER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|\[\d{1,3}\]|"
    r"上一页|下一页|尾页|首页|末页|next|prev(?:ious)?|last|first)"
)
PAGER = re.compile(rf"{PAGER_WORD}(?:[\s|·]{{1,12}}{PAGER_WORD})*", re.I)
DECORATIVE_MARKS = "↑↓▲△▼▽●○◆◇■□★☆→←👆👇"
DIGITS = "0123456789+"
HAS_TEXT = re.compile(r"[^\W_]")
MENU_WORDS = re.compile(
    "首页|首頁|主頁|主页|概况|概況|机构|招生|就业|联系|关于|登录|新闻|新聞|党建|教学|科研|产品|"
    "服务|动态|English|Home|About|Contact|"
    "Notice|News|Academics|Admissions|Research",
    re.I,
)
SENTENCE_MARK = re.compile("[。；;！!？?]|[,，].{20}")
LOWER_WORDS = re.compile(r"\b[a-z]+\b")
LATIN_SENTENCE_WORDS = 6  # in small letters
# Lengths in characters
BOILERPLATE_LIMIT = 1_000
FOOTER_LIMIT = 200
BREADCRUMB_LIMIT = 160
SHORT_LIMIT = 40
STEP_LIMIT = 16
ITEM_LIMIT = 12
STEP_WORDS = 3
# Labels of buttons that a capture glued behind the text of a line.
TRAILING_BUTTON = re.compile(
    r"(?<!\s)\s*(?:Let me say something|我要说两句|我有话说|\[?复制链接\]?)\s*$", re.I
)


def is_boilerplate(line: str) -> bool:
    """Whether the line is no part of any article: a menu, button, breadcrumb, pager or footer."""
    if not HAS_TEXT.search(line):
        return True
    start = BOILERPLATE_STARTS.match(line.lstrip(TRIM_CHARACTERS + DECORATIVE_MARKS))
    if start and not is_report(line):
        return True
    if len(line) > BOILERPLATE_LIMIT:
        return False
    bare = " ".join(line.strip(TRIM_CHARACTERS).lower().split())
    if bare in BOILERPLATE_LINES or PAGER.fullmatch(bare):
        return True
    if is_furniture_note(line):
        return True
    return is_breadcrumb(line) or _is_menu(line) or _is_button_bar(line) or _is_footer(line)


def is_report(line: str) -> bool:
    """Whether the line is a sentence that reports something, and turns to no reader."""
    if not (is_prose(line) or _is_latin_sentence(line)):
        return False
    if STRONG_FOOTER.match(line.lstrip(TRIM_CHARACTERS)):
        return False
    if is_speech(line):
        return True
    if TO_READERS.search(line):
        return False
    return len(line) > SHORT_APPEAL or not APPEAL.search(line)


def _is_latin_sentence(line: str) -> bool:
    if not line.endswith(".") or len(line) > BOILERPLATE_LIMIT:
        return False
    return len(LOWER_WORDS.findall(line)) >= LATIN_SENTENCE_WORDS


def _is_footer(line: str) -> bool:
    return (
        len(line) <= FOOTER_LIMIT
        and bool(FOOTER_PHRASES.search(line))
        and not line.endswith(("。", ".”"))
    )


def is_only_buttons(text: str) -> bool:
    """Whether the text is nothing but words of menus and buttons, each perhaps with a number."""
    return all(token in BOILERPLATE_LINES for token in _button_tokens(text))


def _is_button_bar(line: str) -> bool:
    tokens = _button_tokens(line)
    return bool(tokens) and all(token in BOILERPLATE_LINES for token in tokens)


def _button_tokens(text: str) -> list[str]:
    tokens = (
        token.strip(TRIM_CHARACTERS + DECORATIVE_MARKS + DIGITS).lower()
        for token in TOKEN_BOUNDARY.split(text)
    )
    return [token for token in tokens if token]


def is_breadcrumb(line: str) -> bool:
    """Whether the line is the path of menus that leads to the page."""
    if len(line) > BREADCRUMB_LIMIT:
        return False
    parts = BREADCRUMB_SEPARATOR.split(line.strip())
    if len(parts) < 2 or SENTENCE_MARK.search(line) or _is_latin_sentence(line):
        return False
    return not SLASHED_PATH.fullmatch(line.strip()) or _is_menu_path(parts)


def _is_menu_path(parts: list[str]) -> bool:
    # A slash may stand in a title too: a path has short steps, one of them a section every site has, or many.
    is_short = all(len(part) <= STEP_LIMIT and len(part.split()) <= STEP_WORDS for part in parts)
    if not is_short:
        return False
    return len(parts) > 2 or any(_is_menu_word(part) for part in parts)


def _is_menu_word(part: str) -> bool:
    return part.lower() in BOILERPLATE_LINES or bool(MENU_WORDS.search(part))


def last_breadcrumb(line: str) -> str:
    """Return the last step of a breadcrumb, "" when the line is none or ends in a section name."""
    if not is_breadcrumb(line):
        return ""
    step = BREADCRUMB_SEPARATOR.split(line.strip())[-1].strip(TRIM_CHARACTERS)
    return "" if step.lower() in BOILERPLATE_LINES else step


def first_breadcrumb(line: str) -> str:
    """Return the first step of a breadcrumb, "" when the line is none or begins with a section name."""
    if not is_breadcrumb(line):
        return ""
    step = BREADCRUMB_SEPARATOR.split(line.strip())[0].strip(TRIM_CHARACTERS)
    return "" if _is_menu_word(step) else step


def starts_footer(line: str) -> bool:
    """Whether only boilerplate is to be expected from this line on, once the text has begun."""
    if starts_comments(line):
        return True
    return bool(FOOTER_STARTS.match(line.lstrip(" \t\u3000\xa0|·•—–*=~-"))) and not is_report(line)


def starts_related_links(line: str) -> bool:
    """Whether a list of other articles, or of readers' comments, begins with the line."""
    return len(line) <= SHORT_LIMIT and bool(
        RELATED_STARTS.match(line.lstrip(TRIM_CHARACTERS + DECORATIVE_MARKS))
    )


def _is_menu(line: str) -> bool:
    if line.endswith((".", "!", "?")):
        return False
    items = [item for item in re.split(r"[\s|｜]+", line) if item]
    if len(items) > 2 and items[0] in HOME_PAGES and not SENTENCE_MARK.search(line):
        return max(map(len, items)) <= ITEM_LIMIT
    return (
        len(items) >= 4
        and not SENTENCE_MARK.search(line)
        and len(MENU_WORDS.findall(line)) >= 2
        and max(map(len, items)) <= ITEM_LIMIT
    )
