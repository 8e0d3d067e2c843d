"""From the text of a captured page to its articles: without boilerplate, metadata parsed, digests split."""

from seeds.pages.dates import date_in_url
from seeds.pages.page import parse_page
from seeds.pages.parsed_page import PageArticle, PageKeyPoint, ParsedPage

__all__ = ["PageArticle", "PageKeyPoint", "ParsedPage", "date_in_url", "parse_page"]
