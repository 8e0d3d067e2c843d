"""From files to text: which pages there are, their bytes, encoding, origin and readable text."""

from seeds.reading.decoded_page import DecodedPage, HtmlMetadata, PagePicture, PageRefused
from seeds.reading.files import PathNotFound, find_pages
from seeds.reading.page import is_packed, read_page, read_source
from seeds.reading.sources import (
    PAGE_SUFFIXES,
    SIZE_LIMIT,
    PageSource,
    file_source,
    printable_path,
    size_limit,
)

__all__ = [
    "PAGE_SUFFIXES",
    "SIZE_LIMIT",
    "DecodedPage",
    "HtmlMetadata",
    "PagePicture",
    "PageRefused",
    "PageSource",
    "PathNotFound",
    "file_source",
    "find_pages",
    "is_packed",
    "printable_path",
    "read_page",
    "read_source",
    "size_limit",
]
