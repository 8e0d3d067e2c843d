"""Notes beside a text that are no part of it: of platforms about themselves, licences, pictures, counters."""

import re

from seeds.pages.prose import is_prose

_TRIM = " \t\u3000\xa0“”\"'*#>·•|-—[]【】()（）《》"
# A picture in Markdown, on a line of its own or inside a text
MARKDOWN_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)")
_MEDIA_FILE = re.compile(
    r"[^，,。；;：:！!？?<>|\n]{0,100}\.(?:jpe?g|png|gif|webp|bmp|heic|svg|tiff?|mp4|mov|mp3|wav|wmv|flv|avi)"
    r"(?:\s?[(（\[]?\s?[\d.,]{1,8}\s?[KMG]?i?B?\s?[)）\]]?)?",
    re.I,
)
_PLACEHOLDER = re.compile(
    r"(?:图片|图像|视频|音频|表情|image|picture|photo|video|media)\s?\d{0,3}", re.I
)
_NEIGHBOUR = re.compile(
    r"[\s/【\[(（<«‹]{0,4}(?:阅读)?(?:[上下前后後]一[篇期条條则則个個页頁版章节组組图圖]|[上下]篇)"
    r"(?:文章|新闻|新聞|内容|信息)?\s{0,2}(?:[:：>»›/】\])）].{0,120}|)"
)
# Who a note of a platform speaks of: the platform, the author, the reader
_PLATFORM = re.compile(
    r"平台|网易|搜狐|头条|百家号|[\u4e00-\u9fff]{2}号[”\"’」]?(?:作者|用户|系|为)|作者|本[网網站号]|"
    r"[本该]公众号|用户|网站|客户端|凤凰|澎湃|腾讯|新浪|创作者|自媒体|"
    r"\b(?:platform|author|user|publisher|website|contributor)s?\b",
    re.I,
)
_NAMED_PLATFORM = re.compile(
    r"平台|网易|搜狐|头条|百家号|[\u4e00-\u9fff]{2}号[”\"’」]?(?:作者|用户)|\bplatform\b", re.I
)
_NOTICE_OPENING = re.compile(
    r"(?:(?:特别|平台|作者|免责|免責|版权|版權|郑重|重要|法律|网站|本站|创作|内容|风险|温馨|友情)?"
    r"(?:声明|聲明|提示)|"
    r"Notice|Disclaimer|(?:Special )?Statement|Legal notice)\s{0,2}(?:[:：】\]]|$)",
    re.I,
)
_CONTENT_OPENING = re.compile(
    r"(?:(?:以上|上述|本|该|此|文中|文章|部分|图文|网站)(?:条|篇|所有|全部|所述|发布的)?"
    r"(?:内容|文章|文|作品|观点|稿件|图文|信息|资讯|图片|原创|来源于?网络)|"
    r"The (?:content|article|views?|opinions?|information|above)\b|(?:All )?(?:views|opinions|content) |"
    r"This (?:article|content|post)\b)",
    re.I,
)
_DISCLAIMER = re.compile(
    r"仅代表|不代表|并不代表|[不非]构成|[只仅](?:提供|供|作|为).{0,12}(?:存储|存放|存儲|空间|平台|参考|地方|服务|展示)|"
    r"信息(?:发布|存储|分享)(?:平台|空间|服务)|信息存储|上传(?:并|和)?发布|用户上传|上传，|归(?:原)?作者|"
    r"(?:由|为|系).{2,30}(?:上传|发布|创作|撰写|提供)|侵权|侵犯|概不负责|不承担|不对.{0,20}负责|联系(?:我们|删除)|"
    r"及时删除|转载|摘编|取材于?网络|来自(?:于)?(?:互联)?网络|与.{0,16}(?:立场)?无关|(?:AI|人工智能).{0,4}(?:生成|辅助|创作)|个人(?:原创|观点)|"
    r"uploaded|posted by|storage|do(?:es)? not (?:necessarily )?(?:represent|reflect)|"
    r"(?:views|opinions) (?:of the (?:author|writer)|are those|expressed)|not responsible|"
    r"liabilit|infring|represent only|takes? no responsibilit|"
    r"(?:is|are) the author[’']s alone|only a platform",
    re.I,
)
_SPEECH = re.compile(
    r"[”」][^。]{0,30}(?:说|道|表示|介绍|指出|强调|称)|(?:说|道|表示|介绍|指出|强调|认为)[:：，,]|"
    r"\b(?:said|says|told|added|explained)\b"
)
_LICENCE = re.compile(
    r"\bCC[ -]?(?:BY|0)\b|知识共享|創用\s?CC|Creative Commons|licen[sc]ed under|"
    r"版[权權](?:归|歸|属于|屬於).{0,12}"
    r"(?:作者|本[站网刊社报]|媒体|网|報|报|社|杂志|公众号|平台|机构).{0,6}(?:所有|(?=[，,。]|$))|"
    r"未[经經].{0,16}(?:不得|禁止|请勿|严禁|謝絕|谢绝).{0,12}(?:转载|轉載|使用|复制|传播|摘编|商用|引用|镜像|发布)|"
    r"(?:严禁|禁止|谢绝|请勿|不得)(?:任何形式的?|擅自|随意|商业|二次)?(?:转载|轉載)|转载请|轉載請|欢迎转载|"
    r"如需转载|All rights reserved|本文为.{0,6}原创|for reuse|reproduced without",
    re.I,
)
_TRANSLATOR = re.compile(
    r"(?:(?:译者|翻译|编译|译校|校译|审译|译文审校|中文翻译|英文翻译|听写|听打|誊录|转写|录入|字幕|速记)\s?"
    r"[:：|｜/]\s?[^，,。；]{1,60}|[（(]?\s?[\u4e00-\u9fff·]{2,12}\s?(?:编译|译)\s?[）)]?|"
    r"(?:Translat(?:ed|ion|or)|Transcri(?:bed|ption|ber)|Subtitles?|Captions?)\s?(?:by\b|:)\s?[^.,]{2,60}"
    r"(?:,[^.,]{2,40}){0,3}\.?)",
    re.I,
)
_READING_TIME = re.compile(
    r"(?:(?:Estimated )?read(?:ing)? time\s?[:：]?\s?.{1,20}|"
    r"(?:about )?\d{1,3}[\s-]?min(?:ute)?s?(?: to)?(?: read(?:ing)?(?: time)?)?|"
    r"(?:预计|本文|全文|阅读)?(?:共|约|需|阅读|阅读时间|阅读时长|用时|时间|时长){0,4}[:：]?\s?约?\s?\d{1,6}\s?(?:分钟|字)"
    r"(?:[，,\s]{0,3}(?:预计|阅读|大约|约|需|需要|时间|时长){0,5}\s?\d{0,3}\s?分钟)?(?:读完|阅读)?)[。.]?",
    re.I,
)
_COUNTED = re.compile(
    r"(?:\d[\d.,]{0,8}\s?[万wk]?\+?\s?(?:个?人|条|次)?(?:赞同了?该?(?:文章|回答)?|觉得很赞|点赞|推荐|收藏|评论|"
    r"回复|讨论|跟贴|分享|阅读|在看|喜欢)|(?:赞同?|点赞|评论|跟贴|参与|收藏|喜欢|在看|转发|分享|阅读|播放|弹幕|投币)"
    r"\s?[（(]?\s?[\d.,]{1,9}\s?[万wk]?\+?\s?[)）]?|--\s?(?:浏览|点赞|评论))+",
    re.I,
)
_COOKIES = re.compile(
    r"\bcookies?\b.{0,200}\b(?:experience|consent|polic(?:y|ies)|preferences|settings|browser|website|site|"
    r"agree|analy[sz]e|traffic)\b|"
    r"\b(?:we|this (?:web)?site|our (?:web)?site|by continuing)\b.{0,80}\bcookies?\b|"
    r"^(?:accept|reject|manage|allow|deny) (?:all )?cookies|"
    r"(?:本网站|我们|本站)使用\s?cookies?",
    re.I,
)
_NEWSLETTER = re.compile(
    r"\b(?:sign up|subscribe|join|register)\b.{0,60}"
    r"\b(?:newsletters?|mailing list|inbox|updates|email)\b|"
    r"^get\b.{0,80}\b(?:inbox|newsletter|email)\b|^(?:enter )?your e-?mail|"
    r"delivered (?:straight |directly )?to your inbox|^your email address will not|"
    r"^no spam|unsubscribe (?:at )?any ?time|^required fields are marked|"
    r"^(?:by signing up|you can unsubscribe)|"
    r"订阅(?:我们的?|本站)?(?:邮件|通讯|周报|电子报)",
    re.I,
)
_TO_READERS = re.compile(
    r"^(?:please |to )?(?:sign up|subscribe|join|register|get|enter|your|stay|don[’']t miss|receive|by |"
    r"you |required|no spam|unsubscribe|accept|reject|manage|allow|deny)|"
    r"\b(?:you|your|our|us|we|this (?:web)?site)\b|订阅|本网?站|我们",
    re.I,
)
_RIGHTS_OPENING = re.compile(
    r"(?:本(?!报讯)|文中|版[权權]|著作权|未[经經]|[转轉][载載]|除|如需|欢迎|图片|文章|文字|视频|原创|以上|更多|内容|"
    r"所有|知识共享|署名|[严嚴]禁|禁止|谢绝|请勿|声明|©|This|The|Except|Licen|CC|"
    r"All|Text|Content|Unless|Creative|No part)",
    re.I,
)
_COMMENTS = re.compile(
    r"(?:Leave a (?:comment|reply)|(?:\d{1,6}|No) (?:comments?|responses?|repl(?:y|ies))(?: yet)?|"
    r"Comments? ?\(\d{1,6}\)|\d{1,4} thoughts? on .{1,200}|(?:Post|Write|Add) (?:a |your )?comment|"
    r"Join the (?:conversation|discussion)|Show comments|(?:共|全部)?\s?\d{1,6}\s?条?(?:评论|留言|跟贴)|"
    r"(?:全部|最新|热门|精选|网友|暂无|添加|查看全部|写|发表)(?:评论|留言|跟贴)|网易跟贴|写下你的(?:评论|留言)|说点什么.{0,4}|"
    r"文明上网.{0,40}|网友评论仅.{0,60}|登录后.{0,10}(?:评论|留言)|还没有人?评论.{0,10}|评论区)[.…。]?",
    re.I,
)
_BUTTONS = re.compile(
    r"(?:举报(?:/反馈)?|我要举报|投诉或建议|申请转载|关注[他她]?|已关注|不感兴趣|喜欢(?:作者)?|听新闻|写留言|分享让更多人看到|知道了|去验证|"
    r"继续滑动看下一个|轻触阅读原文|向上滑动看下一个|预览时标签不可点|修改于\s?\d.{4,40}|返回搜狐.{0,12}|返回网易.{0,8}|"
    r"[\u4e00-\u9fff]{2}号申请|原(?:标题|题)\s?[:：].{1,100}|下载.{0,12}(?:客户端|APP)|打开.{0,12}(?:APP|客户端|查看|阅读).{0,20}|"
    r"(?:用|使用)?(?:手机|微信)?扫(?:一扫|码|描(?:上方|下方)?二维码)?.{0,6}(?:在手机(?:上)?(?:打开|浏览|查看|阅读).{0,6}"
    r"|打开当前页面?|[，,]?分享.{0,10}|赞赏作者|可打开此内容.{0,14})|微信扫一扫.{0,16}|我要纠错|打开当前页|网页纠错|纠错|"
    r"(?:政府)?网站标识码.{0,40}|(?:本)?网站(?:已)?支持IPv6.{0,10}|编辑于.{4,40}|发布于\s?\d.{4,40}|"
    r"\S{2,20}(?:微信)?公众号[:：]\S{1,20}|关注公众号[:：]?.{0,20}|关注.{1,20}公众号|了解更多.{0,10}|附件下载[:：]?|TAG标签[:：].{0,40}|"
    r"图片?(?:来源|源)\s?[:：]\s?(?:互联)?网络?|(?:手机)?扫码(?:查看|阅读|浏览|关注|分享).{0,6}|新浪\S{2,6}公众号|.{0,30}扫描左侧二维码.{0,10})",
    re.I,
)
CHINESE = re.compile("[\u3400-\u9fff]")
QUOTES = dict.fromkeys(map(ord, '“”"「」'))
MARK_LENGTH = 6  # of a notice whose words stand on the next line
_NOTE_LIMIT = 400  # characters
_SHORT_LIMIT = 140


def is_furniture_note(line: str) -> bool:
    """Whether the line is a note beside the text, of whatever kind this module knows."""
    bare = line.strip(_TRIM)
    if len(line) > _NOTE_LIMIT:
        return False
    if not MARKDOWN_IMAGE.sub("", line).strip() or is_media_reference(bare):
        return True
    if _NEIGHBOUR.fullmatch(line.strip()) or is_platform_notice(line):
        return True
    return len(line) <= _SHORT_LIMIT and (_is_counter(bare) or _is_note_of_rights(line, bare))


def ends_text(line: str) -> bool:
    """Whether only furniture follows the line where no sentence does: a button below a text, a notice."""
    bare = line.strip(_TRIM)
    if len(line) > _NOTE_LIMIT:
        return False
    if any(kind.fullmatch(_unquoted(bare)) for kind in (_COMMENTS, _BUTTONS, _NEIGHBOUR)):
        return True
    return is_platform_notice(line) or _is_note_of_rights(line, bare)


def starts_comments(line: str) -> bool:
    """Whether the comments of readers begin behind the line."""
    return bool(_COMMENTS.fullmatch(line.strip(_TRIM)))


def _unquoted(text: str) -> str:
    return text.translate(QUOTES)


def is_media_reference(line: str) -> bool:
    """Whether the line is only the name of a picture, sound or video, or what a capture put in its place."""
    return bool(_MEDIA_FILE.fullmatch(line) or _PLACEHOLDER.fullmatch(line))


def is_platform_notice(line: str) -> bool:
    """Whether a platform says in the line what it answers for: “the content above …” and a disclaimer.

    Somebody's speech and a report about a platform are none.
    """
    bare = line.strip(_TRIM)
    if len(bare) > _NOTE_LIMIT or is_speech(bare):
        return False
    disclaimers = len(set(_DISCLAIMER.findall(bare)))
    opening = _NOTICE_OPENING.match(bare)
    if opening:
        names_platform = "提示" not in opening[0] and bool(_NAMED_PLATFORM.search(bare))
        return len(bare) <= MARK_LENGTH or disclaimers > 0 or names_platform
    if not _CONTENT_OPENING.match(bare):
        return False
    return disclaimers > 1 or bool(disclaimers and CHINESE.search(bare) and _PLATFORM.search(bare))


def is_speech(line: str) -> bool:
    """Whether somebody's words are reported in the line."""
    return bool(_SPEECH.search(line))


def _is_counter(bare: str) -> bool:
    kinds = (_READING_TIME, _COUNTED, _COMMENTS, _BUTTONS, _TRANSLATOR)
    if any(kind.fullmatch(_unquoted(bare)) for kind in kinds):
        return True
    if is_speech(bare):
        return False
    is_offer = _COOKIES.search(bare) or _NEWSLETTER.search(bare)
    return bool(is_offer and _TO_READERS.search(bare))


def _is_note_of_rights(line: str, bare: str) -> bool:
    """Whether the line states a licence or forbids copying; one of several sentences reports about rights."""
    if not _RIGHTS_OPENING.match(bare) or not _LICENCE.search(bare) or is_speech(bare):
        return False
    return not is_prose(line) or line.count("。") <= 1
