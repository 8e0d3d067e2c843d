"""The decisions on a proposal: each locks it, checks the person and writes in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortia.models import Consortium
from portal.core.names import user_display_name
from seeds.models import Capture, Proposal
from seeds.models.proposal import ProposalStatus
from seeds.reviewing.answers import ProposalDecisionRefused, ProposalFormData
from seeds.reviewing.apply_plan import apply_plan
from seeds.reviewing.match_options import OptionFinder
from seeds.reviewing.plans_by_kind import build_plan
from seeds.reviewing.proposal_form import ProposalForm

DECIDE_PERMISSION = "seeds.decide_proposal"


def accept(proposal: Proposal, *, by, data: ProposalFormData | None = None) -> models.Model:
    """Accept the proposal; the record that it created or completed."""
    with _open_for_decision(proposal, by) as locked:
        finder = OptionFinder(_proposals_of_page(locked))
        return _accept(locked, ProposalForm(locked, finder, data or ProposalFormData()), by)


def _accept(locked: Proposal, form: ProposalForm, by) -> models.Model:
    try:
        plan = build_plan(form)
    except ValidationError as error:
        raise ProposalDecisionRefused(
            _("A value cannot be read: %s") % " ".join(error.messages)
        ) from error
    record, undo_entries = apply_plan(plan, article=locked.article, by=by)
    if isinstance(record, Consortium):
        record = record.organisation
    locked.content_type = ContentType.objects.get_for_model(record)
    locked.object_id = record.pk
    locked.undo_log = [entry.as_json() for entry in undo_entries]
    status = ProposalStatus.EDITED if form.is_edited else ProposalStatus.ACCEPTED
    _save_decision(locked, status, by)
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
                form = ProposalForm(locked, OptionFinder(_proposals_of_page(locked)))
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
