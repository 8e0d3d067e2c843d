"""From the text of a captured page to its articles: furniture off, printed facts read, digests parted."""

from seeds.pages.dates import date_in_address
from seeds.pages.model import KeyPoint, Page, PageArticle
from seeds.pages.page import read_articles

__all__ = ["KeyPoint", "Page", "PageArticle", "date_in_address", "read_articles"]
