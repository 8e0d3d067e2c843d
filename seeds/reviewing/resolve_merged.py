"""A record that a person chose, as it stands now: another may have deleted it meanwhile, or merged it into one more."""

from django.db import models
from django.utils.translation import gettext as _

from consortia.merging import get_successor
from seeds.reviewing.answers import ProposalDecisionRefused


def resolve_record(model: type[models.Model], pk: int) -> models.Model:
    """The record, or the one that it was merged into; DecisionRefused where it is gone."""
    found = model._base_manager.filter(pk=pk).first() or get_successor(model, pk)
    if found is None:
        said = _("The %(kind)s that was chosen was deleted or merged meanwhile. Choose again.")
        raise ProposalDecisionRefused(said % {"kind": model._meta.verbose_name})
    return found


def lock_record(model: type[models.Model], pk: int) -> models.Model:
    """The same, locked until the transaction ends."""
    found = resolve_record(model, pk)
    list(model._base_manager.select_for_update(of=("self",)).filter(pk=found.pk).values_list("pk"))
    return resolve_record(model, found.pk)
