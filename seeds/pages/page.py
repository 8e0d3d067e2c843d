"""From a reading to its articles."""

import re
from dataclasses import replace

from seeds.pages import quality_flags
from seeds.pages.dateline import BARE_DATE, BARE_OUTLET
from seeds.pages.dates import parse_date
from seeds.pages.digest import DigestItem, split_digest, split_key_points
from seeds.pages.language import detect_language
from seeds.pages.metadata import parse_bracketed_note
from seeds.pages.model import PageArticle, ParsedPage
from seeds.pages.outlets import dateline_outlet
from seeds.pages.paragraphs import clean_paragraphs
from seeds.pages.person_names import is_only_names, parse_names
from seeds.pages.repair import is_damaged, repair_text
from seeds.pages.site_owner import find_site_owner
from seeds.pages.text_lines import ClassifiedLines, classify_lines, split_lines
from seeds.pages.titles import can_be_title, choose_title, is_site_name, strip_site_name
from seeds.reading import DecodedPage, HtmlMetadata
from seeds.reading.labels import (
    AUTHOR,
    EDITOR,
    PUBLISHED,
    SOURCE,
    TITLE,
    UNIT,
    UPDATED,
    VIEWS,
    WRITTEN,
)

_REMARK = re.compile(r"[(（]([^()（）]{2,120})[)）]")
_REPORTER = re.compile(
    r"(?:记者|記者|通讯员|通訊員)|^\s?(?:Reporters?|Correspondents?|By)\s|^\s?(?:Photo|"
    r"Text)s?\s?[/:]"
)
# Behind a label of the bodies that held a meeting, a name alone on its line is one more of them.
LIST_LABEL = re.compile(r"^.{2,6}(?:单位|方)\s?[:：]")
FIRST_PARAGRAPHS, LAST_PARAGRAPHS = 3, 2


def parse_page(reading: DecodedPage) -> ParsedPage:
    """Return the articles of the page as printed, a digest parted into its items, and the page's flags."""
    text = repair_text(reading.text)
    lines = split_lines(text)
    items = split_digest(lines)
    if items:
        articles = tuple(_digest_article(item, reading.origin) for item in items)
        broken = quality_flags.is_truncated(articles[-1].paragraphs, has_tail=False)
    else:
        page = classify_lines(lines)
        articles = (
            replace(_article(page, reading.metadata, reading.origin), site=find_site_owner(lines)),
        )
        broken = quality_flags.is_truncated(articles[0].paragraphs, has_tail=page.has_tail)
    return ParsedPage(flags=_flags(reading.text, articles, broken=broken), articles=articles)


def _flags(text: str, articles: tuple[PageArticle, ...], *, broken: bool) -> tuple[str, ...]:
    found = (
        (quality_flags.HIJACKED, quality_flags.is_hijacked(text)),
        (quality_flags.GARBLED, is_damaged(text)),
        (quality_flags.TRANSLATED, quality_flags.is_machine_translated(text)),
        (quality_flags.TRUNCATED, broken),
    )
    return tuple(name for name, is_so in found if is_so)


def _digest_article(item: DigestItem, origin: str) -> PageArticle:
    paragraphs, points = split_key_points(item.lines)
    if not points:
        page = classify_lines(list(item.lines))
        paragraphs = clean_paragraphs((*_captions(list(page.before)), *page.text))
    return PageArticle(
        title=item.title,
        source=item.source,
        published=item.published,
        paragraphs=paragraphs,
        language=detect_language(" ".join(paragraphs) or item.title),
        key_points=points,
        origin=origin,
    )


def _article(page: ClassifiedLines, head: HtmlMetadata, origin: str) -> PageArticle:
    title, captions = _title(page, head)
    paragraphs, closing_date = _without_date(clean_paragraphs(tuple(captions) + page.text))
    facts = page.fields + _remarks(paragraphs)
    byline = _values(facts, AUTHOR) or (
        parse_names(head.author) if is_only_names(head.author) else ()
    )
    return PageArticle(
        title=title,
        source=head.source or _first(facts, SOURCE, UNIT, BARE_OUTLET) or _dateline(paragraphs),
        published=_published(facts, head, closing_date),
        language=detect_language(" ".join(paragraphs) or title),
        byline=byline,
        editors=_values(facts, EDITOR),
        views=_first(facts, VIEWS),
        paragraphs=paragraphs,
        origin=origin,
    )


def _title(page: ClassifiedLines, head: HtmlMetadata) -> tuple[str, list[str]]:
    """Return the title and the lines between it and the text, which are captions and subtitles."""
    before = list(page.before)
    declared = head.title or _first(page.fields, TITLE) or ""
    index = _index_of(declared or head.guessed_title, before)
    if index is None and declared:
        return strip_site_name(declared), _captions(before if head.title else [])
    # A guessed title that stands nowhere on the page is often the name of the site.
    if index is None and (page.metadata_positions or not head.guessed_title):
        index = choose_title(before, page.metadata_positions, page.gaps)
    if index is None:
        crumb = page.breadcrumb if page.metadata_positions and can_be_title(page.breadcrumb) else ""
        return strip_site_name(head.guessed_title) or crumb, _captions(before)
    title = strip_site_name(before[index])
    return title, [
        line for line in _captions(before[index + 1 :]) if strip_site_name(line) != title
    ]


def _captions(lines: list[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if (
            LIST_LABEL.search(line)
            or not is_site_name(line)
            or (kept and LIST_LABEL.search(kept[-1]))
        ):
            kept.append(line)
    return kept


def _index_of(declared: str, before: list[str]) -> int | None:
    clean = strip_site_name(declared)
    fitting = [n for n, line in enumerate(before) if clean and can_be_title(line)]
    same = [n for n in fitting if clean in before[n]] or [
        n for n in fitting if before[n] in declared
    ]
    return next((n for n in reversed(same) if not is_site_name(before[n])), None)


def _without_date(paragraphs: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    closing = parse_date(paragraphs[-1]) if len(paragraphs) > 1 else ""
    return (paragraphs[:-1], closing) if len(closing) >= 10 else (paragraphs, "")


def _remarks(paragraphs: tuple[str, ...]) -> tuple[tuple[str, object], ...]:
    """Return what remarks in brackets state: reporters where the text begins, anybody where it ends."""
    facts: list[tuple[str, object]] = []
    for number, paragraph in enumerate(paragraphs):
        is_last = number >= len(paragraphs) - LAST_PARAGRAPHS
        if number < FIRST_PARAGRAPHS or is_last:
            for match in _REMARK.finditer(paragraph):
                at_end = is_last and not paragraph[match.end() :].strip(" 。.\u3000")
                facts += _remark(match[1], at_end=at_end)
    return tuple(facts)


def _remark(text: str, *, at_end: bool) -> tuple[tuple[str, object], ...]:
    if at_end and is_only_names(text):
        return tuple((AUTHOR, name) for name in parse_names(text))
    if _REPORTER.search(text):
        return parse_bracketed_note(text) or tuple((AUTHOR, name) for name in parse_names(text))
    return parse_bracketed_note(text) if at_end else ()


def _published(facts: tuple[tuple[str, object], ...], head: HtmlMetadata, closing: str) -> str:
    stated = [parse_date(head.published) or head.published[:10]] if head.published else []
    stated += [
        value for role in (PUBLISHED, BARE_DATE, UPDATED, WRITTEN) for value in _values(facts, role)
    ]
    stated += [value for value in (head.guessed_date, closing) if value]
    first = next(iter(stated), "")
    return next((value for value in stated if value.startswith(f"{first}T")), first)


def _dateline(paragraphs: tuple[str, ...]) -> str | None:
    return next(
        (outlet for text in paragraphs[:FIRST_PARAGRAPHS] if (outlet := dateline_outlet(text))),
        None,
    )


def _values(facts: tuple[tuple[str, object], ...], role: str) -> tuple:
    return tuple(dict.fromkeys(value for name, value in facts if name == role))


def _first(facts: tuple[tuple[str, object], ...], *roles: str):
    return next((value for role in roles for value in _values(facts, role)), None)
