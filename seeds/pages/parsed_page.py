"""The articles of a captured page as they are printed there."""

from dataclasses import dataclass

# What a page states about an article: a role of seeds.reading.labels, or a bare one, and its value
MetadataField = tuple[str, object]


@dataclass(frozen=True, kw_only=True)
class PageKeyPoint:
    """One point of a digest: its group heading, its text and the paragraph of the original it rests on.

    `paragraph` is the first number printed behind the point, `further` holds the other ones.
    """

    group: str
    text: str
    paragraph: int | None = None
    further: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PageArticle:
    """One article of a page; what the page does not print is empty or None.

    `published` is an EDTF date or "YYYY-MM-DDTHH:MM", `language` zh-hans, zh-hant or en, `site` the
    organisation that the page names as the owner of its site.
    """

    title: str = ""
    source: str | None = None
    published: str = ""
    language: str = "zh-hans"
    byline: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    views: int | None = None
    paragraphs: tuple[str, ...] = ()
    key_points: tuple[PageKeyPoint, ...] = ()
    origin: str = ""
    site: str = ""


@dataclass(frozen=True, kw_only=True)
class ParsedPage:
    """The articles of a page and what is wrong with it.

    Flags: hijacked_clone, garbled, machine_translated, truncated, no_text.
    """

    flags: tuple[str, ...] = ()
    articles: tuple[PageArticle, ...] = ()
