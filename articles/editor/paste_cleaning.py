"""Text out of Word, WPS and WeChat pages, made into the few blocks that an article has; clean text comes back as it was."""

import re
from html import escape
from html.parser import HTMLParser

import nh3

from articles.editor.paste_blocks import OpenElement
from portal.core import html

INLINE_TAGS = {
    "b": "strong",
    "i": "em",
    "strong": "strong",
    "em": "em",
    "u": "u",
    "s": "s",
    "strike": "s",
    "del": "s",
}
INLINE_TAGS |= {"sub": "sub", "sup": "sup", "a": "a", "span": ""}
CONTAINER_TAGS = {
    "ul",
    "ol",
    "li",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "caption",
}
HEADING_TAGS = {f"h{level}" for level in range(1, 7)}
# What begins and ends a block without being one of ours
WRAPPER_TAGS = {
    *(
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "nav",
        "figure",
        "figcaption",
        "center",
    ),
    *("address", "dl", "dt", "dd", "pre"),
}
ALLOWED_TAGS = {*INLINE_TAGS, *CONTAINER_TAGS, *HEADING_TAGS, *WRAPPER_TAGS, "br", "hr", "var"}
STYLE_ATTRIBUTES = {tag: {"style", "class"} for tag in ("p", "div", "span", "b", *HEADING_TAGS)}
KEPT_ATTRIBUTES = {
    "a": ("href", "title"),
    "th": ("scope", "colspan", "rowspan"),
    "td": ("colspan", "rowspan"),
}

VAR_TAG = re.compile(r"</?var\b[^<>]*>", re.IGNORECASE)
LIST_MARKER = re.compile(
    r"<!(?:--)?\[if !supportLists\](?:--)?>(.{0,2000}?)<!(?:--)?\[endif\](?:--)?>",
    re.IGNORECASE | re.DOTALL,
)  # the bullet or number that Word writes out before a list item
OFFICE_TAG = re.compile(r"</?[a-z]+:[a-z][^<>]*>", re.IGNORECASE)
CJK_CHARACTER = r"[\u2018-\u201d\u3000-\u9fff\uff00-\uffef]"
INLINE_MARKUP = r"(?:</?(?:a|b|em|font|i|s|span|strong|u)\b[^<>]*>)*"
WRAPPED_LINE = re.compile(
    rf"({CJK_CHARACTER}{INLINE_MARKUP})[ \t]*\r?\n[ \t]*(?={INLINE_MARKUP}{CJK_CHARACTER})"
)  # a line of the file, not of the text
WHITESPACE = re.compile(r"[ \t\r\n\f\u00a0\u200b\ufeff]+")
LIST_LEVEL = re.compile(r"mso-list:[^;]*level(\d)", re.IGNORECASE)
OUTLINE_LEVEL = re.compile(r"mso-outline-level:\s*([1-6])", re.IGNORECASE)
HEADING_STYLE = re.compile(r"\bMso(?:Title|Heading([1-6]))\b", re.IGNORECASE)
BOLD_WEIGHT = re.compile(r"(?<![\w-])font-weight:\s*(bold|[6-9]00)", re.IGNORECASE)
NORMAL_WEIGHT = re.compile(r"(?<![\w-])font-weight:\s*(normal|400)", re.IGNORECASE)


def clean_pasted_html(text: str) -> str:
    """Clean HTML of the pasted text: headings, paragraphs, lists, tables, quotes and links stay, a line for each block."""
    text = LIST_MARKER.sub(_marker, VAR_TAG.sub("", text))
    text = WRAPPED_LINE.sub(r"\1", OFFICE_TAG.sub("", text))
    reader = _Reader()
    reader.feed(
        nh3.clean(
            text,
            tags=ALLOWED_TAGS,
            attributes={**html.ALLOWED_ATTRIBUTES, **STYLE_ATTRIBUTES},
            url_schemes=html.ALLOWED_SCHEMES,
            link_rel=None,
        )
    )
    reader.close()
    return html.clean("\n".join(reader.finish()))


def _marker(found):
    return f"<var>{escape(html.TAG.sub('', found[1]))}</var>"


class _Reader(HTMLParser):
    """Goes through well-formed HTML and fills a stack of frames: one for each open list, cell or quote."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.frames = [OpenElement("")]
        self.marks = []  # the open inline tags, each with what it becomes; blank for none
        self.line = []  # the inline HTML of the block that is being read
        self.kind = "p"
        self.item = None  # (level, ordered) of a Word list item
        self.marker = None  # the text of its bullet or number, while it is read

    # What the parser finds

    def handle_starttag(self, tag, attrs):
        """Open a mark, a block or a frame."""
        values = dict(attrs)
        if tag == "var":
            self.marker = ""
        elif tag in INLINE_TAGS:
            self._open_mark(tag, values)
        elif tag == "br":
            self.line.append("<br>")
        else:
            self._open_block(tag, values)

    def handle_endtag(self, tag):
        """Close what is open; the tags come balanced."""
        if tag == "var":
            self.item = (self.item[0] if self.item else 1, is_ordered_marker(self.marker))
            self.marker = None
        elif tag in INLINE_TAGS:
            made = self.marks.pop()[1]
            self.line.append(f"</{made}>" if made else "")
        elif tag != "br":
            self._flush()
            self.kind = "p"
            if tag in CONTAINER_TAGS:
                self.frames[-2].pieces.append(self.frames.pop().piece())

    def handle_data(self, data):
        """Take the text, its blanks as the browser shows them."""
        if self.marker is not None:
            self.marker += data
        else:
            self.line.append(escape(WHITESPACE.sub(" ", data), quote=False))

    def finish(self):
        """The blocks that were read."""
        self._flush()
        return self.frames[0].blocks()

    # Marks and blocks

    def _open_mark(self, tag, values):
        style = values.get("style") or ""
        made = INLINE_TAGS[tag]
        if (tag == "b" and NORMAL_WEIGHT.search(style)) or (tag == "a" and not values.get("href")):
            made = ""
        elif tag == "span" and BOLD_WEIGHT.search(style):
            made = "strong"
        if made in {mark for _opening, mark in self.marks}:
            made = ""
        opening = f"<{made}{format_attributes(tag, values)}>" if made else ""
        self.marks.append((opening, made))
        self.line.append(opening)

    def _open_block(self, tag, values):
        self._flush()
        if tag == "hr":
            self.frames[-1].pieces.append(("block", "<hr>"))
        elif tag in CONTAINER_TAGS:
            self.frames.append(OpenElement(tag, format_attributes(tag, values)))
        elif tag in HEADING_TAGS:
            self.kind = tag
        else:
            self._read_style(values)

    def _read_style(self, values):
        """What Word says of a paragraph: that it is a heading, or an item of a list."""
        style, name = values.get("style") or "", values.get("class") or ""
        title, outline, level = (
            HEADING_STYLE.search(name),
            OUTLINE_LEVEL.search(style),
            LIST_LEVEL.search(style),
        )
        if title or outline:
            self.kind = f"h{(title and title[1]) or (outline and outline[1]) or 1}"
        elif level:
            self.item = (int(level[1]), False)

    def _flush(self):
        """End the line: what it holds becomes a piece of the innermost frame."""
        line = "".join(
            [*self.line, *(f"</{made}>" for _opening, made in reversed(self.marks) if made)]
        )
        for part in PARAGRAPH_BREAK.split(line) if not self.marks else [line]:
            if text := trim_line(part):
                self.frames[-1].pieces.append(
                    ("item", text, self.item) if self.item else (self.kind, text)
                )
        self.line = [opening for opening, _made in self.marks]
        self.item = None


PARAGRAPH_BREAK = re.compile(r"(?:\s*<br>\s*){2,}")
EDGE_WHITESPACE = re.compile(r"^(?:\s|<br>)+|(?:\s|<br>)+$")
EMPTY_INLINE_TAG = re.compile(r"<(strong|em|u|s|sub|sup|a)\b[^>]*>\s*</\1>")
LIST_NUMBER = re.compile(r"[0-9a-zA-Z一二三四五六七八九十]+[.、)）．]")


def is_ordered_marker(marker: str) -> bool:
    """Whether Word's written-out marker counts: “1.”, not “·”."""
    return bool(LIST_NUMBER.search(marker))


def trim_line(line: str) -> str:
    """The line without empty marks and without blanks and breaks at its ends; empty where it says nothing."""
    before = ""
    while before != line:
        before, line = line, EDGE_WHITESPACE.sub("", EMPTY_INLINE_TAG.sub("", line))
    return line if html.TAG.sub("", line).strip() else ""


def format_attributes(tag: str, values: dict) -> str:
    """The attributes that stay, as they stand in the tag; one row or column is what a cell has anyhow."""
    kept = ((name, values[name]) for name in KEPT_ATTRIBUTES.get(tag, ()) if values.get(name))
    said = (
        f' {name}="{escape(value)}"'
        for name, value in kept
        if (name, value) not in {("colspan", "1"), ("rowspan", "1")}
    )
    return "".join(said)
