"""The decisions on names that a proposal form holds."""

from collections.abc import Iterable, Iterator

from seeds.models import ProposalKind
from seeds.reviewing.answers import NEW_RECORD
from seeds.reviewing.match_options import RecordOption
from seeds.reviewing.plan import PlannedNameDecision
from seeds.reviewing.proposal_form import ProposalForm
from seeds.schema.fields import PayloadFieldType

ORGANISATION_TYPES = frozenset({PayloadFieldType.ORGANISATION, PayloadFieldType.CONSORTIUM})


def collect_name_decisions(form: ProposalForm) -> Iterator[PlannedNameDecision]:
    """The decisions on names in the form: an alias of the chosen record, or options that were rejected."""
    for name in form.names:
        if name.field_type in ORGANISATION_TYPES and name.is_included:
            yield from _name_decisions(name.text, name.choice, name.options, is_exact=name.is_exact)
    if form.proposal.kind == ProposalKind.CONSORTIUM:
        yield from _name_decisions(
            form.record_title, form.record, form.record_options, is_exact=form.is_record_exact
        )


def _name_decisions(
    text: str, choice: str, options: Iterable[RecordOption], *, is_exact: bool
) -> Iterator[PlannedNameDecision]:
    if choice == NEW_RECORD:
        for option in options:
            if not option.is_exact and not option.held:
                yield PlannedNameDecision(name=text, organisation=option.pk, is_same=False)
    elif choice.isdecimal() and not is_exact:
        yield PlannedNameDecision(name=text, organisation=int(choice), is_same=True)
