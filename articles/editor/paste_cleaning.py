"""Convert HTML pasted from Word, WPS and WeChat into the blocks of an article.

Clean HTML comes back unchanged.
"""

import re
from html import escape
from html.parser import HTMLParser

import nh3

from articles.editor.office_markup import (
    MARKER_TAG,
    NOTE_RULE_WIDTH,
    OfficeListItem,
    heading_tag,
    is_list_marker,
    is_note_mark,
    is_unread,
    list_item,
    replace_office_markup,
)
from articles.editor.paste_blocks import OpenElement
from portal.core import html
from portal.core.hard_wraps import unwrap_paragraphs
from portal.core.text_cleaning import clean_characters, join_wrapped_lines

# What each inline tag becomes; blank: nothing, its content stays
INLINE_TAGS = {
    "b": "strong",
    "i": "em",
    "strong": "strong",
    "em": "em",
    "u": "u",
    "s": "s",
    "strike": "s",
    "del": "s",
    "sub": "sub",
    "sup": "sup",
    "a": "a",
    "span": "",
}
CONTAINER_TAGS = {
    "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "caption",
}  # fmt: skip
HEADING_TAGS = {f"h{level}" for level in range(1, 7)}
# Tags that begin and end a block, but that an article does not keep
WRAPPER_TAGS = {
    "p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "figure",
    "figcaption", "center", "address", "dl", "dt", "dd", "pre",
}  # fmt: skip
ALLOWED_TAGS = {
    *INLINE_TAGS, *CONTAINER_TAGS, *HEADING_TAGS, *WRAPPER_TAGS, "br", "hr", MARKER_TAG,
}  # fmt: skip
VOID_TAGS = {"br", "hr"}
UNREAD_TAGS = {"script", "style", "rt", "rp"}  # their text goes as well: code, readings of ruby
# What says how Word shows an element, and what it is
READ_ATTRIBUTES = {"*": {"style", "class"}, "hr": {"width"}}
KEPT_ATTRIBUTES = {
    "a": ("href", "title"),
    "th": ("scope", "colspan", "rowspan"),
    "td": ("colspan", "rowspan"),
}
DEFAULT_ATTRIBUTES = {("colspan", "1"), ("rowspan", "1")}  # say nothing

WHITESPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
BOLD_WEIGHT = re.compile(r"(?<![\w-])font-weight:\s*(bold|[6-9]00)", re.IGNORECASE)
NORMAL_WEIGHT = re.compile(r"(?<![\w-])font-weight:\s*(normal|400)", re.IGNORECASE)
PARAGRAPHS_APART = "<br><br>"
PARAGRAPH_BREAK = re.compile(r"(?:\s*<br>\s*){2,}")
EDGE_WHITESPACE = re.compile(r"^(?:\s|<br>)+|(?:\s|<br>)+$")
EMPTY_INLINE_TAG = re.compile(r"<(strong|em|u|s|sub|sup|a)\b[^>]*>\s*</\1>")


def clean_pasted_html(text: str) -> str:
    """Convert pasted HTML to clean HTML, one line for each block.

    Headings, paragraphs, lists, tables, quotes and links stay.
    """
    reader = _PasteParser()
    reader.feed(_balance_tags(replace_office_markup(text)))
    reader.close()
    return html.clean("\n".join(reader.finish()))


def _balance_tags(text: str) -> str:
    """Well-formed HTML of the tags and attributes that the parser reads; scripts and comments are dropped."""
    return nh3.clean(
        text,
        tags=ALLOWED_TAGS,
        attributes={**html.ALLOWED_ATTRIBUTES, **READ_ATTRIBUTES},
        url_schemes=html.ALLOWED_SCHEMES,
        link_rel=None,
        clean_content_tags=UNREAD_TAGS,
    )


class _PasteParser(HTMLParser):
    """Reads well-formed HTML into a stack of open elements: one for each open list, cell or quote."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack = [OpenElement("")]
        self.open_marks = []  # (opening tag, tag) of each open inline element; blank if it becomes none
        self.line = []  # the inline HTML of the present block
        self.block_tag = "p"  # what the present block becomes
        self.list_item = None  # if the present block is a list item of Word
        self.marker_text = None  # the text of its bullet or number, while that is read
        self.unread_depth = 0  # open elements inside of a hidden one, a comment or a marker
        self.is_preformatted = False  # each line is a paragraph

    # Events of the parser

    def handle_starttag(self, tag, attrs):
        """Open an inline element, a block or a container."""
        values = dict(attrs)
        if self.unread_depth or tag == MARKER_TAG or is_unread(values) or is_list_marker(values):
            self._open_unread(tag, values)
        elif tag in INLINE_TAGS:
            self._open_mark(tag, values)
        elif tag == "br":
            self.line.append("<br>")
        else:
            self._open_block(tag, values)

    def handle_endtag(self, tag):
        """Close the element; the tags are balanced."""
        if self.unread_depth:
            self._close_unread()
        elif tag in INLINE_TAGS:
            self._close_mark()
        elif tag != "br":
            self._close_block(tag)

    def handle_data(self, data):
        """Add text, its whitespace collapsed as a browser shows it; line breaks stay until the block ends."""
        data = clean_characters(data)
        if self.marker_text is not None:
            self.marker_text += data
        elif self.unread_depth:
            return
        elif self.is_preformatted:
            lines = unwrap_paragraphs(data).strip().split("\n")
            self.line.append(PARAGRAPHS_APART.join(map(_inline_text, lines)))
        else:
            self.line.append(_inline_text(data))

    def finish(self) -> list[str]:
        """The blocks that were read."""
        self._end_line()
        return self.stack[0].blocks()

    # What is no text: hidden elements, comments, list markers

    def _open_unread(self, tag, values):
        if tag in VOID_TAGS:
            return
        is_marker = tag == MARKER_TAG or is_list_marker(values)
        if is_marker and not self.unread_depth:
            self.marker_text = ""
        self.unread_depth += 1

    def _close_unread(self):
        self.unread_depth -= 1
        if self.unread_depth == 0 and self.marker_text is not None:
            item = self.list_item or OfficeListItem()
            self.list_item = item.with_marker(self.marker_text)
            self.marker_text = None

    # Inline elements

    def _open_mark(self, tag, values):
        mark = _inline_tag(tag, values)
        if any(mark == open_mark for _opening, open_mark in self.open_marks):
            mark = ""  # the same mark twice says nothing
        attributes = format_attributes(tag, values) if mark == tag else ""
        opening = f"<{mark}{attributes}>" if mark else ""
        self.open_marks.append((opening, mark))
        self.line.append(opening)

    def _close_mark(self):
        _opening, mark = self.open_marks.pop()
        if mark:
            self.line.append(f"</{mark}>")

    # Blocks

    def _open_block(self, tag, values):
        self._end_line()
        self.is_preformatted = tag == "pre"
        if tag == "hr":
            is_of_notes = values.get("width") == NOTE_RULE_WIDTH
            self.stack[-1].pieces.append(("block", "" if is_of_notes else "<hr>"))
        elif tag == "figure" and html.FIGURE_KEY.fullmatch(values.get("data-picture") or ""):
            self.stack[-1].pieces.append(("block", html.figure(values["data-picture"])))
        elif tag in CONTAINER_TAGS:
            self.stack.append(OpenElement(tag, format_attributes(tag, values)))
        elif tag in HEADING_TAGS:
            self.block_tag = tag
        else:
            self._read_word_style(values)

    def _close_block(self, tag):
        self._end_line()
        self.is_preformatted = False
        self.block_tag = "p"
        if tag in CONTAINER_TAGS:
            closed = self.stack.pop()
            self.stack[-1].pieces.append(closed.piece())

    def _read_word_style(self, values):
        """Read from Word's styles whether a paragraph is a heading or a list item."""
        heading = heading_tag(values)
        if heading:
            self.block_tag = heading
        else:
            self.list_item = list_item(values) or self.list_item

    def _end_line(self):
        """Add the present line to the innermost open element, and begin the next with the open marks."""
        closing = [f"</{mark}>" for _opening, mark in reversed(self.open_marks) if mark]
        line = join_wrapped_lines("".join([*self.line, *closing]))
        # Two line breaks part paragraphs, unless a mark is open across them
        parts = [line] if self.open_marks else PARAGRAPH_BREAK.split(line)
        for part in parts:
            self._add_text(trim_line(part))
        self.line = [opening for opening, _mark in self.open_marks]
        self.list_item = None

    def _add_text(self, text):
        if not text:
            return
        piece = (self.block_tag, text)
        if self.list_item:
            piece = ("item", text, self.list_item.with_text(text))
        self.stack[-1].pieces.append(piece)


def _inline_text(data: str) -> str:
    return escape(WHITESPACE.sub(_blank_or_line_break, data), quote=False)


def _blank_or_line_break(match: re.Match) -> str:
    return "\n" if "\n" in match[0] else " "


def _inline_tag(tag: str, values: dict) -> str:
    """What an inline element becomes, by its tag and style; blank for nothing."""
    style = values.get("style") or ""
    if tag == "b" and NORMAL_WEIGHT.search(style):
        return ""
    if tag == "a" and is_note_mark(values):
        return "sup"
    if tag == "a" and not values.get("href"):
        return ""
    if tag == "span" and BOLD_WEIGHT.search(style):
        return "strong"
    return INLINE_TAGS[tag]


def trim_line(line: str) -> str:
    """The line without empty inline elements and without whitespace at its ends; blank if no text is left."""
    before = ""
    while before != line:
        before = line
        line = EDGE_WHITESPACE.sub("", EMPTY_INLINE_TAG.sub("", line))
    has_text = bool(html.TAG.sub("", line).strip())
    return line if has_text else ""


def format_attributes(tag: str, values: dict) -> str:
    """The attributes that an element keeps, as text of its tag; default spans are dropped."""
    attributes = []
    for name in KEPT_ATTRIBUTES.get(tag, ()):
        value = values.get(name)
        if value and (name, value) not in DEFAULT_ATTRIBUTES:
            attributes.append(f' {name}="{escape(value)}"')
    return "".join(attributes)
