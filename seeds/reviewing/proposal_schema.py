"""The payload of a proposal, value by value, each with the field of its kind's schema."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from seeds.schema import FACT_KINDS
from seeds.schema.fields import PayloadField

LIST_INDEX = re.compile(r"(?<=\.)\d+(?=\.|$)")
PROPOSAL_SCHEMAS = {kind: schema.payload_fields() for kind, schema in FACT_KINDS.items()}


@dataclass(frozen=True)
class PayloadValue:
    """One value of a payload; its field is None where nothing stores it, `is_extra` marks one to fill."""

    path: str
    value: object
    key: PayloadField | None
    is_extra: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it has a field and is no name."""
        return self.key is not None and not self.key.is_name

    @property
    def is_shown_name(self) -> bool:
        """Whether it is a name that the form shows: filled, required, or room for one more."""
        if self.key is None or not self.key.is_name:
            return False
        return bool(self.value) or self.key.required or self.is_extra


def walk_payload(kind: str, payload: dict) -> Iterator[PayloadValue]:
    """Every value of the payload, those of known fields in their order; missing single ones are None."""
    schema = PROPOSAL_SCHEMAS[kind]
    values = dict(_walk(payload))
    if payload.get("partners"):
        # The hosts of a training base are among its partners, where it has any
        values = {path: value for path, value in values.items() if not path.startswith("hosts.")}
    for pattern, key in schema.items():
        if "*" not in pattern:
            yield PayloadValue(pattern, values.pop(pattern, None), key)
    for path, value in values.items():
        yield PayloadValue(path, value, schema.get(LIST_INDEX.sub("*", path)))
    if FACT_KINDS[kind].open_list:
        yield _extra_name(kind, payload)


def _extra_name(kind: str, payload: dict) -> PayloadValue:
    """Room for one more name at the end of a list."""
    name, _asterisk, suffix = FACT_KINDS[kind].open_list.partition(".*")
    if name == "partners" and payload.get("hosts") and not payload.get("partners"):
        name = "hosts"
        suffix = ""
    path = f"{name}.{len(payload.get(name) or ())}{suffix}"
    return PayloadValue(path, "", PROPOSAL_SCHEMAS[kind][LIST_INDEX.sub("*", path)], is_extra=True)


def _walk(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """The leaves of nested dictionaries and lists, each with its path."""
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    else:
        yield path, value
        return
    for step, child in items:
        yield from _walk(child, f"{path}.{step}" if path else str(step))


def set_payload_value(payload: dict, path: str, value: object) -> None:
    """Set the value at the path; dictionaries and lists on the way are created."""
    first, *rest = path.split(".")
    parent = payload
    step = first
    for next_step in rest:
        parent = _child(parent, step, default=[] if next_step.isdecimal() else {})
        step = next_step
    if isinstance(parent, dict):
        parent[step] = value
    elif int(step) < len(parent):
        parent[int(step)] = value
    else:
        parent.append(value)


def _child(parent: dict | list, step: str, *, default: dict | list) -> dict | list:
    """The value at that step; the default is put there where nothing is."""
    if isinstance(parent, dict):
        return parent.setdefault(step, default)
    if int(step) == len(parent):
        parent.append(default)
    return parent[int(step)]
