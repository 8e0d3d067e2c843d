"""What a text is looked at for before its submit, as far as the articles' own floor can tell."""

from collections.abc import Iterator
from datetime import date
from html import unescape

from django.utils.translation import gettext as _

from articles.broken_links import HREF, find_broken_links, internal_path
from articles.check_registry import Finding, register_check
from articles.models import Article, ArticleRights
from portal.core import html, partial_dates


def register_checks() -> None:
    """Have these checks asked before every submit."""
    for each in (check_title, check_outlet, check_published_date, check_pictures, check_links):
        register_check(each)


def check_title(article: Article, *, on: date) -> Iterator[Finding]:
    """A text has a title."""
    if not article.title.strip():
        yield Finding(_("An article needs a title before it is submitted."), is_blocking=True)


def check_outlet(article: Article, *, on: date) -> Iterator[Finding]:
    """A reprint says where it is from: by the outlet, or as the source is printed."""
    if article.rights == ArticleRights.REPRINT and not (
        article.outlet_id or article.source_as_printed.strip()
    ):
        yield Finding(_("A reprint names its outlet, or its source as printed."), is_blocking=True)


def check_published_date(article: Article, *, on: date) -> Iterator[Finding]:
    """No source publishes tomorrow."""
    if article.published and partial_dates.earliest(article.published) > on:
        yield Finding(
            _("The day on which the source published it, %s, is in the future.")
            % article.published,
            is_blocking=True,
        )


def check_pictures(article: Article, *, on: date) -> Iterator[Finding]:
    """Every picture has an alternative text and a credit."""
    for number, picture in enumerate(article.pictures.all(), 1):
        values = {
            "number": number,
            "name": picture.caption or picture.alt or _("without a caption"),
        }
        if not picture.alt.strip():
            yield Finding(
                _("Picture %(number)d (%(name)s) has no alternative text.") % values,
                is_blocking=True,
            )
        if not picture.credit.strip():
            yield Finding(
                _("Picture %(number)d (%(name)s) has no credit.") % values, is_blocking=True
            )


def check_links(article: Article, *, on: date) -> Iterator[Finding]:
    """A link to a page of the portal leads somewhere, and to where readers may go."""
    dead = find_broken_links({0: article.body}).get(0, ())
    for paragraph, address in linked_addresses(article.body) if dead else ():
        if internal_path(address) in dead:
            said = _("The link to %s leads to no public page.") % unescape(address)
            yield Finding(said, is_blocking=True, paragraph=paragraph)


def linked_addresses(body: str) -> list[tuple[int | None, str]]:
    """The addresses that a text links to, each once, with its paragraph where it stands in one."""
    places = {}
    for number, match in enumerate(html.PARAGRAPH.finditer(body), 1):
        for address in HREF.findall(match["inner"]):
            places.setdefault(address, number)
    return [(places.get(address), address) for address in dict.fromkeys(HREF.findall(body))]
