"""The import of captured pages as draft articles: one transaction for each page."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import DatabaseError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from articles.models import Article, KeyPoint, Language, Outlet
from portal.core import html, partial_dates
from portal.core.names import join_list
from seeds.extraction import ExtractedProposal, extract_proposals
from seeds.models import Batch, Capture
from seeds.pages import PageArticle, ParsedPage, parse_page
from seeds.proposing import store_proposals
from seeds.proposing.identity import hash_page_text
from seeds.proposing.storage import ArticleProposals
from seeds.reading import DecodedPage, PageRefused, read_page
from seeds.site_owners import build_owner_lookup

CITATION_MARK = re.compile(r"\s*\[\d{1,3}\]")
CHANGE_REASON = gettext_noop("Read from a captured page")
SAME_TEXT = "same_text"  # the flag of a page whose text another address showed before
LANGUAGES = {"en": Language.ENGLISH}  # every kind of Chinese is kept as Chinese
JSON_KEYS = (
    "title",
    "source",
    "published",
    "language",
    "byline",
    "editors",
    "views",
    "paragraphs",
    "key_points",
)

# Lengths of fields in characters
NAME_LENGTH = 300
ORIGIN_LENGTH = 1000
ADDRESS_LENGTH = 500

OwnerLookup = Callable[[PageArticle], str]


@dataclass(frozen=True)
class PageReadResult:
    """One path with the page that was read, or with the reason why it was refused."""

    path: Path
    decoded: DecodedPage | None = None
    parsed: ParsedPage | None = None
    error: str = ""

    def proposals(self, *, owner_lookup: OwnerLookup) -> tuple[tuple[ExtractedProposal, ...], ...]:
        """The proposals extracted from each article of the page."""
        flags = self.parsed.flags
        return tuple(
            extract_proposals(article, owner=owner_lookup(article), flags=flags)
            for article in self.parsed.articles
        )

    def as_json(self, *, owner_lookup: OwnerLookup) -> dict:
        """The page as the import prints it, with its proposals."""
        proposals = self.proposals(owner_lookup=owner_lookup)
        return {
            "path": printable_path(self.path),
            "flags": list(self.parsed.flags),
            "articles": [
                _article_as_json(article, extracted)
                for article, extracted in zip(self.parsed.articles, proposals, strict=True)
            ],
        }


def _article_as_json(page_article: PageArticle, proposals: Iterable[ExtractedProposal]) -> dict:
    article = {name: getattr(page_article, name) for name in JSON_KEYS}
    article["key_points"] = [asdict(point) for point in page_article.key_points]
    article["proposals"] = [proposal.as_json() for proposal in proposals]
    return article


@dataclass
class PageImportCounts:
    """How many pages of a run were new, known already, and refused."""

    new: int = 0
    unchanged: int = 0
    refused: int = 0


def read_pages(paths: Iterable[Path]) -> Iterator[PageReadResult]:
    """One result for each path, one page in memory at a time."""
    for path in paths:
        try:
            decoded = read_page(path)
        except PageRefused as refused:
            yield PageReadResult(path, error=refused.reason)
        else:
            yield PageReadResult(path, decoded, parse_page(decoded))


def import_pages(
    pages: Iterable[PageReadResult],
    *,
    by=None,
    dry_run: bool = False,
    on_page: Callable[[PageReadResult], object],
) -> PageImportCounts:
    """Store the pages that are new; `on_page` is called with every page.

    What is stored stays so if the run is cut off.
    """
    run = _PageImport(by=by, dry_run=dry_run)
    for page in pages:
        run.import_page(page)
        on_page(page)
    if run.batch and run.counts.refused:
        Batch.objects.filter(pk=run.batch.pk).update(refused=run.counts.refused)
    return run.counts


class _PageImport:
    """One run: its counts, the hashes that it has seen, and the batch once a page was stored."""

    def __init__(self, *, by, dry_run: bool):
        self.by = by
        self.dry_run = dry_run
        self.counts = PageImportCounts()
        self.batch: Batch | None = None
        self.seen_hashes = _stored_hashes() if dry_run else set()
        self.owner_lookup = build_owner_lookup()

    def import_page(self, page: PageReadResult) -> None:
        if page.error:
            self.counts.refused += 1
        elif self._is_known(page.decoded.sha256):
            self.counts.unchanged += 1
        else:
            self.counts.new += 1
            self.seen_hashes.add(page.decoded.sha256)
            if not self.dry_run:
                self._store(page)

    def _is_known(self, sha256: str) -> bool:
        if sha256 in self.seen_hashes:
            return True
        return not self.dry_run and Capture.objects.filter(sha256=sha256).exists()

    def _store(self, page: PageReadResult) -> None:
        if self.batch is None:
            what = printable_path(page.path.parent)[-NAME_LENGTH:]
            self.batch = Batch.objects.create(by=self.by, started_at=timezone.now(), what=what)
        store_page(page, batch=self.batch, owner_lookup=self.owner_lookup, by=self.by)


def _stored_hashes() -> set[str]:
    """The hashes of the stored pages; none where no database answers."""
    try:
        return set(Capture.objects.values_list("sha256", flat=True))
    except DatabaseError:
        # A dry run reads pages for people without a database, or with one that does not answer.
        return set()


@transaction.atomic
def store_page(
    page: PageReadResult, *, batch: Batch, owner_lookup: OwnerLookup, by=None
) -> Capture:
    """The capture of a page, with its draft articles and their proposals.

    A page whose text is stored already gets neither: it is linked to the articles that the text became.
    """
    capture = _create_capture(page, batch)
    if capture.duplicate_of:
        capture.articles.set(capture.duplicate_of.articles.all())
    else:
        articles = page.parsed.articles
        drafts = [_create_draft(article, page.decoded.origin, by) for article in articles]
        capture.articles.set(drafts)
        proposals = page.proposals(owner_lookup=owner_lookup)
        rows = zip(articles, drafts, proposals, strict=True)
        store_proposals(capture, [ArticleProposals(*row) for row in rows])
    Batch.objects.filter(pk=batch.pk).update(new=F("new") + 1)
    return capture


def _create_capture(page: PageReadResult, batch: Batch) -> Capture:
    decoded = page.decoded
    origin = decoded.origin[:ORIGIN_LENGTH]
    text_hash = hash_page_text(page.parsed)
    duplicate_of = Capture.objects.for_text_hash(text_hash).first()
    previous = Capture.objects.for_origin(origin).first()
    flags = list(page.parsed.flags)
    if duplicate_of and duplicate_of.origin != origin:
        flags.append(SAME_TEXT)
    return Capture.objects.create(
        batch=batch,
        name=printable_path(page.path.name)[-NAME_LENGTH:],
        origin=origin,
        content=decoded.raw,
        sha256=decoded.sha256,
        encoding=decoded.encoding,
        flags=flags,
        text_hash=text_hash,
        duplicate_of=duplicate_of,
        previous=previous,
    )


def _create_draft(page_article: PageArticle, origin: str, by) -> Article:
    """A draft with what the page printed; what it left blank stays blank."""
    language = LANGUAGES.get(page_article.language, Language.CHINESE)
    source = page_article.source or ""
    article = Article(
        language=language,
        title=page_article.title[:300],
        body=html.from_paragraphs(page_article.paragraphs),
        byline=join_list(page_article.byline, language)[:300],
        editors=join_list(page_article.editors, language)[:300],
        outlet=find_outlet(source),
        source_as_printed=source[:200],
        source_address=_valid_address(page_article.origin or origin),
        published=_valid_date(page_article.published),
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


def printable_path(path: Path | str) -> str:
    """The path as text that can be stored and printed, whatever bytes it is made of."""
    return str(path).encode(errors="backslashreplace").decode()


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
