"""What a person accepted, in the form of a proposal's payload."""

from seeds.reviewing.proposal_form import ProposalForm


def decided_payload(form: ProposalForm) -> dict:
    """The payload as it was accepted: with the person's changes, without the names that were left out."""
    left_out = {
        use.path
        for name in form.names
        for use in name.uses
        if not name.is_included or not use.is_included
    }
    return {name: _without(value, name, left_out) for name, value in form.payload.items()}


def _without(value: object, path: str, left_out: set[str]) -> object:
    """A value without the names at those paths: "" for a text, lists without the item."""
    if isinstance(value, dict):
        return {key: _without(item, f"{path}.{key}", left_out) for key, item in value.items()}
    if isinstance(value, list):
        return [
            _without(item, f"{path}.{number}", left_out)
            for number, item in enumerate(value)
            if f"{path}.{number}" not in left_out
        ]
    return "" if path in left_out else value
