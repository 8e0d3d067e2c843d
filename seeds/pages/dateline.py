"""Lines that hold a date and, beside it, an outlet, an author, a page number or a place."""

import re
from dataclasses import dataclass

from seeds.pages.boilerplate import is_only_buttons
from seeds.pages.dates import PageDate, find_date, parse_date, states_impossible_date
from seeds.pages.outlets import match_office, match_outlet
from seeds.pages.parsed_page import MetadataField, NameUnderRole
from seeds.pages.person_names import is_only_names, parse_names
from seeds.pages.prose import is_prose
from seeds.pages.sender_regions import is_sender_region
from seeds.reading.labels import AUTHOR, EDITOR, UNIT, VIEWS

# Roles of what stands without a label: a bare date, a bare outlet.
BARE_DATE = "dated"
BARE_OUTLET = "outlet"
# Role of a date that no calendar has, labelled or not.
IMPOSSIBLE_DATE = "impossible"

# Fragments beside a date that state nothing.
_KNOWN = re.compile(
    r"(?:发布|發布|發佈|发表|发稿|更新|刊登|星期.|周.|週.|礼拜.|[上下]午|(?:Mon|Tues|Wednes|"
    r"Thurs|Fri|Satur|Sun)day|"
    r"点击|浏览|浏览次数|[农農][历曆].{2,8}|Beijing|Beijing Time|BJT|"
    r"GMT\s?\+?8?|CST|"
    r"(?:第\s?)?[A-Z]?\d{1,3}\s?[版叠期](?:\s?[:：].{0,12})?|版次.{0,6}|总第\s?\d{1,6}\s?期|"
    r"\d{1,3}[\s-]min(?:ute)?s? read|"
    r"(?:阅读|閱讀|浏览|赞|讚|讚好|在看|评论|評論|收藏|转发|分享|IP属地|"
    r"发表于)\s?[:：]?[\d.,]{0,9}[万萬wk]?\+?|"
    r"(?:Posted|Updated|Published|Released)?\s?(?:on|at)?)",
    re.I,
)
_COUNTED = re.compile(
    r"(\d{1,9})\s?(?:次|人)?(?:浏览|阅读|点击|views|reads|hits)|(?:浏览|阅读|点击)\D{0,3}(\d{1,9})次?",
    re.I,
)
_EDGES = " \t\u3000\xa0,，-—–/:：()（）[]【】《》〔〕"
_BY = re.compile(
    r"(?:(?:Photos?|Texts?|Story|Written|Reported|Edited)(?:\s?(?:/|and|&)\s?(?:Photos?|Texts?|"
    r"Story))?\s+)?By\s+(?=[A-Z])",
    re.I,
)
_ISSUED = re.compile(
    r"(?:Published|Posted|Released|Issued)\s+by\s+(?=[A-Z])(.{3,80}?)(?:\s+(?:on|at))?", re.I
)
_REPORTED = re.compile(
    r"(?:[\u3400-\u9fff]{0,8}(?:记者|記者|通讯员|通訊員|作者)|"
    r"[文图圖攝摄]{1,2})\s?[/／]?\s?(?=[\u3400-\u9fff])"
)
_FRAGMENT_BOUNDARY = re.compile(r"[|｜丨\t·•\u3000]|[ \xa0]{2,}|\s/\s")
_SENTENCE = re.compile("[。；！？]|[,，].*[,，]|\\.\\s")
# Lengths in characters
SHORT_LINE_LENGTH = 60
DATELINE_LIMIT = 200
DATE_LIMIT = 24
MIN_TITLE_LENGTH = 8
ORIGINAL_MARK = "原创"


@dataclass(frozen=True)
class MetadataLine:
    """What a line states as (role, value) pairs, and the text of a title or paragraph glued to it."""

    fields: tuple[MetadataField, ...]
    before: str = ""
    after: str = ""


def parse_dateline(line: str) -> MetadataLine | None:
    """Return what a line with a date states, or None when the date is part of a title or a text."""
    only_date = _parse_only_date(line)
    if only_date:
        return only_date
    is_text = len(line) > SHORT_LINE_LENGTH * 2 and is_prose(line)
    if is_text or len(line) > DATELINE_LIMIT:
        return None
    date = find_date(line)
    if not date:
        return None
    beside, unknown = _parse_beside_date(line[: date.start], line[date.end :])
    fields = ((BARE_DATE, date.text), *beside)
    if not unknown:
        return MetadataLine(fields)
    if _is_title_beside_fields(line, unknown, fields):
        title = unknown[0] if len(unknown[0]) >= MIN_TITLE_LENGTH else ""
        return MetadataLine(fields, before=title)
    return MetadataLine(fields) if _has_clock_only(line, date) else None


def _parse_only_date(line: str) -> MetadataLine | None:
    """Return the date that is all of the line, possible or not."""
    whole = parse_date(line)
    if whole:
        return MetadataLine(((BARE_DATE, whole),))
    if len(line) <= DATE_LIMIT and states_impossible_date(line):
        return MetadataLine(((IMPOSSIBLE_DATE, line),))
    return None


def _is_title_beside_fields(
    line: str, unknown: list[str], fields: tuple[MetadataField, ...]
) -> bool:
    """Whether the one unknown fragment beside date and another field is a title."""
    if len(unknown) != 1 or len(fields) < 2:
        return False
    return bool(_FRAGMENT_BOUNDARY.search(line)) and not is_prose(unknown[0])


def _has_clock_only(line: str, date: PageDate) -> bool:
    # A clock time in a short line is no event: the rest of such a line (account, place) is boilerplate.
    return "T" in date.text and len(line) <= SHORT_LINE_LENGTH and not _SENTENCE.search(line)


def parse_fragments(text: str) -> tuple[list[MetadataField], str]:
    """Return what the fragments of a text before a label state; a text that states nothing is a title."""
    dateline = parse_dateline(text)
    if dateline:
        return list(dateline.fields), dateline.before
    date = find_date(text)
    if date and not is_prose(text):
        before = text[: date.start]
        behind = text[date.end :]
        if not before.strip(_EDGES) or not behind.strip(_EDGES):
            return [(BARE_DATE, date.text)], (before + behind).strip(_EDGES)
    fields, unknown = _parse_all_fragments(text)
    if unknown:
        return [], text
    return fields, ""


def parse_byline(line: str) -> MetadataLine | None:
    """Return the people of an English byline ("By …", "Photo/Text by …", "Edited by …"), or None."""
    match = _BY.match(line)
    if not match:
        return None
    names = parse_names(line[match.end() :].split("|", maxsplit=1)[0])
    if not names:
        return None
    if line.lower().startswith("edited"):
        return MetadataLine(tuple((EDITOR, NameUnderRole("Edited by", name)) for name in names))
    return MetadataLine(tuple((AUTHOR, name) for name in names))


def _parse_beside_date(before: str, behind: str) -> tuple[list[MetadataField], list[str]]:
    """Return the fields before and behind a date, and the fragments that state nothing known."""
    if not _is_account_header(before, behind):
        return _parse_all_fragments(f"{before}  {behind}")
    *_, last_word = before.split()
    account = last_word.strip(_EDGES)
    if not account or account == ORIGINAL_MARK:
        return [], []
    return [(BARE_OUTLET, account)], []


def _is_account_header(before: str, behind: str) -> bool:
    # The head of an account's post: original mark, author, account, date, province.
    tokens = before.split()
    if not tokens or _FRAGMENT_BOUNDARY.search(before.strip()):
        return False
    return tokens[0] == ORIGINAL_MARK or is_sender_region(behind.strip(_EDGES))


def _parse_all_fragments(text: str) -> tuple[list[MetadataField], list[str]]:
    """Return the fields of the fragments and the fragments that state nothing known."""
    fields: list[MetadataField] = []
    unknown = []
    for fragment in _FRAGMENT_BOUNDARY.split(text):
        stripped = fragment.strip(_EDGES)
        stated = _parse_fragment(stripped)
        if stated is None:
            stated = _parse_words(fragment)
        if stated is None:
            unknown.append(stripped)
        else:
            fields += stated
    return fields, unknown


def _parse_words(fragment: str) -> list[MetadataField] | None:
    """Return what the words of a fragment state one by one; None when one of them is unknown."""
    fields: list[MetadataField] = []
    for word in fragment.split():
        stated = _parse_fragment(word.strip(_EDGES))
        if stated is None:
            return None
        fields += stated
    return fields


def _parse_fragment(text: str) -> list[MetadataField] | None:
    """Return what one fragment of a dated line states; None when it states nothing known."""
    if _KNOWN.fullmatch(text) or is_sender_region(text) or is_only_buttons(text):
        return []
    if views := _COUNTED.fullmatch(text):
        return [(VIEWS, int(views[1] or views[2]))]
    if issued := _ISSUED.fullmatch(text):
        return [(UNIT, issued[1])]
    people = _parse_people(text)
    if people:
        return [(AUTHOR, name) for name in people]
    return _parse_outlet(text)


def _parse_outlet(text: str) -> list[MetadataField] | None:
    outlet = match_outlet(text) or match_office(text)
    return [(BARE_OUTLET, outlet)] if outlet else None


def _parse_people(text: str) -> tuple[str, ...]:
    byline = parse_byline(text)
    if byline:
        return tuple(str(name) for role, name in byline.fields if role == AUTHOR)
    role_word = _REPORTED.match(text)
    if role_word and len(text) <= SHORT_LINE_LENGTH:
        return parse_names(text[role_word.end() :])
    return parse_names(text) if is_only_names(text) else ()
