"""From files to text: which pages there are, their bytes, encoding, origin and readable text."""

from seeds.reading.files import PathMissing, find_pages
from seeds.reading.model import Head, PageRefused, Reading
from seeds.reading.page import SIZE_LIMIT, read_page

__all__ = ["SIZE_LIMIT", "Head", "PageRefused", "PathMissing", "Reading", "find_pages", "read_page"]
