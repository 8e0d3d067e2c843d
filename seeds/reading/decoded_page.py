"""A decoded page, its declared metadata, and the refusal of a page that cannot be read."""

from dataclasses import dataclass, field

from seeds.reading.html_metadata import HtmlMetadata


class PageRefused(Exception):
    """A page that cannot be read; `reason` is one sentence for the person who gave the page."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class PagePicture:
    """A picture that came along with a page: its file name, its bytes, and its caption, "" without one.

    `above` are the lines of the page above it, the nearest first.
    """

    name: str
    content: bytes
    caption: str = ""
    above: tuple[str, ...] = ()


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
