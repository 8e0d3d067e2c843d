"""The page that shows a captured page beside its proposals, of which one is open to decide on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.core.dashboard_panel import change_url
from seeds.admin.held_actions import (
    can_confirm,
    confirm_capture,
    confirm_proposal,
    held_message,
)
from seeds.admin.page_summary import summarise_page
from seeds.models import Capture, Proposal, ProposalStatus
from seeds.reviewing.answers import ProposalDecisionRefused, ProposalFormData, parse_form_data
from seeds.reviewing.decisions import (
    accept,
    accept_exact_matches,
    postpone,
    refuse,
)
from seeds.reviewing.held_decision import held_decision
from seeds.reviewing.held_reasons import held_reason
from seeds.reviewing.highlight import highlight_paragraphs
from seeds.reviewing.match_options import OptionFinder
from seeds.reviewing.person_rights import DECIDE_PERMISSION
from seeds.reviewing.proposal_form import ProposalForm
from seeds.reviewing.second_reading import second_reading_lines
from seeds.reviewing.target_rows import ProposalDifference, find_differences, find_target_rows
from seeds.reviewing.undo import undo_decision


@dataclass(frozen=True)
class RefusedDecision:
    """A decision that was not carried out: its form data, why, and the conflicts."""

    data: ProposalFormData
    reason: str
    places: tuple[str, ...] = ()
    field_errors: Mapping[str, str] = field(default_factory=dict)


class CaptureDecisionMixin:
    """For the admin of captures: the page where its proposals are decided."""

    def get_urls(self) -> list:
        """The addresses of the page, before the stock ones."""
        own = (
            ("<int:pk>/decide/", require_safe(self.decide_view), "decide"),
            ("<int:pk>/exact/", require_POST(self.accept_exact_view), "exact"),
            ("<int:pk>/proposals/<int:proposal>/", require_POST(self.decision_view), "decision"),
            ("<int:pk>/proposals/<int:proposal>/undo/", require_POST(self.undo_view), "undo"),
            ("<int:pk>/confirm/", require_POST(self.confirm_page_view), "confirm_page"),
            (
                "<int:pk>/proposals/<int:proposal>/confirm/",
                require_POST(self.confirm_view),
                "confirm",
            ),
        )
        return [
            *(
                path(route, self.admin_site.admin_view(view), name=f"seeds_capture_{name}")
                for route, view, name in own
            ),
            *super().get_urls(),
        ]

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page beside its proposals."""
        capture, proposals = self._load(request, pk)
        requested = request.GET.get("p", "")
        current = next((row for row in proposals if str(row.pk) == requested), None)
        return self._render(request, capture, proposals, current or next_proposal(proposals))

    def decision_view(self, request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
        """Carry out a decision and go on to the next proposal; when refused, show the form as sent."""
        capture, proposals = self._load(request, pk)
        current = _get_proposal(proposals, proposal)
        data = parse_form_data(request.POST.dict())
        try:
            message = _carry_out(current, request.POST.get("decision", ""), data, request)
        except ProposalDecisionRefused as refused:
            decision = RefusedDecision(data, str(refused), field_errors=refused.field_errors)
            return self._render(request, capture, proposals, current, decision)
        messages.success(request, message)
        return _redirect_to(capture, next_proposal(proposals, after=current))

    def undo_view(self, request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
        """Undo one decision."""
        capture, proposals = self._load(request, pk)
        current = _get_proposal(proposals, proposal)
        try:
            undo_decision(current, by=request.user)
        except ProposalDecisionRefused as refused:
            places = tuple(getattr(refused, "places", ()))
            decision = RefusedDecision(ProposalFormData(), str(refused), places)
            return self._render(request, capture, proposals, current, decision)
        messages.success(request, _("“%s” waits again.") % current.title)
        return _redirect_to(capture, current)

    def confirm_view(self, request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
        """Confirm, as a second person, what somebody else accepted."""
        capture, proposals = self._load(request, pk)
        current = _get_proposal(proposals, proposal)
        try:
            return confirm_proposal(request, current)
        except ProposalDecisionRefused as refused:
            decision = RefusedDecision(ProposalFormData(), str(refused))
            return self._render(request, capture, proposals, current, decision)

    def confirm_page_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Confirm everything of the page that others accepted."""
        capture, _proposals = self._load(request, pk)
        return confirm_capture(request, capture)

    def accept_exact_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Accept everything of which all names match exactly."""
        capture, _proposals = self._load(request, pk)
        result = accept_exact_matches(capture, by=request.user)
        message = ngettext(
            "One proposal was accepted.", "%(total)d proposals were accepted.", result.accepted
        )
        messages.success(request, message % {"total": result.accepted})
        for proposal, reason in result.skipped:
            messages.warning(request, f"{proposal.title}: {reason}")
        proposals = list(capture.proposals.visible_to(request.user))
        return _redirect_to(capture, next_proposal(proposals))

    def _load(self, request: HttpRequest, pk: int) -> tuple[Capture, list[Proposal]]:
        """The capture and the proposals that the person may see; raises PermissionDenied."""
        if not request.user.has_perm(DECIDE_PERMISSION):
            raise PermissionDenied
        capture = get_object_or_404(Capture.objects.defer("content").select_related("batch"), pk=pk)
        visible = capture.proposals.visible_to(request.user)
        proposals = list(
            visible.select_related("article__signed", "decided_by", "confirmed_by", "content_type")
        )
        if not proposals and capture.proposals.exists():
            raise PermissionDenied
        return capture, proposals

    def _render(
        self,
        request: HttpRequest,
        capture: Capture,
        proposals: list[Proposal],
        current: Proposal | None,
        refused: RefusedDecision | None = None,
    ) -> HttpResponse:
        """Render the page; a refused decision comes with its form data and status 409."""
        context = {
            **self.admin_site.each_context(request),
            "title": _page_title(capture, proposals, current),
            "subtitle": capture.name,
            "opts": self.opts,
            "capture": capture,
            "proposals": proposals,
            "current": current,
            "error": refused,
            "record_url": _record_url(current),
            "second_reading": second_reading_lines(current),
            "paragraphs": highlight_paragraphs(current),
            "open_count": sum(row.is_open for row in proposals),
            "next_page": _next_page(request.user, capture),
            "previous_version": _find_capture(capture.previous_id),
            "duplicate_of": _find_capture(capture.duplicate_of_id),
            **_held_context(request, proposals, current),
            **_form_context(proposals, current, refused),
            **_neighbours(proposals, current),
        }
        return TemplateResponse(
            request, "admin/seeds/review_page.html", context, status=409 if refused else 200
        )


def _page_title(capture: Capture, proposals: list[Proposal], current: Proposal | None) -> str:
    """The title of the article that is shown, else of the first one read from the page, else its name."""
    shown = [current] if current else proposals
    titles = (str(row.article) for row in shown if row.article is not None)
    return next(titles, capture.name)


def _form_context(
    proposals: list[Proposal], current: Proposal | None, refused: RefusedDecision | None
) -> dict[str, object]:
    """The form of an open proposal, and the differences from its record."""
    if current is None or not current.is_open:
        return {"form": None, "differences": []}
    data = refused.data if refused else held_decision(current).data
    errors = refused.field_errors if refused else {}
    form = ProposalForm(current, OptionFinder(proposals), data, errors)
    return {"form": form, "differences": _differences(form)}


def _held_context(
    request: HttpRequest, proposals: list[Proposal], current: Proposal | None
) -> dict[str, object]:
    """What the shown proposal waits for, who may confirm, and the summary once all is decided."""
    now = timezone.now()
    is_done = bool(proposals) and not any(row.is_open for row in proposals)
    return {
        "held_reason": held_reason(current, at=now) if current and current.is_held else "",
        "can_confirm": current is not None and can_confirm(current, request.user),
        "confirmable": sum(can_confirm(row, request.user) for row in proposals),
        "summary": summarise_page(proposals, at=now, record_url=_record_url) if is_done else None,
    }


def _neighbours(proposals: list[Proposal], current: Proposal | None) -> dict[str, object]:
    """The proposals before and after the current one, None at the ends."""
    position = proposals.index(current) if current else 0
    following = proposals[position + 1 :]
    return {
        "previous": proposals[position - 1] if position else None,
        "following": following[0] if following else None,
    }


def _find_capture(pk: int | None) -> Capture | None:
    return Capture.objects.defer("content").filter(pk=pk).first()


def _get_proposal(proposals: list[Proposal], pk: int) -> Proposal:
    """The proposal of that key; raises Http404."""
    for proposal in proposals:
        if proposal.pk == pk:
            return proposal
    raise Http404


def _carry_out(
    proposal: Proposal, decision: str, data: ProposalFormData, request: HttpRequest
) -> str:
    """Carry out the decision; return the message about it."""
    if decision == "accept":
        record = accept(proposal, by=request.user, data=data)
        return held_message(proposal) if record is None else _("“%s” is on record.") % record
    if decision == "refuse":
        reason = " ".join(request.POST.get("reason", "").split())
        refuse(proposal, by=request.user, reason=reason)
        return _("“%s” is refused.") % proposal.title
    if decision == "later":
        postpone(proposal, by=request.user)
        return _("“%s” is put off.") % proposal.title
    raise ProposalDecisionRefused(_("Choose what to do: accept, refuse or not now."))


def next_proposal(rows: list[Proposal], *, after: Proposal | None = None) -> Proposal | None:
    """The next waiting proposal, from the start again behind the last one; else one that was postponed."""
    behind = rows[rows.index(after) + 1 :] if after else []
    for row in (*behind, *rows):
        if row.status == ProposalStatus.WAITING:
            return row
    for row in rows:
        if row.is_open and row != after:
            return row
    return None


def _differences(form: ProposalForm) -> list[ProposalDifference]:
    """The differences from the record; none where the chosen record is gone."""
    try:
        return find_differences(find_target_rows(form), form.data)
    except ProposalDecisionRefused:
        return []


def _record_url(proposal: Proposal | None) -> str:
    """The admin address of the record that the proposal became, "" where there is none."""
    if proposal is None or not proposal.is_accepted or proposal.record is None:
        return ""
    return change_url(proposal.record)


def _redirect_to(capture: Capture, proposal: Proposal | None) -> HttpResponse:
    target = proposal or capture
    return redirect(target.get_decide_url())


def _next_page(person, capture: Capture) -> Capture | None:
    """The page that has waited longest, apart from this one."""
    first = Proposal.objects.queue(person).exclude(capture=capture.pk).first()
    if first is None:
        return None
    return Capture.objects.defer("content").get(pk=first["capture"])
