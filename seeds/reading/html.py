"""HTML to the text and the metadata of a page, through trafilatura and the label table."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import trafilatura
from lxml import etree, html

from seeds.reading.decoded_page import PagePicture
from seeds.reading.html_lines import select_main_lines, visible_lines
from seeds.reading.html_metadata import (
    META_URL,
    HtmlMetadata,
    first_tag,
    read_html_metadata,
    read_meta_tags,
)
from seeds.reading.html_pictures import read_html_pictures
from seeds.reading.html_tables import write_rows_as_lines
from seeds.reading.html_tree import HEADINGS, drop_unseen, parse_tree
from seeds.reading.picture_places import find_pictures, place_picture

logger = logging.getLogger(__name__)

PICTURE = "picture:"
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
    pictures: tuple[PagePicture, ...] = ()


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


def parse_html(
    text: str, *, parts: Mapping[str, bytes] | None = None, base: str = ""
) -> HtmlContent:
    """Return text, origin, metadata and pictures of the document.

    `parts` are the files that came with it, by their addresses, `base` is its own. Raises PageRefused
    when it is no readable HTML.
    """
    tree = parse_tree(text)
    declared = read_html_metadata(tree)
    tags = read_meta_tags(tree)
    drop_unseen(tree)
    write_rows_as_lines(tree)
    document = _extract_main(tree)
    guessed_title = _headline_of_title(tree, getattr(document, "title", None) or "")
    metadata = replace(declared, guessed_title=guessed_title)
    main_text = getattr(document, "text", None) or ""
    lines = select_main_lines(visible_lines(tree), main_text, title=metadata.guessed_title)
    pictures = read_html_pictures(tree, lines, parts=parts or {}, base=base)
    return HtmlContent("\n".join(lines), _find_origin(tree, tags), metadata, pictures)


def parse_document_html(
    text: str, pictures: Sequence[PagePicture]
) -> tuple[str, tuple[PagePicture, ...]]:
    """Return every line of the HTML that a document became, and its pictures with their places.

    It has no furniture to leave out. An image names its picture by the number, `picture:0`.
    """
    tree = parse_tree(text)
    drop_unseen(tree)
    placed = list(pictures)
    for place in find_pictures(tree, where=lambda image: image.get("src", "").startswith(PICTURE)):
        number = int(place.image.get("src").removeprefix(PICTURE))
        placed[number] = place_picture(placed[number], place)
    return "\n".join(line.text for line in visible_lines(tree)), tuple(placed)


def _extract_main(tree: html.HtmlElement) -> object | None:
    """Return what trafilatura takes for the main text; None when it fails, so that all lines are kept."""
    try:
        return trafilatura.bare_extraction(
            html.fromstring(etree.tostring(tree, encoding="unicode")),
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # the library raises whatever its parsers do
        logger.exception("trafilatura failed on a page; all its lines are read")
        return None


def _headline_of_title(tree: html.HtmlElement, guessed: str) -> str:
    """Return the heading with which the title element begins, where it says more than the guessed one.

    On many a site the first heading is its own name, and the headline stands in the second.
    """
    title = " ".join((tree.findtext(".//title") or "").split())
    headings = (" ".join(heading.text_content().split()) for heading in tree.iter(*HEADINGS))
    stated = [heading for heading in headings if heading and title.startswith(heading)]
    longest = max(stated, key=len, default="")
    return longest if len(longest) > len(guessed) else guessed


def _find_origin(tree: html.HtmlElement, tags: dict[str, str]) -> str:
    """Return the address that the page declares as its own, or ""."""
    links = [element for element in tree.iter("link") if _is_canonical(element)]
    addresses = [link.get("href") or "" for link in links]
    addresses.append(first_tag(tags, META_URL))
    for address in addresses:
        if is_url(address.strip()):
            return address.strip()
    return ""


def _is_canonical(link: html.HtmlElement) -> bool:
    return (link.get("rel") or "").lower() == "canonical"
