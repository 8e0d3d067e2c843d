"""From a decoded page to its articles."""

import datetime
import re
from dataclasses import replace

from seeds.pages import quality_flags
from seeds.pages.dates import parse_date
from seeds.pages.digest import DigestItem, split_digest, split_key_points
from seeds.pages.empty_pages import find_notice_of_absence, has_text, without_contacts
from seeds.pages.language import detect_language
from seeds.pages.metadata import parse_bracketed_note
from seeds.pages.paragraphs import clean_paragraphs
from seeds.pages.parsed_page import MetadataField, PageArticle, ParsedPage
from seeds.pages.person_names import is_only_names, parse_names
from seeds.pages.printed_roles import find_blank_labels, find_printed_roles
from seeds.pages.publication_date import find_publication_date
from seeds.pages.publication_headers import find_dated_line, find_publication_source
from seeds.pages.publisher import find_byline, find_source
from seeds.pages.repair import is_damaged, repair_text
from seeds.pages.site_owner import find_site_owner
from seeds.pages.text_lines import ClassifiedLines, classify_lines, split_lines
from seeds.pages.title_lines import join_broken_title, title_from_lines
from seeds.pages.titles import can_be_title, choose_title, is_site_name, strip_site_name
from seeds.reading import DecodedPage, HtmlMetadata, PageRefused
from seeds.reading.labels import AUTHOR, TITLE, VIEWS

_NOTE = re.compile(r"[(（]([^()（）]{2,120})[)）]")
_REPORTER = re.compile(
    r"(?:记者|記者|通讯员|通訊員)|^\s?(?:Reporters?|Correspondents?|By)\s|^\s?(?:Photo|"
    r"Text)s?\s?[/:]"
)
# Behind a label of the organisers of a meeting, a name alone on its line is one more of them.
LIST_LABEL = re.compile(r"^.{2,6}(?:单位|方)\s?[:：]")
FIRST_PARAGRAPHS = 3
LAST_PARAGRAPHS = 2
DAY_LENGTH = 10  # of YYYY-MM-DD


def parse_page(decoded: DecodedPage, *, not_after: datetime.date | None = None) -> ParsedPage:
    """Return the articles of the page as printed, a digest split into its items, and the page's flags.

    A publication after the day `not_after` is impossible. Raises PageRefused when the page says in place
    of an article that there is none.
    """
    lines = split_lines(repair_text(decoded.text))
    items = split_digest(lines)
    if items:
        articles = tuple(_build_digest_article(item, decoded.origin) for item in items)
        has_tail = False
        date_flags: tuple[str, ...] = ()
    else:
        classified = classify_lines(lines)
        article, date_flags = _build_article(classified, decoded, not_after)
        articles = (replace(article, site=find_site_owner(lines)),)
        has_tail = classified.has_tail
    notice = find_notice_of_absence(articles)
    if notice:
        raise PageRefused(f"The page holds no article, only the notice “{notice}”.")
    last_text = articles[-1].paragraphs
    is_truncated = quality_flags.is_truncated(last_text, has_tail=has_tail)
    flags = _quality_flags(decoded.text, is_truncated=is_truncated) + date_flags
    if not any(map(has_text, articles)):
        flags += (quality_flags.NO_TEXT,)
        articles = tuple(map(without_contacts, articles))
    return ParsedPage(flags=flags, articles=articles)


def _quality_flags(text: str, *, is_truncated: bool) -> tuple[str, ...]:
    flags = {
        quality_flags.HIJACKED: quality_flags.is_hijacked(text),
        quality_flags.GARBLED: is_damaged(text),
        quality_flags.TRANSLATED: quality_flags.is_machine_translated(text),
        quality_flags.TRUNCATED: is_truncated,
    }
    return tuple(name for name, is_set in flags.items() if is_set)


def _build_digest_article(item: DigestItem, origin: str) -> PageArticle:
    paragraphs, points = split_key_points(item.lines)
    if not points:
        classified = classify_lines(list(item.lines))
        captions = _find_captions(list(classified.before))
        paragraphs = clean_paragraphs((*captions, *classified.text))
    return PageArticle(
        title=item.title,
        source=item.source,
        published=item.published,
        paragraphs=paragraphs,
        language=detect_language(" ".join(paragraphs) or item.title),
        key_points=points,
        origin=origin,
    )


def _build_article(
    page: ClassifiedLines, decoded: DecodedPage, not_after: datetime.date | None
) -> tuple[PageArticle, tuple[str, ...]]:
    """Return the article, and the flags that its dates give."""
    metadata = decoded.metadata
    title, captions = _find_title(page, metadata)
    cleaned = clean_paragraphs(tuple(captions) + page.text)
    paragraphs, closing_date = _split_closing_date(cleaned)
    fields = page.fields + _bracketed_notes(paragraphs)
    printed_roles = find_printed_roles(fields)
    head = tuple(line for line in page.before if line != title)
    published = find_publication_date(
        fields,
        metadata.dates,
        address=decoded.origin,
        weak_dates=(find_dated_line(head), closing_date),
        not_after=not_after,
    )
    article = PageArticle(
        title=title,
        source=find_source(
            fields, metadata, paragraphs, header=find_publication_source(head, page.site)
        ),
        published=published.text,
        language=detect_language(" ".join(paragraphs) or title),
        byline=find_byline(fields, metadata),
        editors=tuple(dict.fromkeys(name for role in printed_roles for name in role.names)),
        printed_roles=printed_roles,
        blank_labels=find_blank_labels(fields),
        views=_first_value(fields, VIEWS),
        paragraphs=paragraphs,
        origin=decoded.origin,
    )
    return article, published.flags


def _find_title(page: ClassifiedLines, metadata: HtmlMetadata) -> tuple[str, list[str]]:
    """Return the title and the lines between it and the text, which are captions and subtitles."""
    before = list(page.before)
    declared = metadata.title or _first_value(page.fields, TITLE) or ""
    before = join_broken_title(before, strip_site_name(declared or metadata.guessed_title))
    index = _find_printed_title(declared or metadata.guessed_title, before)
    if index is None and declared:
        return strip_site_name(declared), _find_captions(before) if metadata.title else []
    if index is None:
        index = _choose_without_declared(page, metadata)
    if index is None:
        return _fallback_title(page, metadata), _find_captions(before)
    title = strip_site_name(title_from_lines(before, index))
    return title, _captions_below(title, before[index + 1 :])


def _captions_below(title: str, lines: list[str]) -> list[str]:
    return [line for line in _find_captions(lines) if strip_site_name(line) != title]


def _choose_without_declared(page: ClassifiedLines, metadata: HtmlMetadata) -> int | None:
    # A guessed title that stands nowhere on the page is often the name of the site.
    if metadata.guessed_title and not page.metadata_positions:
        return None
    return choose_title(list(page.before), page.metadata_positions, page.gaps)


def _fallback_title(page: ClassifiedLines, metadata: HtmlMetadata) -> str:
    """Return the guessed title, or the last step of the breadcrumb if that can be one."""
    guessed = strip_site_name(metadata.guessed_title)
    if guessed:
        return guessed
    if page.metadata_positions and can_be_title(page.breadcrumb):
        return page.breadcrumb
    return ""


def _find_captions(lines: list[str]) -> list[str]:
    """Return the lines without names of sites, but with the organisations of a list."""
    captions: list[str] = []
    in_list = False
    for line in lines:
        is_label = bool(LIST_LABEL.search(line))
        if is_label or in_list or not is_site_name(line):
            captions.append(line)
            in_list = is_label
    return captions


def _find_printed_title(declared: str, before: list[str]) -> int | None:
    """Return the last line that holds the declared title, or is part of it, and is no name of a site."""
    title = strip_site_name(declared)
    if not title:
        return None
    matches = _matching_lines(title, declared, before)
    titles = [number for number in matches if not is_site_name(before[number])]
    return titles[-1] if titles else None


def _matching_lines(title: str, declared: str, before: list[str]) -> list[int]:
    candidates = [number for number, line in enumerate(before) if can_be_title(line)]
    holding = [number for number in candidates if title in before[number]]
    return holding or [number for number in candidates if before[number] in declared]


def _split_closing_date(paragraphs: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the paragraphs without a day that is all of the last one, and that day."""
    if len(paragraphs) < 2:
        return paragraphs, ""
    date = parse_date(paragraphs[-1])
    if len(date) < DAY_LENGTH:
        return paragraphs, ""
    return paragraphs[:-1], date


def _bracketed_notes(paragraphs: tuple[str, ...]) -> tuple[MetadataField, ...]:
    """Return what notes in brackets state: reporters where the text begins, anybody where it ends."""
    fields: list[MetadataField] = []
    for number, paragraph in enumerate(paragraphs):
        is_last = number >= len(paragraphs) - LAST_PARAGRAPHS
        if number >= FIRST_PARAGRAPHS and not is_last:
            continue
        for match in _NOTE.finditer(paragraph):
            at_end = is_last and not paragraph[match.end() :].strip(" 。.\u3000")
            fields += _parse_note(match[1], at_end=at_end)
    return tuple(fields)


def _parse_note(text: str, *, at_end: bool) -> tuple[MetadataField, ...]:
    if at_end and is_only_names(text):
        return _authors(text)
    if _REPORTER.search(text):
        return parse_bracketed_note(text) or _authors(text)
    return parse_bracketed_note(text) if at_end else ()


def _authors(text: str) -> tuple[MetadataField, ...]:
    return tuple((AUTHOR, name) for name in parse_names(text))


def _values(fields: tuple[MetadataField, ...], role: str) -> tuple:
    """Return the values of the role, each once."""
    return tuple(dict.fromkeys(value for name, value in fields if name == role))


def _first_value(fields: tuple[MetadataField, ...], *roles: str):
    return next((value for role in roles for value in _values(fields, role)), None)
