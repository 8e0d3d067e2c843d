"""The queue of captured pages with proposals to decide on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.dashboard_panel import PANEL_ROWS, DashboardPanel
from seeds.models import Capture, Proposal, ProposalKind


@dataclass(frozen=True)
class QueuedCapture:
    """A page with open proposals: how many, and of which kinds."""

    capture: Capture
    total: int
    kinds: list[tuple[str, int]]


def queued_captures(rows: Iterable[dict], person) -> list[QueuedCapture]:
    """The pages of these rows of the queue, in three queries."""
    rows = list(rows)
    captures = (
        Capture.objects.defer("content")
        .select_related("batch")
        .prefetch_related("articles")
        .in_bulk([row["capture"] for row in rows])
    )
    labels = dict(ProposalKind.choices)
    kinds: dict[int, list[tuple[str, int]]] = {}
    for count in Proposal.objects.open().visible_to(person).count_by_capture(captures):
        kinds.setdefault(count["capture"], []).append((labels[count["kind"]], count["total"]))
    return [
        QueuedCapture(captures[row["capture"]], row["total"], kinds[row["capture"]]) for row in rows
    ]


def proposal_panels(site: AdminSite, request: HttpRequest) -> Iterator[DashboardPanel]:
    """The panel of waiting pages, for the start page of those who may decide."""
    if not request.user.has_perm("seeds.decide_proposal"):
        return
    queue = Proposal.objects.queue(request.user)
    rows = list(queue[:PANEL_ROWS])
    captures = Capture.objects.defer("content").in_bulk([row["capture"] for row in rows])
    links = []
    for row in rows:
        capture = captures[row["capture"]]
        links.append((f"{capture} ({row['total']})", capture.get_decide_url()))
    total = queue.count() if len(rows) == PANEL_ROWS else len(rows)
    yield DashboardPanel(
        _("Captured pages to decide on"), total, links, reverse("admin:seeds_proposal_queue")
    )
