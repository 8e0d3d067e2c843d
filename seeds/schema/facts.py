"""Facts and their parts as frozen dataclasses, and what is derived from their fields."""

import dataclasses
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, Self

from django.db import models

from seeds.schema.fields import PAYLOAD, NameSort, PayloadField, PayloadFieldType

ROWS = "rows"  # the key of the class of a list's entries among the metadata of a dataclass field
PART = "part"  # the key of the class of a part that stands once
# What JSON holds in a field: texts, but for these
VALUE_TYPES = {PayloadFieldType.NUMBER: int, PayloadFieldType.BOOLEAN: bool}

TextChange = Callable[[PayloadField, str, str], str]


class PayloadRefused(Exception):
    """A payload that is none of its kind; the message names the field and says why."""


def rows_field(schema: type["FactPart"]):
    """A list of parts."""
    return dataclasses.field(default=(), metadata={ROWS: schema})


@dataclass(frozen=True, kw_only=True)
class FactPart:
    """A part of a fact, such as one signatory of an agreement.

    `needed` is the field without which it tells nothing, "" for a part that has no such field.
    """

    needed: ClassVar[str] = ""

    def as_json(self) -> dict:
        """The fields as JSON holds them, in order, without those that only a form asks for."""
        return {
            field.name: _as_json(getattr(self, field.name))
            for field in dataclasses.fields(self)
            if not _is_left_out(field, getattr(self, field.name))
        }

    @classmethod
    def from_json(cls, payload: Mapping[str, object]) -> Self:
        """The part of a JSON object; missing fields are unknown. Raise PayloadRefused for others."""
        fields = {field.name: field for field in dataclasses.fields(cls)}
        unknown = sorted(set(payload) - set(fields))
        if unknown:
            raise PayloadRefused(f"{cls.__name__}: no field {', '.join(unknown)}")
        values = {
            name: _from_json(cls, fields[name], value)
            for name, value in payload.items()
            if value is not None
        }
        return cls(**values)

    @classmethod
    def payload_fields(cls) -> dict[str, PayloadField]:
        """The fields by their paths in a payload; `*` stands for the number of a list's entry."""
        paths: dict[str, PayloadField] = {}
        for field in dataclasses.fields(cls):
            paths.update(_paths_of(field))
        return paths

    def texts(self) -> Iterator[str]:
        """Every text of the fields and of their parts."""
        for field in dataclasses.fields(self):
            yield from _texts(getattr(self, field.name))

    def single_texts(self) -> Iterator[str]:
        """The texts of the fields themselves, not those in lists and parts."""
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str):
                yield value

    def without_items(self, is_left_out: Callable[["str | FactPart"], bool]) -> Self:
        """A copy whose lists lack the names and entries of which `is_left_out` is true."""
        kept = {
            field.name: _kept(getattr(self, field.name), is_left_out)
            for field in dataclasses.fields(self)
        }
        return dataclasses.replace(self, **kept)

    def with_names(self, change: TextChange) -> Self:
        """A copy in which every name is what `change` makes of its field, the name of that and the text.

        Lists lose the entries that are left without a name, or without the field that they need.
        """
        changed = {}
        for field in _fields_with_names(type(self)):
            value = getattr(self, field.name)
            if value:
                changed[field.name] = _changed(field, value, change)
        return dataclasses.replace(self, **changed) if changed else self

    def completed_by(self, other: Self) -> Self:
        """A copy whose unknown fields are those of another part of the kind."""
        unknown = type(self)()
        known = {
            field.name: getattr(other, field.name)
            for field in dataclasses.fields(self)
            if getattr(self, field.name) == getattr(unknown, field.name)
        }
        return dataclasses.replace(self, **known)


@dataclass(frozen=True, kw_only=True)
class FactKind(FactPart):
    """A fact of one kind; `model` is that of its record or row.

    By the fields in `identity` its proposal is known on a later version of the page, where these are empty by
    those in `fallback_identity`, without any by all. `has_record` is true for one with a page of its own;
    `open_list` is the path of the list to which a form lets people add a name.
    """

    kind: ClassVar[str]
    model: ClassVar[type[models.Model]]
    identity: ClassVar[tuple[str, ...]]
    fallback_identity: ClassVar[tuple[str, ...]] = ()
    has_record: ClassVar[bool] = False
    open_list: ClassVar[str] = ""

    @classmethod
    def record_name_sort(cls) -> NameSort | None:
        """What sort of name its record bears, None for a kind without a record of its own."""
        if not cls.has_record:
            return None
        fields = cls.payload_fields()
        return (fields.get("name") or fields["title"]).name_sort

    @property
    def own_name(self) -> str:
        """The name of what is told, else its organisation, "" for a kind that has neither."""
        return getattr(self, "name", "") or getattr(self, "organisation", "")


def _is_left_out(field: dataclasses.Field, value: object) -> bool:
    key = field.metadata.get(PAYLOAD)
    return key is not None and key.is_asked and not value


def _as_json(value: object) -> object:
    if isinstance(value, FactPart):
        return value.as_json()
    if isinstance(value, tuple):
        return [_as_json(item) for item in value]
    return value.value if isinstance(value, Enum) else value


def _from_json(cls: type, field: dataclasses.Field, value: object) -> object:
    where = f"{cls.__name__}.{field.name}"
    schema = field.metadata.get(ROWS)
    if schema:
        return tuple(schema.from_json(_object(item, where)) for item in _list(value, where))
    schema = field.metadata.get(PART)
    if schema:
        return schema.from_json(_object(value, where))
    key = field.metadata[PAYLOAD]
    if field.default == ():
        return tuple(_plain(key, item, where) for item in _list(value, where))
    return _plain(key, value, where)


def _list(value: object, where: str) -> list:
    if not isinstance(value, list):
        raise PayloadRefused(f"{where}: a list is needed")
    return value


def _object(value: object, where: str) -> dict:
    if not isinstance(value, dict):
        raise PayloadRefused(f"{where}: an object is needed")
    return value


def _plain(key: PayloadField, value: object, where: str) -> object:
    """The value of a field, which is of its very type, and one of its choices where it has any."""
    needed = VALUE_TYPES.get(key.field_type, str)
    if type(value) is not needed:
        raise PayloadRefused(f"{where}: {needed.__name__} is needed, not {value!r}")
    if key.choices and value and value not in key.choices.values:
        raise PayloadRefused(f"{where}: {value!r} is none of {', '.join(key.choices.values)}")
    return value


def _paths_of(field: dataclasses.Field) -> Iterator[tuple[str, PayloadField]]:
    """The path of a field with its PayloadField, or those of the fields of its parts."""
    if PAYLOAD in field.metadata:
        yield f"{field.name}.*" if field.default == () else field.name, field.metadata[PAYLOAD]
        return
    prefix = f"{field.name}.*" if ROWS in field.metadata else field.name
    schema = field.metadata.get(ROWS) or field.metadata[PART]
    for path, key in schema.payload_fields().items():
        yield f"{prefix}.{path}", key


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, FactPart):
        yield from value.texts()
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)


@functools.cache
def _fields_with_names(cls: type[FactPart]) -> tuple[dataclasses.Field, ...]:
    """The fields of a class in which names stand, or parts that may have some."""
    fields = dataclasses.fields(cls)
    return tuple(
        field
        for field in fields
        if PAYLOAD not in field.metadata or field.metadata[PAYLOAD].name_sort is not None
    )


def _kept(value: object, is_left_out: Callable[["str | FactPart"], bool]) -> object:
    """A value without the items of its lists, or of those of its part, that are left out."""
    if isinstance(value, tuple):
        return tuple(item for item in value if not is_left_out(item))
    return value.without_items(is_left_out) if isinstance(value, FactPart) else value


def _changed(field: dataclasses.Field, value: object, change: TextChange) -> object:
    """The value of a field with its names changed."""
    if isinstance(value, FactPart):
        return value.with_names(change)
    if ROWS in field.metadata:
        rows = [row.with_names(change) for row in value]
        return tuple(row for row in rows if not row.needed or getattr(row, row.needed))
    key = field.metadata[PAYLOAD]
    if isinstance(value, tuple):
        return tuple(filter(None, (change(key, field.name, name) for name in value)))
    return change(key, field.name, value)
