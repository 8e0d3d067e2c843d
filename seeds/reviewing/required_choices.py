"""The choices that a proposal form needs before it can be accepted."""

from django.utils.translation import gettext as _

from seeds.reviewing.answers import LEAVE_OUT, NEW_RECORD, ProposalDecisionRefused
from seeds.reviewing.proposal_form import ProposalForm
from seeds.reviewing.proposed_names import ProposedName
from seeds.reviewing.target_rows import ProposalDifference


def require_choices(form: ProposalForm, differences: list[ProposalDifference]) -> None:
    """Raise ProposalDecisionRefused where something is left open that only a person can decide."""
    _require_names(form)
    for value in form.values:
        if value.key.required and not value.text:
            raise ProposalDecisionRefused(_("Fill in: %s.") % value.key.label)
    if form.has_record and form.record != NEW_RECORD and not form.record_pk:
        raise ProposalDecisionRefused(_("Choose the record that this is about, or a new one."))
    if not all(difference.is_chosen for difference in differences):
        raise ProposalDecisionRefused(
            _("The record says something else. Compare both, and choose.")
        )


def _require_names(form: ProposalForm) -> None:
    for name in form.names:
        is_missing = name.required and not name.is_included
        is_chosen = name.pk or name.choice in {NEW_RECORD, LEAVE_OUT}
        if is_missing or not is_chosen:
            raise ProposalDecisionRefused(_open_name_message(name))


def _open_name_message(name: ProposedName) -> str:
    if not name.text:
        return _("Fill in: %s.") % name.uses[0].label
    if name.has_open_proposal and not name.options:
        return (
            _(
                "“%s” has a proposal of its own that nobody has decided on. "
                "Decide on that first, or choose here."
            )
            % name.text
        )
    return _("Choose who “%s” is.") % name.text
