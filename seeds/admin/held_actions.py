"""The buttons of the review page that confirm, as a second person, what others accepted."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seeds.models import Capture, Proposal
from seeds.models.proposal import SECOND_PERSON, WITH_ARTICLE
from seeds.reviewing.answers import ProposalDecisionRefused
from seeds.reviewing.release import ReleaseResult, confirm, confirm_page


def held_message(proposal: Proposal) -> str:
    """What is told to the person whose decision is held."""
    if settings.ACCEPTED_FACTS_PUBLIC == WITH_ARTICLE:
        message = _("“%s” is accepted. It goes on record when its article is public.")
    else:
        message = _("“%s” is accepted. It goes on record when a second person confirms it.")
    return message % proposal.title


def can_confirm(proposal: Proposal, person) -> bool:
    """Whether the person may be the second one for the proposal."""
    if settings.ACCEPTED_FACTS_PUBLIC != SECOND_PERSON or not proposal.is_held:
        return False
    return proposal.decided_by_id != person.pk


def confirm_proposal(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Confirm one proposal; raises ProposalDecisionRefused."""
    report_release(request, confirm(proposal, by=request.user))
    return redirect(proposal.get_decide_url())


def confirm_capture(request: HttpRequest, capture: Capture) -> HttpResponse:
    """Confirm everything of the page that others accepted."""
    try:
        result = confirm_page(capture, by=request.user)
    except ProposalDecisionRefused as refused:
        messages.error(request, str(refused))
    else:
        report_release(request, result)
    return redirect(capture.get_decide_url())


def report_release(request: HttpRequest, result: ReleaseResult) -> None:
    """Tell what was written, what is asked again and what waits still."""
    total = len(result.released)
    if total:
        message = ngettext("%(total)d fact is on record.", "%(total)d facts are on record.", total)
        messages.success(request, message % {"total": total})
    for proposal in result.returned:
        messages.warning(
            request,
            _("“%(title)s” is to be decided on again. %(reason)s")
            % {"title": proposal.title, "reason": proposal.reason},
        )
    for proposal, reason in result.waiting:
        messages.warning(request, f"{proposal.title}: {reason}")
