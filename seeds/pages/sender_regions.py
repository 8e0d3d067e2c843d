"""The place that a platform prints beside a post: where its sender sat, and nobody's name."""

import re

_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 "
    "广东 海南 四川 贵州 云南 "
    "陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)
_ABROAD = (
    "海外 境外 国外 中国 未知 美国 日本 韩国 新加坡 英国 德国 法国 俄罗斯 加拿大 澳大利亚 马来西亚 泰国 "
    "越南"
)
_PROVINCE = rf"(?:{'|'.join(_PROVINCES.split())})(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)?"
_TOWN = r"[ \u3000·]?[\u3400-\u9fff]{2,5}?(?:市|州|盟|地区)?"
_WORD = r"(?:发布于|发表于|发自|来自|发布地区?|发布地点|IP\s?(?:属地|归属地|所属地))\s?[:：]?\s?"
_PLACE = rf"(?:{_PROVINCE}(?:{_TOWN})?|{'|'.join(_ABROAD.split())})"
# A province alone, or any of its towns behind a word that announces a place
_REGION = re.compile(rf"(?:{_WORD}){_PLACE}|(?:中国\s?)?{_PROVINCE}", re.I)
_LABELLED = re.compile(rf"[ \t\u3000\xa0]*{_PLACE}(?=$|[ \t\u3000\xa0|｜·,，])")
_LATIN = re.compile(r"[ \xa0]*(?:[A-Z][A-Za-z]+[ ,]{0,2}){1,4}")


def is_sender_region(text: str) -> bool:
    """Whether the text is nothing but the place of a sender ("江苏", "发布于：江苏省", "IP属地 山东")."""
    return bool(_REGION.fullmatch(text))


def split_sender_region(value: str) -> tuple[str, str]:
    """Return the place at the beginning of a label's value, "" when there is none, and the text behind it."""
    match = _LABELLED.match(value) or _LATIN.match(value)
    if not match:
        return "", value
    return match[0].strip(), value[match.end() :]
