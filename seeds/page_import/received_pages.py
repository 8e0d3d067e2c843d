"""Pasted text and fetched pages as pages with a name."""

import re
from dataclasses import replace
from functools import partial

from django.utils.translation import gettext as _

from seeds.capture_import import read_pages
from seeds.page_import.archive import ReceivedPage
from seeds.page_import.fetching import FetchedPage
from seeds.page_result import PageReadResult
from seeds.reading import PageSource

MARKUP_START = re.compile(
    r"\s*<(?:!--|!doctype\b|\?xml\b|"
    r"(?:html|head|body|meta|title|base|link|style|article|section|main|header|div|center|p|h[1-6]|span|font|"
    r"ul|ol|dl|table|tbody|tr|td|blockquote|figure|img|a|b|i|strong|em|br)\b[^<>]*>)",
    re.I,
)
TITLE_LENGTH = 80  # characters of a name
SLASHES = str.maketrans({"/": "／", "\\": "＼", "\0": ""})


def page_from_text(text: str, *, origin: str = "") -> ReceivedPage:
    """What a person pasted as a page: HTML where it begins as HTML does, else plain text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    suffix = ".html" if MARKUP_START.match(text) else ".txt"
    return ReceivedPage(_("pasted page") + suffix, text.encode(errors="replace"), origin)


def page_from_web(fetched: FetchedPage) -> ReceivedPage:
    """What was fetched as a page, seen at the address that gave it."""
    name = _("fetched page") + fetched.suffix
    return ReceivedPage(name, fetched.content, fetched.address)


def try_reading(page: ReceivedPage) -> PageReadResult:
    """The page as the import reads it; nothing is stored."""
    source = PageSource(page.name, partial(bytes, page.content), origin=page.origin)
    [result] = read_pages([source])
    return result


def with_title(page: ReceivedPage, result: PageReadResult) -> ReceivedPage:
    """The page under its title, so that a list tells it from others."""
    titles = [article.title for article in result.parsed.articles if article.title]
    if not titles:
        return page
    suffix = page.name[page.name.rindex(".") :]
    return replace(page, name=titles[0].translate(SLASHES)[:TITLE_LENGTH].strip() + suffix)
