"""Invented HTML pages with a head of one's own, read from a file as a capture is."""

from pathlib import Path

from seeds.pages import ParsedPage, parse_page
from seeds.reading import read_page
from tests.seeds.invented_pages import FIRST_PARAGRAPH, SECOND_PARAGRAPH, TITLE


def write_html_page(folder: Path, *, head: str = "", lines: str = "", url: str = "") -> Path:
    """A page with that head, that HTML between its headline and its text, and that address; its path."""
    canonical = f'<link rel="canonical" href="{url}">' if url else ""
    path = folder / "page.html"
    path.write_text(
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{TITLE}</title>'
        f"{canonical}{head}</head><body><h1>{TITLE}</h1>{lines}"
        f"<p>{FIRST_PARAGRAPH}</p><p>{SECOND_PARAGRAPH}</p></body></html>"
    )
    return path


def parse_html_page(folder: Path, **parts: str) -> ParsedPage:
    """What is read of a page with these parts (`write_html_page`)."""
    return parse_page(read_page(write_html_page(folder, **parts)))
