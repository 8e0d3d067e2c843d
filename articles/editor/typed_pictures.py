"""The pictures of a form that is being filled in, for the checks and the preview beside the text."""

from django.http import QueryDict

from articles.editor.typed_rows import TypedRow, match_rows, read_number, typed_rows
from articles.models import Article, MediaItem, Picture

WORDS = ("key", "alt", "caption", "credit", "licence")


def typed_pictures(article: Article, data: QueryDict) -> list[Picture]:
    """The pictures as the form has them, in their order; none of them is stored by this."""
    stored = {}
    if article.pk:
        stored = {picture.pk: picture for picture in article.pictures.select_related("media")}
    pictures = [
        _read_row(picture or Picture(), row)
        for picture, row in match_rows(typed_rows(data, "pictures"), stored)
    ]
    shown = [picture for picture in pictures if picture.file]
    return sorted(shown, key=lambda picture: picture.position)


def _read_row(picture: Picture, row: TypedRow) -> Picture:
    """The picture with the values of its row; one without a file shows nothing."""
    media = read_number(row.get("media"))
    if media and media != picture.media_id:
        picture = Picture()
        item = MediaItem.objects.pictures().filter(pk=media).first()
        if item:
            picture.show(item)
    for name in WORDS:
        setattr(picture, name, row.get(name, getattr(picture, name)))
    if "position" in row:
        picture.position = read_number(row["position"])
    return picture
