"""Lines that hold a date and, beside it, an outlet, an author, a page number or a place."""

import re
from dataclasses import dataclass

from seeds.pages.boilerplate import is_only_buttons
from seeds.pages.dates import find_date, parse_date
from seeds.pages.outlets import match_office, match_outlet
from seeds.pages.person_names import is_only_names, parse_names
from seeds.pages.prose import is_prose
from seeds.reading.labels import AUTHOR, EDITOR, UNIT, VIEWS

# Facts without a label of their own: a bare date, a bare outlet.
BARE_DATE, BARE_OUTLET = "dated", "outlet"

_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 "
    "陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)
PROVINCES = frozenset(_PROVINCES.split())
# Pieces beside a date that state nothing.
_KNOWN = re.compile(
    r"(?:发布|發布|發佈|发表|发稿|更新|刊登|星期.|周.|週.|礼拜.|[上下]午|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"点击|浏览|浏览次数|Beijing|Beijing Time|BJT|"
    r"GMT\s?\+?8?|CST|"
    r"(?:第\s?)?[A-Z]?\d{1,3}\s?[版叠期](?:\s?[:：].{0,12})?|版次.{0,6}|总第\s?\d{1,6}\s?期|\d{1,3}[\s-]min(?:ute)?s? read|"
    r"(?:阅读|閱讀|浏览|赞|讚|讚好|在看|评论|評論|收藏|转发|分享|IP属地|发表于)\s?[:：]?[\d.,]{0,9}[万萬wk]?\+?|"
    r"(?:Posted|Updated|Published|Released)?\s?(?:on|at)?)",
    re.I,
)
_COUNTED = re.compile(
    r"(\d{1,9})\s?(?:次|人)?(?:浏览|阅读|点击|views|reads|hits)|(?:浏览|阅读|点击)\D{0,3}(\d{1,9})次?",
    re.I,
)
_EDGES = " \t\u3000\xa0,，-—–/:：()（）[]【】《》〔〕"
_BY = re.compile(
    r"(?:(?:Photos?|Texts?|Story|Written|Reported|Edited)(?:\s?(?:/|and|&)\s?(?:Photos?|Texts?|Story))?\s+)?By\s+(?=[A-Z])",
    re.I,
)
_ISSUED = re.compile(
    r"(?:Published|Posted|Released|Issued)\s+by\s+(?=[A-Z])(.{3,80}?)(?:\s+(?:on|at))?", re.I
)
_REPORTED = re.compile(
    r"(?:[\u3400-\u9fff]{0,8}(?:记者|記者|通讯员|通訊員|作者)|[文图圖攝摄]{1,2})\s?[/／]?\s?(?=[\u3400-\u9fff])"
)
_PIECES = re.compile(r"[|｜丨\t·•\u3000]|[ \xa0]{2,}|\s/\s")
_SENTENCE = re.compile("[。；！？]|[,，].*[,，]|\\.\\s")
SHORT_LINE_LENGTH, DATELINE_LIMIT, MIN_TITLE_LENGTH = 60, 200, 8


@dataclass(frozen=True)
class MetadataLine:
    """What a line states as (role, value) pairs, and the text of a title or paragraph glued to it."""

    fields: tuple[tuple[str, object], ...]
    before: str = ""
    after: str = ""


def parse_dateline(line: str) -> MetadataLine | None:
    """Return what a line with a date states, or None when the date is part of a title or a text."""
    whole = parse_date(line)
    if whole:
        return MetadataLine(((BARE_DATE, whole),))
    moment = find_date(line) if len(line) <= DATELINE_LIMIT else None
    if not moment or (is_prose(line) and len(line) > SHORT_LINE_LENGTH * 2):
        return None
    facts, unknown = _beside(line[: moment.start], line[moment.end :])
    facts.insert(0, (BARE_DATE, moment.text))
    if not unknown:
        return MetadataLine(tuple(facts))
    if len(unknown) == 1 and _PIECES.search(line) and not is_prose(unknown[0]) and len(facts) > 1:
        return MetadataLine(
            tuple(facts), before=unknown[0] if len(unknown[0]) >= MIN_TITLE_LENGTH else ""
        )
    # A clock time in a short line is no event: the rest of such a line (account, place) is furniture.
    is_clocked = (
        "T" in moment.text and len(line) <= SHORT_LINE_LENGTH and not _SENTENCE.search(line)
    )
    return MetadataLine(tuple(facts)) if is_clocked else None


def parse_fragments(text: str) -> tuple[list[tuple[str, object]], str]:
    """Return what the text before a label states piece by piece; text that states nothing known is a title."""
    stamp = parse_dateline(text)
    if stamp:
        return list(stamp.fields), stamp.before
    moment = find_date(text)
    if (
        moment
        and not is_prose(text)
        and (not text[: moment.start].strip(_EDGES) or not text[moment.end :].strip(_EDGES))
    ):
        return [(BARE_DATE, moment.text)], (text[: moment.start] + text[moment.end :]).strip(_EDGES)
    facts, unknown = _known(text)
    return (facts, "") if not unknown else ([], text)


def parse_byline(line: str) -> MetadataLine | None:
    """Return the people of an English byline ("By …", "Photo/Text by …", "Edited by …"), or None."""
    match = _BY.match(line)
    if not match:
        return None
    names = parse_names(line[match.end() :].split("|", maxsplit=1)[0])
    role = EDITOR if line.lower().startswith("edited") else AUTHOR
    return MetadataLine(tuple((role, name) for name in names)) if names else None


def _beside(before: str, behind: str) -> tuple[list[tuple[str, object]], list[str]]:
    tokens = before.split()
    # The head of an account's post: original mark, author, account, moment, province.
    if (
        tokens
        and (tokens[0] == "原创" or behind.strip(_EDGES) in PROVINCES)
        and not _PIECES.search(before.strip())
    ):
        account = tokens[-1].strip(_EDGES)
        return ([(BARE_OUTLET, account)] if account and account != "原创" else []), []
    return _known(f"{before}  {behind}")


def _known(text: str) -> tuple[list[tuple[str, object]], list[str]]:
    """Return the facts of the pieces and the pieces that state nothing known."""
    facts: list[tuple[str, object]] = []
    unknown = []
    for piece in _PIECES.split(text):
        stated = _piece(piece.strip(_EDGES))
        if stated is None:
            words = [_piece(word.strip(_EDGES)) for word in piece.split()]
            stated = None if None in words else [fact for word in words for fact in word]
        facts += stated or []
        unknown += [piece.strip(_EDGES)] if stated is None else []
    return facts, unknown


def _piece(piece: str) -> list[tuple[str, object]] | None:
    """What one piece of a dated line states; None when it states nothing known."""
    if _KNOWN.fullmatch(piece) or piece in PROVINCES or is_only_buttons(piece):
        return []
    views = _COUNTED.fullmatch(piece)
    if views:
        return [(VIEWS, int(views[1] or views[2]))]
    issued = _ISSUED.fullmatch(piece)
    if issued:
        return [(UNIT, issued[1])]
    people = _people(piece)
    if people:
        return [(AUTHOR, name) for name in people]
    outlet = match_outlet(piece) or match_office(piece)
    return [(BARE_OUTLET, outlet)] if outlet else None


def _people(piece: str) -> tuple[str, ...]:
    by = parse_byline(piece)
    if by:
        return tuple(str(name) for _, name in by.fields)
    reported = _REPORTED.match(piece)
    if reported and len(piece) <= SHORT_LINE_LENGTH:
        return parse_names(piece[reported.end() :])
    return parse_names(piece) if is_only_names(piece) else ()
