"""Undoing decisions: rows become what they were before, or nothing is done where others edited since."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from consortia.models.user_limits import first_outside_limits
from portal.audit.deletion_history import one_deletion
from portal.audit.history_reasons import declare_reason
from portal.audit.undo import UndoConflict, standing_rows
from portal.audit.undo_log import UndoEntry, merge_undo_entries
from portal.audit.undo_rows import undo_entries
from seeds.models import Batch, Proposal
from seeds.models.proposal import ProposalStatus
from seeds.reviewing.answers import ProposalDecisionRefused
from seeds.reviewing.person_rights import lock_proposal

CHANGE_REASON = declare_reason(gettext_noop("A decision on a captured page was undone"))
UNDO_PERMISSION = "seeds.undo_batch"


class UndoRefused(ProposalDecisionRefused):
    """An undoing that would lose later work; `places` holds a sentence for each conflict."""

    def __init__(self, places: list[str]):
        super().__init__(_("Others have worked on what was written since. Nothing was undone."))
        self.places = places


def undo_decision(proposal: Proposal, *, by) -> None:
    """Undo one decision; the proposal waits again."""
    with transaction.atomic():
        locked = lock_proposal(proposal, by)
        if locked.is_accepted:
            _undo_acceptances([locked], by)
        elif locked.is_held or locked.status == ProposalStatus.REFUSED:
            _reopen(locked)
        else:
            raise ProposalDecisionRefused(_("There is no decision to take back."))
    proposal.refresh_from_db()


def undo_batch(batch: Batch, *, by) -> int:
    """Undo every acceptance of an import run, all or none; return how many there were."""
    if not by.has_perm(UNDO_PERMISSION):
        raise ProposalDecisionRefused(_("You have no right to undo an import run."))
    with transaction.atomic():
        locked = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        held = list(Proposal.objects.held_in(locked).select_for_update(of=("self",)))
        accepted = list(Proposal.objects.accepted_in(locked).select_for_update(of=("self",)))
        _undo_acceptances(accepted, by)
        for proposal in held:
            _reopen(proposal)
        locked.undone_at = timezone.now()
        locked.undone_by = by
        locked.save()
    batch.refresh_from_db()
    return len(accepted) + len(held)


@one_deletion()
def _undo_acceptances(proposals: Sequence[Proposal], by) -> None:
    """Undo these decisions, given the last one first."""
    entries = merge_undo_entries(
        UndoEntry(**columns) for proposal in reversed(proposals) for columns in proposal.undo_log
    )
    _check_limits(entries, by)
    try:
        undo_entries(entries, by=by, reason=CHANGE_REASON)
    except UndoConflict as conflict:
        raise UndoRefused(list(conflict.places)) from conflict
    for proposal in proposals:
        _reopen(proposal)


def _check_limits(entries: Sequence[UndoEntry], by) -> None:
    """Refuse where the person's limits leave out a row that was written."""
    rows = standing_rows(entry for entry in entries if entry.after)
    forbidden = first_outside_limits(by, rows)
    if forbidden is not None:
        raise ProposalDecisionRefused(
            _("“%s” belongs to no consortium that you are limited to.") % forbidden
        )


def _reopen(proposal: Proposal) -> None:
    """Make the proposal wait again, and with it later versions that took over its decision."""
    for next_version in proposal.next_versions.all():
        if next_version.decided_at == proposal.decided_at and not next_version.undo_log:
            _reopen(next_version)
    previous = proposal.previous
    if previous and previous.undo_log:
        proposal.content_type_id = previous.content_type_id
        proposal.object_id = previous.object_id
    else:
        proposal.content_type_id = None
        proposal.object_id = None
    proposal.status = ProposalStatus.WAITING
    proposal.decided_by = None
    proposal.decided_at = None
    proposal.reason = ""
    proposal.undo_log = []
    proposal.decided_payload = {}
    proposal.decision = {}
    proposal.confirmed_by = None
    proposal.released_at = None
    proposal.save()
