"""The pictures of a text: what a list tells of each, and how the body shows them."""

from dataclasses import replace

from django.utils.html import format_html
from rest_framework import serializers

from articles.figures import ShownPicture, version_figures
from articles.models import Article
from portal.core import html


class PictureSerializer(serializers.Serializer):
    """A picture of a text; one that may no longer be shown is left out."""

    key = serializers.CharField(
        help_text="Of the figure in the body; blank for a picture that stands above the text."
    )
    url = serializers.CharField(source="address")
    alt = serializers.CharField()
    caption = serializers.CharField()
    credit = serializers.CharField()
    licence = serializers.CharField(help_text="Blank for one between the portal and the owner.")
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)


def shown_pictures(article: Article, *, hidden, full_url) -> list[ShownPicture]:
    """The pictures of the public text that may be shown; `full_url` completes the path of a page."""
    figures = version_figures(article, article.live, hidden=hidden)
    return [
        replace(figure, address=full_url(figure.address))
        for figure in figures
        if not figure.is_hidden
    ]


def body_with_pictures(body: str, pictures: list[ShownPicture]) -> str:
    """The body with each picture in its figure; places of pictures that are not shown are left out."""
    by_key = {picture.key: picture for picture in pictures if picture.key}

    def figure(match):
        picture = by_key.get(match["key"])
        return _figure(picture) if picture else ""

    return html.FIGURE.sub(figure, body)


def _figure(picture: ShownPicture) -> str:
    size = ""
    if picture.width and picture.height:
        size = format_html(' width="{}" height="{}"', picture.width, picture.height)
    words = " ".join(part for part in (picture.caption, picture.credit, picture.licence) if part)
    caption = format_html("<figcaption>{}</figcaption>", words) if words else ""
    return format_html(
        '<figure data-picture="{}"><img src="{}" alt="{}"{}>{}</figure>',
        picture.key, picture.address, picture.alt, size, caption,
    )  # fmt: skip
