"""Outlets that a page names without a label: by the endings of their names."""

import re

from seeds.pages.person_names import OFFICE_ENDINGS

_CHINESE = (
    "网 報 报 社 台 客户端 日报 晚报 晨报 在线 线上 融媒 融媒体 传媒 媒体 新闻 频道 杂志 期刊 "
    "周刊 月刊 周报 通讯社 通訊社 "
    "電視臺 電視台 电视台 广播 电台 電台 新闻中心 宣传部 学习强国 公众号 微信公众号 时报 時報 "
    "新聞 新聞網 新聞社 網 "
    "在線 門戶 门户 發布 发布 "
    "观察 觀察 视窗 之声 之窗 资讯 資訊 快报 快報 简报 简讯 通讯 通訊 导报 導報 周報 週刊 雜誌"
)
_LATIN = (
    "Xinhua News Daily Times Network Online Post Press Herald CGTN Net Wang Bao Ribao Agency "
    "Journal Weekly Monthly "
    "Media CCTV "
    "Today Gazette Tribune Observer Review Bulletin Guardian Chronicle Magazine Standard Globe "
    "Mirror Express Telegraph "
    "Newspaper Newsletter Newswire Courier Reporter Insider Channel Portal"
)
_ENDINGS = "|".join(sorted(_CHINESE.split(), key=len, reverse=True))
_WORDS = "|".join(_LATIN.split())
_OUTLET = re.compile(
    rf"[\u3400-\u9fff\w·•（）()“”]{{1,24}}(?:{_ENDINGS})|"
    rf"(?:(?:The\s)?(?:[A-Z][\w.'’]{{0,20}}\s|of\s|and\s|&\s){{0,5}}(?:{_WORDS})(?:\s(?:Online|"
    rf"News|Agency|Net))?)|"
    r"[\w-]{2,30}(?:\.[a-z]{2,6}){1,3}"
)
_WRAPPING = " \t\u3000\xa0()（）[]【】〔〕《》|:：、,，/-—·•"
_AGENCY = re.compile(
    r"[(（【]?\s?(新华社|新華社|中新社|中新网|中新網|中央社|人民网|新华网|央视网|光明网|中国网|"
    r"中国新闻网|中通社)"
    r"(?:(?:記者|记者)[\u3400-\u9fff、\s]{2,16}|"
    r"[\u3400-\u9fff]{0,6})?\s?(?:\d{1,2}月)?\d{1,2}日\s?(?:电|電|讯|訊)"
)
_NEWS_FROM = re.compile(
    r"[(（【]?\s?((?![本我])[\u3400-\u9fff·]{2,12}(?:网|報|报|社|台|客户端))(?:讯|訊)\s*[(（:：\u3000 ]"
)
_NO_OFFICE = re.compile(r"[\s，,。“”！!？?]")
# Lengths in characters
OUTLET_LIMIT = 40
OFFICE_LIMIT = 14
MIN_OFFICE_LENGTH = 3


def match_outlet(text: str) -> str:
    """Return the outlet that a bare fragment of a header line names, or ""."""
    text = text.strip(_WRAPPING)
    return text if len(text) <= OUTLET_LIMIT and _OUTLET.fullmatch(text) else ""


def match_office(text: str) -> str:
    """Return the office of a school or company that a short bare fragment names, or ""."""
    text = text.strip(_WRAPPING)
    if not MIN_OFFICE_LENGTH <= len(text) <= OFFICE_LIMIT or _NO_OFFICE.search(text):
        return ""
    return text if text.endswith(OFFICE_ENDINGS) else ""


def dateline_outlet(paragraph: str) -> str:
    """Return the agency or paper that the dateline of a text names ("新华社某地5月22日电"), or ""."""
    match = _AGENCY.match(paragraph) or _NEWS_FROM.match(paragraph)
    return match[1] if match else ""
