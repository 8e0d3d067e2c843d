"""The decisions on a proposal: each locks it, checks the person, writes in one transaction and says who decided when."""

from collections.abc import Iterable, Iterator
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


def accept(proposal: Proposal, *, by, answer: ProposalFormData | None = None) -> models.Model:
    """The record that the proposal became, or the one on record that it completed."""
    with _turn(proposal, by) as locked:
        sheet = ProposalForm(locked, OptionFinder(_beside(locked)), answer or ProposalFormData())
        return _accept(locked, sheet, by)


def _accept(locked, sheet, by):
    try:
        plan = build_plan(sheet)
    except ValidationError as error:
        raise ProposalDecisionRefused(
            _("A value cannot be read: %s") % " ".join(error.messages)
        ) from error
    record, traces = apply_plan(plan, article=locked.article, by=by)
    record = record.organisation if isinstance(record, Consortium) else record
    locked.content_type = ContentType.objects.get_for_model(record)
    locked.object_id = record.pk
    locked.undo_log = [trace.as_json() for trace in traces]
    _settle(locked, ProposalStatus.EDITED if sheet.is_edited else ProposalStatus.ACCEPTED, by)
    return record


def refuse(proposal: Proposal, *, by, reason: str = "") -> None:
    """Say that the page does not report this; it stays refused however often the page is read."""
    with _turn(proposal, by) as locked:
        _settle(
            locked,
            ProposalStatus.REFUSED,
            by,
            reason=reason[: Proposal._meta.get_field("reason").max_length],
        )


def postpone(proposal: Proposal, *, by) -> None:
    """Leave it for later: it goes to the end of its page."""
    with _turn(proposal, by) as locked:
        locked.status = ProposalStatus.LATER
        locked.save()


def _settle(locked, status, by, *, reason=""):
    locked.status, locked.decided_by, locked.decided_at, locked.reason = (
        status,
        by,
        timezone.now(),
        reason,
    )
    locked.save()


@contextmanager
def _turn(proposal: Proposal, by) -> Iterator[Proposal]:
    """The proposal, locked and still open; what was changed on it is told to the caller's own."""
    with transaction.atomic():
        locked = lock_proposal(proposal, by)
        if not locked.is_open:
            raise ProposalDecisionRefused(_overtaken(locked))
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


def _overtaken(locked):
    if locked.decided_at is None:
        return _("A later version of the page has taken the place of this one.")
    said = _(
        "%(person)s decided on this already (%(status)s, %(moment)s). Nothing was written twice."
    )
    moment = timezone.localtime(locked.decided_at)
    who = user_display_name(locked.decided_by)
    return said % {
        "person": who,
        "status": locked.get_status_display(),
        "moment": f"{moment:%Y-%m-%d %H:%M}",
    }


def _beside(proposal) -> Iterable[Proposal]:
    """What is proposed out of the same page."""
    return Proposal.objects.filter(capture=proposal.capture_id)


@dataclass
class BulkAcceptResult:
    """What became of a page whose exact matches were accepted."""

    accepted: int = 0
    skipped: list[tuple[Proposal, str]] = field(default_factory=list)


def accept_exact_matches(capture: Capture, *, by) -> BulkAcceptResult:
    """Accept, one by one, each waiting proposal of which every name is exactly one on record."""
    tally = BulkAcceptResult()
    for proposal in capture.proposals.waiting().visible_to(by):
        try:
            with _turn(proposal, by) as locked:
                sheet = ProposalForm(locked, OptionFinder(_beside(locked)))
                if is_exact_match(sheet):
                    _accept(locked, sheet, by)
                    tally.accepted += 1
        except ProposalDecisionRefused as refused:
            tally.skipped.append((proposal, str(refused)))
    return tally


def is_exact_match(sheet: ProposalForm) -> bool:
    """Whether every name of the form, and the record itself if it has one, is exactly one on record."""
    names = [name for name in sheet.names if name.proposed]
    records = [
        option
        for option in sheet.record_options
        if option.is_exact and option.value == sheet.record
    ]
    if sheet.has_record and not records:
        return False
    return bool(names or records) and all(name.is_exact for name in names)
