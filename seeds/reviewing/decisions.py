"""The decisions on a proposal: each locks it, checks the person and writes in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.names import user_display_name
from seeds.models import Capture, Proposal
from seeds.models.proposal import ProposalStatus
from seeds.reviewing.acceptance import write_acceptance
from seeds.reviewing.answers import ProposalDecisionRefused, ProposalFormData
from seeds.reviewing.held_decision import held_decision
from seeds.reviewing.holding import has_to_wait, hold
from seeds.reviewing.match_options import OptionFinder
from seeds.reviewing.person_rights import lock_proposal
from seeds.reviewing.proposal_form import ProposalForm


def accept(proposal: Proposal, *, by, data: ProposalFormData | None = None) -> models.Model | None:
    """Accept the proposal; the record that it created or completed.

    None where the decision is held: nothing is written before its article is public, or before a
    second person confirms it.
    """
    with _open_for_decision(proposal, by) as locked:
        finder = OptionFinder(_proposals_of_page(locked))
        entered = data or held_decision(locked).data
        return _accept(locked, ProposalForm(locked, finder, entered), by)


def _accept(locked: Proposal, form: ProposalForm, by) -> models.Model | None:
    if has_to_wait(locked, form):
        hold(locked, form, by=by)
        return None
    record = write_acceptance(locked, form, by=by)
    locked.decision = {}
    _save_decision(locked, locked.status, by)
    return record


def refuse(proposal: Proposal, *, by, reason: str = "") -> None:
    """Decide that the page does not report this; it stays refused however often the page is read."""
    with _open_for_decision(proposal, by) as locked:
        max_length = Proposal._meta.get_field("reason").max_length
        _save_decision(locked, ProposalStatus.REFUSED, by, reason=reason[:max_length])


def postpone(proposal: Proposal, *, by) -> None:
    """Leave it for later: it goes to the end of its page."""
    with _open_for_decision(proposal, by) as locked:
        locked.status = ProposalStatus.LATER
        locked.save()


def _save_decision(locked: Proposal, status: ProposalStatus, by, *, reason: str = "") -> None:
    locked.status = status
    locked.decided_by = by
    locked.decided_at = timezone.now()
    locked.reason = reason
    locked.save()


@contextmanager
def _open_for_decision(proposal: Proposal, by) -> Iterator[Proposal]:
    """Yield the proposal, locked and still open; afterwards the caller's own object is refreshed."""
    with transaction.atomic():
        locked = lock_proposal(proposal, by)
        if not locked.is_open:
            raise ProposalDecisionRefused(_decided_message(locked))
        if locked.article is None:
            raise ProposalDecisionRefused(
                _(
                    "The article that this was read from was deleted, so that nothing can rest on it."
                )
            )
        yield locked
    proposal.refresh_from_db()


def _decided_message(locked: Proposal) -> str:
    """Why the proposal is not open any more."""
    if locked.decided_at is None:
        return _("A later version of the page has taken the place of this one.")
    message = _(
        "%(person)s decided on this already (%(status)s, %(moment)s). Nothing was written twice."
    )
    decided_at = timezone.localtime(locked.decided_at)
    return message % {
        "person": user_display_name(locked.decided_by),
        "status": locked.get_status_display(),
        "moment": f"{decided_at:%Y-%m-%d %H:%M}",
    }


def _proposals_of_page(proposal: Proposal) -> models.QuerySet[Proposal]:
    """All proposals of the same page."""
    return Proposal.objects.filter(capture=proposal.capture_id)


@dataclass
class BulkAcceptResult:
    """How many exact matches of a page were accepted, and which were refused with the reason."""

    accepted: int = 0
    skipped: list[tuple[Proposal, str]] = field(default_factory=list)


def accept_exact_matches(capture: Capture, *, by) -> BulkAcceptResult:
    """Accept, one by one, each waiting proposal of which every name is exactly one on record."""
    result = BulkAcceptResult()
    for proposal in capture.proposals.waiting().visible_to(by):
        try:
            with _open_for_decision(proposal, by) as locked:
                finder = OptionFinder(_proposals_of_page(locked))
                form = ProposalForm(locked, finder, held_decision(locked).data)
                if is_exact_match(form):
                    _accept(locked, form, by)
                    result.accepted += 1
        except ProposalDecisionRefused as refused:
            result.skipped.append((proposal, str(refused)))
    return result


def is_exact_match(form: ProposalForm) -> bool:
    """Whether every name of the form, and the record itself if it has one, is exactly one on record."""
    if form.has_record and not form.is_record_exact:
        return False
    names = [name for name in form.names if name.proposed]
    has_match = bool(names) or form.is_record_exact
    return has_match and all(name.is_exact for name in names)
