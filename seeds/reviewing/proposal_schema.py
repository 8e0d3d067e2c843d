"""What a proposal of each kind holds: the form of every key, and the column of the record that it fills."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consortia import models as records
from consortia.models.consortium import Level

NUMBER = re.compile(r"(?<=\.)\d+(?=\.|$)")
BOUNDS = records.Figure.Bound


class Form(StrEnum):
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    YES = "yes"
    BODY = "body"  # an organisation
    CONSORTIUM = "consortium"
    CONFERENCE = "conference"
    ABOUT = "about"  # a consortium or a conference
    BASE = "base"


NAMES = frozenset({Form.BODY, Form.CONSORTIUM, Form.CONFERENCE, Form.ABOUT, Form.BASE})
MADE = frozenset({Form.BODY, Form.CONSORTIUM})  # names that may stand for a new record


@dataclass(frozen=True, kw_only=True)
class Key:
    """One key of a payload: how it is shown, and which column it fills; `sides` where the record has it in two languages."""

    label: str
    form: Form = Form.TEXT
    choices: type[models.TextChoices] | None = None
    column: str = ""
    sides: bool = False
    needed: bool = False
    is_party: bool = False

    @property
    def is_name(self) -> bool:
        """Whether the value names a record."""
        return self.form in NAMES


def text(label, column="", **options) -> Key:
    """A text that the record has in both languages."""
    return Key(label=label, column=column, sides=True, **options)


def date(label, column="") -> Key:
    """A date as exact as the source."""
    return Key(label=label, form=Form.DATE, column=column)


def choice(label, choices, column="kind") -> Key:
    """One of the values of a model's field."""
    return Key(label=label, form=Form.CHOICE, choices=choices, column=column)


def name(label, form=Form.BODY, column="", **options) -> Key:
    """The name of another record."""
    return Key(label=label, form=form, column=column, **options)


SIGNED_AT = name(_("at conference"), Form.CONFERENCE, "conference")
OF_CONSORTIUM = name(_("of consortium"), Form.CONSORTIUM, "consortium")
ROLES = {f"roles.{role}.*": name(role.label) for role in records.ConferenceRole.Role}

SHAPES: dict[str, dict[str, Key]] = {
    "consortium": {
        "name": text(_("name"), "name", needed=True),
        "consortium_kind": choice(_("kind"), records.Consortium.Kind),
        "level": choice(_("level"), Level, "level"),
        "founded_on": date(_("founded on"), "founded_on"),
        "lead_organisations.*": name(records.Membership.Role.LEAD.label),
    },
    "membership": {
        "organisation": name(_("organisation"), needed=True),
        "consortium": name(_("consortium"), Form.CONSORTIUM, needed=True),
        "role": choice(_("role"), records.Membership.Role, "role"),
        "wording": text(_("wording"), "wording"),
        "since": date(_("since"), "since"),
    },
    "conference": {
        "name": text(_("name"), "name", needed=True),
        "conference_kind": choice(_("kind"), records.Conference.Kind),
        "starts_on": date(_("dates"), "dates"),
        "venue": text(_("venue"), "venue"),
        "theme": text(_("theme"), "theme"),
        "attendance": Key(label=_("attendance"), form=Form.NUMBER),
        "attendance_bound": choice(_("bound"), BOUNDS, ""),
        "consortium": OF_CONSORTIUM,
        **ROLES,
        "sessions.*.kind": choice(_("session"), records.Session.Kind, ""),
        "sessions.*.title": text(_("title")),
        "sessions.*.parts.*.person": text(_("person")),
        "sessions.*.parts.*.post": text(_("post on that day")),
        "sessions.*.parts.*.organisation": name(_("organisation")),
        "sessions.*.parts.*.action": choice(_("what they did"), records.Part.Action, ""),
        "sessions.*.parts.*.title": text(_("title")),
        "sessions.*.parts.*.base": name(_("base unveiled"), Form.BASE),
    },
    "agreement": {
        "title": text(_("title"), "title"),
        "agreement_kind": choice(_("kind"), records.Agreement.Kind),
        "signed_on": date(_("signed on"), "signed_on"),
        "parties.*": name(_("party")),
        "signatories.*.person": text(_("signatory")),
        "signatories.*.post": text(_("post on that day")),
        "signatories.*.organisation": Key(label=_("signs for"), is_party=True),
        "conference": SIGNED_AT,
        "consortium": OF_CONSORTIUM,
    },
    "training_base": {
        "name": text(_("name"), "name", needed=True),
        "base_kind": choice(_("kind"), records.TrainingBase.Kind),
        "unveiled_on": date(_("unveiled on"), "unveiled_on"),
        "hosts.*": name(pgettext_lazy("of a training base", "host")),
        "partners.*.organisation": name(_("partner of a base")),
        "partners.*.role": choice(_("role"), records.BasePartner.Role, ""),
        "awarded_by": name(_("awarded by"), column="awarded_by"),
        "conference": name(_("unveiled at"), Form.CONFERENCE, "unveiled_at"),
    },
    "appointment": {
        "person": text(_("person"), "person", needed=True),
        "office": text(_("office"), "office", needed=True),
        "body": name(_("body"), needed=True),
        "organisation": name(_("from organisation"), column="organisation"),
        "post": text(_("post on that day"), "post"),
        "letter": Key(label=_("letter of appointment"), form=Form.YES, column="letter"),
        "since": date(_("since"), "since"),
        "conference": SIGNED_AT,
    },
    "document": {
        "name": text(_("name"), "name", needed=True),
        "document_kind": choice(_("kind"), records.Document.Kind),
        "action": choice(_("what happened to it"), records.Document.Action, "action"),
        "organisation": name(_("of"), column="organisation"),
        "dated": date(_("on"), "dated"),
        "conference": SIGNED_AT,
    },
    "figure": {
        "of": choice(_("of what"), records.Figure.Of, "of"),
        "value": Key(label=_("value"), form=Form.NUMBER, column="value", needed=True),
        "bound": choice(_("bound"), BOUNDS, "bound"),
        "wording": text(_("wording"), "name"),
        "about": name(_("about what"), Form.ABOUT),
        "as_of": date(_("as of"), "as_of"),
    },
}  # fmt: skip


# Where a form has room for one more name, and how its place is called in the list
ONE_MORE = {
    "consortium": ("lead_organisations", ""),
    "agreement": ("parties", ""),
    "training_base": ("partners", ".organisation"),
}


@dataclass(frozen=True)
class Leaf:
    """One value of a payload at its place; `key` is none where nothing stores it. Room is what a person may fill."""

    path: str
    value: object
    key: Key | None
    is_room: bool = False


def leaves(kind: str, payload: dict) -> Iterator[Leaf]:
    """Every value of the payload, those of known keys in their order; single keys that it lacks come blank."""
    shape = SHAPES[kind]
    found = {path: value for path, value in _walk(payload) if not _is_said_twice(path, payload)}
    for pattern, key in shape.items():
        if "*" not in pattern:
            yield Leaf(pattern, found.pop(pattern, None), key)
    for path, value in found.items():
        yield Leaf(path, value, shape.get(NUMBER.sub("*", path)))
    if kind in ONE_MORE:
        yield _one_more(kind, payload)


def _one_more(kind, payload) -> Leaf:
    name, rest = ONE_MORE[kind]
    if name == "partners" and payload.get("hosts") and not payload.get("partners"):
        name, rest = "hosts", ""
    path = f"{name}.{len(payload.get(name) or ())}{rest}"
    return Leaf(path, "", SHAPES[kind][NUMBER.sub("*", path)], is_room=True)


def _walk(value, at="") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name_or_place, part in items:
            yield from _walk(part, f"{at}.{name_or_place}" if at else str(name_or_place))
    else:
        yield at, value


def _is_said_twice(path, payload):
    """The hosts of a base stand among its partners, where it has any."""
    return path.startswith("hosts.") and bool(payload.get("partners"))


def put_at(payload: dict, path: str, value: object) -> None:
    """Put the value at its place in the payload."""
    *steps, last = path.split(".")
    for step, following in zip(steps, path.split(".")[1:], strict=True):
        payload = _inside(payload, step, [] if following.isdecimal() else {})
    if isinstance(payload, list):
        payload[int(last) :] = [value, *payload[int(last) + 1 :]]
    else:
        payload[last] = value


def _inside(payload, step, blank):
    """What stands at that step; a blank is put where nothing does."""
    if isinstance(payload, dict):
        return payload.setdefault(step, blank)
    payload += [blank] if int(step) == len(payload) else []
    return payload[int(step)]
