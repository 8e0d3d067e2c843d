"""The schema of the payload of each kind of proposal: types, labels and columns of its fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consortia import models as records
from consortia.models.consortium import Level

LIST_INDEX = re.compile(r"(?<=\.)\d+(?=\.|$)")
BOUNDS = records.FigureBound


class PayloadFieldType(StrEnum):
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    BOOLEAN = "yes"
    ORGANISATION = "body"
    CONSORTIUM = "consortium"
    CONFERENCE = "conference"
    SUBJECT = "about"  # a consortium or a conference
    TRAINING_BASE = "base"


NAME_TYPES = frozenset(
    {
        PayloadFieldType.ORGANISATION,
        PayloadFieldType.CONSORTIUM,
        PayloadFieldType.CONFERENCE,
        PayloadFieldType.SUBJECT,
        PayloadFieldType.TRAINING_BASE,
    }
)
CREATABLE_TYPES = frozenset(
    {PayloadFieldType.ORGANISATION, PayloadFieldType.CONSORTIUM}
)  # names that may stand for a new record


@dataclass(frozen=True, kw_only=True)
class PayloadField:
    """One field of a payload: how it is shown, and the column it fills, `bilingual` if in two languages."""

    label: str
    field_type: PayloadFieldType = PayloadFieldType.TEXT
    choices: type[models.TextChoices] | None = None
    column: str = ""
    bilingual: bool = False
    required: bool = False
    is_party: bool = False

    @property
    def is_name(self) -> bool:
        """Whether the value names a record."""
        return self.field_type in NAME_TYPES


def text_field(label, column="", **options) -> PayloadField:
    """A text that the record has in both languages."""
    return PayloadField(label=label, column=column, bilingual=True, **options)


def date_field(label, column="") -> PayloadField:
    """A date as exact as the source."""
    return PayloadField(label=label, field_type=PayloadFieldType.DATE, column=column)


def choice_field(label, choices, column="kind") -> PayloadField:
    """One of the values of a model's field."""
    return PayloadField(
        label=label, field_type=PayloadFieldType.CHOICE, choices=choices, column=column
    )


def name_field(
    label, field_type=PayloadFieldType.ORGANISATION, column="", **options
) -> PayloadField:
    """The name of another record."""
    return PayloadField(label=label, field_type=field_type, column=column, **options)


CONFERENCE_FIELD = name_field(_("at conference"), PayloadFieldType.CONFERENCE, "conference")
CONSORTIUM_FIELD = name_field(_("of consortium"), PayloadFieldType.CONSORTIUM, "consortium")
ROLE_FIELDS = {f"roles.{role}.*": name_field(role.label) for role in records.ConferenceRoleType}

PROPOSAL_SCHEMAS: dict[str, dict[str, PayloadField]] = {
    "consortium": {
        "name": text_field(_("name"), "name", required=True),
        "consortium_kind": choice_field(_("kind"), records.ConsortiumKind),
        "level": choice_field(_("level"), Level, "level"),
        "founded_on": date_field(_("founded on"), "founded_on"),
        "lead_organisations.*": name_field(records.MembershipRole.LEAD.label),
    },
    "membership": {
        "organisation": name_field(_("organisation"), required=True),
        "consortium": name_field(_("consortium"), PayloadFieldType.CONSORTIUM, required=True),
        "role": choice_field(_("role"), records.MembershipRole, "role"),
        "wording": text_field(_("wording"), "wording"),
        "since": date_field(_("since"), "since"),
    },
    "conference": {
        "name": text_field(_("name"), "name", required=True),
        "conference_kind": choice_field(_("kind"), records.ConferenceKind),
        "starts_on": date_field(_("dates"), "dates"),
        "venue": text_field(_("venue"), "venue"),
        "theme": text_field(_("theme"), "theme"),
        "attendance": PayloadField(label=_("attendance"), field_type=PayloadFieldType.NUMBER),
        "attendance_bound": choice_field(_("bound"), BOUNDS, ""),
        "consortium": CONSORTIUM_FIELD,
        **ROLE_FIELDS,
        "sessions.*.kind": choice_field(_("session"), records.SessionKind, ""),
        "sessions.*.title": text_field(_("title")),
        "sessions.*.parts.*.person": text_field(_("person")),
        "sessions.*.parts.*.post": text_field(_("post on that day")),
        "sessions.*.parts.*.organisation": name_field(_("organisation")),
        "sessions.*.parts.*.action": choice_field(_("what they did"), records.PartAction, ""),
        "sessions.*.parts.*.title": text_field(_("title")),
        "sessions.*.parts.*.base": name_field(_("base unveiled"), PayloadFieldType.TRAINING_BASE),
    },
    "agreement": {
        "title": text_field(_("title"), "title"),
        "agreement_kind": choice_field(_("kind"), records.AgreementKind),
        "signed_on": date_field(_("signed on"), "signed_on"),
        "parties.*": name_field(_("party")),
        "signatories.*.person": text_field(_("signatory")),
        "signatories.*.post": text_field(_("post on that day")),
        "signatories.*.organisation": PayloadField(label=_("signs for"), is_party=True),
        "conference": CONFERENCE_FIELD,
        "consortium": CONSORTIUM_FIELD,
    },
    "training_base": {
        "name": text_field(_("name"), "name", required=True),
        "base_kind": choice_field(_("kind"), records.TrainingBaseKind),
        "unveiled_on": date_field(_("unveiled on"), "unveiled_on"),
        "hosts.*": name_field(pgettext_lazy("of a training base", "host")),
        "partners.*.organisation": name_field(_("partner of a base")),
        "partners.*.role": choice_field(_("role"), records.BasePartnerRole, ""),
        "awarded_by": name_field(_("awarded by"), column="awarded_by"),
        "conference": name_field(_("unveiled at"), PayloadFieldType.CONFERENCE, "unveiled_at"),
    },
    "appointment": {
        "person": text_field(_("person"), "person", required=True),
        "office": text_field(_("office"), "office", required=True),
        "body": name_field(_("body"), required=True),
        "organisation": name_field(_("from organisation"), column="organisation"),
        "post": text_field(_("post on that day"), "post"),
        "letter": PayloadField(
            label=_("letter of appointment"), field_type=PayloadFieldType.BOOLEAN, column="letter"
        ),
        "since": date_field(_("since"), "since"),
        "conference": CONFERENCE_FIELD,
    },
    "document": {
        "name": text_field(_("name"), "name", required=True),
        "document_kind": choice_field(_("kind"), records.DocumentKind),
        "action": choice_field(_("what happened to it"), records.DocumentAction, "action"),
        "organisation": name_field(_("of"), column="organisation"),
        "dated": date_field(_("on"), "dated"),
        "conference": CONFERENCE_FIELD,
    },
    "figure": {
        "of": choice_field(_("of what"), records.FigureSubject, "of"),
        "value": PayloadField(
            label=_("value"), field_type=PayloadFieldType.NUMBER, column="value", required=True
        ),
        "bound": choice_field(_("bound"), BOUNDS, "bound"),
        "wording": text_field(_("wording"), "name"),
        "about": name_field(_("about what"), PayloadFieldType.SUBJECT),
        "as_of": date_field(_("as of"), "as_of"),
    },
}


# Lists with room for one more name, and the path of the name inside an entry
EXTRA_NAMES = {
    "consortium": ("lead_organisations", ""),
    "agreement": ("parties", ""),
    "training_base": ("partners", ".organisation"),
}


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
    if kind in EXTRA_NAMES:
        yield _extra_name(kind, payload)


def _extra_name(kind: str, payload: dict) -> PayloadValue:
    """Room for one more name at the end of a list."""
    name, suffix = EXTRA_NAMES[kind]
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
