"""From files to text: which pages there are, their bytes, encoding, origin and readable text."""

from seeds.reading.decoded_page import DecodedPage, HtmlMetadata, PageRefused
from seeds.reading.files import PathNotFound, find_pages
from seeds.reading.page import SIZE_LIMIT, read_page

__all__ = [
    "SIZE_LIMIT",
    "DecodedPage",
    "HtmlMetadata",
    "PageRefused",
    "PathNotFound",
    "find_pages",
    "read_page",
]
