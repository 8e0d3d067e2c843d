"""What each stage of reading found in captured pages and what it dropped, as text for a person."""

from collections.abc import Iterator
from functools import partial

from seeds.extraction.explaining import explained
from seeds.page_extraction import OwnerLookup, PageReaders
from seeds.page_result import PageReadResult, within_boundary


def explain_page(page: PageReadResult, *, owner_lookup: OwnerLookup) -> Iterator[str]:
    """Yield the explanation of a page that was read, line by line; of one that was refused only why."""
    yield f"== {page.name}"
    if page.error:
        yield f"refused: {page.error}"
        return
    if page.flags:
        yield f"flags: {', '.join(page.flags)}"
    for article in page.parsed.articles:
        one = partial(_extract_article, page, article, owner_lookup)
        with explained() as lines:
            result = within_boundary(page.name, "its records were extracted", one)
        yield f"article ({article.language}): {article.title or 'without a title'}"
        yield from lines
        if result.error:
            yield f"stopped: {result.error}"


def _extract_article(page: PageReadResult, article, owner_lookup: OwnerLookup) -> PageReadResult:
    """The page as one of that article alone, with the proposals."""
    return PageReaders(owner_lookup=owner_lookup).extract(page.with_article(article))
