"""What a reviewer decides about a proposal, as a form sends it; what is missing stays as proposed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

NEW_RECORD = "new"
LEAVE_OUT = "out"
MAX_NUMBER_LENGTH = 4  # digits of the number of a name


class ProposalDecisionRefused(Exception):
    """A decision that cannot be carried out; its message says why, and nothing was written.

    `field_errors` holds a sentence for each value that cannot be read, by its path.
    """

    def __init__(self, message: str, *, field_errors: Mapping[str, str] | None = None):
        super().__init__(message)
        self.field_errors = dict(field_errors or {})


class WitnessRefused(ProposalDecisionRefused):
    """A confirmation that the limits of the second person do not allow; the decision stays as it is."""


@dataclass(frozen=True, kw_only=True)
class NameFormData:
    """One name: its text, the chosen record, and the text for which the choices were shown."""

    text: str
    choice: str = ""
    matched_text: str = ""


@dataclass(frozen=True, kw_only=True)
class ProposalFormData:
    """Values by their path, names by their number, dropped uses of names, and the choice of the record.

    `column_choices` holds for a column whether the proposed value replaces the one on record,
    `shown_values` which one the form showed.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[int, NameFormData] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    record: str = ""
    matched_text: str = ""
    column_choices: Mapping[str, str] = field(default_factory=dict)
    shown_values: Mapping[str, str] = field(default_factory=dict)


def parse_form_data(sent: Mapping[str, str]) -> ProposalFormData:
    """Parse the form: its keys are a group and a path or number, "value:name" or "who:3".

    A NUL, which PostgreSQL does not store, is dropped.
    """
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for name, text in sent.items():
        group, colon, rest = name.partition(":")
        if colon:
            groups[group][rest.replace("\0", "")] = text.replace("\0", "")
    return ProposalFormData(
        values=groups["value"],
        names=_parse_names(groups),
        dropped=frozenset(groups["use"].keys() - groups["keep"].keys()),
        record=sent.get("record", ""),
        matched_text=sent.get("asked_record", ""),
        column_choices=groups["take"],
        shown_values=groups["base"],
    )


def _parse_names(groups: Mapping[str, Mapping[str, str]]) -> dict[int, NameFormData]:
    names = {}
    for number, text in groups["name"].items():
        if _is_number(number):
            choice = groups["who"].get(number, "")
            matched_text = groups["asked"].get(number, "")
            names[int(number)] = NameFormData(text=text, choice=choice, matched_text=matched_text)
    return names


def _is_number(text: str) -> bool:
    return len(text) <= MAX_NUMBER_LENGTH and text.isascii() and text.isdecimal()
