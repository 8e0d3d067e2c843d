"""Who may decide on a proposal."""

from django.utils.translation import gettext as _

from seeds.models import Proposal
from seeds.reviewing.answers import ProposalDecisionRefused

DECIDE_PERMISSION = "seeds.decide_proposal"


def lock_proposal(proposal: Proposal, by) -> Proposal:
    """The proposal, locked, if the person may decide on it."""
    if not by.has_perm(DECIDE_PERMISSION):
        raise ProposalDecisionRefused(_("You have no right to decide on proposals."))
    rows = Proposal.objects.select_for_update(of=("self",)).select_related(
        "article", "capture", "decided_by"
    )
    locked = rows.filter(pk=proposal.pk).first()
    if locked is None:
        raise ProposalDecisionRefused(_("This proposal is gone."))
    if locked.article_id and not Proposal.objects.filter(pk=locked.pk).visible_to(by).exists():
        raise ProposalDecisionRefused(
            _("This article stands in a column that you are not limited to.")
        )
    return locked
