"""The fields of facts: what stands in one, how a form shows it, and which column it fills."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum

from django.db import models


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


class NameSort(StrEnum):
    """By what a text is judged to be a whole name."""

    BODY = "body"  # of an organisation or a consortium
    BASE = "base"
    TITLE = "title"  # of a meeting, a document or an agreement
    PERSON = "person"


SORTS_OF_TYPES = {
    PayloadFieldType.ORGANISATION: NameSort.BODY,
    PayloadFieldType.CONSORTIUM: NameSort.BODY,
    PayloadFieldType.CONFERENCE: NameSort.TITLE,
    PayloadFieldType.SUBJECT: NameSort.TITLE,
    PayloadFieldType.TRAINING_BASE: NameSort.BASE,
}
NAME_TYPES = frozenset(SORTS_OF_TYPES)
CREATABLE_TYPES = frozenset(
    {PayloadFieldType.ORGANISATION, PayloadFieldType.CONSORTIUM}
)  # names that may stand for a new record


@dataclass(frozen=True, kw_only=True)
class PayloadField:
    """One field of a payload: how it is shown, and the column it fills, `bilingual` if in two languages.

    `name_sort` tells which names may stand in it, None where it holds none. A form alone asks for a field
    with `is_asked`: no page tells it.
    """

    label: str
    field_type: PayloadFieldType = PayloadFieldType.TEXT
    choices: type[models.TextChoices] | None = None
    column: str = ""
    bilingual: bool = False
    required: bool = False
    is_party: bool = False
    is_asked: bool = False
    name_sort: NameSort | None = None

    @property
    def is_name(self) -> bool:
        """Whether the value names a record."""
        return self.field_type in NAME_TYPES


PAYLOAD = "payload"  # the key of a field's PayloadField among the metadata of its dataclass field


def _declare(key: PayloadField, default: object):
    return dataclasses.field(default=default, metadata={PAYLOAD: key})


def text_field(label, column="", *, default="", **options):
    """A text that the record has in both languages."""
    return _declare(PayloadField(label=label, column=column, bilingual=True, **options), default)


def date_field(label, column=""):
    """A date as exact as the source, as EDTF; None for an unknown one."""
    return _declare(
        PayloadField(label=label, field_type=PayloadFieldType.DATE, column=column), None
    )


def number_field(label, column="", **options):
    """A whole number, None for an unknown one."""
    field_type = PayloadFieldType.NUMBER
    return _declare(
        PayloadField(label=label, field_type=field_type, column=column, **options), None
    )


def flag_field(label, column):
    """Yes or no, None for what is not told."""
    return _declare(
        PayloadField(label=label, field_type=PayloadFieldType.BOOLEAN, column=column), None
    )


def choice_field(label, choices, column="kind", *, default=""):
    """One of the values of a model's field."""
    field_type = PayloadFieldType.CHOICE
    key = PayloadField(label=label, field_type=field_type, choices=choices, column=column)
    return _declare(key, default)


def name_field(label, field_type=PayloadFieldType.ORGANISATION, column="", **options):
    """The name of another record."""
    return _declare(_name_key(label, field_type, column=column, **options), "")


def names_field(label):
    """The names of organisations."""
    return _declare(_name_key(label, PayloadFieldType.ORGANISATION), ())


def party_field(label):
    """The name of one of the parties of the same fact."""
    key = PayloadField(label=label, is_party=True, name_sort=NameSort.BODY)
    return _declare(key, "")


def _name_key(label, field_type: PayloadFieldType, **options) -> PayloadField:
    options.setdefault("name_sort", SORTS_OF_TYPES[field_type])
    return PayloadField(label=label, field_type=field_type, **options)
