"""Lines that state who published, wrote, edited and when: labelled, glued or bare."""

import re
from dataclasses import dataclass

from seeds.pages.dates import find_moment, read_moment
from seeds.pages.names import is_unit, names_in
from seeds.pages.prose import is_prose
from seeds.pages.values import clean_value, outlet_in
from seeds.reading.labels import AUTHOR, EDITOR, LABELS, OTHER, SOURCE, UNIT, VIEWS, Field, split_labels

# Facts without a label of their own: a bare date, a bare outlet.
DATED, OUTLET = "dated", "outlet"

_BARE_LABELS = "|".join(
    sorted(
        (
            re.escape(label)
            for role in (SOURCE, UNIT, AUTHOR, EDITOR, VIEWS)
            for label in LABELS[role].split()
            if not label.isascii() and label not in ("部门", "单位", "文字", "文案")
        ),
        key=len,
        reverse=True,
    )
)
_BARE = re.compile(rf"(^|[\s(（/|])({_BARE_LABELS})[ \u3000\xa0\t]{{1,8}}(?=[^\s:：])")
_REPORTERS = re.compile("(?:记者|記者|通讯员|通訊員)")
_HANDED_IN = re.compile(r"[(（]?\s?([^,，。:：]{2,30}?)\s{0,3}供稿\s?[)）]?")
# Pieces beside a date that state nothing; what counts views without a colon.
_KNOWN = re.compile(
    r"(?:发布|發布|发表|发稿|更新|星期.|周.|点击|浏览|浏览次数|第\s?\d{1,3}\s?版|Print|Beijing|GMT\+?8?|"
    r"(?:Posted|Updated|Published|Released)?\s?(?:on|at)?)",
    re.I,
)
_COUNTED = re.compile(r"(\d{1,9})\s?(?:次|人)?(?:浏览|阅读|点击|views|reads|hits)|(?:浏览|阅读|点击)\D{0,3}(\d{1,9})次?", re.I)
_EDGES = " \t,，-—/:：()（）[]【】《》"
_NUMBERS = re.compile(r"[\d\s:/.\-]+")
_BY = re.compile(
    r"(?:(?:Photos?|Texts?|Story|Written|Reported|Edited)(?:\s?(?:/|and|&)\s?(?:Photos?|"
    r"Texts?|Story))?\s+)?By\s+(?=[A-Z])",
    re.I,
)
_PIECES = re.compile(r"[|｜\t·•]|[ \u3000\xa0]{2,}")
_SENTENCE = re.compile("[。；！？]|[,，].*[,，]|\\.\\s")
_BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】]{2,200})[)）\]】]")
SHORT_LINE = 60
DATED_LIMIT = 200
# Labels stand on lines of their own or before a paragraph, not before a whole book.
LINE_LIMIT = 5_000
BYLINE_LIMIT = 160


@dataclass(frozen=True)
class Printed:
    """What a line states as (role, value) pairs, and the text of a title or paragraph glued to it."""

    facts: tuple[tuple[str, object], ...]
    before: str = ""
    after: str = ""


def read_line(line: str, *, in_head: bool) -> Printed | None:
    """Return what the line states, or None when it is no such line.

    In the head of a page a bare date, outlet or everyday word counts; later only unmistakable labels do.
    """
    if len(line) > LINE_LIMIT:
        return None
    whole = _BRACKETED.fullmatch(line)
    inner = (whole[1] if whole else line).strip()
    labelled = _with_colons(inner)
    return (
        _labelled(labelled, in_head=in_head)
        or _signature(inner)
        or (_dated(inner) if in_head else None)
        or (_by(inner) if len(inner) <= BYLINE_LIMIT else None)
    )


def read_remark(text: str) -> tuple[tuple[str, object], ...]:
    """Return what a remark in brackets inside a paragraph states: reporters, authors, who handed it in."""
    printed = _labelled(_with_colons(text), in_head=False) or _signature(text) or _by(text)
    return printed.facts if printed else ()


def _with_colons(line: str) -> str:
    if len(line) > SHORT_LINE or _SENTENCE.search(line):
        return line
    return _BARE.sub(r"\1\2:", line)


def _labelled(line: str, *, in_head: bool) -> Printed | None:
    before, fields = split_labels(line)
    before = before.strip(" \t\u3000\xa0|·•[(（【-/")
    if not fields or is_prose(before) or (not in_head and not _surely_labels(before, fields)):
        return None
    facts, title = _facts_before(before)
    rest = ""
    for field in fields:
        values, rest = clean_value(field)
        facts += values
    if is_prose(rest) and not in_head and fields[-1].role != VIEWS:
        return None
    return Printed(tuple(facts), before=title, after=rest.strip() if is_prose(rest) else "")


def _surely_labels(before: str, fields: tuple[Field, ...]) -> bool:
    if before and not read_moment(before) and not outlet_in(before):
        return False
    if any(len(field.value) > SHORT_LINE * 2 for field in fields):
        return False
    if all(field.role in (AUTHOR, EDITOR, OTHER) for field in fields):
        return any(clean_value(field)[0] for field in fields) or not any(field.value.strip() for field in fields)
    # "时间:5月22日" inside a text is the time of an event, not of the page.
    return not all(field.label in ("时间", "日期", "時間", "time", "date", "部门", "单位", "department") for field in fields)


def _facts_before(before: str) -> tuple[list[tuple[str, object]], str]:
    if not before:
        return [], ""
    dated = _dated(before)
    if dated:
        return list(dated.facts), dated.before
    pieces = [_piece(piece.strip(_EDGES)) for piece in _PIECES.split(before)]
    if None not in pieces:
        return [fact for piece in pieces for fact in piece], ""
    return [], before if len(before) > 3 and not _NUMBERS.fullmatch(before) else ""


def _dated(line: str) -> Printed | None:
    whole = read_moment(line)
    if whole:
        return Printed(((DATED, whole),))
    moment = find_moment(line) if len(line) <= DATED_LIMIT else None
    if not moment or (is_prose(line) and len(line) > SHORT_LINE * 2):
        return None
    facts: list[tuple[str, object]] = [(DATED, moment.text)]
    unknown = []
    for piece in _PIECES.split(f"{line[: moment.start]}  {line[moment.end :]}"):
        known = _piece(piece.strip(_EDGES))
        unknown += [piece.strip()] if known is None else []
        facts += known or []
    if not unknown:
        return Printed(tuple(facts))
    if len(unknown) == 1 and _PIECES.search(line) and not is_prose(unknown[0]) and len(facts) > 1:
        return Printed(tuple(facts), before=unknown[0])
    # A clock time in a short line is no event: the rest of such a line (account, place) is furniture.
    is_stamp = "T" in moment.text and len(line) <= SHORT_LINE and not _SENTENCE.search(line)
    return Printed(tuple(facts)) if is_stamp else None


def _piece(piece: str) -> list[tuple[str, object]] | None:
    """What one piece of a dated line states; None when it states nothing known."""
    if _KNOWN.fullmatch(piece):
        return []
    by = _by(piece)
    if by:
        return list(by.facts)
    views = _COUNTED.fullmatch(piece)
    if views:
        return [(VIEWS, int(views[1] or views[2]))]
    outlet = outlet_in(piece)
    return [(OUTLET, outlet)] if outlet else None


def _by(line: str) -> Printed | None:
    match = _BY.match(line)
    if not match:
        return None
    names = names_in(line[match.end() :].split("|", maxsplit=1)[0])
    role = EDITOR if line.lower().startswith("edited") else AUTHOR
    return Printed(tuple((role, name) for name in names)) if names else None


def _signature(line: str) -> Printed | None:
    if len(line) > SHORT_LINE or _SENTENCE.search(line):
        return None
    handed = _HANDED_IN.fullmatch(line)
    if handed:
        tokens = re.split("[\\s、,，/]+", handed[1])
        units = [(UNIT, token) for token in tokens if is_unit(token)]
        return Printed(tuple(units + [(AUTHOR, name) for name in names_in(" ".join(t for t in tokens if not is_unit(t)))]))
    first = _REPORTERS.search(line[:24])
    names = names_in(line[first.start() :]) if first else ()
    if not names or not _is_byline(line[first.start() :], names):
        return None
    return Printed(tuple((AUTHOR, name) for name in names))


def _is_byline(line: str, names: tuple[str, ...]) -> bool:
    # Behind the names only a place and a word of trade may stand: "记者 甲乙 某地报道".
    for name in names:
        line = line.replace(name, " ", 1)
    left = [t for t in re.split("[\\s、,，:：/]+", _REPORTERS.sub(" ", line)) if t]
    return all(
        is_unit(t) or re.fullmatch(".{0,6}(?:报道|報道|報導|摄影|摄|文|图|文/图|特约|实习|整理|摄影报道)", t) for t in left
    )
