"""Names in a proposal and the choice of the records that they mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seeds.reviewing.answers import LEAVE_OUT, NEW_RECORD
from seeds.reviewing.match_options import RecordOption
from seeds.schema.fields import CREATABLE_TYPES, PayloadFieldType


@dataclass(frozen=True)
class NameUse:
    """One place where a name stands in the proposal."""

    path: str
    label: str
    is_included: bool


@dataclass(frozen=True, kw_only=True)
class ProposedName:
    """A name in the proposal, however often it occurs there, and the record that is meant by it."""

    number: int
    field_type: PayloadFieldType
    required: bool
    proposed: str
    text: str
    uses: tuple[NameUse, ...]
    options: tuple[RecordOption, ...]
    choice: str
    has_open_proposal: bool = False
    warning: str = ""

    @property
    def is_extra(self) -> bool:
        """Whether it is room for one more name that nobody used yet."""
        return not self.text and not self.proposed and not self.required

    @property
    def pk(self) -> int | None:
        """The record that is meant; none for a new one, one left out, and one that is not chosen yet."""
        return parse_pk(self.choice)

    @property
    def is_included(self) -> bool:
        """Whether it has a part in what is written."""
        if self.choice == LEAVE_OUT or not self.text:
            return False
        return any(use.is_included for use in self.uses)

    @property
    def can_be_created(self) -> bool:
        """Whether a record may be created for it."""
        return self.field_type in CREATABLE_TYPES and bool(self.text)

    @property
    def is_exact(self) -> bool:
        """Whether the record that is meant bears this very name."""
        return is_exact_choice(self.options, self.choice)

    @property
    def is_edited(self) -> bool:
        """Whether the person changed the text, or left out what was proposed."""
        if self.text != self.proposed or not all(use.is_included for use in self.uses):
            return True
        is_left_out = self.choice == LEAVE_OUT and self.field_type in CREATABLE_TYPES
        return is_left_out and bool(self.proposed)


def choice_without_options(
    text: str, field_type: PayloadFieldType, *, required: bool, is_doubtful: bool
) -> str:
    """The default choice for a name that no record bears; "" where a person has to choose.

    `is_doubtful`: it has a proposal of its own, or is no whole name.
    """
    if text and is_doubtful:
        return ""
    if text and field_type in CREATABLE_TYPES:
        return NEW_RECORD
    return "" if required else LEAVE_OUT


def default_choice(options: Sequence[RecordOption], *, fallback: str) -> str:
    """The only exact option; the fallback where there are no options; "" where a person has to choose."""
    if not options:
        return fallback
    exact = [option.value for option in options if option.is_exact]
    return exact[0] if len(exact) == 1 else ""


def is_exact_choice(options: Iterable[RecordOption], choice: str) -> bool:
    return any(option.is_exact and option.value == choice for option in options)


def parse_pk(choice: str) -> int | None:
    return int(choice) if choice.isascii() and choice.isdecimal() else None
