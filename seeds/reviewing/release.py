"""Writing held decisions once they may be public; those that no longer fit are asked again.

The mechanism is explained in docs/adr/0009-held-decisions.md.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from seeds.models import Capture, Proposal, ProposalKind
from seeds.models.proposal import SECOND_PERSON, ProposalStatus
from seeds.reviewing.acceptance import write_acceptance
from seeds.reviewing.answers import ProposalDecisionRefused, WitnessRefused
from seeds.reviewing.held_decision import entered_texts, held_decision
from seeds.reviewing.match_options import OptionFinder
from seeds.reviewing.person_rights import DECIDE_PERMISSION, lock_proposal
from seeds.reviewing.proposal_form import ProposalForm
from seeds.reviewing.settle_choices import StillHeld, settle_choices

logger = logging.getLogger(__name__)
MAX_REASON_LENGTH = Proposal._meta.get_field("reason").max_length
# Others name what these create; the rest is written after them
KINDS_FIRST = (ProposalKind.CONSORTIUM, ProposalKind.CONFERENCE, ProposalKind.TRAINING_BASE)


@dataclass
class ReleaseResult:
    """What became of held decisions: written, asked again (`reason` says why), or held still and why."""

    released: list[Proposal] = field(default_factory=list)
    returned: list[Proposal] = field(default_factory=list)
    waiting: list[tuple[Proposal, str]] = field(default_factory=list)


def release_due(*, at: datetime, article: Article | None = None) -> ReleaseResult:
    """Write what waits for articles that are public at that moment: for this article, or for all.

    What waits for an article that was deleted is asked again: nothing can rest on it any more.
    """
    due = Proposal.objects.held().due(at=at, mode=settings.ACCEPTED_FACTS_PUBLIC)
    if article is not None:
        due = due.filter(article=article.pk)
    if not due.exists():
        return ReleaseResult()
    return _release(due)


def confirm(proposal: Proposal, *, by) -> ReleaseResult:
    """Confirm, as a second person, what somebody else accepted: it is written now.

    Raises ProposalDecisionRefused where the person may not.
    """
    with transaction.atomic():
        locked = lock_proposal(proposal, by)
        _check_confirmation(locked, by)
        result = _release(Proposal.objects.held().filter(pk=locked.pk), confirmed_by=by)
        for _proposal, reason in result.waiting:
            raise ProposalDecisionRefused(reason)
    proposal.refresh_from_db()
    return result


def confirm_page(capture: Capture, *, by) -> ReleaseResult:
    """Confirm everything of the page that others accepted and the person may see."""
    if not by.has_perm(DECIDE_PERMISSION):
        raise ProposalDecisionRefused(_("You have no right to decide on proposals."))
    held = capture.proposals.held().visible_to(by).exclude(decided_by=by)
    _check_mode()
    return _release(held, confirmed_by=by)


def _check_confirmation(locked: Proposal, by) -> None:
    if not locked.is_held:
        raise ProposalDecisionRefused(_("Nothing of this waits to be confirmed."))
    _check_mode()
    if locked.decided_by_id == by.pk:
        raise ProposalDecisionRefused(
            _("You accepted this yourself. A second person has to confirm it.")
        )


def _check_mode() -> None:
    if settings.ACCEPTED_FACTS_PUBLIC != SECOND_PERSON:
        raise ProposalDecisionRefused(
            _("This becomes public with its article. Nobody has to confirm it.")
        )


def _release(held: models.QuerySet[Proposal], *, confirmed_by=None) -> ReleaseResult:
    with transaction.atomic():
        proposals = list(
            held.select_related("article", "decided_by").select_for_update(of=("self",))
        )
        return HeldRelease(proposals, confirmed_by=confirmed_by).run()


class HeldRelease:
    """One release of locked proposals: what others name is written first, each in a savepoint of its own.

    A fault in one stops none of the others.
    """

    def __init__(self, proposals: Iterable[Proposal], *, confirmed_by=None):
        self.due = {proposal.pk: proposal for proposal in sorted(proposals, key=_creators_first)}
        self.confirmed_by = confirmed_by
        self.result = ReleaseResult()

    def run(self) -> ReleaseResult:
        """Release all of them."""
        while self.due:
            self._release(next(iter(self.due)))
        return self.result

    def _release(self, pk: int) -> None:
        proposal = self.due.pop(pk)
        try:
            self._release_awaited(proposal)
            with transaction.atomic():
                write_held(proposal, confirmed_by=self.confirmed_by)
        except (StillHeld, WitnessRefused) as refused:
            proposal.refresh_from_db()
            self.result.waiting.append((proposal, str(refused)))
        except ProposalDecisionRefused as refused:
            proposal.refresh_from_db()
            return_to_queue(proposal, str(refused))
            self.result.returned.append(proposal)
        except Exception:  # one decision that cannot be written does not hold back the others
            logger.exception("The held decision on proposal %s cannot be written", pk)
            proposal.refresh_from_db()
            reason = _("It could not be written, for an unexpected fault; the log has it whole.")
            self.result.waiting.append((proposal, reason))
        else:
            self.result.released.append(proposal)

    def _release_awaited(self, proposal: Proposal) -> None:
        """Release first what the decision names, as far as it is due, too."""
        for awaited in held_decision(proposal).awaited:
            if awaited in self.due:
                self._release(awaited)


def _creators_first(proposal: Proposal) -> int:
    """A number to sort by; sorting is stable, so that the order of the decisions stays."""
    is_creator = proposal.kind in KINDS_FIRST
    return KINDS_FIRST.index(proposal.kind) if is_creator else len(KINDS_FIRST)


def write_held(proposal: Proposal, *, confirmed_by=None) -> models.Model:
    """Write a held decision in the name of who made it; return the record.

    Raises ProposalDecisionRefused where it does not fit any more, StillHeld where it rests on
    another decision that is held.
    """
    by = proposal.decided_by
    if proposal.article is None:
        raise ProposalDecisionRefused(
            _("The article that this was read from was deleted, so that nothing can rest on it.")
        )
    visible = Proposal.objects.filter(pk=proposal.pk).visible_to(by)
    if not by.has_perm(DECIDE_PERMISSION) or not visible.exists():
        raise ProposalDecisionRefused(_("Who accepted this may not decide on it any more."))
    decision = held_decision(proposal)
    finder = OptionFinder(Proposal.objects.filter(capture=proposal.capture_id))
    form = ProposalForm(proposal, finder, settle_choices(proposal, decision, finder))
    witnesses = () if confirmed_by is None else (confirmed_by,)
    record = write_acceptance(proposal, form, by=by, witnesses=witnesses)
    proposal.decision = {}
    proposal.confirmed_by = confirmed_by
    proposal.released_at = timezone.now()
    proposal.save()
    return record


def return_to_queue(proposal: Proposal, reason: str) -> None:
    """Make a held proposal open again; what was typed stays, and the reason stands on it."""
    proposal.status = ProposalStatus.WAITING
    proposal.decided_by = None
    proposal.decided_at = None
    proposal.reason = reason[:MAX_REASON_LENGTH]
    proposal.decision = entered_texts(held_decision(proposal)).as_json()
    proposal.save()


def release_on_publication(article: Article) -> None:
    """Write what waits for an article that is public from now on."""
    result = release_due(at=timezone.now(), article=article)
    if result.returned:
        # By number: a title can hold a person's name, and no erasure reaches a log
        keys = [proposal.pk for proposal in result.returned]
        logger.warning("Held decisions that no longer fit, as proposals: %s", keys)
