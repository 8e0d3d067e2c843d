"""Rich text: cleaned before it is stored, its paragraphs and headings numbered when it is shown."""

import re
from dataclasses import dataclass
from html import unescape
from itertools import count

import nh3
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

ALLOWED_TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "br", "hr",
    "strong", "em", "b", "i", "u", "s", "sub", "sup", "a",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "figure",
}  # fmt: skip
ALLOWED_ATTRIBUTES = {
    "a": {"href", "title"},
    "figure": {"data-picture"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
ALLOWED_SCHEMES = {"http", "https", "mailto"}
# A citation can point at a text paragraph, or at a list item that does not begin with one.
PARAGRAPH = re.compile(
    r"<(?P<tag>p|li(?!>\s*<p>))>(?P<inner>.*?)(?=</(?P=tag)>|<ul>|<ol>|<p>)", re.DOTALL
)
HEADING = re.compile(r"<h(?P<level>[234])>(?P<inner>.*?)</h(?P=level)>", re.DOTALL)
PARAGRAPH_START = re.compile(r"<(p|li(?!>\s*<p>))>")
TAG = re.compile(r"<[^>]+>")
TABLE_START = "<table>"
HEADING_PREFIX = "## "
# The place of a picture: an empty figure that names it. Who shows the text puts the picture there.
FIGURE_KEY = re.compile(r"[a-z0-9]{4,32}")
FIGURE = re.compile(rf'<figure data-picture="(?P<key>{FIGURE_KEY.pattern})"></figure>')
_FIGURE_TAG = re.compile(rf'<figure data-picture="({FIGURE_KEY.pattern})">|</?figure\b[^>]*>')
INLINE_TAG = re.compile(r"</?(?:strong|em|b|i|u|s|sub|sup|a)(?:\s[^>]*)?>")


def clean(html: str) -> str:
    """The text with the allowed tags and attributes alone.

    That leaves no script, style, handler, picture, foreign scheme or class. A figure stays only as the
    empty place of a picture, each picture once.
    """
    cleaned = nh3.clean(
        html,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes=ALLOWED_SCHEMES,
        link_rel="noopener",
    )
    return _clean_figures(cleaned).strip() if "<figure" in cleaned else cleaned.strip()


def figure(key: str) -> str:
    """The place of the picture with that key."""
    return f'<figure data-picture="{key}"></figure>'


def figure_keys(html: str) -> list[str]:
    """The keys of the pictures that clean HTML has places for, in their order."""
    return [match["key"] for match in FIGURE.finditer(html)]


def without_figures(html: str) -> str:
    """Clean HTML without the places of pictures."""
    return FIGURE.sub("", html) if "<figure" in html else html


def validate_figure_key(key: str) -> None:
    """Raise a ValidationError for a text that is no key of a picture."""
    if not FIGURE_KEY.fullmatch(key):
        raise ValidationError(_("A key has 4 to 32 small letters and figures."), code="key")


def _clean_figures(html: str) -> str:
    """The HTML with each figure as an empty element; other figures and repetitions go, their text stays."""
    seen = set()

    def replacement(match):
        key = match[1]
        if not key or key in seen:
            return ""
        seen.add(key)
        return figure(key)

    return _FIGURE_TAG.sub(replacement, html)


def from_paragraphs(paragraphs) -> str:
    """Clean HTML of plain paragraphs; one that begins with “## ” becomes a heading."""
    return "\n".join(_block(text) for text in paragraphs)


def _block(text):
    if text.startswith(HEADING_PREFIX):
        return f"<h2>{escape(text.removeprefix(HEADING_PREFIX))}</h2>"
    return f"<p>{escape(text)}</p>"


def paragraphs(html: str) -> list[str]:
    """The plain texts of the numbered paragraphs of clean HTML: the first is paragraph 1."""
    return [_plain(match["inner"]) for match in PARAGRAPH.finditer(html)]


def _plain(html):
    return " ".join(unescape(TAG.sub("", html.replace("<br>", " "))).split())


def plain_text(html: str) -> str:
    """All words of clean HTML, of headings and tables too, with a line for each block."""
    text = unescape(TAG.sub("\n", INLINE_TAG.sub("", html)))
    lines = [line.strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if line)


def add_paragraph_ids(html: str) -> str:
    """Clean HTML whose paragraphs carry the ids p1, p2 … that citations link to."""
    number = count(1)
    return PARAGRAPH_START.sub(lambda match: f'<{match[1]} id="p{next(number)}">', html)


def count_tables(html: str) -> int:
    """How many tables the text has; the first is table 1."""
    return html.count(TABLE_START)


def add_table_ids(html: str) -> str:
    """Clean HTML whose tables carry the ids t1, t2 … that links to a table lead to."""
    number = count(1)
    return re.sub(TABLE_START, lambda _match: f'<table id="t{next(number)}">', html)


@dataclass(frozen=True)
class Heading:
    """A heading of a text: its id, its level (2 to 4) and its words."""

    anchor: str
    level: int
    text: str


def headings(html: str) -> list[Heading]:
    """The headings of clean HTML, in their order: the first is s1."""
    return [
        Heading(f"s{number}", int(match["level"]), _plain(match["inner"]))
        for number, match in enumerate(HEADING.finditer(html), 1)
    ]


def add_heading_ids(html: str) -> str:
    """Clean HTML whose headings carry the ids s1, s2 … that a table of contents links to."""
    number = count(1)

    def with_id(match):
        tag = f"h{match['level']}"
        return f'<{tag} id="s{next(number)}">{match["inner"]}</{tag}>'

    return HEADING.sub(with_id, html)


def excerpt(html: str, *, length: int = 40) -> str:
    """The first words of a text, as a stand-in for a title."""
    first_paragraphs = paragraphs(html)[:1]
    text = first_paragraphs[0] if first_paragraphs else ""
    return text if len(text) <= length else f"{text[:length]}…"
