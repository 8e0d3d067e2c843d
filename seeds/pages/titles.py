"""Choose the title among the lines before the text."""

import re

from seeds.pages.furniture import LINES
from seeds.pages.prose import is_prose

_CHINESE = re.compile("[\u3400-\u9fff]")
_ALWAYS = re.compile(r"\s?[_|｜]\s?|\s{3,}")
_DASH = re.compile(r"\s+[-–—]\s*|\s*[-–]\s+|(?<=[\u3400-\u9fff”》!！?？])[-–](?=[\u3400-\u9fff])")
_SITE_ENDINGS = (
    "网 網 报 報 社 台 部 处 處 学院 學院 大学 大學 学校 學校 中心 新闻 新聞 官网 官網 "
    "门户 在线 集团 公司 频道 协会 委员会 教育局 教育厅 系 办公室 客户端 首页 正文 资讯 "
    "新闻网 政府 原创"
)
SITE_ENDINGS = tuple(_SITE_ENDINGS.split())
SITE_WORDS = re.compile(
    r"\b(?:Network|News|Online|Daily|Times|University|College|Institute|Polytechnic|"
    r"Original|Home|Website|"
    r"Net|China|Xinhua|Center|Department|Office|[\w-]+\.(?:com|cn|org|net|"
    r"edu)(?:\.cn)?)\s*$",
    re.I,
)
CAPTION = re.compile(
    "^(?:图为|圖為|图[一二三四五六七八九十\\d]|▲|△)|(?:现场|合影|致辞|讲话|发言|合照)$|"
    "^(?:Photo|The picture|Caption)\\b|\\b(?:provided by|courtesy of)\\b",
    re.I,
)
SUBTITLE = re.compile("^(?:——|--|—)")
CHINESE_LIMITS, LATIN_LIMITS, WORDS = (5, 90), (12, 220), 3


def without_site(title: str) -> str:
    """Return the title without the names of site and section that a browser's title line adds."""
    parts = [part for part in _ALWAYS.split(title.strip()) if part.strip()]
    title = max(parts[:1] or [title], key=len).strip()
    while matches := list(_DASH.finditer(title)):
        cut = matches[-1]
        tail, head = title[cut.end() :].strip(), title[: cut.start()].strip()
        if len(head) < CHINESE_LIMITS[0] or not _is_site(tail):
            break
        title = head
    return title


def can_be_title(line: str) -> bool:
    """Whether a line before the text may be its title."""
    line = line.strip()
    low, high = CHINESE_LIMITS if _CHINESE.search(line) else LATIN_LIMITS
    if not low <= len(line) <= high or is_prose(line) or line.lower() in LINES or SUBTITLE.match(line):
        return False
    if line.endswith(("。", "；", ";", "：", ":", "，", ",", "、")) or (
        line.startswith(("(", "（")) and line.endswith((")", "）"))
    ):
        return False
    return bool(_CHINESE.search(line)) or len(line.split()) >= WORDS


def choose_title(lines: list[str], meta_at: int | None) -> int | None:
    """Return the index of the title among the lines before the text, or None when the page prints none.

    `meta_at` counts the lines before the one that states source and date; the title is the last fitting
    line before it or else the first behind it. Without such a line it is the first fitting one.
    """
    fitting = [number for number, line in enumerate(lines) if can_be_title(line)]
    twice = [n for n in fitting if any(m != n and _repeats(lines[m], lines[n]) for m in fitting)]
    clear = [number for number in fitting if not CAPTION.search(lines[number])]
    if meta_at is None:
        return next(iter(twice or clear), None) if lines else None
    before = [number for number in fitting if number < meta_at]
    if before:
        return _last_full(lines, before, twice)
    behind = [number for number in clear if len(lines[number]) >= 2 * CHINESE_LIMITS[0]]
    return next(iter(behind), None)


def _last_full(lines: list[str], before: list[int], twice: list[int]) -> int:
    # A section name between title and date is much shorter than a title.
    again = [number for number in twice if number in before]
    last = again[-1] if again else before[-1]
    longest = max(before, key=lambda number: len(lines[number]))
    return longest if len(lines[last]) * 2 < len(lines[longest]) and len(lines[last]) < 12 else last


def _repeats(line: str, title: str) -> bool:
    return (line == title and _is_long(title)) or (
        line != title and line.startswith(title) and _is_site(line[len(title) :].strip(" -_|–—"))
    )


def _is_long(title: str) -> bool:
    return len(title) >= (10 if _CHINESE.search(title) else 40)


def _is_site(tail: str) -> bool:
    return bool(tail) and len(tail) <= 40 and (tail.endswith(SITE_ENDINGS) or bool(SITE_WORDS.search(tail)))
