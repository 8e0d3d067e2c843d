"""The pictures that a page brought along, as pictures of its draft."""

from collections.abc import Iterable

from django.core.files.base import ContentFile

from articles.images import MAX_PIXELS, ImageTooLarge, InvalidImage, strip_metadata
from articles.models import Article, Picture
from articles.models.picture import RENDITION_WIDTHS, rendition_name
from seeds.reading import PagePicture

CAPTION_LENGTH = 300  # characters


class PictureLeftOut(Exception):
    """A picture that a draft cannot have; the message is the reason."""


def create_pictures(article: Article, pictures: Iterable[PagePicture], *, by=None) -> list[str]:
    """Store the pictures with their captions; what is returned says which were left out, and why.

    Whoever files the article adds credit and alternative text. Files are taken back where storing fails.
    """
    left_out = []
    stored: list[Picture] = []
    try:
        for position, picture in enumerate(pictures, 1):
            try:
                stored.append(_create_picture(article, picture, position, by))
            except PictureLeftOut as reason:
                left_out.append(f"{picture.name} was left out: {reason}.")
    except BaseException:
        for picture in stored:
            _delete_files(picture)
        raise
    return left_out


def _create_picture(article: Article, picture: PagePicture, position: int, by) -> Picture:
    if not picture.content:
        raise PictureLeftOut("it is linked only, damaged, or larger than is read")
    try:
        content, suffix = strip_metadata(picture.content)
    except InvalidImage as error:
        raise PictureLeftOut("it is no JPEG, PNG, WebP or GIF picture") from error
    except ImageTooLarge as error:
        raise PictureLeftOut(
            f"it has more than {MAX_PIXELS // 1_000_000} million pixels"
        ) from error
    row = Picture(
        article=article,
        file=ContentFile(content, name=f"picture{suffix}"),
        caption=picture.caption[:CAPTION_LENGTH],
        position=position,
    )
    row._history_user = by
    try:
        row.save()
        row.make_renditions()
    except BaseException:
        _delete_files(row)
        raise
    return row


def _delete_files(picture: Picture) -> None:
    storage, name = picture.file.storage, picture.file.name
    for each in (name, *(rendition_name(name, width) for width in RENDITION_WIDTHS)):
        storage.delete(each)
