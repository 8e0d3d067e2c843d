"""HTML to the text and the metadata of a page, through trafilatura and the label table."""

import logging
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import trafilatura
from lxml import etree, html

from seeds.reading.decoded_page import HtmlMetadata
from seeds.reading.html_lines import select_main_lines, visible_lines
from seeds.reading.html_tree import drop_unseen, parse_tree

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

HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)


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
    lines = select_main_lines(visible_lines(tree), main_text, title=metadata.guessed_title)
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
