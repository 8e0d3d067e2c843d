"""A captured page beside what it seems to report: one proposal open at a time, decided by form or by key."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.core.dashboard import change_url
from seeds.models import Capture, Proposal, ProposalStatus
from seeds.reviewing.answers import ProposalDecisionRefused, ProposalFormData, parse_form_data
from seeds.reviewing.decisions import (
    DECIDE_PERMISSION,
    accept,
    accept_exact_matches,
    postpone,
    refuse,
)
from seeds.reviewing.highlight import highlight_paragraphs
from seeds.reviewing.match_options import OptionFinder
from seeds.reviewing.proposal_form import ProposalForm
from seeds.reviewing.target_rows import ProposalDifference, find_differences, find_target_rows
from seeds.reviewing.undo import undo_decision


@dataclass(frozen=True)
class RefusedDecision:
    """An answer that was not carried out, and why."""

    data: ProposalFormData
    reason: str
    places: tuple[str, ...] = ()


class CaptureDecisionMixin:
    """For the admin of captures: the page where its proposals are decided."""

    def get_urls(self) -> list:
        """The addresses, before the stock ones."""
        view = self.admin_site.admin_view
        own = (
            ("<int:pk>/decide/", require_safe(self.decide_view), "decide"),
            ("<int:pk>/exact/", require_POST(self.accept_exact_view), "exact"),
            ("<int:pk>/proposals/<int:proposal>/", require_POST(self.decision_view), "decision"),
            ("<int:pk>/proposals/<int:proposal>/undo/", require_POST(self.undo_view), "undo"),
        )
        return [
            *(path(where, view(page), name=f"seeds_capture_{name}") for where, page, name in own),
            *super().get_urls(),
        ]

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page beside its proposals."""
        capture, rows = self._seen(request, pk)
        asked = request.GET.get("p", "")
        current = next((row for row in rows if str(row.pk) == asked), None) or next_proposal(rows)
        return self._page(request, capture, rows, current)

    def decision_view(self, request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
        """Carry out a decision and go on to the next proposal; a refusal is said beside the form as it was sent."""
        capture, rows = self._seen(request, pk)
        current = _of(rows, proposal)
        answer = parse_form_data(request.POST.dict())
        try:
            said = _decide(current, request.POST.get("decision", ""), answer, request)
        except ProposalDecisionRefused as refused:
            return self._page(
                request, capture, rows, current, RefusedDecision(answer, str(refused))
            )
        messages.success(request, said)
        return _on(capture, next_proposal(rows, after=current))

    def undo_view(self, request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
        """Take one decision back."""
        capture, rows = self._seen(request, pk)
        current = _of(rows, proposal)
        try:
            undo_decision(current, by=request.user)
        except ProposalDecisionRefused as refused:
            return self._page(
                request,
                capture,
                rows,
                current,
                RefusedDecision(
                    ProposalFormData(), str(refused), tuple(getattr(refused, "places", ()))
                ),
            )
        messages.success(request, _("“%s” waits again.") % current.title)
        return _on(capture, current)

    def accept_exact_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Accept everything of which all names match exactly."""
        capture, _rows = self._seen(request, pk)
        tally = accept_exact_matches(capture, by=request.user)
        said = ngettext(
            "One proposal was accepted.", "%(total)d proposals were accepted.", tally.accepted
        )
        messages.success(request, said % {"total": tally.accepted})
        for proposal, reason in tally.skipped:
            messages.warning(request, f"{proposal.title}: {reason}")
        return _on(capture, next_proposal(list(capture.proposals.visible_to(request.user))))

    def _seen(self, request, pk) -> tuple[Capture, list[Proposal]]:
        if not request.user.has_perm(DECIDE_PERMISSION):
            raise PermissionDenied
        capture = get_object_or_404(Capture.objects.defer("content").select_related("batch"), pk=pk)
        rows = list(
            capture.proposals.visible_to(request.user).select_related(
                "article", "decided_by", "content_type"
            )
        )
        if not rows and capture.proposals.exists():
            raise PermissionDenied
        return capture, rows

    def _page(self, request, capture, rows, current, refused=None) -> HttpResponse:
        sheet = (
            ProposalForm(
                current, OptionFinder(rows), refused.data if refused else ProposalFormData()
            )
            if current
            else None
        )
        is_open = current is not None and current.is_open
        place = rows.index(current) if current else 0
        context = {
            **self.admin_site.each_context(request),
            "title": str(current.article) if current and current.article else capture.name,
            "subtitle": capture.name,
            "opts": self.opts,
            "capture": capture,
            "rows": rows,
            "current": current,
            "sheet": sheet if is_open else None,
            "differences": _differences(sheet) if is_open else [],
            "refused": refused,
            "record_address": _address(current),
            "text": highlight_paragraphs(current),
            "open_total": sum(row.is_open for row in rows),
            "before": rows[place - 1] if place else None,
            "after": rows[place + 1] if place + 1 < len(rows) else None,
            "next_page": _next_page(request.user, capture),
            "previous_version": Capture.objects.defer("content")
            .filter(pk=capture.previous_id)
            .first(),
            "duplicate_of": Capture.objects.defer("content")
            .filter(pk=capture.duplicate_of_id)
            .first(),
        }
        return TemplateResponse(
            request, "admin/seeds/review_page.html", context, status=409 if refused else 200
        )


def _of(rows, pk) -> Proposal:
    found = next((row for row in rows if row.pk == pk), None)
    return found or get_object_or_404(Proposal.objects.none())


def _decide(proposal, decision, answer, request) -> str:
    """Carry it out, and what to say of it."""
    if decision == "accept":
        record = accept(proposal, by=request.user, data=answer)
        return _("“%s” is on record.") % record
    if decision == "refuse":
        refuse(proposal, by=request.user, reason=" ".join(request.POST.get("reason", "").split()))
        return _("“%s” is refused.") % proposal.title
    if decision == "later":
        postpone(proposal, by=request.user)
        return _("“%s” is put off.") % proposal.title
    raise ProposalDecisionRefused(_("Choose what to do: accept, refuse or not now."))


def next_proposal(rows: list[Proposal], *, after: Proposal | None = None) -> Proposal | None:
    """The next proposal to decide on: behind that one, else from the start, else one that was put off; none at the end."""
    behind = rows[rows.index(after) + 1 :] if after else []
    waiting = [row for row in (*behind, *rows) if row.status == ProposalStatus.WAITING]
    return next(iter(waiting), None) or next(
        (row for row in rows if row.is_open and row != after), None
    )


def _differences(sheet) -> list[ProposalDifference]:
    """Where the record says something else; nothing where the record that was chosen is gone."""
    try:
        return find_differences(find_target_rows(sheet), sheet.data)
    except ProposalDecisionRefused:
        return []


def _address(proposal) -> str:
    """Where the record stands in the admin that the proposal became."""
    record = proposal.record if proposal and proposal.is_accepted else None
    return change_url(record) if record is not None else ""


def _on(capture, proposal) -> HttpResponse:
    return redirect(proposal.get_decide_url() if proposal else capture.get_decide_url())


def _next_page(person, capture) -> Capture | None:
    """The page that has waited longest, but this one."""
    first = Proposal.objects.queue(person).exclude(capture=capture.pk).first()
    return Capture.objects.defer("content").get(pk=first["capture"]) if first else None
