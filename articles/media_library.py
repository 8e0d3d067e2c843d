"""What is done with media items: storing and replacing their files, and where they are used."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.db import transaction

from articles.images import image_size
from articles.models import Article, MediaFile, MediaItem, MediaKind, Picture
from articles.models.media_storage import delete_stored, make_renditions
from articles.models.review import UNDER_REVIEW, WITH_AUTHOR
from portal.core import html

TITLE_LENGTH = MediaItem._meta.get_field("title").max_length


def find_picture(content: bytes) -> MediaItem | None:
    """The item of the library with exactly this content, if there is one."""
    digest = hashlib.sha256(content).hexdigest()
    return MediaItem.objects.pictures().filter(digest=digest).first()


def add_picture(content: bytes, suffix: str, *, title="", caption="", by=None) -> MediaItem:
    """The media item of a picture whose metadata is removed; the stored one where the library has it."""
    known = find_picture(content)
    if known is not None:
        return known
    item = MediaItem(title=title_from(title), caption=caption)
    if by is not None:  # otherwise the person of the request
        item._history_user = by
    store_file(item, content, suffix)
    return item


def title_from(filename: str) -> str:
    """The title of a new item: the name of its file without the suffix and characters that no print shows."""
    printed = "".join(filter(str.isprintable, filename))
    return PurePosixPath(printed.replace("\\", "/")).stem[:TITLE_LENGTH]


def store_file(item: MediaItem, content: bytes, suffix: str) -> None:
    """Store the content as the present file of the item, and keep the file on record for good."""
    item.digest = hashlib.sha256(content).hexdigest()
    item.size = len(content)
    if item.kind == MediaKind.PICTURE:
        item.width, item.height = image_size(content)
    item.file = ContentFile(content, name=f"file{suffix}")
    try:
        with transaction.atomic():
            item.save()
            MediaFile.objects.create(item=item, name=item.file.name, digest=item.digest)
        if item.kind == MediaKind.PICTURE:
            make_renditions(item.file.name)
    except BaseException:
        delete_stored(item.file.name)
        raise


def replace_file(item: MediaItem, content: bytes, suffix: str, *, by) -> list[Article]:
    """Give the item another file; return the articles that show it from now on.

    These are the ones that may be edited: for each of them it is an edit, which voids its signatures.
    Public texts keep the file that was signed.
    """
    store_file(item, content, suffix)
    return show_present_file(item, by=by)


@transaction.atomic
def show_present_file(item: MediaItem, *, by) -> list[Article]:
    """Let all articles that may be edited show the present file of the item; return those that change."""
    changed = []
    for picture in editable_uses(item).exclude(file=item.file.name):
        picture.show(item)
        picture.save()
        picture.article.record_edit(by=by)
        changed.append(picture.article)
    return changed


def editable_uses(item: MediaItem):
    """The pictures that show the item in articles that may be edited."""
    editable = Article.objects.with_status(*WITH_AUTHOR, *UNDER_REVIEW)
    return item.pictures.filter(article__in=editable.order_by()).select_related("article")


@dataclass(frozen=True)
class MediaUse:
    """A use of a media item: in which article, in which paragraph's neighbourhood, and what readers see."""

    picture: Picture
    paragraph: int | None  # after which it stands; 0 before the first, None above the text
    is_public: bool
    is_former_file: bool


def media_uses(item: MediaItem) -> Iterator[MediaUse]:
    """The articles whose working text shows the item, the newest first."""
    pictures = item.pictures.select_related("article").order_by("-article", "position", "pk")
    names = set(item.files.values_list("name", flat=True))
    for picture in pictures:
        live = picture.article.live
        shown = {each["file"] for each in live.pictures} if live else set()
        yield MediaUse(
            picture,
            place_in_text(picture.article.body, picture.key),
            is_public=bool(shown & names),
            is_former_file=picture.file.name != item.file.name,
        )


def place_in_text(body: str, key: str) -> int | None:
    """After how many paragraphs the picture stands in the text; None where the text has no place for it."""
    before, place, _after = body.partition(html.figure(key))
    if not key or not place:
        return None
    return len(html.paragraphs(before))
