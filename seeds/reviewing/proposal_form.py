"""The form of a proposal: its values, its names with their options, and the record it is about."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from portal.core.folding import name_key
from seeds.models import Proposal
from seeds.reviewing.answers import NEW_RECORD, NameFormData, ProposalFormData
from seeds.reviewing.match_options import OptionFinder, RecordOption
from seeds.reviewing.name_warnings import folded_paragraphs, warn_of_name, warn_of_record
from seeds.reviewing.proposal_schema import PayloadValue, set_payload_value, walk_payload
from seeds.reviewing.proposed_names import (
    NameUse,
    ProposedName,
    choice_without_options,
    default_choice,
    is_exact_choice,
    parse_pk,
)
from seeds.schema import FACT_KINDS
from seeds.schema.fields import PayloadField, PayloadFieldType


@dataclass(frozen=True, kw_only=True)
class ProposalValue:
    """One value of the form."""

    path: str
    key: PayloadField
    proposed: str
    text: str
    error: str = ""

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The choices of the value's field; a text that is none of them comes first."""
        known = list(self.key.choices.choices)
        if self.text in dict(known):
            return known
        return [(self.text, self.text or "–"), *known]


@dataclass(frozen=True)
class ProposalValueGroup:
    """The values of one entry of a list, labelled like the first of them."""

    label: str
    values: list[ProposalValue]


@dataclass
class ProposalForm:
    """The form of a proposal, with what a person entered so far and what was wrong with it, by path."""

    proposal: Proposal
    options: OptionFinder
    data: ProposalFormData = field(default_factory=ProposalFormData)
    errors: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def values(self) -> list[ProposalValue]:
        """The values that are no names."""
        return [self._build_value(item) for item in self._payload_values if item.is_plain]

    def _build_value(self, item: PayloadValue) -> ProposalValue:
        proposed = as_text(item.value)
        text = self.data.values.get(item.path, proposed)
        return ProposalValue(
            path=item.path,
            key=item.key,
            proposed=proposed,
            text=" ".join(text.split()),
            error=self.errors.get(item.path, ""),
        )

    @property
    def single_values(self) -> list[ProposalValue]:
        """The values outside of lists."""
        return [value for value in self.values if "." not in value.path]

    @property
    def grouped_values(self) -> list[ProposalValueGroup]:
        """The values of each entry of a list, together."""
        groups: dict[str, list[ProposalValue]] = {}
        for value in self.values:
            entry_path, dot, _name = value.path.rpartition(".")
            if dot:
                groups.setdefault(entry_path, []).append(value)
        return [ProposalValueGroup(values[0].key.label, values) for values in groups.values()]

    @cached_property
    def unknown(self) -> list[tuple[str, str]]:
        """What was read and has no place in a record: shown, so that nothing is dropped in silence."""
        return [
            (item.path, as_text(item.value))
            for item in self._payload_values
            if item.key is None and item.value not in (None, "")
        ]

    @cached_property
    def names(self) -> list[ProposedName]:
        """The names, each once for each kind of record that it can mean."""
        groups: dict[tuple[PayloadFieldType, str], list[PayloadValue]] = {}
        for item in self._payload_values:
            if item.is_shown_name:
                key = name_key(as_text(item.value)) or item.path
                groups.setdefault((item.key.field_type, key), []).append(item)
        return [self._build_name(number, items) for number, items in enumerate(groups.values())]

    @cached_property
    def _payload_values(self) -> list[PayloadValue]:
        return list(walk_payload(self.proposal.kind, self.proposal.payload))

    def _build_name(self, number: int, items: list[PayloadValue]) -> ProposedName:
        proposed = as_text(items[0].value)
        field_type = items[0].key.field_type
        required = any(item.key.required for item in items)
        entered = self.data.names.get(number, NameFormData(text=proposed, matched_text=proposed))
        text = " ".join(entered.text.split())
        options = tuple(self._name_options(text, field_type))
        has_open_proposal = bool(text) and self.options.has_open_proposal(
            text, exclude=self.proposal
        )
        warning = ""
        if not any(option.is_exact for option in options):
            warning = warn_of_name(text, field_type, self._paragraphs)
        choice = entered.choice
        if not choice or entered.text != entered.matched_text:
            fallback = choice_without_options(
                text,
                field_type,
                required=required,
                is_doubtful=has_open_proposal or bool(warning),
            )
            choice = default_choice(options, fallback=fallback)
        return ProposedName(
            number=number,
            field_type=field_type,
            required=required,
            proposed=proposed,
            text=text,
            uses=tuple(self._build_use(item) for item in items),
            options=options,
            choice=choice,
            has_open_proposal=has_open_proposal,
            warning=warning,
        )

    def _name_options(self, text: str, field_type: PayloadFieldType) -> list[RecordOption]:
        """The records on record that the name can mean; where none bears it, those that are held."""
        options = self.options.for_name(text, field_type)
        if any(option.is_exact for option in options):
            return options
        held = self.options.held_options(text, field_type, exclude=self.proposal)
        return [*held, *options]

    def _build_use(self, item: PayloadValue) -> NameUse:
        return NameUse(item.path, item.key.label, item.path not in self.data.dropped)

    @cached_property
    def names_by_path(self) -> dict[str, ProposedName]:
        """The included names by every path where they are used."""
        by_path = {}
        for name in self.names:
            if name.is_included:
                by_path.update((use.path, name) for use in name.uses if use.is_included)
        return by_path

    @cached_property
    def payload(self) -> dict:
        """The proposed payload with the person's changes; names are as typed."""
        payload = copy.deepcopy(self.proposal.payload)
        for value in self.values:
            if value.text != value.proposed:
                set_payload_value(payload, value.path, value.text)
        for name in self.names:
            if not name.text and not name.proposed:
                continue
            for use in name.uses:
                set_payload_value(payload, use.path, name.text)
        return payload

    @property
    def is_edited(self) -> bool:
        """Whether the person changed a value or a name, or left something out that was proposed."""
        if any(value.text != value.proposed for value in self.values):
            return True
        return any(name.is_edited for name in self.names)

    # The record

    @cached_property
    def record_options(self) -> list[RecordOption]:
        """The records that the proposal can be about."""
        if not self.has_record:
            return []
        parties = [
            name.pk
            for path, name in self.names_by_path.items()
            if name.pk and path.startswith("parties.")
        ]
        options = self.options.for_proposal(self.proposal, self.payload, parties)
        known = self.proposal.object_id
        if not known or any(option.pk == known for option in options):
            return options
        record = self.proposal.record
        if record is None:
            return options
        reason = _("The earlier version of the page led to it.")
        return [RecordOption(known, str(record), reason, is_exact=True), *options]

    @cached_property
    def record(self) -> str:
        """The record that is chosen: its key, “new”, or nothing yet."""
        if self.data.record and self.data.matched_text == self.record_title:
            return self.data.record
        fallback = "" if self.record_warning else NEW_RECORD
        return default_choice(self.record_options, fallback=fallback)

    @cached_property
    def record_warning(self) -> str:
        """Why a new record should not simply be made, "" for no reason."""
        if not self.has_record or any(option.is_exact for option in self.record_options):
            return ""
        return warn_of_record(self.record_title, self.proposal.kind, self._paragraphs)

    @cached_property
    def _paragraphs(self) -> tuple[str, ...]:
        """The text of the article as the extraction reads it."""
        return folded_paragraphs(self.proposal.article)

    @property
    def record_pk(self) -> int | None:
        """The key of the record that is chosen."""
        return parse_pk(self.record)

    @property
    def is_record_exact(self) -> bool:
        """Whether the record that is chosen matches exactly."""
        return is_exact_choice(self.record_options, self.record)

    @property
    def record_title(self) -> str:
        """The text by which the record is searched."""
        texts = (self.payload.get(key) for key in ("name", "title", "starts_on"))
        return str(next(filter(None, texts), ""))

    @property
    def has_record(self) -> bool:
        """Whether the proposal is about a record of its own, and not a row between others."""
        return FACT_KINDS[self.proposal.kind].has_record


def as_text(value: object) -> str:
    """A value of a payload as a form holds it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
