"""Where the files of the media library are stored, and their renditions beside them."""

import secrets
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.images import RENDITION_WIDTHS, SUFFIXES, crop_to_card, resize_to_width

FILE_SUFFIXES = (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".csv", ".txt", ".zip")


def media_upload_path(record, filename: str) -> str:
    """Build the storage path of an uploaded file: a random name, which nobody can guess.

    Only the suffix of an accepted format is taken over from the upload.
    """
    suffix = PurePosixPath(filename).suffix.lower()
    if suffix not in (*SUFFIXES.values(), *FILE_SUFFIXES):
        suffix = ""
    name = secrets.token_hex(16)
    folder = "files" if suffix in FILE_SUFFIXES else "pictures"
    return f"{folder}/{name[:2]}/{name}{suffix}"


def rendition_name(name: str, width: int) -> str:
    """The storage path of a smaller rendition, in the folder of the original."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}-{width}{path.suffix}"))


def card_name(name: str, focus: tuple[int, int], width: int) -> str:
    """The storage path of the crop for cards around that focal point."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}-card-{focus[0]}-{focus[1]}-{width}{path.suffix}"))


def existing_rendition_name(name: str, width: int | None) -> str:
    """The storage path of a picture in that width; the original where it has no such rendition.

    Raises FileNotFoundError for a width that is not one of RENDITION_WIDTHS.
    """
    if width is None:
        return name
    if width not in RENDITION_WIDTHS:
        raise FileNotFoundError
    smaller = rendition_name(name, width)
    return smaller if default_storage.exists(smaller) else name


def delete_stored(name: str) -> None:
    """Delete a file that no record came to hold, with its renditions."""
    for each in (name, *(rendition_name(name, width) for width in RENDITION_WIDTHS)):
        if each:
            default_storage.delete(each)


def make_renditions(name: str) -> None:
    """Store the smaller renditions of a stored picture; call it whenever a new file is stored."""
    data = _read(name)
    for width in RENDITION_WIDTHS:
        _store(rendition_name(name, width), resize_to_width(data, width))


def make_card(name: str, focus: tuple[int, int], width: int) -> None:
    """Store the crop for cards of a stored picture, unless it is stored already."""
    card = card_name(name, focus, width)
    if not default_storage.exists(card):
        _store(card, crop_to_card(_read(name), focus, width))


def _read(name: str) -> bytes:
    with default_storage.open(name) as stored:
        return stored.read()


def _store(name: str, content: bytes) -> None:
    if content and not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
