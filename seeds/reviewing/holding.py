"""Accepting out of a page that is not public: the decision is kept, and nothing is written yet."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from seeds.models import Proposal
from seeds.models.proposal import ProposalStatus
from seeds.reviewing.answers import ProposalDecisionRefused
from seeds.reviewing.held_decision import freeze_decision, held_decision
from seeds.reviewing.proposal_form import ProposalForm
from seeds.reviewing.release import write_held
from seeds.reviewing.settle_choices import latest_version


def has_to_wait(proposal: Proposal, form: ProposalForm) -> bool:
    """Whether the article is not public, or the decision rests on another one that is held."""
    if freeze_decision(form).awaited:
        return True
    return not Proposal.objects.filter(pk=proposal.pk).with_public_article().exists()


def hold(locked: Proposal, form: ProposalForm, *, by) -> None:
    """Keep the decision of a person on a locked proposal; raises ProposalDecisionRefused.

    It is written once and rolled back, so that whatever would be refused is refused now.
    """
    locked.status = ProposalStatus.HELD
    locked.decision = freeze_decision(form).as_json()
    locked.decided_by = by
    locked.decided_at = timezone.now()
    locked.reason = ""
    with transaction.atomic():
        locked.save()
        _rehearse(locked, ())
        transaction.set_rollback(True)
    locked.save()


def _rehearse(proposal: Proposal, dependents: tuple[int, ...]) -> None:
    """Write what the decision rests on, and then a copy of it; the caller rolls back."""
    if proposal.pk in dependents:
        raise ProposalDecisionRefused(
            _("“%s” would wait for itself. Leave one of the names out.") % proposal.title
        )
    for pk in held_decision(proposal).awaited:
        awaited = latest_version(pk)
        if awaited is not None and awaited.is_held:
            _rehearse(awaited, (*dependents, proposal.pk))
    write_held(Proposal.objects.get(pk=proposal.pk))
