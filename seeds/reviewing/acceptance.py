"""Writing what was accepted: the plan of the form, its rows, and the record on the proposal."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from consortia.models import Consortium
from seeds.models import Proposal
from seeds.models.proposal import ProposalStatus
from seeds.reviewing.answers import ProposalDecisionRefused
from seeds.reviewing.apply_plan import apply_plan
from seeds.reviewing.decided_payload import decided_payload
from seeds.reviewing.plans_by_kind import build_plan
from seeds.reviewing.proposal_form import ProposalForm


def write_acceptance(
    proposal: Proposal, form: ProposalForm, *, by, witnesses: Iterable = ()
) -> models.Model:
    """Write the records of a locked proposal in a person's name; return the one that it is about.

    `witnesses` are further people whose limits count. The proposal itself is not saved.
    Raises ProposalDecisionRefused; then nothing is written.
    """
    try:
        plan = build_plan(form)
    except ValidationError as error:
        raise ProposalDecisionRefused(
            _("A value cannot be read: %s") % " ".join(error.messages)
        ) from error
    record, undo_entries = apply_plan(plan, article=proposal.article, by=by, witnesses=witnesses)
    if isinstance(record, Consortium):
        record = record.organisation
    proposal.content_type = ContentType.objects.get_for_model(record)
    proposal.object_id = record.pk
    proposal.decided_payload = decided_payload(form)
    proposal.undo_log = [entry.as_json() for entry in undo_entries]
    proposal.status = ProposalStatus.EDITED if form.is_edited else ProposalStatus.ACCEPTED
    return record
