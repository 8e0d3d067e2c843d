"""Pictures as pages show them: each where the text has its place, the others above it."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, MediaFile, MediaLicence, Picture, Version
from portal.core import html
from portal.core.templatetags.records import add_anchors

# Licences that readers have to know; the others are between the portal and the owner
SHOWN_LICENCES = {
    MediaLicence.CC_BY,
    MediaLicence.CC_BY_SA,
    MediaLicence.CC_BY_NC,
    MediaLicence.CC0,
    MediaLicence.PUBLIC_DOMAIN,
}


@dataclass(frozen=True)
class ShownPicture:
    """A picture with its words and the addresses of its file; a hidden one shows that it was there."""

    key: str
    caption: str
    credit: str
    licence: str
    alt: str
    width: int | None
    height: int | None
    address: str
    small: str = ""
    medium: str = ""
    is_hidden: bool = False


@dataclass(frozen=True)
class ArticleText:
    """A text with its pictures: the HTML of the body, and the pictures that have no place in it."""

    body: SafeString
    gallery: list[ShownPicture]


def hidden_files(names: Iterable[str], *, on: date | None = None) -> set[str]:
    """Those of the stored files that the public may not see: a right has ended, a consent is withdrawn."""
    return MediaFile.objects.hidden_names(list(names), on=on or timezone.localdate())


def version_figures(
    article: Article, version: Version, *, hidden: Container[str] | None = None
) -> list[ShownPicture]:
    """The pictures of a version in their order; their addresses count from 1.

    `hidden` are the files that the public may not see, where they are known already.
    """
    if hidden is None:
        hidden = hidden_files(picture["file"] for picture in version.pictures)
    return [
        _version_figure(article, version, place, picture, is_hidden=picture["file"] in hidden)
        for place, picture in enumerate(version.pictures, 1)
    ]


def _version_figure(article, version, place, picture: dict, *, is_hidden) -> ShownPicture:
    place_args = [article.pk, version.number, place]
    return ShownPicture(
        picture.get("key", ""),
        picture["caption"],
        picture["credit"],
        _licence_label(picture.get("licence", "")),
        picture["alt"],
        picture["width"],
        picture["height"],
        reverse("picture", args=place_args),
        reverse("rendition", args=[*place_args, 480]),
        reverse("rendition", args=[*place_args, 960]),
        is_hidden=is_hidden,
    )


def draft_text(article: Article, address: Callable[[Picture, int], str]) -> ArticleText:
    """The working text with its pictures; `address` gives that of a picture in its place, from 1."""
    figures = [
        _draft_figure(picture, address(picture, place))
        for place, picture in enumerate(article.present_pictures(), 1)
    ]
    return build_text(article.body, figures, language=article.language)


def desk_text(article: Article) -> ArticleText:
    """The working text with its pictures, for pages of the admin."""
    return draft_text(article, lambda picture, _place: desk_address(picture))


def desk_address(picture: Picture) -> str:
    """The address of the file in the admin, of a picture that may not be stored yet; blank for none."""
    if picture.pk:
        return reverse("admin:articles_picture_file", args=[picture.pk])
    if picture.media_id:
        return reverse("admin:articles_mediaitem_file", args=[picture.media_id])
    return ""


def _draft_figure(picture: Picture, address: str) -> ShownPicture:
    return ShownPicture(
        picture.key,
        picture.caption,
        picture.credit,
        _licence_label(picture.licence),
        picture.alt,
        picture.width,
        picture.height,
        address,
    )


def _licence_label(licence: str) -> str:
    return str(MediaLicence(licence).label) if licence in SHOWN_LICENCES else ""


def build_text(body: str, figures: list[ShownPicture], *, language: str) -> ArticleText:
    """The body with anchors and with its pictures in their places; the others are the gallery."""
    by_key = {figure.key: figure for figure in figures if figure.key}
    placed = set(html.figure_keys(body)) & set(by_key)

    def replacement(match):
        figure = by_key.get(match["key"])
        if figure is None:
            return ""
        context = {"figure": figure, "language": language}
        return render_to_string("articles/_figure.html", context)

    shown = html.FIGURE.sub(replacement, add_anchors(body))
    gallery = [figure for figure in figures if figure.key not in placed]
    return ArticleText(mark_safe(shown), gallery)  # noqa: S308  a clean body, and templates that escape
