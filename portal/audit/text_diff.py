"""The difference of two texts by words; of Chinese text by characters, as it has no spaces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from fast_diff_match_patch import diff

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
COMBINING_MARKS = "\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f"
# A paragraph break, blanks, a word or number, or a single Chinese character or punctuation mark
TOKEN = re.compile(
    rf"\n|[^\S\n]+|(?:[^\W{CJK}][{COMBINING_MARKS}]*)+(?:[.,]\d+)*|.[{COMBINING_MARKS}]*", re.DOTALL
)
INLINE_TAGS = r"strong|em|b|i|u|s|sub|sup|a"
BLOCK_TAGS = r"p|h[1-6]|ul|ol|li|blockquote|br|hr|table|caption|thead|tbody|tr|th|td|div"
BLOCK_BREAK = re.compile(rf"(?:\s*</?(?:{BLOCK_TAGS})(?:\s[^<>]*)?/?>\s*)+", re.IGNORECASE)
TAG = re.compile(rf"</?(?:{BLOCK_TAGS}|{INLINE_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
LINK = re.compile(r'<a\s[^<>]*?href="([^"<>]*)"[^<>]*>(.*?)</a>', re.IGNORECASE | re.DOTALL)

# A run of Chinese characters, a word, or a number
PIECE = re.compile(rf"[{CJK}]+|[^\W\d_{CJK}]+|\d+(?:[.,]\d+)*%?")
FIRST_CODE = 0x10000  # tokens are coded from here: a million code points without surrogates
TIME_LIMIT = 0.5  # seconds; past that what is left of the texts counts as rewritten
MAX_CHANCE_TOKENS = 2  # a run of so few equal tokens ...
MIN_REWRITTEN_TOKENS = 8  # ... between so many that change is equal by chance


@dataclass
class Hunk:
    """Tokens that go, tokens that come in their place, and the equal tokens that follow."""

    deleted: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    equal: list[str] = field(default_factory=list)

    @property
    def change_length(self) -> int:
        """The number of tokens on the longer side of the change."""
        return max(len(self.deleted), len(self.inserted))

    @property
    def may_be_chance(self) -> bool:
        """Whether the equal tokens are too few to mean anything, and no paragraph break."""
        return len(self.equal) <= MAX_CHANCE_TOKENS and "\n" not in self.equal


def render_diff(old: str, new: str) -> SafeString:
    """Return the new text as HTML: <ins> marks what came, <del> what went.

    Several paragraphs stand in a <p> each; a break that came or went is an empty mark of the class "break".
    """
    before, after = comparable_texts(old, new)
    html = "".join(_mark_up(kind, text) for kind, text in _marked_texts(before, after))
    if "</p>" in html:
        html = f"<p>{html}</p>"
    return mark_safe(html)  # noqa: S308  _mark_up escapes every text


def comparable_texts(old: str, new: str) -> tuple[str, str]:
    """Return both texts as plain lines, a paragraph each; link addresses stand in them where these differ."""
    if not (TAG.search(old) or TAG.search(new)):
        return old.replace("\r\n", "\n"), new.replace("\r\n", "\n")
    links_differ = _link_addresses(old) != _link_addresses(new)
    return _plain_text(old, links=links_differ), _plain_text(new, links=links_differ)


def only_markup_differs(old: str, new: str) -> bool:
    """Whether two different texts have the same words: only headings, lists or emphasis changed."""
    before, after = comparable_texts(old, new)
    return old != new and before == after


def removed_spans(old: str, new: str) -> list[tuple[int, int]]:
    """Return where the numbers, words and runs of Chinese that went stand in the old text."""
    spans = []
    position = 0
    for kind, text in _marked_texts(old, new):
        if kind == "del":
            found = [match.span() for match in PIECE.finditer(text)]
            spans += [(start + position, end + position) for start, end in found]
        if kind != "ins":
            position += len(text)
    return spans


def _link_addresses(html: str) -> list[str]:
    return [match[1] for match in LINK.finditer(html)]


def _plain_text(html: str, *, links: bool) -> str:
    """Return the non-blank paragraphs without tags, a line each; `links` puts addresses behind link texts."""
    if links:
        html = LINK.sub(r"\2 [\1]", html)
    one_line = " ".join(html.split())
    paragraphs = TAG.sub("", BLOCK_BREAK.sub("\0", one_line)).split("\0")
    lines = [" ".join(unescape(paragraph).split()) for paragraph in paragraphs]
    return "\n".join(line for line in lines if line)


def _mark_up(kind: str, text: str) -> str:
    """Return a text as escaped HTML, each of its lines in a tag of that kind; a blank kind marks nothing."""
    lines = [escape(line) for line in text.split("\n")]
    if not kind:
        return "</p>\n<p>".join(lines)
    marked = [f"<{kind}>{line}</{kind}>" if line else "" for line in lines]
    return f'<{kind} class="break"></{kind}></p>\n<p>'.join(marked)


# The difference


def _marked_texts(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces that stay (""), go ("del") and come ("ins"), in order."""
    hunks = _token_diff(TOKEN.findall(old), TOKEN.findall(new))
    for before, after in pairwise(hunks):
        _align(before, after)
    for hunk in _without_chance_matches(hunks):
        for kind, tokens in (("del", hunk.deleted), ("ins", hunk.inserted), ("", hunk.equal)):
            if tokens:
                yield kind, "".join(tokens)


def _token_diff(old: list[str], new: list[str]) -> list[Hunk]:
    """Return the difference of two token lists: each distinct token is compared as one character."""
    tokens = list(dict.fromkeys([*old, *new]))
    codes = {token: chr(FIRST_CODE + index) for index, token in enumerate(tokens)}
    changes = diff(
        "".join([codes[token] for token in old]),
        "".join([codes[token] for token in new]),
        timelimit=TIME_LIMIT,
        checklines=False,
        cleanup="No",
        counts_only=False,
    )
    hunks = [Hunk()]
    for operation, coded in changes:
        decoded = [tokens[ord(code) - FIRST_CODE] for code in coded]
        if operation == "=":
            hunks[-1].equal = decoded
            hunks.append(Hunk())
        elif operation == "-":
            hunks[-1].deleted += decoded
        else:
            hunks[-1].inserted += decoded
    return hunks


def _align(before: Hunk, after: Hunk) -> None:
    """Turn a long replacement and an insertion into two replacements where these cost the same.

    张三任主任 → 李四任院长 keeps the first 任, which stands in the same place on both sides, not the second.
    """
    start = len(before.inserted)
    end = start + len(before.equal)
    if after.inserted and not after.deleted and before.deleted[start:end] == before.equal:
        after.deleted = [*before.deleted[end:], *before.equal]
        before.deleted = before.deleted[:start]


def _without_chance_matches(hunks: list[Hunk]) -> list[Hunk]:
    """Join hunks of rewritten text between which no more than the odd token is equal."""
    joined = hunks[:1]
    for before, after in pairwise(hunks):
        rewritten = min(before.change_length, after.change_length) >= MIN_REWRITTEN_TOKENS
        last = joined[-1]
        if rewritten and before.may_be_chance:
            deleted = [*last.deleted, *last.equal, *after.deleted]
            inserted = [*last.inserted, *last.equal, *after.inserted]
            joined[-1] = Hunk(deleted, inserted, after.equal)
        else:
            joined.append(after)
    return joined
