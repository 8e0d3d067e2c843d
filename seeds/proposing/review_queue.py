"""What waits for a decision, page by page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.dashboard import PANEL_ROWS, DashboardPanel
from seeds.models import Capture, Proposal, ProposalKind


@dataclass(frozen=True)
class QueuedCapture:
    """A page with something to decide on: how much, and of which kinds."""

    capture: Capture
    total: int
    kinds: list[tuple[str, int]]


def queued_captures(rows: Iterable[dict], person) -> list[QueuedCapture]:
    """The pages of these rows of the queue, in three queries."""
    rows = list(rows)
    found = Capture.objects.defer("content").select_related("batch").prefetch_related("articles")
    captures = found.in_bulk([row["capture"] for row in rows])
    labels, kinds = dict(ProposalKind.choices), {}
    for each in Proposal.objects.open().visible_to(person).count_by_capture(captures):
        kinds.setdefault(each["capture"], []).append((labels[each["kind"]], each["total"]))
    return [
        QueuedCapture(captures[row["capture"]], row["total"], kinds[row["capture"]]) for row in rows
    ]


def proposal_panels(site: AdminSite, request: HttpRequest) -> Iterator[DashboardPanel]:
    """The pages that wait, for the start page of who may decide."""
    if request.user.has_perm("seeds.decide_proposal"):
        queue = Proposal.objects.queue(request.user)
        rows = list(queue[:PANEL_ROWS])
        pages = Capture.objects.defer("content").in_bulk([row["capture"] for row in rows])
        found = [(pages[row["capture"]], row["total"]) for row in rows]
        shown = [(f"{page} ({total})", page.get_decide_url()) for page, total in found]
        total = queue.count() if len(rows) == PANEL_ROWS else len(rows)
        yield DashboardPanel(
            _("Captured pages to decide on"), total, shown, reverse("admin:seeds_proposal_queue")
        )
