"""The lines of an HTML page as a browser shows them, and those of them that are the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from portal.core.text_cleaning import join_wrapped_lines
from seeds.reading.labels import has_label

_BLOCKS = (
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table tbody thead "
    "tfoot title tr ul"
)
BLOCK_TAGS = frozenset(_BLOCKS.split())
CELL_TAGS = frozenset(("td", "th"))
WHITESPACE = re.compile(r"[ \t\r\n\f]+")
# Stand for a line break of the source at the edge of an element, and for the ends of a link
SOURCE_BREAK = "\x1e"
LINK_START = "\x02"
LINK_END = "\x03"
LINK_MARKS = re.compile(f"[{LINK_START}{LINK_END}]")
LINK_PART = re.compile(f"([{LINK_START}{LINK_END}])")
WORDS = re.compile(r"[^\W_]")
SENTENCE = re.compile("[。；！？]|，.{0,200}，")
# What trafilatura may have left out of a text, above its first line or below its last
SENTENCE_OR_CAPTION = re.compile(
    r"[。！？]|[^.]{30}[.!?][”\"’')]*$|^(?:▲|△|图[为：:]|Photo)|[\[(](?:Photo|Picture|摄|图)[^\])]*[\])]$"
)
NO_TEXT = re.compile(r"[\s|]+|^-\s")
DATE_LINE = re.compile(r"\d{4}\D{1,3}\d{1,2}\D{1,2}\d{1,2}")
# The account, the moment and the province that an application prints below a headline
MOMENT = re.compile(r"(?:19|20)\d\d\D{1,3}\d{1,2}\D{1,3}\d{1,2}\D{1,3}\d{1,2}:\d\d")
MOMENT_REACH = 4  # lines below the headline
LABEL_LINE_LIMIT = 200  # characters
DATE_LINE_LIMIT = 40
MOMENT_LINE_LIMIT = 60
# Below this share of the text of trafilatura that stands on the page, its selection is not trusted.
MIN_COVERAGE = 0.9


@dataclass(frozen=True)
class VisibleLine:
    """A line of the page; `is_link` if all its words stand in links."""

    text: str
    is_link: bool = False


def visible_lines(tree: html.HtmlElement) -> list[VisibleLine]:
    """Return the lines as a browser breaks them: at blocks, with a wide blank between cells."""
    body = tree.find("body")
    root = body if body is not None else tree
    lines = []
    in_link = False
    for marked in "".join(_pieces(root)).split("\n"):
        is_link, in_link = _follow_links(marked, in_link=in_link)
        text = _join_source_breaks(LINK_MARKS.sub("", marked))
        if text:
            lines.append(VisibleLine(text, is_link))
    return lines


def _pieces(root: html.HtmlElement) -> Iterator[str]:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_start = event == "start"
        yield _separator(element.tag)
        if element.tag == "a":
            yield LINK_START if is_start else LINK_END
        text = element.text if is_start else element.tail
        if text:
            yield WHITESPACE.sub(_blank_or_source_break, text)


def _separator(tag: str) -> str:
    if tag in BLOCK_TAGS:
        return "\n"
    return "  " if tag in CELL_TAGS else ""


def _blank_or_source_break(match: re.Match[str]) -> str:
    return SOURCE_BREAK if "\n" in match[0] else " "


def _follow_links(marked: str, *, in_link: bool) -> tuple[bool, bool]:
    """Return whether all words of the line stand in links, and whether it ends inside one."""
    has_words_outside = False
    for part in LINK_PART.split(marked):
        if LINK_MARKS.match(part):
            in_link = part == LINK_START
        elif not in_link and WORDS.search(part):
            has_words_outside = True
    return not has_words_outside, in_link


def _join_source_breaks(line: str) -> str:
    """Return the line without the breaks that the source has between its elements.

    In a sentence they are none between Chinese characters; elsewhere they part an author from an outlet.
    """
    line = line.strip(f" {SOURCE_BREAK}")
    if SOURCE_BREAK not in line:
        return line
    if not SENTENCE.search(line):
        return line.replace(SOURCE_BREAK, " ")
    return join_wrapped_lines(line.replace(SOURCE_BREAK, "\n"))


def select_main_lines(lines: list[VisibleLine], main_text: str, *, title: str) -> list[str]:
    """Return the lines that belong to the main text, with title and metadata; all if unsure.

    What stands between them belongs to it too, but for links, and so do sentences and captions right above
    and below.
    """
    wanted = set(map(_without_blanks, main_text.split("\n"))) - {""}
    keys = [_without_blanks(line.text) for line in lines]
    main_keys = wanted.intersection(keys)
    if not wanted or _total_length(main_keys) < MIN_COVERAGE * _total_length(wanted):
        return [line.text for line in lines]
    title_key = _without_blanks(title)
    last_main = max(number for number, key in enumerate(keys) if key in main_keys)
    selected = []
    main_begun = False
    text_begun = False  # below the line of date and outlet, if there is one
    since_title = MOMENT_REACH  # lines below the headline
    for number, (line, key) in enumerate(zip(lines, keys, strict=True)):
        main_begun = main_begun or key in main_keys
        since_title = 0 if key == title_key else since_title + 1
        is_moment = since_title <= MOMENT_REACH and _holds_moment(line)
        is_head = not main_begun and (key == title_key or _is_date_line(line.text) or is_moment)
        is_stated = is_head or _is_label_line(line.text)
        text_begun = text_begun or main_begun or is_stated
        is_next = text_begun and number <= last_main + 1 and _is_text(line)
        if is_next:
            last_main = max(last_main, number)
        is_between = main_begun and number < last_main and not line.is_link
        if key in main_keys or is_stated or is_next or is_between:
            selected.append(line.text)
    return selected


def _total_length(lines: set[str]) -> int:
    return sum(map(len, lines))


def _without_blanks(line: str) -> str:
    return NO_TEXT.sub("", line)


def _is_text(line: VisibleLine) -> bool:
    return not line.is_link and bool(SENTENCE_OR_CAPTION.search(line.text))


def _is_label_line(line: str) -> bool:
    return len(line) <= LABEL_LINE_LIMIT and has_label(line)


def _holds_moment(line: VisibleLine) -> bool:
    if line.is_link or len(line.text) > MOMENT_LINE_LIMIT:
        return False
    return bool(MOMENT.search(line.text)) and not SENTENCE.search(line.text)


def _is_date_line(line: str) -> bool:
    return len(line) <= DATE_LINE_LIMIT and bool(DATE_LINE.match(line))
