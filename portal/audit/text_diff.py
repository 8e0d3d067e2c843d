"""What changed between two texts, word by word; a Chinese text by its characters, since it has no spaces."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from html import unescape

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
COMBINING_MARKS = "\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f"
# A break between paragraphs, blanks, a word or number, or one sign: a Chinese character, a punctuation mark
TOKEN = re.compile(
    rf"\n|[^\S\n]+|(?:[^\W{CJK}][{COMBINING_MARKS}]*)+(?:[.,]\d+)*|.[{COMBINING_MARKS}]*", re.DOTALL
)
INLINE_TAGS = r"strong|em|b|i|u|s|sub|sup|a"
BLOCK_TAGS = r"p|h[1-6]|ul|ol|li|blockquote|br|hr|table|caption|thead|tbody|tr|th|td|div"
BLOCK_BREAK = re.compile(rf"(?:\s*</?(?:{BLOCK_TAGS})(?:\s[^<>]*)?/?>\s*)+", re.IGNORECASE)
TAG = re.compile(rf"</?(?:{BLOCK_TAGS}|{INLINE_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
LINK = re.compile(r'<a\s[^<>]*?href="([^"<>]*)"[^<>]*>(.*?)</a>', re.IGNORECASE | re.DOTALL)

MAX_STEPS = 64  # an edit of more steps is looked for between anchors
ANCHOR_LENGTHS = (
    12,
    5,
    2,
)  # so many tokens in a row that occur once on both sides hold the sides together
MAX_DEPTH = 5
MAX_CHANCE_TOKENS, MIN_REWRITTEN_TOKENS = (
    2,
    8,
)  # so few signs that stay between so many that change stay by chance

EqualRun = tuple[int, int, int]  # where equal tokens begin on both sides, and how many they are


def render_diff(old: str, new: str) -> SafeString:
    """The new text with <ins> around what came and <del> around what went; more than one paragraph stands in <p> each."""
    before, after = comparable_texts(old, new)
    html = "".join(_shown(kind, text) for kind, text in _parts(before, after))
    return mark_safe(f"<p>{html}</p>" if "</p>" in html else html)  # noqa: S308  every text is escaped by _shown


def comparable_texts(old: str, new: str) -> tuple[str, str]:
    """What is compared: both as plain text, a paragraph on each line; with link addresses where those differ."""
    if not (TAG.search(old) or TAG.search(new)):
        return old.replace("\r\n", "\n"), new.replace("\r\n", "\n")
    moved = [match[1] for match in LINK.finditer(old)] != [match[1] for match in LINK.finditer(new)]
    return _plain(old, links=moved), _plain(new, links=moved)


def only_markup_differs(old: str, new: str) -> bool:
    """Whether two different texts say the same words: a heading, a list or a stress came or went."""
    before, after = comparable_texts(old, new)
    return old != new and before == after


def _plain(html, *, links):
    if links:
        html = LINK.sub(r"\2 [\1]", html)
    lines = TAG.sub("", BLOCK_BREAK.sub("\0", " ".join(html.split()))).split("\0")
    return "\n".join(filter(None, (" ".join(unescape(line).split()) for line in lines)))


def _shown(kind, text):
    pieces = [escape(piece) for piece in text.split("\n")]
    if not kind:
        return "</p>\n<p>".join(pieces)
    return f'<{kind} class="break"></{kind}></p>\n<p>'.join(
        f"<{kind}>{piece}</{kind}>" if piece else "" for piece in pieces
    )


# What stays, what goes, what comes


def _parts(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The texts that stay (“”), go (“del”) and come (“ins”), in order."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    i = j = 0
    for start, other, length in [*_without_chance(before, after), (len(before), len(after), 0)]:
        yield from _pieces(
            ("del", before[i:start]), ("ins", after[j:other]), ("", before[start : start + length])
        )
        i, j = start + length, other + length


def _pieces(*tokens: tuple[str, list[str]]) -> Iterator[tuple[str, str]]:
    return ((kind, "".join(some)) for kind, some in tokens if some)


def _without_chance(before, after) -> list[EqualRun]:
    """The runs that stay, without the odd sign that stays by chance in the middle of what was written anew."""
    runs = _joined(_runs(before, after, (0, len(before)), (0, len(after))))
    ends = [(0, 0, 0), *runs, (len(before), len(after), 0)]
    return [
        run
        for last, run, following in zip(ends, runs, ends[2:], strict=False)
        if not _chance(before, last, run, following)
    ]


def _chance(before, last, run, following):
    signs = before[run[0] : run[0] + run[2]]
    return (
        len(signs) <= MAX_CHANCE_TOKENS
        and "\n" not in signs
        and min(_gap(last, run), _gap(run, following)) >= MIN_REWRITTEN_TOKENS
    )


def _gap(run, following):
    return max(following[0] - run[0] - run[2], following[1] - run[1] - run[2])


def _joined(runs: Iterable[EqualRun]) -> list[EqualRun]:
    joined: list[EqualRun] = []
    for run in runs:
        if joined and all(joined[-1][side] + joined[-1][2] == run[side] for side in (0, 1)):
            joined[-1] = (*joined[-1][:2], joined[-1][2] + run[2])
        elif run[2]:
            joined.append(run)
    return joined


# Equal tokens on both sides: short edits exactly, long ones between anchors


def _runs(
    a: list[str], b: list[str], in_a: tuple[int, int], in_b: tuple[int, int], depth: int = 0
) -> Iterator[EqualRun]:
    """The runs of equal tokens within both stretches, in order."""
    (i, to_a), (j, to_b) = in_a, in_b
    head = _same(a[i:to_a], b[j:to_b])
    yield i, j, head
    i, j = i + head, j + head
    tail = _same(a[i:to_a][::-1], b[j:to_b][::-1])
    to_a, to_b = to_a - tail, to_b - tail
    if i < to_a and j < to_b:
        yield from _middle(a, b, (i, to_a), (j, to_b), depth)
    yield to_a, to_b, tail


def _same(a, b):
    pairs = zip(a, b, strict=False)
    return next(
        (place for place, (one, other) in enumerate(pairs) if one != other), min(len(a), len(b))
    )


def _middle(a, b, in_a, in_b, depth):
    one, other = a[slice(*in_a)], b[slice(*in_b)]
    exact = _shortest(one, other)
    if exact is not None:
        yield from ((in_a[0] + i, in_b[0] + j, 1) for i, j in exact)
        return
    anchors = next(filter(None, (_anchors(one, other, length) for length in ANCHOR_LENGTHS)), [])
    if depth == MAX_DEPTH or not anchors:
        return
    ends = (0, 0)
    for i, j in [*anchors, (len(one), len(other))]:
        here = (in_a[0] + ends[0], in_a[0] + i), (in_b[0] + ends[1], in_b[0] + j)
        yield from _runs(a, b, *here, depth + 1)
        ends = i, j


def _shortest(a: list[str], b: list[str]) -> list[tuple[int, int]] | None:
    """The places of equal tokens by the shortest edit (Myers 1986); none if that takes too many steps."""
    furthest, trail = {1: 0}, []
    for steps in range(min(len(a) + len(b), MAX_STEPS) + 1):
        trail.append(dict(furthest))
        for lane in range(-steps, steps + 1, 2):
            x = furthest[lane + 1] if _comes(furthest, lane, steps) else furthest[lane - 1] + 1
            while x < len(a) and x - lane < len(b) and a[x] == b[x - lane]:
                x += 1
            furthest[lane] = x
            if x >= len(a) and x - lane >= len(b):
                return _back(trail, len(a), len(b))
    return None


def _comes(furthest, lane, steps):
    """Whether the furthest way to this lane takes a new token last, and not an old one away."""
    return lane == -steps or (lane != steps and furthest[lane - 1] < furthest[lane + 1])


def _back(trail, x, y):
    pairs = []
    for steps in range(len(trail) - 1, -1, -1):
        lane, furthest = x - y, trail[steps]
        comes = _comes(furthest, lane, steps)
        start = furthest[lane + 1] if comes else furthest[lane - 1] + 1
        while x > start:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = (x, y - 1) if comes else (x - 1, y)
    return pairs[::-1]


def _anchors(a: list[str], b: list[str], length: int) -> list[tuple[int, int]]:
    """Where a stretch of so many tokens begins that occurs once on each side; the most of them that keep their order."""
    once_in_a, once_in_b = _once(a, length), _once(b, length)
    pairs = [
        (place, once_in_b[tokens]) for tokens, place in once_in_a.items() if tokens in once_in_b
    ]
    rising = _rising(pairs)
    return [
        pair
        for before, pair in zip([None, *rising], rising, strict=False)
        if before != (pair[0] - 1, pair[1] - 1)
    ]


def _once(tokens, length):
    places: dict[tuple[str, ...], int] = {}
    for place, stretch in enumerate(
        zip(*(tokens[start:] for start in range(length)), strict=False)
    ):
        places[stretch] = -1 if stretch in places else place
    return {stretch: place for stretch, place in places.items() if place >= 0}


def _rising(pairs):
    """The longest row of pairs, sorted by their first, of which the second rises too."""
    ends: list[int] = []
    heads: list[tuple] = []
    for i, j in pairs:
        place = bisect_left(ends, j)
        before = heads[place - 1] if place else None
        ends[place : place + 1] = [j]
        heads[place : place + 1] = [(i, j, before)]
    row, head = [], heads[-1] if heads else None
    while head:
        row.append(head[:2])
        head = head[2]
    return row[::-1]
