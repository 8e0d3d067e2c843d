"""The present state of a chosen record: it may have been deleted or merged since it was chosen."""

from django.db import models
from django.utils.translation import gettext as _

from consortia.merging import get_successor
from seeds.reviewing.answers import ProposalDecisionRefused


def resolve_record(model: type[models.Model], pk: int) -> models.Model:
    """The record, or the one it was merged into; raises ProposalDecisionRefused where it is gone."""
    record = model._base_manager.filter(pk=pk).first() or get_successor(model, pk)
    if record is None:
        message = _("The %(kind)s that was chosen was deleted or merged meanwhile. Choose again.")
        raise ProposalDecisionRefused(message % {"kind": model._meta.verbose_name})
    return record


def lock_record(model: type[models.Model], pk: int) -> models.Model:
    """The same, locked until the transaction ends."""
    record = resolve_record(model, pk)
    locked = model._base_manager.select_for_update(of=("self",)).filter(pk=record.pk)
    list(locked.values_list("pk"))
    return resolve_record(model, record.pk)
