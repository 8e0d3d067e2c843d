"""What the form of a proposal shows: its values, its names with their choices, and where the record says something else."""

import copy
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from portal.core.folding import name_key
from seeds.models import Proposal
from seeds.reviewing.answers import LEAVE_OUT, NEW_RECORD, NameFormData, ProposalFormData
from seeds.reviewing.match_options import OptionFinder, RecordOption
from seeds.reviewing.proposal_schema import (
    CREATABLE_TYPES,
    PayloadField,
    PayloadFieldType,
    set_payload_value,
    walk_payload,
)

KINDS_WITH_RECORD = frozenset(
    {"consortium", "conference", "agreement", "training_base", "document"}
)


@dataclass(frozen=True, kw_only=True)
class ProposalValue:
    """One value of the form."""

    path: str
    key: PayloadField
    proposed: str
    text: str

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The choices of a value that is one of several; what a page says beyond them comes first."""
        known = list(self.key.choices.choices)
        return known if self.text in dict(known) else [(self.text, self.text or "–"), *known]


@dataclass(frozen=True)
class ProposalValueGroup:
    """The values of one entry of a list, called by the first of them."""

    label: str
    values: list[ProposalValue]


@dataclass(frozen=True)
class NameUse:
    """One place where a name stands in the proposal."""

    path: str
    label: str
    is_included: bool


@dataclass(frozen=True, kw_only=True)
class ProposedName:
    """A name in the proposal, however often it stands there, and who is meant by it."""

    number: int
    field_type: PayloadFieldType
    required: bool
    proposed: str
    text: str
    uses: tuple[NameUse, ...]
    options: tuple[RecordOption, ...]
    choice: str
    has_open_proposal: bool = False

    @property
    def is_extra(self) -> bool:
        """Whether it is room for one more name that nobody used yet."""
        return not self.text and not self.proposed and not self.required

    @property
    def pk(self) -> int | None:
        """The record that is meant; none for a new one, one left out, and one that nobody chose yet."""
        return int(self.choice) if self.choice.isascii() and self.choice.isdecimal() else None

    @property
    def is_included(self) -> bool:
        """Whether it has a part in what is written."""
        return (
            self.choice != LEAVE_OUT
            and bool(self.text)
            and any(use.is_included for use in self.uses)
        )

    @property
    def can_be_created(self) -> bool:
        """Whether a record may be made for it."""
        return self.field_type in CREATABLE_TYPES and bool(self.text)

    @property
    def is_exact(self) -> bool:
        """Whether the record that is meant bears this very name."""
        return any(option.is_exact and option.value == self.choice for option in self.options)


@dataclass
class ProposalForm:
    """The form of a proposal, with what a person said so far."""

    proposal: Proposal
    options: OptionFinder
    data: ProposalFormData = field(default_factory=ProposalFormData)

    @cached_property
    def values(self) -> list[ProposalValue]:
        """The values that are no names."""
        found = []
        for leaf in self._leaves:
            if leaf.key is not None and not leaf.key.is_name:
                proposed = as_text(leaf.value)
                text = self.data.values.get(leaf.path, proposed)
                found.append(
                    ProposalValue(
                        path=leaf.path, key=leaf.key, proposed=proposed, text=" ".join(text.split())
                    )
                )
        return found

    @property
    def single_values(self) -> list[ProposalValue]:
        """The values that stand in no list."""
        return [value for value in self.values if "." not in value.path]

    @property
    def grouped_values(self) -> list[ProposalValueGroup]:
        """The values of each entry of a list, together."""
        groups: dict[str, list[ProposalValue]] = {}
        for value in self.values:
            if "." in value.path:
                groups.setdefault(value.path.rpartition(".")[0], []).append(value)
        return [ProposalValueGroup(found[0].key.label, found) for found in groups.values()]

    @cached_property
    def unknown(self) -> list[tuple[str, str]]:
        """What was read and has no place in a record: shown, so that nothing is dropped in silence."""
        return [
            (leaf.path, as_text(leaf.value))
            for leaf in self._leaves
            if leaf.key is None and leaf.value not in (None, "")
        ]

    @cached_property
    def names(self) -> list[ProposedName]:
        """The names, each once for each kind of record that it can mean."""
        places: dict[tuple[PayloadFieldType, str], list] = {}
        for leaf in self._leaves:
            if (
                leaf.key is not None
                and leaf.key.is_name
                and (leaf.value or leaf.key.required or leaf.is_extra)
            ):
                printed = as_text(leaf.value)
                places.setdefault((leaf.key.field_type, name_key(printed) or leaf.path), []).append(
                    (leaf, printed)
                )
        return [
            self._name(number, form, found)
            for number, ((form, _text), found) in enumerate(places.items())
        ]

    @cached_property
    def _leaves(self):
        return list(walk_payload(self.proposal.kind, self.proposal.payload))

    def _name(self, number, form, found) -> ProposedName:
        printed, needed = found[0][1], any(leaf.key.required for leaf, _printed in found)
        said = self.data.names.get(number, NameFormData(text=printed, matched_text=printed))
        text = " ".join(said.text.split())
        options = tuple(self.options.for_name(text, form))
        awaited = bool(text) and self.options.has_open_proposal(text, but=self.proposal)
        blank = LEAVE_OUT if not needed else ""
        default = _default(
            options,
            none=blank
            if not text
            else ""
            if awaited
            else NEW_RECORD
            if form in CREATABLE_TYPES
            else blank,
        )
        who = said.choice if said.choice and said.text == said.matched_text else default
        uses = tuple(
            NameUse(leaf.path, leaf.key.label, leaf.path not in self.data.dropped)
            for leaf, _printed in found
        )
        return ProposedName(
            number=number, field_type=form, required=needed, proposed=printed, text=text, uses=uses, options=options, choice=who,
            has_open_proposal=awaited,
        )  # fmt: skip

    @cached_property
    def names_by_path(self) -> dict[str, ProposedName]:
        """The names by every place where they stand and are kept."""
        return {
            use.path: name
            for name in self.names
            for use in name.uses
            if use.is_included and name.is_included
        }

    @cached_property
    def payload(self) -> dict:
        """What is proposed, with what the person changed; names are as typed."""
        payload = copy.deepcopy(self.proposal.payload)
        for value in self.values:
            if value.text != value.proposed:
                set_payload_value(payload, value.path, value.text)
        for name in self.names:
            for use in name.uses if name.text or name.proposed else ():
                set_payload_value(payload, use.path, name.text)
        return payload

    @property
    def is_edited(self) -> bool:
        """Whether the person changed a value or a name, or left something out that was proposed."""
        values = any(value.text != value.proposed for value in self.values)
        return values or any(name.text != name.proposed or _is_cut(name) for name in self.names)

    # The record

    @cached_property
    def record_options(self) -> list[RecordOption]:
        """The records that the proposal can be about."""
        if self.proposal.kind not in KINDS_WITH_RECORD:
            return []
        parties = [
            name.pk for path, name in self.names_by_path.items() if path.startswith("parties.")
        ]
        found = self.options.for_proposal(self.proposal, self.payload, [pk for pk in parties if pk])
        known = self.proposal.object_id
        if (
            known
            and all(option.pk != known for option in found)
            and self.proposal.record is not None
        ):
            reason = _("The earlier version of the page led to it.")
            found = [RecordOption(known, str(self.proposal.record), reason, is_exact=True), *found]
        return found

    @cached_property
    def record(self) -> str:
        """The record that is chosen: its key, “new”, or nothing yet."""
        chosen = self.data.record
        return (
            chosen
            if chosen and self.data.matched_text == self.record_title
            else _default(self.record_options, none=NEW_RECORD)
        )

    @property
    def record_pk(self) -> int | None:
        """The key of the record that is chosen."""
        return int(self.record) if self.record.isascii() and self.record.isdecimal() else None

    @property
    def record_title(self) -> str:
        """The words by which the record was looked for."""
        return str(
            self.payload.get("name")
            or self.payload.get("title")
            or self.payload.get("starts_on")
            or ""
        )

    @property
    def has_record(self) -> bool:
        """Whether the proposal is about a record of its own, and not a row between others."""
        return self.proposal.kind in KINDS_WITH_RECORD


def _default(options, *, none):
    """The only exact one; what stands for none where there are no options; nothing where a person has to choose."""
    exact = [option.value for option in options if option.is_exact]
    return exact[0] if len(exact) == 1 else "" if options else none


def _is_cut(name):
    cut = name.choice == LEAVE_OUT and bool(name.proposed) and name.field_type in CREATABLE_TYPES
    return cut or any(not use.is_included for use in name.uses)


def as_text(value: object) -> str:
    """A value of a payload as a form holds it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
