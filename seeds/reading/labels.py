"""The labels that pages print before author, source, date and the like: one table, one pattern."""

import re
from dataclasses import dataclass

SOURCE, UNIT, PUBLISHED, UPDATED, AUTHOR, EDITOR, VIEWS, OTHER = (
    "source",
    "unit",
    "published",
    "updated",
    "author",
    "editor",
    "views",
    "other",
)

# role -> labels, longer ones are tried first. UNIT is a source by a weaker name: who handed the text in.
LABELS = {
    SOURCE: "来源 來源 发布来源 稿件来源 文章来源 信息来源 新闻来源 消息来源 内容来源 转载来源 稿源 出处 "
    "文章來源 資料來源 Source Sources "
    "Article_source",
    UNIT: "供稿 供稿单位 供稿部门 供稿單位 供稿部門 发布部门 发布单位 發布部門 發布單位 發佈單位 "
    "信息发布单位 来稿单位 投稿单位 撰稿单位 "
    "作者单位 部门 单位 Department Contributor",
    PUBLISHED: "发布日期 发布时间 发表日期 发表时间 发稿时间 发稿日期 发布于 发表于 發布日期 發布時間 "
    "發佈日期 發佈時間 發表日期 發表時間 "
    "上传时间 录入时间 添加时间 时间 日期 時間 日期 Published Published_on Publish_time "
    "Publish_date Publication_date "
    "Release_time Release_date Posted Posted_on Date Time Date_of_publication Pubdate",
    UPDATED: "更新日期 更新时间 修改时间 更新於 更新時間 更新于 Updated Last_updated Update Update_time",
    AUTHOR: "作者 文章作者 本文作者 撰稿 撰稿人 撰文 通讯员 通訊員 特约通讯员 记者 記者 采写 供稿人 供稿者 "
    "投稿人 文字 文稿 文 文/图 图/文 图文 "
    "文图 图文/ 文案 Author Authors Written_by By Writer Reporter Reporters Photo/Text Text "
    "Text/Photo Text_by Contributed_by",
    EDITOR: "编辑 責任編輯 責編 編輯 责任编辑 责编 网络编辑 执行编辑 值班编辑 本期编辑 新媒体编辑 文字编辑 "
    "编审 審核 审核 审核人 初核 审签 審簽 审校 審校 "
    "校对 校對 复核 一审 二审 三审 一審 二審 三審 初审 复审 终审 初審 複審 終審 初校 一校 二校 "
    "三校 主编 監審 监审 监制 审定 签发 签审 核稿 审稿 "
    "值班编委 值班主任 编委 编发 发布人 发布者 发布员 發布人 發布者 责任校对 网编 编校 Editor "
    "Editors Web_editor Web_editors "
    "Editor_in_charge Editors_in_charge Responsible_editor Executive_editor Managing_editor "
    "Chief_editor "
    "Editor-in-chief Edited_by Reviewed_by Proofread_by Proofreader Editor-in-charge",
    VIEWS: "点击量 点击数 点击次数 点击率 点击 浏览量 浏览次数 浏览数 浏览 阅读量 阅读次数 阅读数 阅读 "
    "访问量 访问次数 访问 查看次数 人气 "
    "點擊量 點擊數 點擊次數 點擊 瀏覽量 瀏覽次數 瀏覽數 瀏覽 閱讀量 閱讀次數 閱讀 訪問量 Views "
    "View_count Hits Clicks Page_views Reads Read",
    OTHER: "摄影 攝影 摄 图片 图 圖 图片来源 美编 美术编辑 视频 制图 排版 字体 字号 字體 字號 分享 分享到 "
    "分享至 打印 评论 标签 標籤 关键词 关键字 "
    "栏目 文章分类 分类 类别 索引号 信息索引 访问权限 责任人 Photo Photos Photo_by Photographer "
    "Picture Pictures Tags Keywords "
    "Share Share_to Font_size Comments Category Print",
}
# Everyday words too: a label only at the start of a line or behind another label.
WEAK = (
    "时间 日期 時間 部门 单位 文 图 圖 文字 图文 文图 图片 视频 摄 阅读 閱讀 访问 点击 點擊 "
    "浏览 瀏覽 人气 文案 评论 分类 类别 栏目 标签 "
    "标籤 打印 分享 编委 记者 記者 通讯员 通訊員 审核 審核 审定 签发 出处 责任人 By Read "
    "Reads Time Date Text Department Print Photo "
    "Photos Picture Pictures Share Posted Update Source Sources Editor Editors Reporter "
    "Reporters Writer"
)
COLON = "[】\\]]?[ \t\u3000\xa0]{0,4}[:：∶︰]"
SPACES = r"[ \t\u3000\xa0]"


@dataclass(frozen=True)
class Field:
    """One label of a line and the raw text behind it, up to the next label."""

    role: str
    label: str
    value: str


def _pattern(label: str) -> str:
    if label.isascii():
        return re.escape(label).replace("_", r"[ \xa0]{1,3}")
    if len(label) == 2:  # 作 者, 来　源
        return rf"{label[0]}{SPACES}{{0,4}}{label[1]}"
    return re.escape(label)


_ROLES = {re.sub(r"[\s_]", "", label).lower(): role for role, labels in LABELS.items() for label in labels.split()}
_ALL = sorted({label for labels in LABELS.values() for label in labels.split()}, key=len, reverse=True)
_LATIN = "|".join(_pattern(label) for label in _ALL if label.isascii())
_CHINESE = "|".join(_pattern(label) for label in _ALL if not label.isascii())
LABEL = re.compile(rf"((?<![A-Za-z])(?:{_LATIN})|{_CHINESE}){COLON}", re.I)
_WEAK = frozenset(WEAK.lower().split())
_LETTER = re.compile("[A-Za-z\u3400-\u9fff]")


def split_labels(line: str) -> tuple[str, tuple[Field, ...]]:
    """Return the text before the first label of the line, and each label with the raw text behind it."""
    matches = []
    for match in LABEL.finditer(line):
        if matches or not _is_weak(match[1]) or not _LETTER.search(line[: match.start()][-2:]):
            matches.append(match)
    if not matches:
        return line, ()
    ends = [match.start() for match in matches[1:]] + [len(line)]
    fields = [
        Field(_ROLES[_key(match[1])], _key(match[1]), line[match.end() : end]) for match, end in zip(matches, ends, strict=True)
    ]
    return line[: matches[0].start()], tuple(fields)


def has_label(line: str) -> bool:
    """Whether the line carries a label of the table."""
    return bool(split_labels(line)[1])


def _key(label: str) -> str:
    return re.sub(r"[\s_]", "", label).lower()


def _is_weak(label: str) -> bool:
    return _key(label) in _WEAK
