"""The pictures that a page brought along, as pictures of its drafts, where they stood in the text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from articles.images import MAX_PIXELS, ImageTooLarge, InvalidImage, strip_metadata
from articles.media_library import add_picture, find_picture
from articles.models import Article, MediaItem, Picture
from articles.models.media_storage import delete_stored
from articles.models.picture import new_key
from portal.core import html
from seeds.reading import PagePicture

CAPTION_LENGTH = 300  # characters
MIN_PART_LENGTH = 8  # characters; a shorter line stands in a paragraph only if it is all of it


class PictureLeftOut(Exception):
    """A picture that a draft cannot have; the message is the reason."""


@dataclass
class PicturedDraft:
    """A draft with the paragraphs that it was made of, and the keys of pictures by what stands above them."""

    article: Article
    paragraphs: Sequence[str]
    keys: dict[int, list[str]] = field(default_factory=dict)

    def body(self) -> str:
        """The text with the places of its pictures."""
        blocks = list(map(html.figure, self.keys.get(0, ())))
        for number, paragraph in enumerate(self.paragraphs, 1):
            blocks.append(html.from_paragraphs([paragraph]))
            blocks += map(html.figure, self.keys.get(number, ()))
        return "\n".join(blocks)


def create_pictures(
    drafts: Sequence[PicturedDraft], pictures: Iterable[PagePicture], *, by=None
) -> list[str]:
    """Store the pictures and give them their places; what is returned says which were left out, and why.

    Whoever files the article adds credit and alternative text. Files are taken back where storing fails.
    """
    left_out = []
    new_items: list[MediaItem] = []
    try:
        for position, picture in enumerate(pictures, 1):
            try:
                _create_picture(drafts, picture, position, by, new_items)
            except PictureLeftOut as reason:
                left_out.append(f"{picture.name} was left out: {reason}.")
        _write_places(drafts, by)
    except BaseException:
        for item in new_items:
            delete_stored(item.file.name)
        raise
    return left_out


def _create_picture(drafts, picture: PagePicture, position, by, new_items) -> None:
    """Store the picture in the library, unless it is there, and as one of the draft where it stood."""
    content, suffix = _read(picture)
    caption = picture.caption[:CAPTION_LENGTH]
    item = find_picture(content)
    if item is None:
        item = add_picture(content, suffix, title=caption or picture.name, caption=caption, by=by)
        new_items.append(item)
    draft, number = _find_place(drafts, picture)
    row = Picture(article=draft.article, key=new_key(), caption=caption, position=position)
    row.show(item)
    if caption and _is_paragraph(caption, draft.paragraphs[number : number + 1]):
        row.caption = ""  # it stands in the text, right below the picture
    row._history_user = by
    row.save()
    draft.keys.setdefault(number, []).append(row.key)


def _find_place(drafts, picture: PagePicture) -> tuple[PicturedDraft, int]:
    """The draft of the picture, and how many of its paragraphs stand above it; 0 if no line is known."""
    for line in picture.above:
        for draft in drafts:
            for number, paragraph in enumerate(draft.paragraphs, 1):
                if _stands_in(line, paragraph):
                    return draft, number
    return drafts[0], 0


def _stands_in(line: str, paragraph: str) -> bool:
    """Whether the line of a page became the paragraph, or a part of it."""
    line, paragraph = _without_blanks(line), _without_blanks(paragraph)
    return line == paragraph or (len(line) >= MIN_PART_LENGTH and line in paragraph)


def _is_paragraph(caption: str, paragraphs: Sequence[str]) -> bool:
    return any(_without_blanks(caption) == _without_blanks(text) for text in paragraphs)


def _without_blanks(text: str) -> str:
    return "".join(text.split()).removeprefix(html.HEADING_PREFIX.strip())


def _write_places(drafts: Sequence[PicturedDraft], by) -> None:
    for draft in drafts:
        if draft.keys:
            draft.article.body = draft.body()
            draft.article._history_user = by
            draft.article.save()


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
