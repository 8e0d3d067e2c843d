"""What a person says of a proposal, as a form sends it; nothing said means: as proposed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

NEW_RECORD, LEAVE_OUT = "new", "out"


class ProposalDecisionRefused(Exception):
    """A decision that cannot be carried out; the message says why, and nothing was written."""


@dataclass(frozen=True, kw_only=True)
class NameFormData:
    """What was said of one name: its text, who is meant, and the text for which the choices were shown."""

    text: str
    choice: str = ""
    matched_text: str = ""


@dataclass(frozen=True, kw_only=True)
class ProposalFormData:
    """Values by their path, names by their number, uses of names that are dropped, and the choices about the record.

    `takes` says for a column whether the proposed value replaces the one on record, `bases` which one the form showed.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[int, NameFormData] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    record: str = ""
    matched_text: str = ""
    column_choices: Mapping[str, str] = field(default_factory=dict)
    shown_values: Mapping[str, str] = field(default_factory=dict)


def parse_form_data(sent: Mapping[str, str]) -> ProposalFormData:
    """The answer that a form sent."""
    by_group: dict[str, dict[str, str]] = {}
    for name, text in sent.items():
        group, colon, rest = name.partition(":")
        if colon:
            by_group.setdefault(group, {})[rest] = text
    texts, who, asked = (by_group.get(group, {}) for group in ("name", "who", "asked"))
    numbers = [
        number for number in texts if number.isascii() and number.isdecimal() and len(number) < 5
    ]
    kept = by_group.get("keep", {})
    return ProposalFormData(
        values=by_group.get("value", {}),
        names={
            int(each): NameFormData(
                text=texts[each], choice=who.get(each, ""), matched_text=asked.get(each, "")
            )
            for each in numbers
        },
        dropped=frozenset(path for path in by_group.get("use", {}) if path not in kept),
        record=sent.get("record", ""),
        matched_text=sent.get("asked_record", ""),
        column_choices=by_group.get("take", {}),
        shown_values=by_group.get("base", {}),
    )
