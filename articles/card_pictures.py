"""The picture on the card of an article: the first that the public text shows, cropped by its focal point.

Lists show it in two widths, link previews of messengers in the shape that they ask for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from articles.figures import ShownPicture, hidden_files
from articles.images import CARD_SIZE, card_size
from articles.models import Article, MediaFile, Version
from articles.models.media import CENTRE
from articles.models.media_storage import card_name, make_card

LIST_WIDTHS = (480, 960)  # pixels
MIN_LIST_WIDTH = 240  # pixels; a narrower picture would be blurred
MIN_PREVIEW_WIDTH = 600  # the same for the wider card of link previews
MIN_WIDTHS = {
    CARD_SIZE[0]: MIN_PREVIEW_WIDTH,
    **dict.fromkeys(LIST_WIDTHS, MIN_LIST_WIDTH),
}


@dataclass(frozen=True)
class CardPicture:
    """The picture of a card with its addresses; `large` is blank where the file is too narrow for it."""

    alt: str
    small: str
    large: str
    width: int
    height: int


def add_card_pictures(articles: Iterable[Article]) -> None:
    """Set `card_picture` of these articles, for `articles/_card_picture.html`; None where none is shown.

    One query for all of them, and none where no article has a picture. The articles come from
    `for_cards()`.
    """
    articles = list(articles)
    hidden = hidden_files(
        picture["file"] for article in articles for picture in article.live.pictures
    )
    for article in articles:
        picture = _first_shown(article.live, hidden, min_width=MIN_LIST_WIDTH)
        article.card_picture = _card_picture(article, picture) if picture else None


def _first_shown(version: Version, hidden: set[str], *, min_width: int) -> dict | None:
    """The first picture that the public sees, if it is wide enough."""
    shown = [picture for picture in version.pictures if picture["file"] not in hidden]
    if not shown or (shown[0]["width"] or 0) < min_width:
        return None
    return shown[0]


def _card_picture(article: Article, picture: dict) -> CardPicture:
    small, large = LIST_WIDTHS
    width, height = card_size(small)
    return CardPicture(
        picture["alt"],
        card_address(article, small),
        card_address(article, large) if picture["width"] > small else "",
        width,
        height,
    )


def card_address(article: Article, width: int) -> str:
    """The address of the card's picture in that width."""
    return reverse("article-card-in-width", args=[article.pk, width])


def has_preview_card(figures: Iterable[ShownPicture]) -> bool:
    """Whether link previews show a picture of the text with these pictures."""
    shown = next((figure for figure in figures if not figure.is_hidden), None)
    return shown is not None and (shown.width or 0) >= MIN_PREVIEW_WIDTH


def card_file(version: Version, *, width: int = CARD_SIZE[0]) -> str | None:
    """The stored crop for cards of that width, made where it is missing; None where there is no picture."""
    if width not in MIN_WIDTHS:
        return None
    hidden = hidden_files(picture["file"] for picture in version.pictures)
    picture = _first_shown(version, hidden, min_width=MIN_WIDTHS[width])
    if picture is None:
        return None
    stored = MediaFile.objects.filter(name=picture["file"]).select_related("item").first()
    focus = stored.item.focus if stored else (CENTRE, CENTRE)
    make_card(picture["file"], focus, width)
    return card_name(picture["file"], focus, width)
