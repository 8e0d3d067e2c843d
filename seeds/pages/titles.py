"""The title, chosen among the lines before the text."""

import itertools
import re

from seeds.pages.boilerplate import BOILERPLATE_LINES
from seeds.pages.outlets import match_office, match_outlet
from seeds.pages.prose import is_prose
from seeds.pages.publication_headers import HEAD_LINES, is_dated_line, is_publication_header
from seeds.pages.site_headers import is_section_name, is_site_header

_CHINESE = re.compile("[\u3400-\u9fff]")
_ALWAYS = re.compile(r"\s?_\s?|\s{3,}")
_MARKDOWN_MARK = re.compile(r"^#{1,6}\s+")
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
    "落户|走进|成立|揭牌|签|簽|举行|舉行|召开|召開|举办|舉辦|赴|与|與|携手|访|获|獲|入选|来我|"
    "考察|调研|参观|共建|在|对接|牵手|"
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
# Least and most characters of a title
CHINESE_LIMITS = (5, 90)
LATIN_LIMITS = (12, 220)
MIN_WORDS = 3
_UNFINISHED_ENDS = ("。", "；", ";", "：", ":", "，", ",", "、")
# Repeated titles are looked for among this many lines only.
REPEAT_LINES = 40
METADATA_LIMIT = 10
# Most characters
SITE_LIMIT = 20
SHORT_SITE_LIMIT = 10
SUFFIX_LIMIT = 40
SHORT_LINE = 12
# Least characters of a title whose repetition is no chance
LONG_CHINESE = 10
LONG_LATIN = 40
# Most words
SITE_WORD_LIMIT = 7
SECTION_WORDS = 4
_SMALL_WORDS = ("and", "of", "the", "for", "&")
_NO_SITE = re.compile(r"[\s\d，。！？!?：、]")


def strip_site_name(title: str) -> str:
    """Return the title without the names of site and section that a browser's title line adds."""
    title = _MARKDOWN_MARK.sub("", title.strip())
    parts = [part for part in _ALWAYS.split(title) if part.strip()]
    title = _strip_bars((parts[0] if parts else title).strip())
    for last_dash in reversed(list(_DASH.finditer(title))):
        before = title[: last_dash.start()].strip()
        behind = title[last_dash.end() :].strip()
        if len(before) < CHINESE_LIMITS[0] or not _is_site_suffix(behind):
            break
        title = before
    return title


def can_be_title(line: str) -> bool:
    """Whether a line before the text may be its title."""
    line = line.strip()
    is_chinese = bool(_CHINESE.search(line))
    shortest, longest = CHINESE_LIMITS if is_chinese else LATIN_LIMITS
    if not shortest <= len(line) <= longest:
        return False
    if line.endswith(_UNFINISHED_ENDS) or _is_in_parentheses(line):
        return False
    if is_prose(line) or line.lower() in BOILERPLATE_LINES or SUBTITLE.match(line):
        return False
    return is_chinese or len(line.split()) >= MIN_WORDS


def _is_in_parentheses(line: str) -> bool:
    return line.startswith(("(", "（")) and line.endswith((")", "）"))


def is_site_name(line: str) -> bool:
    """Whether the line only names a site, an outlet or an institution, or is a section in capitals."""
    line = line.strip()
    if _CHINESE.search(line):
        return _is_chinese_site_name(line)
    words = line.split()
    if len(words) > SITE_WORD_LIMIT:
        return False
    if line.isupper():
        return True
    is_name = all(word[:1].isupper() or word in _SMALL_WORDS for word in words)
    return is_name and bool(match_outlet(line) or SITE_WORDS.search(line))


def _is_chinese_site_name(line: str) -> bool:
    limit = SHORT_SITE_LIMIT if line.endswith(_SHORT_ENDINGS) else SITE_LIMIT
    if len(line) > limit or _ACTION.search(line) or _NO_SITE.search(line):
        return False
    return line.endswith(SITE_ENDINGS) or bool(match_outlet(line) or match_office(line))


def choose_title(
    lines: list[str], metadata_positions: tuple[int, ...], gaps: tuple[int, ...] = ()
) -> int | None:
    """Return the index of the title among the lines before the text, or None when the page prints none.

    `metadata_positions` count the lines before each line that states source or date; the title stands
    in the last block before the first of them that has one, or else first behind it. Without such a
    line it is the first candidate. `gaps` are the numbers of the lines with boilerplate above them: a
    block ends there.
    """
    candidates = _title_candidates(lines)
    repeated = _repeated_titles(lines, candidates)
    for position in metadata_positions[:METADATA_LIMIT]:
        before = [number for number in candidates if number < position]
        if before:
            repeated_before = [number for number in repeated if number < position]
            return _last_title(lines, before, repeated_before, gaps)
    titles = _without_captions(lines, candidates)
    if metadata_positions:
        return _choose_from_blocks(lines, _split_blocks(titles, gaps))
    return next(iter(repeated or titles), None)


def _last_title(
    lines: list[str], numbers: list[int], repeated: list[int], gaps: tuple[int, ...]
) -> int | None:
    """Return the last repeated title, or the title of the last block that has one."""
    if repeated:
        return repeated[-1]
    blocks = _split_blocks(numbers, gaps)
    return _choose_from_blocks(lines, blocks[::-1])


def _title_candidates(lines: list[str]) -> list[int]:
    """Return the lines that can be a title; headers only when there is nothing else."""
    candidates = [
        number for number, line in enumerate(lines) if can_be_title(line) and not is_site_name(line)
    ]
    no_headers = [
        number
        for number in candidates
        if not is_site_header(lines[number], is_site_name=is_site_name)
    ]
    no_publication_headers = [
        number for number in no_headers if not _is_over_title(number, lines[number])
    ]
    return no_publication_headers or no_headers or candidates


def _is_over_title(number: int, line: str) -> bool:
    return is_dated_line(line) or (number < HEAD_LINES and is_publication_header(line))


def _without_captions(lines: list[str], numbers: list[int]) -> list[int]:
    return [number for number in numbers if not CAPTION.search(lines[number])]


def _repeated_titles(lines: list[str], candidates: list[int]) -> list[int]:
    """Return the candidates that the page prints again, alone or with the name of its site."""
    near = lines[:REPEAT_LINES]
    repeated = []
    for number in candidates:
        others = near[:number] + near[number + 1 :]
        if number < REPEAT_LINES and any(_repeats(line, lines[number]) for line in others):
            repeated.append(number)
    return repeated


def _choose_from_blocks(lines: list[str], blocks: list[list[int]]) -> int | None:
    """Return the title of the first block with one: the line over a subtitle, else its first full line."""
    if not blocks:
        return None
    numbers = sorted(itertools.chain.from_iterable(blocks))
    longest = max((lines[number] for number in numbers), key=len)
    for block in blocks:
        title = _title_of_block(lines, block, longest)
        if title is not None:
            return title
    return numbers[-1]


def _title_of_block(lines: list[str], block: list[int], longest: str) -> int | None:
    for number in block:
        if number + 1 < len(lines) and SUBTITLE.match(lines[number + 1]):
            return number
    for number in block:
        if not _is_section(lines[number], longest):
            return number
    return None


def _split_blocks(numbers: list[int], gaps: tuple[int, ...]) -> list[list[int]]:
    # A headline and its subtitle stand together; what stands above a menu is another matter.
    blocks: list[list[int]] = []
    for number in numbers:
        if blocks and number == blocks[-1][-1] + 1 and number not in gaps:
            blocks[-1].append(number)
        else:
            blocks.append([number])
    return blocks


def _is_section(line: str, longest: str) -> bool:
    """Whether the line names a section, which is much shorter than the title, the longest line."""
    if line == longest:
        return False
    if is_section_name(line) and not is_section_name(longest):
        return True
    if _CHINESE.search(longest):
        return len(line) < SHORT_LINE and len(line) * 2 < len(longest)
    return len(line.split()) <= SECTION_WORDS < len(longest.split()) / 2 or line.isupper()


def _strip_bars(title: str) -> str:
    # A bar separates a title from its site, or a column from its title; names of sites and sections go.
    stripped = (part.strip() for part in _BAR.split(title))
    parts = [part for part in stripped if part]
    if len(parts) < 2:
        return title
    remaining = [part for part in parts if not _is_site_or_section(part)]
    if not remaining:
        return parts[0]
    if len(remaining) == len(parts):
        return title
    return " | ".join(remaining)


def _is_site_or_section(part: str) -> bool:
    if part.lower() in BOILERPLATE_LINES or is_site_name(part):
        return True
    return len(part.split()) <= SECTION_WORDS and bool(SITE_WORDS.search(part))


def _repeats(line: str, title: str) -> bool:
    """Whether the line is a long title again, or the title with the name of a site behind it."""
    if line == title:
        return _is_long(title)
    return line.startswith(title) and _is_site_suffix(line[len(title) :].strip(" -_|–—"))


def _is_long(title: str) -> bool:
    return len(title) >= (LONG_CHINESE if _CHINESE.search(title) else LONG_LATIN)


def _is_site_suffix(text: str) -> bool:
    if not text or len(text) > SUFFIX_LIMIT:
        return False
    return text.endswith(SITE_ENDINGS) or bool(SITE_WORDS.search(text))
