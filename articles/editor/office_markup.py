"""What Word and WPS say in comments, styles and classes: list items, headings, notes, what nobody sees."""

import re
from dataclasses import dataclass, replace
from html import escape

from portal.core import html

MARKER_TAG = "var"  # marks written-out list markers for the parser

VAR_TAG = re.compile(r"</?var\b[^<>]*>", re.IGNORECASE)
# The bullet or number that Word writes out before a list item
LIST_MARKER = re.compile(
    r"<!(?:--)?\[if !supportLists\](?:--)?>(.{0,2000}?)<!(?:--)?\[endif\](?:--)?>",
    re.IGNORECASE | re.DOTALL,
)
OFFICE_TAG = re.compile(r"</?[a-z]+:[a-z][^<>]*>", re.IGNORECASE)
LIST_POSITION = re.compile(
    r"mso-list:\s*(?P<list>[^;]*?)\s*level(?P<level>\d)(?P<run>[^;]*)", re.IGNORECASE
)
IGNORED_MARKER = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
OUTLINE_LEVEL = re.compile(r"mso-outline-level:\s*([1-6])", re.IGNORECASE)
HEADING_STYLE = re.compile(r"\bMso(?:Title|Heading([1-6]))\b", re.IGNORECASE)
LIST_NUMBER = re.compile(r"[0-9a-zA-Z一二三四五六七八九十]+[.、)）．]")
# Hidden text, and the margin comments with their marks in the text
UNREAD_STYLE = re.compile(
    r"(?<![\w-])(?:display:\s*none|visibility:\s*hidden|mso-hide:\s*all|mso-element:\s*comment)",
    re.IGNORECASE,
)
UNREAD_CLASS = re.compile(r"\b(?:msocom\w*|MsoComment\w*)", re.IGNORECASE)
# The mark of a footnote or an endnote in Word, WPS, LibreOffice and Google Docs: it leads nowhere here
NOTE_ADDRESS = re.compile(r"#_?(?:ftn|edn|sdfootnote|sdendnote)\w*", re.IGNORECASE)
MAX_LIST_DEPTH = 9  # of Word
NOTE_RULE_WIDTH = "33%"  # of the line above footnotes


@dataclass(frozen=True)
class OfficeListItem:
    """A paragraph that Word shows as a list item: its list, its level, and whether it is numbered."""

    level: int = 1
    list_name: str = ""
    is_ordered: bool = False
    text: str = ""

    @property
    def key(self) -> tuple:
        """What the items of one list and level have in common."""
        return (self.list_name or self.is_ordered, self.level)

    def with_marker(self, marker: str) -> "OfficeListItem":
        """The item with its bullet or number: “1.”, not “·”, makes a numbered one."""
        return replace(self, is_ordered=bool(LIST_NUMBER.search(marker)))

    def with_text(self, text: str) -> "OfficeListItem":
        """The item with its inline HTML."""
        return replace(self, text=text)


def replace_office_markup(text: str) -> str:
    """Mark written-out list markers with MARKER_TAG, and drop Office tags."""
    text = VAR_TAG.sub("", text)  # only our own may mark a list marker
    text = LIST_MARKER.sub(_marker_element, text)
    return OFFICE_TAG.sub("", text)


def _marker_element(match: re.Match) -> str:
    marker = html.TAG.sub("", match[1])
    return f"<{MARKER_TAG}>{escape(marker)}</{MARKER_TAG}>"


def is_unread(values: dict) -> bool:
    """Whether an element is hidden text or a margin comment, by its attributes."""
    is_hidden = UNREAD_STYLE.search(values.get("style") or "")
    return bool(is_hidden or UNREAD_CLASS.search(values.get("class") or ""))


def is_list_marker(values: dict) -> bool:
    """Whether an element is a written-out list marker, by its style."""
    return bool(IGNORED_MARKER.search(values.get("style") or ""))


def is_note_mark(values: dict) -> bool:
    """Whether a link is the mark of a footnote or an endnote."""
    return bool(NOTE_ADDRESS.match(values.get("href") or ""))


def heading_tag(values: dict) -> str:
    """The heading that a paragraph is by its style; blank for none. A title is of the first level."""
    heading = HEADING_STYLE.search(values.get("class") or "")
    outline = OUTLINE_LEVEL.search(values.get("style") or "")
    if not (heading or outline):
        return ""
    levels = [match[1] for match in (heading, outline) if match]
    return f"h{next(filter(None, levels), '1')}"


def list_item(values: dict) -> OfficeListItem | None:
    """The list item that a paragraph is by its style, or None."""
    position = LIST_POSITION.search(values.get("style") or "")
    if position is None:
        return None
    list_name = f"{position['list']} {position['run']}".strip()
    return OfficeListItem(int(position["level"]), list_name)


def nested_list(items: list[OfficeListItem]) -> str:
    """Nested lists of flat items.

    A list that goes on after items of another one holds these in its last item, so that its
    numbers go on as well.
    """
    last_places = {item.key: place for place, item in enumerate(items)}
    parts = []
    open_lists = []  # the first item of each, outermost first

    def close_last():
        parts.append(f"</li></{_list_tag(open_lists.pop())}>")

    for place, item in enumerate(items):
        if any(first.key == item.key for first in open_lists):
            while open_lists[-1].key != item.key:
                close_last()
            parts.append("</li>")
        else:
            while open_lists and not _holds(open_lists, item, place, last_places):
                close_last()
            open_lists.append(item)
            parts.append(f"<{_list_tag(item)}>")
        parts.append(f"<li>{item.text}")
    while open_lists:
        close_last()
    return "".join(parts)


def _holds(open_lists, item, place, last_places) -> bool:
    """Whether an item of another list belongs into the innermost open one."""
    innermost = open_lists[-1]
    is_within = innermost.level < item.level or last_places[innermost.key] > place
    return is_within and len(open_lists) < MAX_LIST_DEPTH


def _list_tag(first: OfficeListItem) -> str:
    return "ol" if first.is_ordered else "ul"
