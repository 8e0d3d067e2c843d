"""The fields of each kind of fact as the second reader is asked for them, by the schema of proposals."""

from collections.abc import Iterator

from seeds.reviewing.proposal_schema import PROPOSAL_SCHEMAS
from seeds.schema.fields import PayloadField, PayloadFieldType

# A leaf, one node for all items of a list, or the nodes of a row by their names
FieldNode = PayloadField | list | dict

NULL_TYPES = frozenset({PayloadFieldType.DATE, PayloadFieldType.NUMBER, PayloadFieldType.BOOLEAN})
# What a fact of a kind is nothing without; of `parties` at least two
NEEDED_FIELDS = {
    "consortium": ("name", "consortium_kind"),
    "membership": ("organisation", "role", "wording"),
    "conference": ("name", "conference_kind"),
    "agreement": ("parties", "agreement_kind"),
    "training_base": ("name", "base_kind"),
    "appointment": ("person", "office", "body"),
    "document": ("name", "document_kind"),
    "figure": ("of", "value", "bound"),
}
# What a row of a list is nothing without
NEEDED_IN_ROWS = {
    "partners": ("organisation", "role"),
    "signatories": ("person",),
    "sessions": ("kind",),
    "parts": ("person", "action"),
}


def field_tree(kind: str) -> dict[str, FieldNode]:
    """The fields of a kind, nested as its JSON is."""
    tree: dict[str, FieldNode] = {}
    for pattern, leaf in PROPOSAL_SCHEMAS[kind].items():
        if not leaf.is_asked:
            _add_leaf(tree, pattern.split("."), leaf)
    return tree


def _add_leaf(parent: dict, steps: list[str], leaf: PayloadField) -> None:
    name, *rest = steps
    if not rest:
        parent[name] = leaf
    elif rest == ["*"]:
        parent[name] = [leaf]
    elif rest[0] == "*":
        [row] = parent.setdefault(name, [{}])
        _add_leaf(row, rest[1:], leaf)
    else:
        _add_leaf(parent.setdefault(name, {}), rest, leaf)


def blank_leaf(kind: str, path: str, leaf: PayloadField) -> str | None:
    """What stands where a value is not known."""
    if leaf.field_type in NULL_TYPES:
        return None
    return None if (kind, path) == ("conference", "name") else ""


def describe_fields(kind: str) -> Iterator[str]:
    """A line for each field: its path and what it takes; `*` stands for the items of a list."""
    for pattern, leaf in PROPOSAL_SCHEMAS[kind].items():
        if not leaf.is_asked and leaf.field_type is not PayloadFieldType.BOOLEAN:
            yield f"{kind}.{pattern}: {_describe_leaf(leaf)}"


def _describe_leaf(leaf: PayloadField) -> str:
    if leaf.choices is not None:
        return "one of " + "|".join(leaf.choices.values)
    if leaf.field_type is PayloadFieldType.DATE:
        return "a date, YYYY-MM-DD, YYYY-MM or YYYY, or an interval of two with / between"
    if leaf.field_type is PayloadFieldType.NUMBER:
        return "a whole number"
    return "a name as printed" if leaf.is_name else "a text as printed"
