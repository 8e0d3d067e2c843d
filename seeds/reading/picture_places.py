"""Where the pictures of a page stand: below which of its lines."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lxml import html

from seeds.reading.decoded_page import PagePicture
from seeds.reading.html_lines import visible_lines

CAPTION = re.compile(r"(?:▲|△|图(?:[为：:]|\s?\d|[一二三四五六七八九十])|Photo|Figure|Picture)")
CAPTION_LENGTH = 300  # characters
LINES_KEPT = 12  # of those above a picture
# Stands for a picture among the lines of its page; Unicode calls it no character
MARK = "\ufdd0"
MARKED = re.compile(f"{MARK}(\\d{{1,4}})")


@dataclass(frozen=True)
class PicturePlace:
    """An image of a tree, and the lines above and below it, the nearest first."""

    image: html.HtmlElement
    above: tuple[str, ...]
    below: tuple[str, ...]


def find_pictures(
    tree: html.HtmlElement, *, where: Callable[[html.HtmlElement], object]
) -> list[PicturePlace]:
    """The places of the images for which `where` holds, in their order."""
    images = list(filter(where, tree.iter("img")))
    if not images:
        return []
    marks = [_mark(image, number) for number, image in enumerate(images)]
    lines = [line.text for line in visible_lines(tree)]
    for mark in marks:
        mark.drop_tree()
    return _places(images, lines)


def _mark(image: html.HtmlElement, number: int) -> html.HtmlElement:
    mark = html.Element("p")
    mark.text = f"{MARK}{number}"
    image.addprevious(mark)
    return mark


def _places(images: Sequence[html.HtmlElement], lines: list[str]) -> list[PicturePlace]:
    texts: list[str] = []
    marked: list[tuple[int, int]] = []  # a picture, and how many lines stand above it
    for line in lines:
        match = MARKED.fullmatch(line)
        if match and int(match[1]) < len(images):
            marked.append((int(match[1]), len(texts)))
        else:
            texts.append(line)
    return [
        PicturePlace(
            images[number],
            tuple(reversed(texts[max(0, above - LINES_KEPT) : above])),
            tuple(texts[above : above + LINES_KEPT]),
        )
        for number, above in marked
    ]


def place_picture(picture: PagePicture, place: PicturePlace) -> PagePicture:
    """The picture with the lines above it, and with the line below as its caption where it is one."""
    caption = picture.caption
    if not caption and place.below and CAPTION.match(place.below[0]):
        caption = place.below[0][:CAPTION_LENGTH]
    return replace(picture, caption=caption, above=place.above)
