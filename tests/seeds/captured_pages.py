"""Invented pages as files, as a capture leaves them."""

from pathlib import Path

from seeds.capture_import import PageImportCounts, import_pages, read_pages
from seeds.reading import file_source, find_pages
from tests.seeds.invented_pages import FIRST_PARAGRAPH, SECOND_PARAGRAPH, TITLE

PAGE_TEXT = f"""\
https://news.example.org/2024/1.html
{TITLE}
来源：临江日报  作者：周明  发布时间：2024-05-22 10:08:31  浏览次数：137
{FIRST_PARAGRAPH}
{SECOND_PARAGRAPH}
责任编辑：李红
"""


def digest_page_text(items: int) -> str:
    """A digest page of that many articles, each with two key points."""
    return "\n".join(
        line
        for number in range(items)
        for line in (
            f"临江职业学院建设第{number}个实训基地",
            "Lin Jiang Ri Bao· 2025-10-28 05:25",
            'Core Insights - A base is built [1]. Group 1: New Base - A "lab - shop" chain [2].',
        )
    )


def write_page_file(
    folder: Path,
    content: str | bytes = PAGE_TEXT,
    *,
    name: str = "page.txt",
    encoding: str = "utf-8",
) -> Path:
    """A page of that content; its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def import_page_files(*paths: Path, by=None, dry_run: bool = False) -> PageImportCounts:
    """What an import of the pages at the paths did."""
    sources = map(file_source, find_pages(paths))
    return import_pages(read_pages(sources), by=by, dry_run=dry_run, on_page=lambda _: None)
