"""Captured pages become draft articles: one page, one transaction."""

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

OwnerLookup = Callable[[PageArticle], str]


@dataclass(frozen=True)
class PageReadResult:
    """One path and what came out of it: a page, or the sentence that says why there is none."""

    path: Path
    decoded: DecodedPage | None = None
    parsed: ParsedPage | None = None
    refused: str = ""

    def proposals(self, *, owner_of: OwnerLookup) -> tuple[tuple[ExtractedProposal, ...], ...]:
        """What each article of the page seems to report."""
        articles = self.parsed.articles
        return tuple(
            extract_proposals(article, owner=owner_of(article), flags=self.parsed.flags)
            for article in articles
        )

    def as_json(self, *, owner_of: OwnerLookup) -> dict:
        """The page as the import prints it, with the records that it seems to report."""
        articles = []
        for read_article, found in zip(
            self.parsed.articles, self.proposals(owner_of=owner_of), strict=True
        ):
            article = {name: getattr(read_article, name) for name in JSON_KEYS}
            article["key_points"] = [asdict(point) for point in article["key_points"]]
            article["proposals"] = [each.as_json() for each in found]
            articles.append(article)
        return {
            "path": printable_path(self.path),
            "flags": list(self.parsed.flags),
            "articles": articles,
        }


@dataclass
class PageImportCounts:
    """What a run did with the pages it was given."""

    new: int = 0
    unchanged: int = 0
    refused: int = 0


def read_pages(paths: Iterable[Path]) -> Iterator[PageReadResult]:
    """One result for each path, one page in memory at a time."""
    for path in paths:
        try:
            reading = read_page(path)
        except PageRefused as refused:
            yield PageReadResult(path, refused=refused.reason)
        else:
            yield PageReadResult(path, reading, parse_page(reading))


def import_pages(
    pages: Iterable[PageReadResult],
    *,
    by=None,
    dry_run=False,
    each: Callable[[PageReadResult], None],
) -> PageImportCounts:
    """Store the pages that are new; `each` hears of every page. What is stored stays so if the run is cut off."""
    tally, batch, seen = PageImportCounts(), None, _hashes() if dry_run else set()
    owner_of = build_owner_lookup()
    for page in pages:
        if page.refused:
            tally.refused += 1
        elif page.decoded.sha256 in seen or (
            not dry_run and Capture.objects.filter(sha256=page.decoded.sha256).exists()
        ):
            tally.unchanged += 1
        else:
            tally.new += 1
            seen.add(page.decoded.sha256)
            if not dry_run:
                what = printable_path(page.path.parent)[-300:]
                batch = batch or Batch.objects.create(by=by, started_at=timezone.now(), what=what)
                store_page(page, batch=batch, owner_of=owner_of, by=by)
        each(page)
    if batch and tally.refused:
        Batch.objects.filter(pk=batch.pk).update(refused=tally.refused)
    return tally


def _hashes():
    """The hashes of the stored pages; none of them where no database can be asked."""
    try:
        return set(Capture.objects.values_list("sha256", flat=True))
    except DatabaseError:
        # A dry run reads pages for people who have no database yet, or none that answers: nothing is stored there.
        return set()


@transaction.atomic
def store_page(page: PageReadResult, *, batch: Batch, owner_of: OwnerLookup, by=None) -> Capture:
    """The capture of a page, with its draft articles and what they seem to report.

    A page whose text is stored already gets neither: it stands beside the articles that the text became.
    """
    capture = _capture(page, batch)
    if capture.duplicate_of:
        capture.articles.set(capture.duplicate_of.articles.all())
    else:
        drafts = [_draft(article, page.decoded.origin, by) for article in page.parsed.articles]
        capture.articles.set(drafts)
        found = page.proposals(owner_of=owner_of)
        store_proposals(
            capture,
            [
                ArticleProposals(*each)
                for each in zip(page.parsed.articles, drafts, found, strict=True)
            ],
        )
    Batch.objects.filter(pk=batch.pk).update(new=F("new") + 1)
    return capture


def _capture(page, batch):
    reading, text, origin = page.decoded, hash_page_text(page.parsed), page.decoded.origin[:1000]
    duplicate_of, previous = (
        Capture.objects.for_text_hash(text).first(),
        Capture.objects.for_origin(origin).first(),
    )
    moved = [SAME_TEXT] if duplicate_of and duplicate_of.origin != origin else []
    return Capture.objects.create(
        batch=batch,
        name=printable_path(page.path.name)[-300:],
        origin=origin,
        content=reading.raw,
        sha256=reading.sha256,
        encoding=reading.encoding,
        flags=[*page.parsed.flags, *moved],
        text_hash=text,
        duplicate_of=duplicate_of,
        previous=previous,
    )


def _draft(read_article: PageArticle, origin: str, by) -> Article:
    """A draft with what the page printed; what it left blank stays blank."""
    language = LANGUAGES.get(read_article.language, Language.CHINESE)
    article = Article(
        language=language,
        title=read_article.title[:300],
        body=html.from_paragraphs(read_article.paragraphs),
        byline=join_list(read_article.byline, language)[:300],
        editors=join_list(read_article.editors, language)[:300],
        outlet=find_outlet(read_article.source or ""),
        source_as_printed=(read_article.source or "")[:200],
        source_address=_address(read_article.origin or origin),
        published=_date(read_article.published),
    )
    article._history_user, article._change_reason = by, CHANGE_REASON
    article.save()
    for position, point in enumerate(read_article.key_points, 1):
        # The number behind a printed point counts the paragraphs of another text: here it rests on where it stands.
        texts = enumerate((CITATION_MARK.sub("", text) for text in read_article.paragraphs), 1)
        known = next((number for number, text in texts if point.text in text), None)
        KeyPoint.objects.create(
            article=article,
            group=point.group[:200],
            text=point.text,
            paragraph=known,
            position=position,
        )
    if by:
        article.record_edit(by=by)
    return article


def find_outlet(printed: str) -> Outlet | None:
    """The outlet that a page means, by its name or a reviewed alias; nothing is guessed."""
    if not printed:
        return None
    named = Outlet.objects.filter(
        Q(name=printed) | Q(name_en=printed) | Q(aliases__text=printed)
    ).distinct()[:2]
    return named[0] if len(named) == 1 else None


def printable_path(path: Path | str) -> str:
    """The path as text that can be stored and printed, whatever bytes it is made of."""
    return str(path).encode(errors="backslashreplace").decode()


def _date(printed):
    try:
        partial_dates.validate(printed)
    except ValidationError:
        return ""
    return printed


def _address(origin):
    try:
        URLValidator()(origin)
    except ValidationError:
        return ""
    return origin if len(origin) <= 500 else ""
