"""The checks before a submit that need articles alone."""

from collections.abc import Iterator
from datetime import date
from html import unescape
from unicodedata import normalize

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.broken_links import HREF, find_broken_links, internal_path, linked_documents
from articles.media_library import place_in_text
from articles.models import Article, MediaItem, Picture
from articles.submit_check_registry import Finding, register_check
from portal.core import html, partial_dates

MAX_TWINS = 3


def register_checks() -> None:
    """Register these checks."""
    checks = (
        check_title,
        check_twin_title,
        check_outlet,
        check_published_date,
        check_pictures,
        check_key_points,
        check_links,
    )
    for check in checks:
        register_check(check)


def check_title(article: Article, *, on: date) -> Iterator[Finding]:
    """A text has a title."""
    if not article.title.strip():
        yield Finding(_("An article needs a title before it is submitted."), is_blocking=True)


def check_twin_title(article: Article, *, on: date) -> Iterator[Finding]:
    """Another work with the same title may be the same report."""
    title = article.title.strip()
    if not title:
        return
    forms = Q(title__iexact=title) | Q(title__iexact=normalize("NFKC", title))
    twins = Article.objects.filter(forms).exclude(pk=article.pk)
    if article.work:
        twins = twins.exclude(work=article.work)
    for twin in twins.order_by("pk")[:MAX_TWINS]:
        message = _("Another article has this title: number %(number)d, %(status)s.")
        values = {"number": twin.pk, "status": twin.get_status_display()}
        address = reverse("admin:articles_article_change", args=[twin.pk])
        yield Finding(message % values, address=address)


def check_outlet(article: Article, *, on: date) -> Iterator[Finding]:
    """The page of a reprint without a source says so."""
    if article.is_source_unstated:
        yield Finding(
            _(
                "No outlet and no source as printed: readers will see “source not stated”. "
                "Fill it in if the source says it anywhere."
            )
        )


def check_published_date(article: Article, *, on: date) -> Iterator[Finding]:
    """The source date is not in the future."""
    if article.published and partial_dates.earliest(article.published) > on:
        message = _("The day on which the source published it, %s, is in the future.")
        yield Finding(message % article.published, is_blocking=True)


def check_pictures(article: Article, *, on: date) -> Iterator[Finding]:
    """Every picture has an alternative text and a credit, and may be shown; every place has its picture."""
    keys = set()
    for number, picture in enumerate(article.present_pictures(), 1):
        keys.add(picture.key)
        paragraph = place_in_text(article.body, picture.key)
        for message in _picture_faults(picture, on=on):
            name = picture.caption or picture.alt or _("without a caption")
            text = message % {"number": number, "name": name}
            yield Finding(text, is_blocking=True, paragraph=paragraph or None)
    if set(html.figure_keys(article.body)) - keys:
        message = _("The text has a place for a picture that is not there: take it out.")
        yield Finding(message, is_blocking=True)


def _picture_faults(picture: Picture, *, on: date) -> Iterator[str]:
    """What keeps the picture from being submitted, as messages with its number and name."""
    if not picture.alt.strip():
        yield _("Picture %(number)d (%(name)s) has no alternative text.")
    if not picture.credit.strip():
        yield _("Picture %(number)d (%(name)s) has no credit.")
    if picture.media and picture.media.hidden_reason(on=on):
        yield _(
            "Picture %(number)d (%(name)s) may not be shown: its right has ended or was withdrawn."
        )


def check_key_points(article: Article, *, on: date) -> Iterator[Finding]:
    """A key point rests on a paragraph of the text."""
    last = len(html.paragraphs(article.body))
    for number, point in enumerate(article.present_key_points(), 1):
        if point.paragraph and point.paragraph > last:
            message = _(
                "Key point %(number)d rests on ¶%(paragraph)d; the text has %(last)d numbered paragraphs."
            )
            values = {"number": number, "paragraph": point.paragraph, "last": last}
            yield Finding(message % values, is_blocking=True)


def check_links(article: Article, *, on: date) -> Iterator[Finding]:
    """Links to the portal lead to public pages."""
    broken = find_broken_links({article.pk: article.body}).get(article.pk)
    if not broken:
        return
    documents = linked_documents(broken)
    for paragraph, address in linked_addresses(article.body):
        path = internal_path(address)
        if path in broken:
            message = _broken_link_message(unescape(address), documents.get(path), on=on)
            yield Finding(message, is_blocking=True, paragraph=paragraph)


def _broken_link_message(address: str, document: MediaItem | None, *, on: date) -> str:
    """What is wrong with a link that leads to no public page."""
    if document is None:
        return _("The link to %s leads to no public page.") % address
    message = _("The link to “%(document)s” leads nowhere for readers. %(reason)s")
    return message % {"document": document, "reason": document.link_refusal(on=on)}


def linked_addresses(body: str) -> list[tuple[int | None, str]]:
    """The addresses that a text links to, each once, with the number of its first paragraph or None."""
    paragraphs = {}
    for number, match in enumerate(html.PARAGRAPH.finditer(body), 1):
        for address in HREF.findall(match["inner"]):
            paragraphs.setdefault(address, number)
    addresses = dict.fromkeys(HREF.findall(body))
    return [(paragraphs.get(address), address) for address in addresses]
