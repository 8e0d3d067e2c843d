"""Site headers, menus and names of sections as opposed to titles."""

import re
from collections.abc import Callable

from seeds.pages.boilerplate import BOILERPLATE_LINES, MENU_WORDS
from seeds.pages.outlets import match_office, match_outlet

_PARTS = re.compile(r"[|｜丨\u3000>＞»›\t]|[ \xa0]{2,}|\s[-–—/·•]\s")
_CHINESE = re.compile("[\u3400-\u9fff]")
_MARKS = re.compile("[，。！？!?：；、“”《》\\d]")
_SECTION = re.compile(
    "(?:动态|動態|新闻|新聞|要闻|要聞|资讯|資訊|快讯|快訊|风采|專欄|专栏|频道|頻道|公告|通知|"
    "速递|聚焦|关注|园地|视点|视窗|热点|头条|简讯|纵览|"
    "栏目|專題|专题|报道|報道|專區|专区|之窗|信息|內頁|内页|正文|首页|首頁|概况|简介|观察|版面|"
    "版|(?:^|^.{1,4})(?:中心|交流|合作|融合|教育|校园|活动|党建|工作|发布))$"
)
_EDITION = re.compile(
    r"(?:第?\s?[A-Z]?\d{1,3}\s?[版叠期][:：]?|[A-Z]\d{1,2}[:：]).{0,10}|.{2,10}(?:数字报|电子报|"
    r"電子報|手机报)"
)
_NAVIGATION_WORDS = (
    "world business education opinion subscribe sports sport culture technology tech politics "
    "economy markets video life travel weather search home news events about contact china asia "
    "science health lifestyle features more english chinese mobile login register admissions "
    "research campus international students faculty alumni library media photos topics society "
    "industry companies"
)
_NAVIGATION = frozenset(_NAVIGATION_WORDS.split())
# Most characters
SECTION_LENGTH = 14
PART_LENGTH = 10
MANY_PARTS = 3


def is_site_header(line: str, *, is_site_name: Callable[[str], bool]) -> bool:
    """Whether the line is the header of a site: its name beside sections, a menu, an edition of a paper."""
    stripped = (part.strip() for part in _PARTS.split(line))
    parts = [part for part in stripped if part]
    if _is_edition(line, parts):
        return True
    if _CHINESE.search(line):
        return _is_chinese_header(line, parts, is_site_name)
    return _is_navigation(line) or _is_latin_header(parts, is_site_name)


def _is_edition(line: str, parts: list[str]) -> bool:
    if _EDITION.fullmatch(line.strip()):
        return True
    if not parts or not _EDITION.fullmatch(parts[0]):
        return False
    return all(_is_label(part) for part in parts[1:])


def _is_latin_header(parts: list[str], is_site_name: Callable[[str], bool]) -> bool:
    if len(parts) < 2:
        return False
    for part in parts:
        is_word = len(part.split()) < 2
        if not (is_word or _is_navigation(part) or is_site_name(part)):
            return False
    return True


def _is_chinese_header(line: str, parts: list[str], is_site_name: Callable[[str], bool]) -> bool:
    longest = max(map(len, parts), default=0)
    if len(parts) < 2 or longest > 2 * PART_LENGTH or _MARKS.search(line):
        return False
    known = [part for part in parts if is_site_name(part) or _is_label(part)]
    if len(known) == len(parts):
        return True
    return bool(known) and len(parts) >= MANY_PARTS and longest <= PART_LENGTH


def is_section_name(line: str) -> bool:
    """Whether a Chinese line of few characters ends as names of sections do."""
    return len(line) <= SECTION_LENGTH and bool(_SECTION.search(line)) and not _MARKS.search(line)


def _is_label(part: str) -> bool:
    if part.lower() in BOILERPLATE_LINES:
        return True
    if len(part) > PART_LENGTH:
        return False
    return bool(
        _SECTION.search(part) or MENU_WORDS.search(part) or match_outlet(part) or match_office(part)
    )


def _is_navigation(line: str) -> bool:
    words = set(re.split(r"[^A-Za-z]+", line.lower())) - {"", "and"}
    return bool(words) and words <= _NAVIGATION
