"""What a proposal says, in words: each value with the label of its field, and the quotes it rests on."""

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.core import partial_dates
from portal.core.names import current_language
from seeds.models import Proposal
from seeds.reviewing.proposal_schema import LIST_INDEX, PROPOSAL_SCHEMAS, PayloadValue, walk_payload
from seeds.schema.fields import PayloadField, PayloadFieldType


def payload_html(proposal: Proposal) -> SafeString | str:
    """Return the filled values of a proposal as lines."""
    lines = [
        (_field_label(value.key), _value_text(value))
        for value in walk_payload(proposal.kind, proposal.payload)
        if value.key is not None and value.value not in (None, "", [])
    ]
    return format_html_join("", "<div>{}: {}</div>", lines) or "–"


def evidence_html(proposal: Proposal) -> SafeString | str:
    """Return the quotes of a proposal as lines, each with its paragraph and the field that it is for."""
    schema = PROPOSAL_SCHEMAS[proposal.kind]
    lines = [
        (entry["paragraph"], _evidence_label(schema, entry["field"]), entry["quote"])
        for entry in proposal.evidence
    ]
    return format_html_join("", "<div>¶{} {}: {}</div>", lines) or "–"


def _evidence_label(schema: dict[str, PayloadField], path: str) -> str:
    """What a quote is for: a field by its label, a list of names by that of its names."""
    pattern = LIST_INDEX.sub("*", path)
    for name in (pattern, f"{pattern}.*"):
        if name in schema:
            return _field_label(schema[name])
    for name, key in schema.items():
        if name.startswith(f"{pattern}."):
            return _field_label(key)
    return _("the whole")


def _field_label(key: PayloadField) -> str:
    return str(capfirst(key.label))


def _value_text(value: PayloadValue) -> str:
    key = value.key
    if key.choices is not None:
        return str(dict(key.choices.choices).get(value.value, value.value))
    if key.field_type == PayloadFieldType.BOOLEAN:
        return _("yes") if value.value else _("no")
    if key.field_type == PayloadFieldType.DATE:
        return _date_text(str(value.value))
    return str(value.value)


def _date_text(text: str) -> str:
    """A date in words; as it was read where it is none."""
    try:
        return partial_dates.display(text, current_language())
    except ValueError:
        return text
