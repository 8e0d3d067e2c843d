"""The tree of an HTML page: parsed however deep it is, then without whatever a reader would not see."""

import re

from lxml import etree, html

from portal.core.hard_wraps import unwrap_paragraphs
from portal.core.text_cleaning import clean_characters, join_wrapped_lines
from seeds.reading.decoded_page import PageRefused
from seeds.reading.html_depth import limit_depth
from seeds.reading.html_tables import write_rows_as_lines
from seeds.reading.html_visibility import drop_hidden
from seeds.reading.wechat import keep_wechat_article

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
    "rp",
    "rt",
)
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
CODE_TAGS = frozenset(("code", "kbd", "samp", "tt"))
HEADINGS = ("h1", "h2", "h3")
INLINE_TAGS = ("a", "b", "em", "font", "i", "span", "strong")
HEADLINE_LIMIT = 120  # characters
MAX_BREAKS = 6


def parse_tree(text: str) -> html.HtmlElement:
    """Return the whole document, scripts included, its text without invisible characters and double escapes.

    Raises PageRefused when it is no readable HTML.
    """
    # lxml refuses an encoding declaration in a string.
    text = limit_depth(XML_DECLARATION.sub("", text))
    try:
        tree = html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PageRefused("The HTML of the page cannot be read.") from error
    for element in tree.iter("*"):
        _clean_element(element)
    return tree


def drop_unseen(tree: html.HtmlElement) -> None:
    """Take out of the document what shows no text or is hidden; lines of a text become its paragraphs."""
    for element in list(tree.iter(*DROPPED_TAGS, etree.Comment, etree.ProcessingInstruction)):
        if element.getparent() is not None:
            element.drop_tree()
    keep_wechat_article(tree)
    drop_hidden(tree)
    for heading in list(tree.iter(*HEADINGS)):
        _join_headline(heading)
    for block in list(tree.iter("pre")):
        _write_paragraphs(block)
    for element in tree.iter("*"):
        _join_source_lines(element)
    write_rows_as_lines(tree)


def _clean_element(element: html.HtmlElement) -> None:
    if element.tag in ("script", "style"):
        return
    if element.text and element.tag not in CODE_TAGS:
        element.text = clean_characters(element.text)
    if element.tail:
        element.tail = clean_characters(element.tail)
    if element.tag == "meta" and element.get("content"):
        element.set("content", clean_characters(element.get("content")))


def _join_source_lines(element: html.HtmlElement) -> None:
    """Join the lines that the source broke inside a text; what stands at its edges stays as it is."""
    if element.text:
        element.text = _join_inside(element.text)
    if element.tail:
        element.tail = _join_inside(element.tail)


def _join_inside(text: str) -> str:
    inner = text.strip(" \t\r\n")
    if "\n" not in inner:
        return text
    before, _, behind = text.partition(inner)
    return f"{before}{join_wrapped_lines(inner)}{behind}"


def _join_headline(heading: html.HtmlElement) -> None:
    """Join a headline of several lines."""
    breaks = list(heading.iter("br"))
    text = heading.text_content()
    if (
        len(breaks) > MAX_BREAKS
        or len(text) > HEADLINE_LIMIT
        or "。" in text
        or ("\n" not in text and not breaks)
    ):
        return
    for element in list(heading.iter(*INLINE_TAGS)):
        element.drop_tag()
    for line_break in breaks:
        behind = line_break.tail or ""
        line_break.tail = f"\n{behind}"
        line_break.drop_tag()


def _write_paragraphs(block: html.HtmlElement) -> None:
    """Make a paragraph of each line of preformatted text, of its wrapped lines together."""
    for line_break in list(block.iter("br")):
        line_break.tail = f"\n{line_break.tail or ''}"
        line_break.drop_tag()
    text = block.text_content().replace("\r\n", "\n").replace("\r", "\n")
    tail = block.tail
    block.clear()
    block.tag = "div"
    block.tail = tail
    for line in unwrap_paragraphs(text).split("\n"):
        if line.strip():
            etree.SubElement(block, "p").text = line
