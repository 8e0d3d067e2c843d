"""The import of captured pages as draft articles: one transaction for each page."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import DatabaseError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from articles.models import Article, Column, KeyPoint, Language, Outlet
from articles.printed_roles import format_printed_roles
from portal.audit.history_reasons import declare_reason
from portal.core import html, partial_dates
from portal.core.names import join_list
from seeds.draft_pictures import PicturedDraft, create_pictures
from seeds.models import Batch, Capture
from seeds.page_extraction import PageReaders, find_stopped_rules
from seeds.page_result import PageImportCounts, PageReadResult, within_boundary
from seeds.pages import PageArticle, parse_page
from seeds.proposing import store_proposals
from seeds.proposing.identity import hash_page_text
from seeds.proposing.storage import ArticleProposals
from seeds.reading import PageSource, read_source
from seeds.second_reader.reader import SecondReader

CITATION_MARK = re.compile(r"\s*\[\d{1,3}\]")
CHANGE_REASON = declare_reason(gettext_noop("Read from a captured page"))
SAME_TEXT = "same_text"  # the flag of a page whose text another address showed before
LANGUAGES = {"en": Language.ENGLISH}  # every kind of Chinese is kept as Chinese

# Lengths of fields in characters
NAME_LENGTH = 300
ORIGIN_LENGTH = 1000
ADDRESS_LENGTH = 500

PageWork = Callable[[PageReadResult], PageReadResult]


def read_pages(sources: Iterable[PageSource]) -> Iterator[PageReadResult]:
    """One result for each source, one page in memory at a time."""
    for source in sources:
        yield within_boundary(source.name, "it was read", partial(_read_page, source))


def _read_page(source: PageSource) -> PageReadResult:
    decoded = read_source(source)
    tomorrow = timezone.localdate() + timedelta(days=1)
    return PageReadResult(source.name, decoded, parse_page(decoded, not_after=tomorrow))


def import_pages(
    pages: Iterable[PageReadResult],
    *,
    by=None,
    dry_run: bool = False,
    with_json: bool = False,
    batch: Batch | None = None,
    column: Column | None = None,
    second_reader: SecondReader | None = None,
    on_page: Callable[[PageReadResult], object],
) -> PageImportCounts:
    """Store the pages that are new; `on_page` is called with every page, as it ended.

    `batch` is a run that goes on, None for a new one; the drafts are filed in `column`.

    What is stored stays so if the run is cut off. Proposals are extracted from new pages; `with_json` has
    every page described as JSON, those too that are stored already.
    """
    readers = PageReaders(stopped=find_stopped_rules(), second_reader=second_reader)
    run = _PageImport(
        by=by, dry_run=dry_run, with_json=with_json, batch=batch, column=column, readers=readers
    )
    for page in pages:
        on_page(run.import_page(page))
    run.close()
    return run.counts


class _PageImport:
    """One run: its counts, the hashes that it has seen, and the batch once a page was stored."""

    def __init__(
        self,
        *,
        by,
        dry_run: bool,
        with_json: bool,
        batch: Batch | None,
        column: Column | None,
        readers: PageReaders,
    ):
        self.by = by
        self.dry_run = dry_run
        self.with_json = with_json
        self.counts = PageImportCounts()
        self.batch = batch
        self.column = column
        self.seen_hashes = _stored_hashes() if dry_run else set()
        self.readers = readers

    def import_page(self, page: PageReadResult) -> PageReadResult:
        """The page with its proposals, stored if it is new; or why that could not be done."""
        is_known = not page.error and self._is_known(page.decoded.sha256)
        for stage, work in self._stages(is_known=is_known):
            if not page.error:
                page = within_boundary(page.name, stage, partial(work, page))
        if page.error:
            self._count_refused(page)
        elif is_known:
            self.counts.unchanged += 1
        else:
            self.counts.new += 1
            self.seen_hashes.add(page.decoded.sha256)
        return page

    def _stages(self, *, is_known: bool) -> Iterator[tuple[str, PageWork]]:
        """What is done to a page that was read, in words and as a function."""
        if not is_known or self.with_json:
            yield "its records were extracted", self.readers.extract
        if self.with_json:
            yield "it was written as JSON", PageReadResult.with_json
        if not is_known and not self.dry_run:
            yield "it was stored", self._store

    def _count_refused(self, page: PageReadResult) -> None:
        if page.is_unexpected:
            self.counts.failed += 1
        else:
            self.counts.refused += 1

    def _is_known(self, sha256: str) -> bool:
        if sha256 in self.seen_hashes:
            return True
        return not self.dry_run and Capture.objects.filter(sha256=sha256).exists()

    def _store(self, page: PageReadResult) -> PageReadResult:
        with transaction.atomic():
            batch = self.batch or self._create_batch(page.name)
            notes = store_page(page, batch=batch, by=self.by, column=self.column)
        self.batch = batch
        return replace(page, notes=tuple(notes))

    def _create_batch(self, name: str) -> Batch:
        folder = str(PurePath(name).parent)
        what = name if folder == "." else folder
        return Batch.objects.create(by=self.by, started_at=timezone.now(), what=what[-NAME_LENGTH:])

    def close(self) -> None:
        """Write down how many pages did not go in; a run that stored nothing has no batch."""
        if self.batch is None:
            return
        Batch.objects.filter(pk=self.batch.pk).update(
            refused=F("refused") + self.counts.refused, failed=F("failed") + self.counts.failed
        )


def _stored_hashes() -> set[str]:
    """The hashes of the stored pages; none where no database answers."""
    try:
        return set(Capture.objects.values_list("sha256", flat=True))
    except DatabaseError:
        # A dry run reads pages for people without a database, or with one that does not answer.
        return set()


@transaction.atomic
def store_page(
    page: PageReadResult, *, batch: Batch, by=None, column: Column | None = None
) -> list[str]:
    """Store a page whose proposals are extracted: the capture, its draft articles, proposals and pictures.

    A page whose text is stored already gets no draft: it is linked to the articles that the text became.
    What is returned says which pictures were left out.
    """
    capture = _create_capture(page, batch)
    Batch.objects.filter(pk=batch.pk).update(new=F("new") + 1)
    if capture.duplicate_of:
        capture.articles.set(capture.duplicate_of.articles.all())
        return []
    articles = page.parsed.articles
    origin = page.decoded.origin
    drafts = [_create_draft(article, origin, by, column) for article in articles]
    capture.articles.set(drafts)
    rows = zip(articles, drafts, page.proposals, strict=True)
    store_proposals(capture, [ArticleProposals(*row) for row in rows])
    # Files are not taken back with the transaction: they come last.
    pictured = [
        PicturedDraft(draft, article.paragraphs)
        for draft, article in zip(drafts, articles, strict=True)
    ]
    return create_pictures(pictured, page.decoded.pictures, by=by)


def _create_capture(page: PageReadResult, batch: Batch) -> Capture:
    decoded = page.decoded
    origin = decoded.origin[:ORIGIN_LENGTH]
    text_hash = hash_page_text(page.parsed)
    duplicate_of = Capture.objects.for_text_hash(text_hash).first()
    previous = Capture.objects.last_version(origin, by=batch.by)
    flags = list(page.flags)
    if duplicate_of and duplicate_of.origin != origin:
        flags.append(SAME_TEXT)
    return Capture.objects.create(
        batch=batch,
        name=PurePath(page.name).name[-NAME_LENGTH:],
        origin=origin,
        content=decoded.raw,
        sha256=decoded.sha256,
        encoding=decoded.encoding,
        flags=flags,
        blank_labels=_blank_labels(page),
        text_hash=text_hash,
        duplicate_of=duplicate_of,
        previous=previous,
    )


def _blank_labels(page: PageReadResult) -> list[str]:
    labels = (label for article in page.parsed.articles for label in article.blank_labels)
    return list(dict.fromkeys(labels))


def _create_draft(page_article: PageArticle, origin: str, by, column: Column | None) -> Article:
    """A draft with what the page printed; what it left blank stays blank."""
    language = LANGUAGES.get(page_article.language, Language.CHINESE)
    source = page_article.source or ""
    article = Article(
        language=language,
        title=page_article.title[:300],
        body=html.from_paragraphs(page_article.paragraphs),
        byline=join_list(page_article.byline, language)[:300],
        editors=format_printed_roles(page_article.printed_roles, language),
        outlet=find_outlet(source),
        source_as_printed=source[:200],
        source_address=_valid_address(page_article.origin or origin),
        published=_valid_date(page_article.published),
        column=column,
    )
    article._history_user = by
    article._change_reason = CHANGE_REASON
    article.save()
    _create_key_points(article, page_article)
    if by:
        article.record_edit(by=by)
    return article


def _create_key_points(article: Article, page_article: PageArticle) -> None:
    # The number behind a printed point counts the paragraphs of another text: find it in this one.
    paragraphs = [CITATION_MARK.sub("", text) for text in page_article.paragraphs]
    for position, point in enumerate(page_article.key_points, 1):
        numbers = (number for number, text in enumerate(paragraphs, 1) if point.text in text)
        KeyPoint.objects.create(
            article=article,
            group=point.group[:200],
            text=point.text,
            paragraph=next(numbers, None),
            position=position,
        )


def find_outlet(printed: str) -> Outlet | None:
    """The outlet that a page means, by its name or a reviewed alias; nothing is guessed."""
    if not printed:
        return None
    is_named = Q(name=printed) | Q(name_en=printed) | Q(aliases__text=printed)
    outlets = Outlet.objects.filter(is_named).distinct()[:2]
    return outlets[0] if len(outlets) == 1 else None


def _valid_date(printed: str) -> str:
    """The date, "" where it is no EDTF date."""
    try:
        partial_dates.validate(printed)
    except ValidationError:
        return ""
    return printed


def _valid_address(origin: str) -> str:
    """The address, "" where it is none or too long."""
    try:
        URLValidator()(origin)
    except ValidationError:
        return ""
    return origin if len(origin) <= ADDRESS_LENGTH else ""
