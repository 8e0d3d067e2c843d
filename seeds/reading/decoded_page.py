"""A decoded page, its declared metadata, and the refusal of a page that cannot be read."""

from dataclasses import dataclass, field


class PageRefused(Exception):
    """A page that cannot be read; `reason` is one sentence for the person who gave the page."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class HtmlMetadata:
    """What an HTML page declares about itself; every field is empty for a text page.

    `title`, `source`, `published`, `author` come from meta tags meant for them, `guessed_title` and
    `guessed_date` from trafilatura, which reads the title element, headings and time elements.
    """

    title: str = ""
    source: str = ""
    published: str = ""
    author: str = ""
    guessed_title: str = ""
    guessed_date: str = ""


@dataclass(frozen=True, kw_only=True)
class PagePicture:
    """A picture that came along with a page: its file name, its bytes, and its caption, "" without one."""

    name: str
    content: bytes
    caption: str = ""


@dataclass(frozen=True, kw_only=True)
class DecodedPage:
    """One captured page: the bytes as stored, and the text that a reader of the page would see.

    `text` leaves out the address line of a text page and the scripts, styles and menus of an HTML page.
    `flags` say what is wrong with the bytes, `pictures` are those that the file itself holds.
    """

    raw: bytes
    sha256: str
    encoding: str
    text: str
    origin: str = ""
    is_html: bool = False
    metadata: HtmlMetadata = field(default_factory=HtmlMetadata)
    flags: tuple[str, ...] = ()
    pictures: tuple[PagePicture, ...] = ()
