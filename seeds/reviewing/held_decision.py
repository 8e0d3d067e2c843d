"""A decision as it is kept until it is written: what was entered, and every choice with its options."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from seeds.models import Proposal
from seeds.reviewing.answers import NameFormData, ProposalFormData
from seeds.reviewing.match_options import held_proposal_pk
from seeds.reviewing.proposal_form import ProposalForm


@dataclass(frozen=True, kw_only=True)
class HeldDecision:
    """The form data with every choice in it, defaults too, and the keys of the options that were shown."""

    data: ProposalFormData
    name_options: Mapping[int, frozenset[int]] = field(default_factory=dict)
    record_options: frozenset[int] = frozenset()

    def as_json(self) -> dict:
        """The decision as a proposal stores it."""
        return {
            "data": asdict(self.data) | {"dropped": sorted(self.data.dropped)},
            "name_options": {key: sorted(pks) for key, pks in self.name_options.items()},
            "record_options": sorted(self.record_options),
        }

    @property
    def awaited(self) -> list[int]:
        """The keys of the proposals whose records were chosen and are not written either."""
        pks = (held_proposal_pk(name.choice) for name in self.data.names.values())
        return [pk for pk in pks if pk is not None]


def freeze_decision(form: ProposalForm) -> HeldDecision:
    """The decision that the form holds."""
    names = {}
    options = {}
    for name in form.names:
        if not name.text and not name.proposed:
            continue
        names[name.number] = NameFormData(
            text=name.text, choice=name.choice, matched_text=name.text
        )
        options[name.number] = frozenset(option.pk for option in name.options)
    data = replace(
        form.data,
        values=dict(form.data.values),
        names=names,
        record=form.record if form.has_record else "",
        matched_text=form.record_title,
        column_choices=dict(form.data.column_choices),
        shown_values=dict(form.data.shown_values),
    )
    record_options = frozenset(option.pk for option in form.record_options)
    return HeldDecision(data=data, name_options=options, record_options=record_options)


def held_decision(proposal: Proposal) -> HeldDecision:
    """The decision that the proposal keeps; a blank one where it keeps none."""
    stored = proposal.decision
    if not stored:
        return HeldDecision(data=ProposalFormData())
    data = stored["data"]
    names = {int(key): NameFormData(**name) for key, name in data["names"].items()}
    return HeldDecision(
        data=ProposalFormData(**{**data, "names": names, "dropped": frozenset(data["dropped"])}),
        name_options={int(key): frozenset(pks) for key, pks in stored["name_options"].items()},
        record_options=frozenset(stored["record_options"]),
    )


def entered_texts(decision: HeldDecision) -> HeldDecision:
    """The same without any choice: what was typed stays, what was chosen is asked again."""
    names = {
        number: replace(name, choice="", matched_text="")
        for number, name in decision.data.names.items()
    }
    data = ProposalFormData(values=decision.data.values, names=names, dropped=decision.data.dropped)
    return HeldDecision(data=data)
