"""The owner of the site of a page, where the page itself states it: its header, its copyright line."""

import re

from seeds.pages.quality_flags import SPAM_PATTERN

_CHINESE_ORGANISATION = (
    r"[\u3400-\u9fff（）()]{3,28}?(?:大学|大學|学院|學院|学校|學校|职业中专|中心校|公司|集团|"
    r"集團|协会|協會|学会|學會|研究院|研究所|"
    r"管理委员会|管委会|人民政府)"
)
_ENGLISH_ORGANISATION = (
    r"(?:[A-Z][\w’'&-]*\s(?:(?:of|and|for)\s)?){1,7}"
    r"(?:University|College|Institute|Polytechnic|School|Academy|Group|Ltd\.?)"
)
_SITE = "官网|官方网站|网站|新闻网|新聞網|新闻中心|融媒体中心|门户网站|官方微信"
_ORGANISATION = re.compile(rf"{_CHINESE_ORGANISATION}|{_ENGLISH_ORGANISATION}", re.I)
_HEADER = re.compile(
    rf"(?:{_CHINESE_ORGANISATION}|{_ENGLISH_ORGANISATION})(?:\s?(?:{_SITE}))?(?:\s?[|｜·　\s-]\s?.{{2,10}})?",
    re.I,
)
_STATED = re.compile(
    rf"(?:版权所有|版權所有|主办单位|主辦單位|Copyright|©|"
    rf"\(c\))[\s:：©&;\d-]*(?:by\s)?(?P<behind>{_CHINESE_ORGANISATION}|{_ENGLISH_ORGANISATION})"
    rf"|(?:^|[\s|])(?P<before>{_CHINESE_ORGANISATION})\s?(?:版权所有|版權所有)"
    rf"|(?:^|[\s|｜])(?P<host>{_CHINESE_ORGANISATION})(?:主办|主管)(?:$|[\s|])"
    rf"|欢迎(?:您)?(?:访问|光临|来到)(?P<welcome>{_CHINESE_ORGANISATION})"
)
HEAD_LINES = 6
TAIL_LINES = 12
LINE_LIMIT = 80  # characters


def find_site_owner(lines: list[str]) -> str:
    """Return the organisation that header or footer name as the owner of the site, or ""."""
    for line in lines[:HEAD_LINES]:
        if _HEADER.fullmatch(line) and not SPAM_PATTERN.search(line):
            return _normalize_case(_ORGANISATION.match(line)[0])
    for line in (*lines[:HEAD_LINES], *lines[-TAIL_LINES:]):
        name = _stated_owner(line)
        if name and not SPAM_PATTERN.search(line):
            return _normalize_case(name)
    return ""


def _stated_owner(line: str) -> str:
    if len(line) > LINE_LIMIT:
        return ""
    stated = _STATED.search(line)
    return next(filter(None, stated.groups()), "") if stated else ""


def _normalize_case(name: str) -> str:
    """Return the name as texts write it: a header may be all capitals."""
    return name.title() if name.isupper() and name.isascii() else name
