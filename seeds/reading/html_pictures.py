"""The pictures that an HTML page itself holds: in data addresses, or as parts of a web archive."""

import base64
import binascii
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes, urljoin

from lxml import html

from seeds.reading.decoded_page import PagePicture
from seeds.reading.picture_places import PicturePlace, find_pictures, place_picture

DATA_ADDRESS = "data:image/"
# The address of a picture that a script loads when it comes into view stands beside a placeholder
SOURCE_ATTRIBUTES = ("data-src", "data-original", "src")
PICTURE_LIMIT = 8_000_000  # bytes of one picture
MOST_PICTURES = 40
MIN_BYTES = 4_000  # a smaller file is a sign or a line, no photograph


def read_html_pictures(
    tree: html.HtmlElement, lines: list[str], *, parts: Mapping[str, bytes], base: str = ""
) -> tuple[PagePicture, ...]:
    """The pictures beside the main lines of the page, in their order; pictures of menus are none.

    `parts` are the files of a web archive by their addresses, `base` is the page's own.
    """
    main = set(lines)
    places = find_pictures(tree, where=lambda image: _content(image, parts, base))
    stated = [place for place in places if _stands_in(place, main)]
    return tuple(
        place_picture(
            PagePicture(name=f"picture {number}", content=_content(place.image, parts, base)), place
        )
        for number, place in enumerate(stated[:MOST_PICTURES], 1)
    )


def _stands_in(place: PicturePlace, main: set[str]) -> bool:
    """Whether the nearest line above or below belongs to the text."""
    return bool({*place.above[:1], *place.below[:1]} & main)


def _content(image: html.HtmlElement, parts: Mapping[str, bytes], base: str) -> bytes:
    """The bytes of the image; empty where the page does not hold it, or where it is too small or large."""
    for name in SOURCE_ATTRIBUTES:
        source = (image.get(name) or "").strip()
        content = _data(source) if source.startswith(DATA_ADDRESS) else _part(source, parts, base)
        if MIN_BYTES <= len(content) <= PICTURE_LIMIT:
            return content
    return b""


def _part(source: str, parts: Mapping[str, bytes], base: str) -> bytes:
    if not source:
        return b""
    try:
        address = urljoin(base, source)
    except ValueError:
        address = source
    return parts.get(source) or parts.get(address) or b""


def _data(source: str) -> bytes:
    """The bytes of a data address; empty where it is damaged."""
    head, _, data = source.partition(",")
    if not head.endswith(";base64"):
        return unquote_to_bytes(data)
    try:
        return base64.b64decode(unquote_to_bytes(data))
    except (binascii.Error, ValueError):
        return b""
