"""What the second reader has besides the rules, in words for the page where a proposal is decided."""

from collections.abc import Iterator

from seeds.models import Proposal
from seeds.reviewing.proposal_form import as_text
from seeds.reviewing.proposal_schema import PROPOSAL_SCHEMAS


def second_reading_lines(proposal: Proposal | None) -> list[tuple[str, str]]:
    """The label of each field that it alone has, with "", or reads otherwise, with what it reads."""
    if proposal is None:
        return []
    reading = proposal.second_reading
    filled = [(_label(proposal.kind, name), "") for name in reading.get("filled", ())]
    differing = [
        (_label(proposal.kind, name), "、".join(_texts(value)))
        for name, value in reading.get("differing", {}).items()
    ]
    return [*filled, *differing]


def _label(kind: str, name: str) -> str:
    """The label of a field, of a list that of its first part."""
    for pattern, field in PROPOSAL_SCHEMAS[kind].items():
        if f"{pattern}.".startswith(f"{name}."):
            return str(field.label)
    return name


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif value not in (None, ""):
        yield as_text(value)
