"""The pictures that a page brought along, as pictures of its draft."""

from collections.abc import Iterable

from articles.images import MAX_PIXELS, ImageTooLarge, InvalidImage, strip_metadata
from articles.media_library import add_picture, find_picture
from articles.models import Article, MediaItem, Picture
from articles.models.media_storage import delete_stored
from seeds.reading import PagePicture

CAPTION_LENGTH = 300  # characters


class PictureLeftOut(Exception):
    """A picture that a draft cannot have; the message is the reason."""


def create_pictures(article: Article, pictures: Iterable[PagePicture], *, by=None) -> list[str]:
    """Store the pictures with their captions; what is returned says which were left out, and why.

    Whoever files the article adds credit and alternative text. Files are taken back where storing fails.
    """
    left_out = []
    new_items: list[MediaItem] = []
    try:
        for position, picture in enumerate(pictures, 1):
            try:
                _create_picture(article, picture, position, by, new_items)
            except PictureLeftOut as reason:
                left_out.append(f"{picture.name} was left out: {reason}.")
    except BaseException:
        for item in new_items:
            delete_stored(item.file.name)
        raise
    return left_out


def _create_picture(article, picture: PagePicture, position, by, new_items) -> None:
    """Store the picture in the library, unless it is there, and as one of the article."""
    content, suffix = _read(picture)
    caption = picture.caption[:CAPTION_LENGTH]
    item = find_picture(content)
    if item is None:
        item = add_picture(content, suffix, title=caption or picture.name, caption=caption, by=by)
        new_items.append(item)
    row = Picture(article=article, caption=caption, position=position)
    row.show(item)
    row._history_user = by
    row.save()


def _read(picture: PagePicture) -> tuple[bytes, str]:
    if not picture.content:
        raise PictureLeftOut("it is linked only, damaged, or larger than is read")
    try:
        return strip_metadata(picture.content)
    except InvalidImage as error:
        raise PictureLeftOut("it is no JPEG, PNG, WebP or GIF picture") from error
    except ImageTooLarge as error:
        raise PictureLeftOut(
            f"it has more than {MAX_PIXELS // 1_000_000} million pixels"
        ) from error
