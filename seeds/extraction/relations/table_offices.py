"""Offices in tables, read strictly: words for an office that is none of ours are never bent into one."""

import re
from dataclasses import dataclass

from seeds.extraction.annotation import Sentence
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("table_offices")

LEAD = "lead"
MEMBER = "member"
UNIT = "(?:单位|学校|院校|高校|企业|机构|组织|成员|方)"
ZH_OFFICES = (
    ("executive_vice_chair", "(?:常务|执行)副(?:理事长|会长|主席|主任委员)"),
    ("vice_chair", "副(?:理事长|会长|主席|主任委员)"),
    ("secretary_general", "秘书长|秘书处"),
    ("standing_director", "常务理事"),
    ("chair", "理事长|会长|主席|主任委员"),
    ("director", "理事会成员|理事"),
    (LEAD, "(?:联合|共同)?(?:牵头|发起)"),
    ("guiding", "指导"),
    (MEMBER, "(?:普通|一般)?(?:成员|会员)"),
)
CHAIR_WORD = "(?:chair(?:man|person|woman|ing)?|president)"
EN_OFFICES = (
    ("executive_vice_chair", rf"executive (?:vice|deputy)[- ]?{CHAIR_WORD}"),
    ("vice_chair", rf"(?:vice|deputy)[- ]?{CHAIR_WORD}"),
    ("secretary_general", "secretary[- ]general|secretariat"),
    (
        "standing_director",
        "standing (?:council )?(?:director|member)|standing member of the council",
    ),
    ("chair", CHAIR_WORD),
    ("director", "director|(?:council|governing|board)(?: member)?"),
    (LEAD, "lead(?:ing)?|initiat(?:or|ing)|founding"),
    ("guiding", "guiding|guidance"),
    (MEMBER, "(?:ordinary )?member"),
)
EN_UNIT = (
    "(?:[- ](?:unit|organi[sz]ation|institution|body|member|company|college|university|school)s?)?"
)
# These are offices only where the word for a body stands behind them: alone they are anything.
NEED_UNIT = frozenset({LEAD, "guiding"})
BODY = "(?:第.{1,3}届|新一届|共同体|联合体|联盟|理事会|集团|本会)*"
NUMBERING = PATTERNS["numbering"]
REMARK = PATTERNS["remark"]
COMBINED = PATTERNS["combined"]
BLANKS = re.compile(r"\s+")
HAN = re.compile("[\u3400-\u9fff]")
OFFICE_WORD = PATTERNS["office_word"]
LIST_CAPTION = PATTERNS["list_caption"]
PLANNED = PATTERNS["planned"]
MAX_CAPTION_LENGTH = 80
# Before the word for an office: another one than ours, or one of several
_OTHERS = "副 名誉 荣誉 联席 轮值 联合 执行 首席 候补 和 及 与 兼 、 /"
OTHER_OFFICES = tuple(_OTHERS.split())
GROUP_LINE = PATTERNS["group_line"]


@dataclass(frozen=True)
class PrintedOffice:
    """An office with its words; `role` is "" for one that the portal has not."""

    role: str
    wording: str = ""
    sentence: Sentence | None = None
    has_unit: bool = True


def _patterns(offices: tuple[tuple[str, str], ...], frame: str) -> tuple:
    return tuple(
        (role, re.compile(frame.replace("OFFICE", f"(?P<office>{words})"), re.I))
        for role, words in offices
    )


ZH_PATTERNS = _patterns(ZH_OFFICES, f"{BODY}OFFICE(?P<unit>{UNIT})?")
EN_PATTERNS = _patterns(EN_OFFICES, f"(?:the )?OFFICE(?P<unit>{EN_UNIT})")


def read_office(text: str) -> PrintedOffice | None:
    """Return the office that a cell or a heading is, None if it is anything else."""
    bare = BLANKS.sub("", text) if HAN.search(text) else text.strip()
    bare = REMARK.sub("", NUMBERING.sub("", bare))
    for role, pattern in (*ZH_PATTERNS, *EN_PATTERNS):
        match = pattern.fullmatch(bare)
        if not match:
            continue
        if role in NEED_UNIT and not match["unit"]:
            return None
        return PrintedOffice(role, bare, has_unit=bool(match["unit"]))
    return None


def read_offices(text: str) -> list[PrintedOffice]:
    """Return the offices of a cell that names one or more; none if one of them is not understood."""
    whole = read_office(text)
    if whole:
        return [whole]
    parts = [part for part in COMBINED.split(REMARK.sub("", text)) if part.strip()]
    offices = [read_office(part) for part in parts]
    if not offices or not all(offices):
        return []
    has_unit = any(office.has_unit for office in offices)
    return [PrintedOffice(office.role, text.strip(), has_unit=has_unit) for office in offices]


def read_section(text: str) -> PrintedOffice | None:
    """Return the office that a line over its rows gives to them.

    One without a role where the line is not understood; None where it is a mere group of bodies.
    """
    office = read_office(text)
    if office:
        return office
    bare = REMARK.sub("", NUMBERING.sub("", text)).strip()
    return None if GROUP_LINE.fullmatch(bare) else PrintedOffice("")


def read_caption(text: str) -> PrintedOffice | None:
    """Return the office of all rows below a caption, None for a caption that names no office.

    One without a role where it names several, one that the portal has not, or people proposed for it.
    """
    office = read_office(text)
    if office:
        return office
    if len(text) > MAX_CAPTION_LENGTH or not LIST_CAPTION.search(text):
        return None
    words = [_caption_office(text, match) for match in OFFICE_WORD.finditer(text)]
    if not words:
        return None
    if PLANNED.search(text) or len(set(words)) > 1 or not words[0]:
        return PrintedOffice("")
    return PrintedOffice(words[0], OFFICE_WORD.search(text)[0])


def is_planned_list(text: str) -> bool:
    """Whether words say that those listed are only proposed."""
    return bool(PLANNED.search(text))


def _caption_office(text: str, words: re.Match[str]) -> str:
    """The role of the office at the end of some words, "" for one of several or one that is not ours."""
    for start in range(words.start(), words.end()):
        office = read_office(text[start : words.end()])
        if office:
            rest = text[:start]
            return "" if rest.endswith(OTHER_OFFICES) else office.role
    return ""
