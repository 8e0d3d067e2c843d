"""The benchmark of extraction on one core: pages per second and growth of memory, on our own corpus."""

import resource
import time
from dataclasses import replace
from pathlib import Path

from seeds.extraction import extract_proposals
from seeds.pages import PageArticle, parse_page
from seeds.reading import read_page

CORPUS = Path(__file__).parents[1] / "seeds" / "corpus"
TYPICAL_LENGTH, LARGE_LENGTH = 1_400, 4_600  # characters
MEMORY_PAGE_COUNT = 1_000


def articles_of_length(articles: list[PageArticle], length: int) -> list[PageArticle]:
    """Articles of about that length, made of the paragraphs of the corpus; each begins at another place."""
    paragraphs = [paragraph for article in articles for paragraph in article.paragraphs]
    made = []
    for number, article in enumerate(articles):
        turned = paragraphs[number * 7 :] + paragraphs[: number * 7]
        kept: list[str] = []
        while sum(map(len, kept)) < length:
            kept.append(turned[len(kept) % len(turned)])
        made.append(replace(article, paragraphs=tuple(kept)))
    return made


def extraction_rate(articles: list[PageArticle], times: int = 3) -> float:
    """Articles a second of processor time."""
    started = time.process_time()
    for article in articles * times:
        extract_proposals(article)
    return len(articles) * times / (time.process_time() - started)


def peak_memory() -> float:
    """The peak resident memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print pages a second on usual and long Chinese pages, and what a thousand pages add to memory."""
    pages = [parse_page(read_page(path)) for path in sorted(CORPUS.glob("*.txt"))]
    articles = [
        article for page in pages for article in page.articles if article.language == "zh-hans"
    ]
    extraction_rate(articles[:3], 1)
    for length in (TYPICAL_LENGTH, LARGE_LENGTH):
        rate = extraction_rate(articles_of_length(articles, length))
        print(f"extraction: {rate:.0f} pages of {length} characters a second on one core")
    usual = articles_of_length(articles, TYPICAL_LENGTH)
    extraction_rate(usual, 1)
    before = peak_memory()
    extraction_rate(usual, MEMORY_PAGE_COUNT // len(usual) + 1)
    print(
        f"extraction: {MEMORY_PAGE_COUNT} pages add {peak_memory() - before:.0f} MB to {before:.0f} MB"
    )


if __name__ == "__main__":
    main()
