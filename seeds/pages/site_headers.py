"""Tell mastheads, menus and names of sections from titles."""

import re

from seeds.pages.boilerplate import BOILERPLATE_LINES, MENU_WORDS
from seeds.pages.outlets import match_office, match_outlet

_PARTS = re.compile(r"[|｜丨\u3000>＞»›\t]|[ \xa0]{2,}|\s[-–—/·•]\s")
_SPACES = re.compile(r"\s+")
_CHINESE = re.compile("[\u3400-\u9fff]")
_MARKS = re.compile("[，。！？!?：；、“”《》\\d]")
_SECTION = re.compile(
    "(?:动态|動態|新闻|新聞|要闻|要聞|资讯|資訊|快讯|快訊|风采|專欄|专栏|频道|頻道|公告|通知|速递|聚焦|关注|园地|视点|视窗|热点|头条|简讯|纵览|"
    "栏目|專題|专题|报道|報道|專區|专区|之窗|信息|內頁|内页|正文|首页|首頁|概况|简介|观察|版面|版|(?:^|^.{1,4})(?:中心|交流|合作|融合|教育|校园|活动|党建|工作|发布))$"
)
_EDITION = re.compile(
    r"(?:第?\s?[A-Z]?\d{1,3}\s?[版叠期][:：]?|[A-Z]\d{1,2}[:：]).{0,10}|.{2,10}(?:数字报|电子报|電子報|手机报)"
)
_NAVIGATION = frozenset(
    [
        "world",
        "business",
        "education",
        "opinion",
        "subscribe",
        "sports",
        "sport",
        "culture",
        "technology",
        "tech",
        "politics",
        "economy",
        "markets",
        "video",
        "life",
        "travel",
        "weather",
        "search",
        "home",
        "news",
        "events",
        "about",
        "contact",
        "china",
        "asia",
        "science",
        "health",
        "lifestyle",
        "features",
        "more",
        "english",
        "chinese",
        "mobile",
        "login",
        "register",
        "admissions",
        "research",
        "campus",
        "international",
        "students",
        "faculty",
        "alumni",
        "library",
        "media",
        "photos",
        "topics",
        "society",
        "industry",
        "companies",
    ]
)
SECTION_LENGTH, PART_LENGTH, MANY, WORDS = 14, 10, 3, 3


def is_site_header(line: str, *, is_site) -> bool:
    """Whether the line is the head of a site: its name with sections beside it, a menu, an edition of a paper."""
    parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
    if _EDITION.fullmatch(line.strip()) or (
        parts and _EDITION.fullmatch(parts[0]) and all(map(_is_label, parts[1:]))
    ):
        return True
    if not _CHINESE.search(line):
        return _is_navigation(line) or (
            len(parts) > 1
            and all(_is_navigation(p) or is_site(p) or len(p.split()) < 2 for p in parts)
        )
    if len(parts) < 2 or _MARKS.search(line) or max(map(len, parts)) > 2 * PART_LENGTH:
        return False
    known = [part for part in parts if is_site(part) or _is_label(part)]
    return len(known) == len(parts) or (
        len(parts) >= MANY and bool(known) and max(map(len, parts)) <= PART_LENGTH
    )


def is_section_name(line: str) -> bool:
    """Whether a Chinese line of few characters ends as names of sections do."""
    return len(line) <= SECTION_LENGTH and bool(_SECTION.search(line)) and not _MARKS.search(line)


def _is_label(part: str) -> bool:
    is_named = bool(
        _SECTION.search(part) or MENU_WORDS.search(part) or match_outlet(part) or match_office(part)
    )
    return part.lower() in BOILERPLATE_LINES or (len(part) <= PART_LENGTH and is_named)


def _is_navigation(line: str) -> bool:
    words = [word for word in re.split(r"[^A-Za-z]+", line.lower()) if word not in ("", "and")]
    return len(words) >= 1 and all(word in _NAVIGATION for word in words)
