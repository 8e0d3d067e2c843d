"""HTML to the text and the metadata of a page, through trafilatura and the label table."""

import logging
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import trafilatura
from lxml import etree, html

from portal.core.text_cleaning import join_wrapped_lines
from seeds.reading.decoded_page import HtmlMetadata
from seeds.reading.html_tree import drop_unseen, parse_tree
from seeds.reading.labels import has_label

logger = logging.getLogger(__name__)

# Names of meta tags in lower case, the most reliable first (政府网站 use the first of each).
META_TITLE = ("articletitle",)
META_SOURCE = ("contentsource", "source", "article:publisher_name")
META_PUBLISHED = (
    "pubdate",
    "publishdate",
    "publish_time",
    "article:published_time",
    "og:release_date",
    "og:time",
)
META_AUTHOR = ("author", "article:author", "og:article:author")
META_URL = ("og:url",)

_BLOCKS = (
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption "
    "figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table tbody thead tfoot title tr "
    "ul"
)
BLOCK_TAGS = frozenset(_BLOCKS.split())
CELL_TAGS = frozenset(("td", "th"))
HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
WHITESPACE = re.compile(r"[ \t\r\n\f]+")
# Stands for a line break of the source at the edge of an element
SOURCE_BREAK = "\x1e"
SENTENCE = re.compile("[。；！？]|，.{0,200}，")
# What trafilatura may have left out of a text
SENTENCE_OR_CAPTION = re.compile(
    r"[。！？]|[^.]{30,}[.!?][”\"’')]*$|^(?:▲|△|图[为：:]|Photo)|[\[(](?:Photo|Picture|摄|图)[^\])]*[\])]$"
)
NO_TEXT = re.compile(r"[\s|]+|^-\s")
DATE_LINE = re.compile(r"\d{4}\D{1,3}\d{1,2}\D{1,2}\d{1,2}")
LABEL_LINE_LIMIT = 200  # characters
DATE_LINE_LIMIT = 40
# Below this share of the text of trafilatura that stands on the page, its selection is not trusted.
MIN_COVERAGE = 0.9


@dataclass(frozen=True)
class HtmlContent:
    """The readable text, the declared address and the declared metadata of an HTML page."""

    text: str
    origin: str
    metadata: HtmlMetadata


def is_url(text: str) -> bool:
    """Whether the text is a web address with a host."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def looks_like_html(text: str) -> bool:
    """Whether the text begins as an HTML document does."""
    return bool(HTML_START.match(text))


def parse_html(text: str) -> HtmlContent:
    """Return text, origin and metadata of the document; raises PageRefused when it is no readable HTML."""
    tree = parse_tree(text)
    tags = _read_meta_tags(tree)
    drop_unseen(tree)
    document = _extract_main(tree)
    metadata = HtmlMetadata(
        title=_first_tag(tags, META_TITLE),
        source=_first_tag(tags, META_SOURCE),
        author=_first_tag(tags, META_AUTHOR),
        published=_first_tag(tags, META_PUBLISHED),
        guessed_title=getattr(document, "title", None) or "",
        guessed_date=getattr(document, "date", None) or "",
    )
    main_text = getattr(document, "text", None) or ""
    lines = _select_main_lines(_visible_lines(tree), main_text, title=metadata.guessed_title)
    return HtmlContent("\n".join(lines), _find_origin(tree, tags), metadata)


def _extract_main(tree: html.HtmlElement) -> object | None:
    """Return what trafilatura takes for the main text; None when it fails, so that all lines are kept."""
    try:
        return trafilatura.bare_extraction(
            html.fromstring(etree.tostring(tree, encoding="unicode")),
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:
        logger.exception("trafilatura failed on a page; all its lines are read")
        return None


def _read_meta_tags(tree: html.HtmlElement) -> dict[str, str]:
    """Return the first content of each meta tag by its name in lower case."""
    tags: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            tags.setdefault(name, content)
    return tags


def _first_tag(tags: dict[str, str], names: tuple[str, ...]) -> str:
    return next((tags[name] for name in names if name in tags), "")


def _find_origin(tree: html.HtmlElement, tags: dict[str, str]) -> str:
    """Return the address that the page declares as its own, or ""."""
    links = [element for element in tree.iter("link") if _is_canonical(element)]
    addresses = [link.get("href") or "" for link in links]
    addresses.append(_first_tag(tags, META_URL))
    for address in addresses:
        if is_url(address.strip()):
            return address.strip()
    return ""


def _is_canonical(link: html.HtmlElement) -> bool:
    return (link.get("rel") or "").lower() == "canonical"


def _visible_lines(tree: html.HtmlElement) -> list[str]:
    """Return the lines as a browser breaks them: at blocks, with a wide blank between cells."""
    pieces: list[str] = []
    body = tree.find("body")
    root = body if body is not None else tree
    for event, element in etree.iterwalk(root, events=("start", "end")):
        pieces.append(_separator(element.tag))
        text = element.text if event == "start" else element.tail
        if text:
            pieces.append(WHITESPACE.sub(_blank_or_source_break, text))
    lines = (_join_source_breaks(line) for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


def _blank_or_source_break(match: re.Match[str]) -> str:
    return SOURCE_BREAK if "\n" in match[0] else " "


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


def _separator(tag: str) -> str:
    if tag in BLOCK_TAGS:
        return "\n"
    return "  " if tag in CELL_TAGS else ""


def _select_main_lines(visible: list[str], main_text: str, *, title: str) -> list[str]:
    """Return the visible lines that belong to the main text, with title and metadata; all if unsure.

    Sentences and captions above, between and right below these lines belong to them too.
    """
    wanted = set(map(_without_blanks, main_text.split("\n"))) - {""}
    visible_keys = [_without_blanks(line) for line in visible]
    main_keys = wanted.intersection(visible_keys)
    if not wanted or _total_length(main_keys) < MIN_COVERAGE * _total_length(wanted):
        return visible
    last_main = max(number for number, key in enumerate(visible_keys) if key in main_keys)
    title_key = _without_blanks(title)
    selected = []
    main_begun = False
    text_begun = False  # below the line of date and outlet, if there is one
    for number, (line, key) in enumerate(zip(visible, visible_keys, strict=True)):
        is_main = key in main_keys
        main_begun = main_begun or is_main
        is_head = key == title_key or _is_date_line(line)
        is_stated = _is_label_line(line) or (is_head and not main_begun)
        text_begun = text_begun or main_begun or is_stated
        is_text = text_begun and bool(SENTENCE_OR_CAPTION.search(line))
        if is_main or is_stated or (is_text and number <= last_main):
            selected.append(line)
        elif is_text and number == last_main + 1:
            selected.append(line)
            last_main = number
    return selected


def _total_length(lines: set[str]) -> int:
    return sum(map(len, lines))


def _without_blanks(line: str) -> str:
    return NO_TEXT.sub("", line)


def _is_label_line(line: str) -> bool:
    return len(line) <= LABEL_LINE_LIMIT and has_label(line)


def _is_date_line(line: str) -> bool:
    return len(line) <= DATE_LINE_LIMIT and bool(DATE_LINE.match(line))
