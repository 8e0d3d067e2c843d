"""Who published a page and who wrote it: as printed, else as its head declares."""

from seeds.pages.dateline import BARE_OUTLET
from seeds.pages.outlets import dateline_outlet
from seeds.pages.parsed_page import MetadataField
from seeds.pages.person_names import (
    LATIN_UNITS,
    is_only_names,
    parse_latin_names,
    parse_names,
)
from seeds.pages.publication_headers import publication_name
from seeds.reading import HtmlMetadata
from seeds.reading.labels import AUTHOR, SOURCE, UNIT

# Printed where the site itself is the source: its name says more, if the page declares it.
_SITE_WORDS = "本站 本网 本网站 本校 本报 原创 本站原创 转载 网络 互联网"
_THIS_SITE = frozenset(_SITE_WORDS.split())
FIRST_PARAGRAPHS = 3


def find_source(
    fields: tuple[MetadataField, ...],
    metadata: HtmlMetadata,
    paragraphs: tuple[str, ...],
    *,
    header: str = "",
) -> str | None:
    """Return the outlet, None where the page names none.

    It is printed as source, declared, printed otherwise, in the dateline, below the text or in the header.
    """
    printed = _values(fields, SOURCE)
    named = [name for name in printed if name not in _THIS_SITE]
    candidates = (
        *named,
        metadata.source,
        *_values(fields, UNIT),
        *_values(fields, BARE_OUTLET),
        *printed,
        metadata.publisher,
        *map(dateline_outlet, paragraphs[:FIRST_PARAGRAPHS]),
        _signing_body(paragraphs),
        header,
    )
    return next(filter(None, candidates), None)


def _signing_body(paragraphs: tuple[str, ...]) -> str:
    """Return the body that is all of the last paragraph, as below a notice, or ""."""
    return publication_name(paragraphs[-1]) if len(paragraphs) > 1 else ""


def find_byline(fields: tuple[MetadataField, ...], metadata: HtmlMetadata) -> tuple[str, ...]:
    """Return the authors as printed, else those that the page declares."""
    return tuple(dict.fromkeys(_values(fields, AUTHOR))) or _declared_authors(metadata)


def _declared_authors(metadata: HtmlMetadata) -> tuple[str, ...]:
    if metadata.authors:
        return tuple(name for text in metadata.authors for name in _people(text))
    return parse_names(metadata.author) if is_only_names(metadata.author) else ()


def _people(text: str) -> tuple[str, ...]:
    """Return the people that a declared author names; none where it is an office or an account."""
    if is_only_names(text):
        return parse_names(text)
    is_latin = text.isascii() and not LATIN_UNITS.intersection(text.lower().split())
    return parse_latin_names(text) if is_latin else ()


def _values(fields: tuple[MetadataField, ...], role: str) -> list[str]:
    return [value for name, value in fields if name == role]
