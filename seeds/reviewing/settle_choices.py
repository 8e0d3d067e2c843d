"""The choices of a held decision, brought up to date when it is written."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from consortia.models import Conference, Organisation
from seeds.models import Proposal, ProposalKind
from seeds.models.proposal import ProposalStatus
from seeds.reviewing.answers import NEW_RECORD, ProposalDecisionRefused, ProposalFormData
from seeds.reviewing.held_decision import HeldDecision
from seeds.reviewing.match_options import OptionFinder, RecordOption, held_proposal_pk
from seeds.reviewing.proposal_form import ProposalForm
from seeds.reviewing.proposed_names import ProposedName
from seeds.schema import FACT_KINDS
from seeds.schema.fields import CREATABLE_TYPES, PayloadFieldType


class StillHeld(Exception):
    """The decision rests on another one that is held; the message says on which."""


def settle_choices(
    proposal: Proposal, decision: HeldDecision, finder: OptionFinder
) -> ProposalFormData:
    """The form data as it has to be now.

    A record that was held is the one that it became. A name for which a new record was chosen is
    the one that another decision on a page created since; any other record that can be meant since
    is a question for a person. Raises ProposalDecisionRefused and StillHeld.
    """
    form = ProposalForm(proposal, finder, decision.data)
    names = dict(decision.data.names)
    for name in form.names:
        if name.is_included and name.number in names:
            shown = decision.name_options.get(name.number, frozenset())
            choice = _settle_name(name, shown, proposal, finder)
            names[name.number] = replace(names[name.number], choice=choice)
    record = decision.data.record
    if record == NEW_RECORD:
        record = _settle_record(form, decision.record_options, finder)
    return replace(decision.data, names=names, record=record)


def _settle_name(
    name: ProposedName, shown: frozenset[int], proposal: Proposal, finder: OptionFinder
) -> str:
    awaited = held_proposal_pk(name.choice)
    if awaited is not None:
        return _settle_awaited(awaited, name, finder)
    if name.choice != NEW_RECORD or name.field_type not in CREATABLE_TYPES:
        return name.choice
    options = finder.for_name(name.text, PayloadFieldType.ORGANISATION)
    return _settle_new(name.text, options, shown, model=Organisation, since=proposal.decided_at)


def _settle_record(form: ProposalForm, shown: frozenset[int], finder: OptionFinder) -> str:
    """The record that the proposal itself is about, where a new one was chosen."""
    kind = form.proposal.kind
    options = form.record_options
    model = FACT_KINDS[kind].model
    if kind == ProposalKind.CONSORTIUM:
        model = Organisation
        options = finder.for_name(form.record_title, PayloadFieldType.ORGANISATION)
    return _settle_new(
        form.record_title, options, shown, model=model, since=form.proposal.decided_at
    )


def _settle_new(
    text: str,
    options: Iterable[RecordOption],
    shown: frozenset[int],
    *,
    model: type[models.Model],
    since: datetime,
) -> str:
    """“new” where nothing that can be meant came up since, else the record that other decisions created."""
    fresh = [option for option in options if option.pk not in shown and not option.held]
    if not fresh:
        return NEW_RECORD
    exact = [option for option in fresh if option.is_exact]
    if len(exact) == 1 and was_created_on_page(model, exact[0].pk, since=since):
        return exact[0].value
    raise ProposalDecisionRefused(
        _("“%(text)s” can mean a record that was not there when it was accepted: %(names)s.")
        % {"text": text, "names": ", ".join(option.name for option in fresh)}
    )


def was_created_on_page(model: type[models.Model], pk: int, *, since: datetime) -> bool:
    """Whether a decision on a captured page created the record since that moment."""
    rows = Proposal.objects.accepted().filter(Q(released_at__gte=since) | Q(decided_at__gte=since))
    label = model._meta.label_lower
    for undo_log in rows.values_list("undo_log", flat=True):
        for entry in undo_log:
            if (entry["model"], entry["pk"], entry["before"]) == (label, pk, None):
                return True
    return False


def latest_version(pk: int) -> Proposal | None:
    """The proposal, or the one that took its place on a later version of the page."""
    proposal = Proposal.objects.filter(pk=pk).first()
    while proposal is not None and proposal.status == ProposalStatus.OUTDATED:
        proposal = proposal.next_versions.order_by("-pk").first()
    return proposal


def _settle_awaited(pk: int, name: ProposedName, finder: OptionFinder) -> str:
    """The key of the record that the awaited proposal became."""
    awaited = latest_version(pk)
    if awaited is not None and awaited.is_held:
        raise StillHeld(_("It waits for “%s”, which it names.") % awaited.title)
    is_written = awaited is not None and awaited.is_accepted and awaited.record is not None
    if not is_written:
        raise ProposalDecisionRefused(
            _("“%s” was to be a record of this page, and was not accepted in the end.") % name.text
        )
    if name.field_type is PayloadFieldType.SUBJECT and isinstance(awaited.record, Conference):
        keys = {option.pk for option in finder.with_name(Conference, name.text)}
        if awaited.object_id not in keys:
            raise ProposalDecisionRefused(_("Choose who “%s” is.") % name.text)
    return str(awaited.object_id)
