"""Choose the title among the lines before the text."""

import re

from seeds.pages.boilerplate import BOILERPLATE_LINES
from seeds.pages.outlets import match_office, match_outlet
from seeds.pages.prose import is_prose
from seeds.pages.site_headers import is_section_name, is_site_header

_CHINESE = re.compile("[\u3400-\u9fff]")
_ALWAYS = re.compile(r"\s?_\s?|\s{3,}")
_BAR = re.compile(r"\s?[|｜丨]\s?")
_DASH = re.compile(r"\s+[-–—]\s*|\s*[-–]\s+|(?<=[\u3400-\u9fff”》!！?？])[-–](?=[\u3400-\u9fff])")
_SITE_ENDINGS = (
    "网 網 报 報 社 台 部 处 處 学院 學院 大学 大學 学校 學校 中心 新闻 新聞 官网 官網 "
    "门户 在线 集团 公司 频道 协会 委员会 教育局 教育厅 系 办公室 客户端 首页 正文 资讯 "
    "新闻网 政府 原创 发布 技师学院 开发区 新区 园区 联盟 专题 專題"
)
SITE_ENDINGS = tuple(_SITE_ENDINGS.split())
# A word of action makes a title of what else could be the name of a site.
_ACTION = re.compile(
    "落户|走进|成立|揭牌|签|簽|举行|舉行|召开|召開|举办|舉辦|赴|与|與|携手|访|获|獲|入选|来我|考察|调研|参观|共建|在|对接|牵手|"
    "进驻|助力|推进|亮相|启动|加入|关于|把|让|將|将|从|(?<!华)为|搬|迎"
)
# Endings of titles too, when more stands before them.
_SHORT_WORDS = "发布 發布 观察 觀察 资讯 通讯 简报 简讯 联盟 园区 系 社 台 专题 新闻 部"
_SHORT_ENDINGS = tuple(_SHORT_WORDS.split())
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
# Repeated titles are looked for among this many lines only.
REPEAT_LINES = 40
METADATA_LIMIT = 10
SITE_LIMIT, SHORT_SITE_LIMIT, SITE_WORD_LIMIT, SECTION_WORDS = 20, 10, 7, 4


def strip_site_name(title: str) -> str:
    """Return the title without the names of site and section that a browser's title line adds."""
    parts = [part for part in _ALWAYS.split(title.strip()) if part.strip()]
    title = max(parts[:1] or [title], key=len).strip()
    title = _between_bars(title)
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
    if (
        not low <= len(line) <= high
        or is_prose(line)
        or line.lower() in BOILERPLATE_LINES
        or SUBTITLE.match(line)
    ):
        return False
    if line.endswith(("。", "；", ";", "：", ":", "，", ",", "、")) or (
        line.startswith(("(", "（")) and line.endswith((")", "）"))
    ):
        return False
    return bool(_CHINESE.search(line)) or len(line.split()) >= WORDS


def is_site_name(line: str) -> bool:
    """Whether the line is no more than the name of a site, an outlet or an institution, or a section in capitals."""
    line = line.strip()
    if _CHINESE.search(line):
        named = match_outlet(line) or match_office(line) or line.endswith(SITE_ENDINGS)
        limit = SHORT_SITE_LIMIT if line.endswith(_SHORT_ENDINGS) else SITE_LIMIT
        return (
            len(line) <= limit
            and bool(named)
            and not _ACTION.search(line)
            and not re.search(r"[\s\d，。！？!?：、]", line)
        )
    words = line.split()
    names = all(word[:1].isupper() or word in ("and", "of", "the", "for", "&") for word in words)
    return len(words) <= SITE_WORD_LIMIT and (
        line.isupper() or (names and bool(match_outlet(line) or SITE_WORDS.search(line)))
    )


def choose_title(
    lines: list[str], metas: tuple[int, ...], gaps: tuple[int, ...] = ()
) -> int | None:
    """Return the index of the title among the lines before the text, or None when the page prints none.

    `metas` count the lines before each line that states source or date; the title stands in the last block
    before the first of them that has one, or else first behind it. Without such a line it is the first
    fitting one. `gaps` are the numbers of the lines with furniture above them: a block ends there.
    """
    fitting = [n for n, line in enumerate(lines) if can_be_title(line) and not is_site_name(line)]
    fitting = [n for n in fitting if not is_site_header(lines[n], is_site=is_site_name)] or fitting
    near = lines[:REPEAT_LINES]
    twice = [
        n
        for n in fitting
        if n < REPEAT_LINES
        and any(m != n and _repeats(line, lines[n]) for m, line in enumerate(near))
    ]
    clear = [n for n in fitting if not CAPTION.search(lines[n])]
    for meta in metas[:METADATA_LIMIT]:
        before = [n for n in fitting if n < meta]
        if before:
            again = [n for n in twice if n in before]
            return again[-1] if again else _main_line(lines, _blocks(before, gaps)[::-1], before)
    if metas:
        return _main_line(lines, _blocks(clear, gaps), clear) if clear else None
    return next(iter(twice or clear), None)


def _main_line(lines: list[str], blocks: list[list[int]], among: list[int]) -> int:
    """Return the title of the first block that has one: the line over a subtitle, else its first full line."""
    longest = max((lines[n] for n in among), key=len)
    for block in blocks:
        under = [n for n in block if n + 1 < len(lines) and SUBTITLE.match(lines[n + 1])]
        full = [n for n in block if not _is_section(lines[n], longest)]
        if under or full:
            return (under or full)[0]
    return among[-1]


def _blocks(numbers: list[int], gaps: tuple[int, ...]) -> list[list[int]]:
    # A headline over its subtitle stand together; what stands above a menu is another matter.
    blocks: list[list[int]] = []
    for number in numbers:
        if blocks and number == blocks[-1][-1] + 1 and number not in gaps:
            blocks[-1].append(number)
        else:
            blocks.append([number])
    return blocks


def _is_section(line: str, longest: str) -> bool:
    # The name of a section is much shorter than a title.
    if line == longest:
        return False
    if is_section_name(line) and not is_section_name(longest):
        return True
    if _CHINESE.search(longest):
        return len(line) * 2 < len(longest) and len(line) < 12
    return len(line.split()) <= SECTION_WORDS < len(longest.split()) / 2 or line.isupper()


def _between_bars(title: str) -> str:
    # A bar parts a title from its site, or a column from its title; names of sites and sections go.
    parts = [part.strip() for part in _BAR.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    kept = [n for n, part in enumerate(parts) if not _is_section_name(part)]
    if not kept:
        return parts[0]
    return title if kept == list(range(len(parts))) else " | ".join(parts[n] for n in kept)


def _is_section_name(part: str) -> bool:
    return (
        part.lower() in BOILERPLATE_LINES
        or is_site_name(part)
        or (bool(SITE_WORDS.search(part)) and len(part.split()) <= SECTION_WORDS)
    )


def _repeats(line: str, title: str) -> bool:
    return (line == title and _is_long(title)) or (
        line != title and line.startswith(title) and _is_site(line[len(title) :].strip(" -_|–—"))
    )


def _is_long(title: str) -> bool:
    return len(title) >= (10 if _CHINESE.search(title) else 40)


def _is_site(tail: str) -> bool:
    return (
        bool(tail)
        and len(tail) <= 40
        and (tail.endswith(SITE_ENDINGS) or bool(SITE_WORDS.search(tail)))
    )
