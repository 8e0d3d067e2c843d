"""The queue of captured pages with proposals to decide on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.contrib.admin import AdminSite
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from portal.core.dashboard_panel import PANEL_ROWS, DashboardPanel, changelist_url
from seeds.models import OPEN_STATUSES, Capture, Proposal, ProposalKind
from seeds.models.proposal import HELD
from seeds.reviewing.held_reasons import held_reason


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
    """The panels for those who may decide: pages that wait, facts that wait, and facts that came back."""
    person = request.user
    if not person.has_perm("seeds.decide_proposal"):
        return
    totals = Proposal.objects.visible_to(person).aggregate(
        open=Count("pk", filter=Q(status__in=OPEN_STATUSES)), held=Count("pk", filter=HELD)
    )
    if any(totals.values()):
        yield _queue_panel(person)
        yield from held_panels(person, at=timezone.now())


def _queue_panel(person) -> DashboardPanel:
    queue = Proposal.objects.queue(person)
    rows = list(queue.values("capture", "capture__name", "total")[:PANEL_ROWS])
    titles = _article_titles(person, [row["capture"] for row in rows])
    links = []
    for row in rows:
        address = reverse("admin:seeds_capture_decide", args=[row["capture"]])
        title = titles.get(row["capture"], row["capture__name"])
        links.append((f"{title} ({row['total']})", address))
    total = queue.count() if len(rows) == PANEL_ROWS else len(rows)
    return DashboardPanel(
        _("Captured pages to decide on"), total, links, reverse("admin:seeds_proposal_queue")
    )


def _article_titles(person, captures: list[int]) -> dict[int, str]:
    """The title of the first article that was read out of each page, where the person may see it."""
    articles = Article.objects.visible_to(person).filter(captures__in=captures).order_by("-pk")
    return {capture: title for capture, title in articles.values_list("captures", "title") if title}


def held_panels(person, *, at: datetime) -> Iterator[DashboardPanel]:
    """The panels of what was accepted and is not on record: what it waits for, or why it came back."""
    visible = Proposal.objects.visible_to(person).select_related("article__signed", "capture")
    visible = visible.defer("capture__content", "undo_log")
    due = Proposal.objects.held().due(at=at, mode=settings.ACCEPTED_FACTS_PUBLIC).visible_to(person)
    yield replace(
        _proposal_panel(
            _("Accepted, and due on record"),
            visible.filter(pk__in=due.order_by().values("pk")),
            query="release=held",
            words=str,
        ),
        action=reverse("admin:seeds_proposal_release"),
        action_label=_("Put them on record now"),
    )
    yield _proposal_panel(
        _("Accepted, waiting to be public"),
        visible.held().exclude(pk__in=due.order_by().values("pk")),
        query="release=held",
        words=lambda proposal: f"{proposal} – {held_reason(proposal, at=at)}",
    )
    yield _proposal_panel(
        _("Accepted before, to be decided on again"),
        visible.returned(),
        query="release=returned",
        words=lambda proposal: f"{proposal} – {proposal.reason}",
    )


def _proposal_panel(
    title: str, proposals: QuerySet, *, query: str, words: Callable[[Proposal], str]
) -> DashboardPanel:
    """The first proposals with their addresses, and how many there are."""
    rows = list(proposals[:PANEL_ROWS])
    total = proposals.count() if len(rows) == PANEL_ROWS else len(rows)
    links = [(words(proposal), proposal.get_decide_url()) for proposal in rows]
    return DashboardPanel(title, total, links, f"{changelist_url(Proposal)}?{query}")
