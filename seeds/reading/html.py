"""HTML to the text and the metadata of a page, through trafilatura and the label table."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import trafilatura
from lxml import etree, html

from seeds.reading.decoded_page import HtmlMetadata, PageRefused
from seeds.reading.html_tables import write_rows_as_lines
from seeds.reading.labels import has_label

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

DROPPED_TAGS = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "select",
    "textarea",
    "button",
)
_BLOCKS = (
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption "
    "figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table tbody thead tfoot title tr "
    "ul"
)
BLOCK_TAGS = frozenset(_BLOCKS.split())
CELL_TAGS = frozenset(("td", "th"))
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
WHITESPACE = re.compile(r"[ \t\r\n\f]+")
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
    tree = _parse_tree(text)
    tags = _read_meta_tags(tree)
    document = trafilatura.bare_extraction(
        html.fromstring(etree.tostring(tree, encoding="unicode")),
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    metadata = HtmlMetadata(
        title=_first_tag(tags, META_TITLE),
        source=_first_tag(tags, META_SOURCE),
        author=_first_tag(tags, META_AUTHOR),
        published=_first_tag(tags, META_PUBLISHED),
        guessed_title=getattr(document, "title", None) or "",
        guessed_date=getattr(document, "date", None) or "",
    )
    main_text = getattr(document, "text", None) or ""
    lines = _select_main_lines(_visible_lines(tree), main_text)
    return HtmlContent("\n".join(lines), _find_origin(tree, tags), metadata)


def _parse_tree(text: str) -> html.HtmlElement:
    """Return the document without the elements that show no text."""
    # lxml refuses an encoding declaration in a string.
    text = XML_DECLARATION.sub("", text)
    try:
        tree = html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PageRefused("The HTML of the page cannot be read.") from error
    for element in list(tree.iter(*DROPPED_TAGS, etree.Comment, etree.ProcessingInstruction)):
        element.drop_tree()
    hidden = [element for element in tree.iter("*") if _is_hidden(element)]
    for element in hidden:
        if element.getparent() is not None:
            element.drop_tree()
    write_rows_as_lines(tree)
    return tree


def _is_hidden(element: html.HtmlElement) -> bool:
    return bool(HIDDEN_STYLE.search(element.get("style") or ""))


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
            pieces.append(WHITESPACE.sub(" ", text))
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


def _separator(tag: str) -> str:
    if tag in BLOCK_TAGS:
        return "\n"
    return "  " if tag in CELL_TAGS else ""


def _select_main_lines(visible: list[str], main_text: str) -> list[str]:
    """Return the visible lines that belong to the main text, with lines of metadata; all if unsure."""
    wanted = set(map(_without_blanks, main_text.split("\n"))) - {""}
    visible_keys = [_without_blanks(line) for line in visible]
    main_keys = wanted.intersection(visible_keys)
    if not wanted or _total_length(main_keys) < MIN_COVERAGE * _total_length(wanted):
        return visible
    selected = []
    main_begun = False
    for line, key in zip(visible, visible_keys, strict=True):
        is_main = key in main_keys
        main_begun = main_begun or is_main
        is_date = not main_begun and _is_date_line(line)
        if is_main or is_date or _is_label_line(line):
            selected.append(line)
    return selected


def _total_length(lines: set[str]) -> int:
    return sum(map(len, lines))


def _without_blanks(line: str) -> str:
    return NO_TEXT.sub("", line)


def _is_label_line(line: str) -> bool:
    return len(line) <= LABEL_LINE_LIMIT and has_label(line)


def _is_date_line(line: str) -> bool:
    return len(line) <= DATE_LINE_LIMIT and bool(DATE_LINE.match(line))
