"""Headers of a publication: lines over the headline that name site, periodical, issue or kind of text."""

import re

from seeds.pages.boilerplate import BOILERPLATE_LINES
from seeds.pages.dates import find_date
from seeds.pages.outlets import match_outlet

# Characters or words that a name has at most
CHINESE_LIMIT = 30
WORD_LIMIT = 14
HEAD_LINES = 4  # before the text, among which publication_headers are looked for
DATED_LINE_LIMIT = 70
FEW_WORDS = 4
MENU_PARTS = 3
FEW_CHARACTERS = 8
_CHINESE = re.compile("[\u3400-\u9fff]")
_SITE_WORD = re.compile("(?:的)?(?:官方)?(?:门户)?(?:网站|網站|官网|官網|主页)$")
_BODY_ENDINGS = (
    "学院 學院 大学 大學 学校 學校 技校 中专 集团 集團 公司 协会 協會 学会 學會 商会 商會 联合会 聯合會 "
    "委员会 委員會 管委会 共同体 共同體 联合体 聯合體 联盟 聯盟 教育局 教育厅 教育廳 人社局 工信局 人民政府 "
    "办公室 辦公室 秘书处 秘書處 研究院 研究所 基金会 工会 使馆 使館 领事馆 園區 园区 开发区"
)
_CHINESE_BODY = re.compile(f"(?:{'|'.join(_BODY_ENDINGS.split())})$")
_NO_NAME = re.compile(r"[\d，。！？!?：:；;、《》“”|｜]")
# “第8期（总第31期）”, “(2025年第8期)” behind the name of a periodical or alone
_ISSUE = re.compile(
    r"\s*[(（]?\s?(?:(?:19|20)\d\d\s?年)?\s?(?:总)?第\s?[\d一二三四五六七八九十]{1,4}\s?[期版号號]"
    r"(?:\s?[(（]?\s?总第?\s?\d{1,5}\s?期\s?[)）]?)?\s*[)）]?\s*$"
)
_LATIN_ISSUE = re.compile(
    r"(?:^|[,\s(])(?:Vol(?:ume|\.)?|Issue|No\.)\s?(?:No\.\s?)?\d{1,4}\b[^:]*$", re.IGNORECASE
)
_KIND_OF_TEXT = re.compile(
    r"(?:for immediate release|(?:press|media|news) release|(?:\w+ )?edition|feature|special report|notice)",
    re.IGNORECASE,
)
_LATIN_PERIODICAL = re.compile(r"\b(?:Newsletter|Bulletin|Gazette|Magazine|Digest|Journal)\b")
_LATIN_BODY = (
    r"(?:Section|Office|Bureau|Department|Ministry|Embassy|Consulate|Association|Society|Federation|"
    r"Council|Committee|Commission|Group|Company|Corporation|University|College|Institute|School|Academy|"
    r"Polytechnic|Alliance|Consortium|Government|Chamber|Co\., Ltd\.?|Inc\.)"
)
_LATIN_NAME = re.compile(rf".*\b{_LATIN_BODY}(?:\s(?:of|in|for|to|at)\s.+)?")
_SMALL_WORD_LIST = "and of the for in to at on & -- — – · |"
_SMALL_WORDS = frozenset(_SMALL_WORD_LIST.split())
# “甲山机械集团 · 新闻中心”, “江州日報 / 兩岸”, “Jiashan Group | Newsroom”: a name, and the section behind it
_SECTION_BEHIND = re.compile(
    r"^[\u3400-\u9fff]{2,4}\s?[·•]\s?(?=[\u3400-\u9fff]{2,4}$)|\s?[·•|｜丨/／>]\s?(?:[\u3400-\u9fff]{2,6}|[A-Z][a-z]+(?:\s(?:&|and)\s[A-Z][a-z]+)?)$"
    r"|\s(?:新闻稿|新聞稿|新闻中心|政务要闻|要闻|要聞|公告|通知公告|代表处|[\u3400-\u9fff]{1,4}代表处)$"
)
# “江州商訊 JIANGZHOU BUSINESS POST”: a name in both scripts
_LATIN_BESIDE = re.compile(r"^(?:[A-Z][A-Z&.\-]+\s)+|(?:\s[A-Z][A-Z&.\-]+)+$")
# “Linjiang Science Park, Linjiang, Jiangxi Province”
_PLACE_BEHIND = re.compile(r"(?:,\s[A-Z]\w+)*,\s[A-Z]\w+(?:\s(?:Province|City|China))?$")
# What makes a sentence of words in capitals: “Our College Becomes …”, “Alliance Founded in …”
_LATIN_PREDICATE = re.compile(
    r"\b(?:Our|Its|A|An|New|Is|Are|Was|Be|Becomes?|Joins?|Signs?|Opens?|Holds?|Held|Launch(?:es)?|Wins?|Won|"
    r"Hosts?|Visits?|Unveils?|Sets?|Gets?|Meets?|Met|Goes|Takes?|Builds?|Built|Brings?|Gives?|With|\w{2,}ed)\b"
)
# “江州新闻网5月19日电”, “(江州新闻网 2025年5月19日讯 记者赵敏)” on a line of its own
_WIRE = re.compile(
    r"[(（【]?\s?([\u3400-\u9fff·]{2,14}(?:网|網|报|報|社|台|客户端))\s?(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日\s?"
    r"(?:电|電|讯|訊)(?:\s?[(（]?(?:记者|記者|通讯员|通訊員).{0,30})?[)）】]?"
)
# “Published December 12, 2023. A talk about …”
_PUBLISHED_AT_START = re.compile(
    r"(?:Published|Posted|Released|Issued)\s(?:on\s)?[A-Z\d][\w,\s]{6,22}(?=\.\s)"
)
# Words beside a date that are no headline: “Linjiang, May 19, 2025 –”, “秘书处编印 2025年5月19日”
_NO_HEADLINE = re.compile(r"[。！？!?:：]|[“”《》]")


def is_publication_header(line: str) -> bool:
    """Whether a line only names a site, a periodical, an issue or the kind of text that follows."""
    line = line.strip()
    if _KIND_OF_TEXT.fullmatch(line):
        return True
    line = _SECTION_BEHIND.sub("", line)
    if _CHINESE.search(line):
        return bool(_WIRE.fullmatch(line) or _ISSUE.search(line) or _is_chinese_name(line))
    return (
        bool(match_outlet(line)) or _is_latin_issue(line) or _is_latin_name(line) or _is_menu(line)
    )


def _is_chinese_name(line: str) -> bool:
    name = _LATIN_BESIDE.sub("", _SITE_WORD.sub("", line)).strip()
    if len(name) > CHINESE_LIMIT or _NO_NAME.search(name):
        return False
    return name != line or bool(_CHINESE_BODY.search(name) or match_outlet(name))


def _is_menu(line: str) -> bool:
    """Whether bars part many short steps: “Jiashan Pumps Co., Ltd. | Products | Service | Join Us”."""
    parts = line.split(" | ")
    return len(parts) >= MENU_PARTS and all(len(part.split()) <= FEW_WORDS for part in parts[1:])


def _is_latin_issue(line: str) -> bool:
    return len(line) <= DATED_LINE_LIMIT and bool(_LATIN_ISSUE.search(line))


def _is_latin_name(line: str) -> bool:
    words = line.split()
    if len(words) > WORD_LIMIT or _LATIN_PREDICATE.search(line):
        return False
    if not all(word[:1].isupper() or word in _SMALL_WORDS for word in words):
        return False
    if len(words) <= FEW_WORDS and line[-1:].isalpha():
        return True
    if len(_PLACE_BEHIND.sub("", line).split()) <= FEW_WORDS:
        return True
    return bool(_LATIN_PERIODICAL.search(line) or _LATIN_NAME.fullmatch(line))


def find_publication_source(lines: tuple[str, ...], breadcrumb_site: str) -> str:
    """Return the publisher that the lines over the headline name, or the path of menus, or ""."""
    for line in lines[:HEAD_LINES]:
        name = publication_name(line)
        if name:
            return name
    return breadcrumb_site


def publication_name(line: str) -> str:
    """Return the outlet or body that a header names, without the word for its website, or ""."""
    wire = _WIRE.fullmatch(line.strip())
    if wire:
        return wire[1]
    line = _SECTION_BEHIND.sub("", line.strip())
    if not is_publication_header(line) or _ISSUE.search(line) or _is_latin_issue(line):
        return ""
    name = _SITE_WORD.sub("", line)
    name = _LATIN_BESIDE.sub("", name).strip()
    is_named = match_outlet(name) or _CHINESE_BODY.search(name) or _LATIN_NAME.fullmatch(name)
    return name if is_named and name.lower() not in BOILERPLATE_LINES else ""


def is_dated_line(line: str) -> bool:
    """Whether a line is a date with a few words beside it that are no headline."""
    date = find_date(line) if len(line) <= DATED_LINE_LIMIT else None
    if date is None:
        return False
    beside = f"{line[: date.start]} {line[date.end :]}".strip(" ,，·—–-|/()（）")
    limit = FEW_WORDS if beside.isascii() else FEW_CHARACTERS
    size = len(beside.split()) if beside.isascii() else len(beside)
    return size <= limit and not _NO_HEADLINE.search(beside)


def find_dated_line(lines: tuple[str, ...]) -> str:
    """Return the date, in EDTF, of the first short line that holds one beside other words, or ""."""
    for line in lines:
        published = _PUBLISHED_AT_START.match(line)
        text = published[0] if published else line
        date = find_date(text) if len(text) <= DATED_LINE_LIMIT else None
        if date and not _NO_HEADLINE.search(text[: date.start]):
            return date.text
    return ""
