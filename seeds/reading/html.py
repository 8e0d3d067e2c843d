"""HTML to the text and the metadata of a page, through trafilatura and the label table."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import trafilatura
from lxml import etree, html

from seeds.reading.labels import has_label
from seeds.reading.model import HtmlMetadata, PageRefused

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
WHITESPACE = re.compile(r"[ \t\r\n\f]+")
NO_TEXT = re.compile(r"[\s|]+|^-\s")
DATE_LINE = re.compile(r"\d{4}\D{1,3}\d{1,2}\D{1,2}\d{1,2}")
LABEL_LINE_LIMIT = 200
DATE_LINE_LIMIT = 40
# Below this share of trafilatura's text found again in the page, its cut is not trusted.
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
    return bool(
        re.match(
            r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|"
            r"body)\b",
            text,
            re.I | re.S,
        )
    )


def parse_html(text: str) -> HtmlContent:
    """Return text, origin and metadata of the document; raises PageRefused when it is no readable HTML."""
    tree = _parse(text)
    meta = _meta(tree)
    document = trafilatura.bare_extraction(
        html.fromstring(etree.tostring(tree, encoding="unicode")),
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    visible = _lines(tree)
    main = (document.text or "") if document is not None else ""
    head = HtmlMetadata(
        title=_first(meta, META_TITLE),
        source=_first(meta, META_SOURCE),
        author=_first(meta, META_AUTHOR),
        published=_first(meta, META_PUBLISHED),
        guessed_title=(document.title or "") if document is not None else "",
        guessed_date=(document.date or "") if document is not None else "",
    )
    return HtmlContent("\n".join(_main_lines(visible, main)), _origin(tree, meta), head)


def _parse(text: str) -> html.HtmlElement:
    # lxml refuses an encoding declaration in a string.
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text)
    try:
        tree = html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PageRefused("The HTML of the page cannot be read.") from error
    for element in list(tree.iter(*DROPPED_TAGS, etree.Comment, etree.ProcessingInstruction)):
        element.drop_tree()
    for element in [e for e in tree.iter("*") if HIDDEN_STYLE.search(e.get("style") or "")]:
        if element.getparent() is not None:
            element.drop_tree()
    return tree


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            meta.setdefault(name, content)
    return meta


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _origin(tree: html.HtmlElement, meta: dict[str, str]) -> str:
    links = [
        e.get("href") or ""
        for e in tree.iter("link")
        if (e.get("rel") or "").lower() == "canonical"
    ]
    addresses = [a.strip() for a in (*links, _first(meta, META_URL))]
    return next((address for address in addresses if is_url(address)), "")


def _lines(tree: html.HtmlElement) -> list[str]:
    pieces: list[str] = []
    body = tree.find("body")
    for event, element in etree.iterwalk(
        body if body is not None else tree, events=("start", "end")
    ):
        mark = "\n" if element.tag in BLOCK_TAGS else "  " if element.tag in CELL_TAGS else ""
        text = element.text if event == "start" else element.tail
        pieces += (mark, WHITESPACE.sub(" ", text)) if text else (mark,)
    return [line.strip() for line in "".join(pieces).split("\n") if line.strip()]


def _main_lines(visible: list[str], main: str) -> list[str]:
    wanted = {_bare(line) for line in main.split("\n")} - {""}
    found = wanted & {_bare(line) for line in visible}
    if sum(map(len, found)) < MIN_COVERAGE * sum(map(len, wanted)) or not wanted:
        return visible
    first = next(number for number, line in enumerate(visible) if _bare(line) in found)
    return [
        line
        for number, line in enumerate(visible)
        if _bare(line) in found or _tells(line) or (number < first and _is_dated(line))
    ]


def _bare(line: str) -> str:
    return NO_TEXT.sub("", line)


def _tells(line: str) -> bool:
    return len(line) <= LABEL_LINE_LIMIT and has_label(line)


def _is_dated(line: str) -> bool:
    return len(line) <= DATE_LINE_LIMIT and bool(DATE_LINE.match(line))
