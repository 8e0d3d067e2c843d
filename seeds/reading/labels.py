"""The labels that pages print before author, source, date and the like, and the pattern that finds them."""

import re
from dataclasses import dataclass

from articles.printed_roles import PRINTED_LABELS

# Roles
TITLE = "title"
SOURCE = "source"
UNIT = "unit"
PUBLISHER = "publisher"
PUBLISHED = "published"
UPDATED = "updated"
WRITTEN = "written"
AUTHOR = "author"
EDITOR = "editor"
VIEWS = "views"
REGION = "region"
OTHER = "other"

# role -> labels, longer ones are tried first. UNIT is a source by a weaker name: who handed the text in.
# REGION is where the sender of a post sat, and nobody's name.
# PUBLISHER is an office, or a person of it, that put the text online; WRITTEN a day before the publication.
LABELS = {
    TITLE: "标题 文章标题 新闻标题 信息标题 信息名称 標題 Title Headline Article_title News_title",
    SOURCE: "来源 來源 发布来源 稿件来源 文章来源 信息来源 新闻来源 消息来源 内容来源 转载来源 "
    "原文来源 文稿来源 本文来源 "
    "来源单位 来源媒体 来源网站 信息源 稿源 出处 转自 转载自 本文转自 摘自 选自 源自 公众号 微信公众号 "
    "文章來源 資料來源 新聞來源 消息來源 訊息來源 稿件來源 轉自 轉載自 摘自 公眾號 "
    "Source Sources Origin Article_source News_source Information_source Source_of_information "
    "Source_of_article Source_of_news Message_source Manuscript_source Content_source Data_source From "
    "Reprinted_from",
    UNIT: "供稿 发布 供稿单位 供稿部门 供稿單位 供稿部門 发布部门 发布单位 发布机构 发布机关 发布主体 "
    "发文机关 发文单位 "
    "發布部門 發布單位 "
    "發佈單位 發布機構 發佈機構 信息发布单位 公开单位 来稿单位 投稿单位 撰稿单位 报送单位 承办部门 主办部门 "
    "作者单位 部门 单位 單位 Department Contributor Contributing_unit Publishing_unit Publishing_department "
    "Release_unit Issuing_unit Issuing_authority Issued_by Published_by Publisher",
    PUBLISHER: "发布人 发布者 发布员 發布人 發布者 發佈者 發佈人 录入者 录入人 Posted_by",
    PUBLISHED: "发布日期 发布时间 发表日期 发表时间 发稿时间 发稿日期 发布于 发表于 刊发时间 "
    "刊发日期 出版日期 见报日期 首次发布 首发时间 首发日期 "
    "公开日期 "
    "上线时间 创建时间 信息时间 發布日期 發布時間 發佈日期 發佈時間 發表日期 發表時間 刊登日期 "
    "上传时间 录入时间 添加时间 上傳時間 時間 时间 日期 Published Published_on Published_at "
    "Published_date Publish_time "
    "Publish_date "
    "Publishing_time Publishing_date Publication_date Publication_time Date_published First_published "
    "Release_time Release_date Released Released_on Posted Posted_on Post_date Date_posted Date Time "
    "Date_of_publication Time_of_publication Date_of_release Issue_date Issued_on Upload_time Pubdate",
    UPDATED: "编辑于 修改于 修改日期 最后修改 最后编辑 最近更新 修订日期 修订时间 "
    "更新日期 更新时间 修改时间 更新於 更新時間 更新于 最后更新 最後更新 Updated "
    "Last_updated Update Update_time "
    "Last_modified Last_update Updated_on Updated_at Modified Modified_on Last_edited Edited_on",
    WRITTEN: "成文日期 成文时间 生成日期 发文日期 发文时间 印发日期 撰写时间 Date_written",
    AUTHOR: "作者 文章作者 本文作者 撰稿 撰稿人 撰文 通讯员 通訊員 特约通讯员 记者 記者 采写 "
    "採訪 供稿人 供稿者 "
    "投稿人 文字 文稿 文 文/图 图/文 图文 圖文 "
    "文图 图文/ 文案 Author Authors Written_by By Writer Reporter Reporters Correspondent Photo/Text Text "
    "Text/Photo Text_by Contributed_by",
    EDITOR: " ".join(PRINTED_LABELS),
    VIEWS: "点击量 点击数 点击次数 点击率 点击 浏览量 浏览次数 浏览数 浏览 阅读量 阅读次数 "
    "阅读数 阅读 阅读人数 "
    "浏览人数 浏览人次 "
    "访问量 访问次数 访问 访问人次 查看次数 人气 人氣 热度 已浏览 已阅读 "
    "點擊量 點擊數 點擊次數 點擊 瀏覽量 瀏覽次數 瀏覽數 瀏覽人次 瀏覽 閱讀量 閱讀次數 閱讀數 "
    "閱讀 訪問量 點閱 點閱數 "
    "點閱率 點閱次數 "
    "Views View_count Hits Hit Clicks Click_volume Click_count Click_rate Number_of_clicks "
    "Number_of_views Number_of_hits "
    "Number_of_visits Number_of_readings Browsing_times Browsing_volume Reading_volume Reading_times Visits "
    "Page_views Reads Read",
    REGION: "IP属地 IP归属地 IP地址 IP所属地 属地 发布地 发布地区 发布地点 发文地区 IP_location Posted_in "
    "Posted_from Location",
    OTHER: "摄影 攝影 摄 图片 图 圖 图片来源 圖片來源 供图 供圖 图源 摄像 美编 美编设计 美术编辑 "
    "视频 制图 排版 版式 设计 "
    "字体 字号 字體 字號 分享 分享到 "
    "分享至 打印 评论 标签 標籤 关键词 关键字 关键字词 微信号 视频号 "
    "栏目 文章分类 分类 类别 主题分类 主题词 体裁分类 索引号 信息索引 文号 发文字号 有效性 "
    "公开方式 公开范围 信息类别 "
    "生效日期 废止日期 "
    "访问权限 责任人 Photo Photos Photo_by Photographer Index_number Column "
    "Picture Pictures Tags Keywords "
    "Share Share_to Font_size Comments Category Print",
}
# Everyday words too: a label only at the start of a line, behind another label or behind a wide blank.
AMBIGUOUS_LABELS = (
    "时间 日期 時間 发布 部门 单位 單位 文 图 圖 文字 图文 圖文 文图 图片 视频 摄 阅读 閱讀 访问 点击 點擊 "
    "浏览 瀏覽 人气 人氣 热度 文案 评论 分类 类别 栏目 标签 标题 標題 源自 设计 统筹 策划 "
    "標籤 打印 分享 编委 审批 审阅 审读 编务 记者 記者 通讯员 通訊員 审核 審核 审定 签发 出处 责任人 "
    "By From Read "
    "Reads Time Date Text Department Print Photo Column Title Headline Publisher Visits Hit Released Editing "
    "Photos Picture Pictures Share Posted Update Source Sources Editor Editors Reporter "
    "Reporters Writer Correspondent Location 属地"
)
COLON = "[】\\]]?[ \t\u3000\xa0]{0,4}[:：∶︰]"
SPACES = r"[ \t\u3000\xa0]"


@dataclass(frozen=True)
class LabelledValue:
    """One label of a line and the raw text behind it, up to the next label.

    `label` is the label without case and blanks, `printed` as the page prints it.
    """

    role: str
    label: str
    value: str
    printed: str = ""


def label_pattern(label: str) -> str:
    """Return the regular expression of a label with the blanks that pages print in it."""
    if label.isascii():
        return re.escape(label).replace("_", r"[ \xa0]{1,3}")
    if len(label) <= 3 and "/" not in label:  # 作 者, 来　源, 索 引 号
        return rf"{SPACES}{{0,4}}".join(label)
    return re.escape(label)


def _label_key(label: str) -> str:
    """Return the label in lower case without blanks and underscores."""
    return re.sub(r"[\s_]", "", label).lower()


_ROLES = {_label_key(label): role for role, labels in LABELS.items() for label in labels.split()}
_ALL = sorted(set(" ".join(LABELS.values()).split()), key=len, reverse=True)
_LATIN = "|".join(label_pattern(label) for label in _ALL if label.isascii())
_CHINESE = "|".join(label_pattern(label) for label in _ALL if not label.isascii())
LABEL_PATTERN = re.compile(rf"((?<![A-Za-z])(?:{_LATIN})|{_CHINESE}){COLON}", re.I)
_COLONS = re.compile("[:：∶︰]")
_AMBIGUOUS_KEYS = frozenset(AMBIGUOUS_LABELS.lower().split())
_LETTER = re.compile("[A-Za-z\u3400-\u9fff]")


def split_labels(line: str) -> tuple[str, tuple[LabelledValue, ...]]:
    """Return the text before the first label of the line, and each label with the raw text behind it."""
    if not _COLONS.search(line):
        return line, ()
    matches: list[re.Match[str]] = []
    for match in LABEL_PATTERN.finditer(line):
        if matches or not is_ambiguous_label(match[1]) or _is_apart(line[: match.start()]):
            matches.append(match)
    if not matches:
        return line, ()
    fields = []
    ends = [match.start() for match in matches[1:]] + [len(line)]
    for match, end in zip(matches, ends, strict=True):
        key = _label_key(match[1])
        printed = _printed_label(match[1])
        fields.append(LabelledValue(_ROLES[key], key, line[match.end() : end], printed))
    return line[: matches[0].start()], tuple(fields)


def _printed_label(label: str) -> str:
    """Return the label as printed, without the blanks that stretch Chinese words."""
    words = label.split()
    return (" " if label.isascii() else "").join(words)


def has_label(line: str) -> bool:
    """Whether the line carries a label of the table."""
    return bool(split_labels(line)[1])


def _is_apart(before: str) -> bool:
    """Whether the text before a label ends in no letter or in a wide blank."""
    return not _LETTER.search(before[-2:]) or before.endswith(("\u3000", "\t", "|", "｜", "  "))


def is_ambiguous_label(label: str) -> bool:
    """Whether the label is an everyday word too."""
    return _label_key(label) in _AMBIGUOUS_KEYS
