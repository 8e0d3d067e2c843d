"""What became of the pages of an upload, for the screen of one person."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest

from articles.models import Article
from seeds.models import Proposal, UploadedPage, UploadedPageStatus
from seeds.page_import.reasons import translate_reason
from seeds.reviewing.person_rights import DECIDE_PERMISSION


@dataclass(frozen=True)
class ReportLine:
    """One page: its row, the drafts that the person may open, and its open proposals.

    `to_decide` counts those that the person may decide on, `proposed` all that the person may know of.
    """

    page: UploadedPage
    drafts: list[Article]
    to_decide: int = 0
    proposed: int = 0

    @property
    def blank_labels(self) -> list[str]:
        """The labels that the page prints without a value."""
        return self.page.capture.blank_labels if self.page.capture else []

    @property
    def reason(self) -> str:
        """Why the page was not read, or what of it was not, in the reader's language."""
        return translate_reason(self.page.reason)

    @property
    def flags(self) -> list[str]:
        """The quality flags in words."""
        return self.page.capture.flag_labels() if self.page.capture else []


@dataclass(frozen=True)
class UploadReport:
    """The lines of an upload, with the numbers of its pages."""

    lines: list[ReportLine]

    @cached_property
    def counts(self) -> Counter[str]:
        """The number of lines by status."""
        return Counter(line.page.status for line in self.lines)

    @property
    def waiting(self) -> int:
        """How many pages wait."""
        return self.counts[UploadedPageStatus.WAITING]

    @property
    def done(self) -> int:
        """How many files were dealt with."""
        return len(self.lines) - self.waiting

    @property
    def totals(self) -> list[tuple[str, str, int]]:
        """Status, its label and its number, for those that occur."""
        return [
            (status.value, status.label, self.counts[status.value])
            for status in UploadedPageStatus
            if self.counts[status.value]
        ]


def build_report(pages: QuerySet[UploadedPage], request: HttpRequest) -> UploadReport:
    """The report on these pages, those that were not read first, in four queries however many there are."""
    drafts = Prefetch("capture__articles", _visible_drafts(request), to_attr="visible_drafts")
    rows = list(
        pages.defer("content", "capture__content")
        .select_related("capture")
        .prefetch_related(drafts)
    )
    rows.sort(key=_attention)
    captures = [row.capture_id for row in rows if row.capture_id]
    open_counts = _count_open(captures, request)
    may_decide = request.user.has_perm(DECIDE_PERMISSION)
    return UploadReport(
        [
            ReportLine(
                row,
                row.capture.visible_drafts if row.capture else [],
                to_decide=open_counts[row.capture_id] if may_decide else 0,
                proposed=open_counts[row.capture_id],
            )
            for row in rows
        ]
    )


def _attention(page: UploadedPage) -> bool:
    """Sorts what was not read before the others, which keep their order."""
    return page.status not in {UploadedPageStatus.FAILED, UploadedPageStatus.REFUSED}


def _visible_drafts(request: HttpRequest) -> QuerySet[Article]:
    """The articles that the person may open in the admin."""
    if not request.user.has_perm("articles.view_article"):
        return Article.objects.none()
    return Article.objects.visible_to(request.user)


def _count_open(captures: list[int], request: HttpRequest) -> Counter[int]:
    """The number of open proposals within the person's limits, by capture."""
    totals: Counter[int] = Counter()
    proposals = Proposal.objects.open().visible_to(request.user)
    for row in proposals.count_by_capture(captures):
        totals[row["capture"]] += row["total"]
    return totals
