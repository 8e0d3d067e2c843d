"""Rows become entries: keys known, values of the right kind. No database."""

import re
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import models

from articles.models import Article
from portal.core import partial_dates
from portal.core.fields import PartialDateField
from seeds.shipped.entries import ARTICLE_FIELD_NAMES, EntryRef, EntrySource, ShippedEntry
from seeds.shipped.kinds import REFERENCE_KINDS, ShippedKind
from seeds.shipped.source import DataFault, DataFileRow, DataFileValue

LIST_KEYS = {"tags", "byline", "byline_en", "editors", "editors_en", "body", "body_en"}
KEY_SEPARATORS = re.compile(r"[/#\s]")
EVIDENCE_KEYS = {"at", "field", "quote", "quote_en", "supports"}


class EntryParser:
    """Turns rows into entries and gathers what is wrong with them in `faults`."""

    def __init__(self):
        self.faults: list[DataFault] = []

    def parse_entry(self, row: DataFileRow, kind: ShippedKind) -> ShippedEntry:
        """The entry that the row holds; what cannot be read is left out and stands in `faults`."""
        key = row.values.get("key") or row.values.get(kind.key_field)
        known = {"key", "evidence", *kind.keys, *kind.children}
        for name, value in row.values.items():
            if name not in known:
                self.add_fault(row.path, value.line, f"“{name}” is not a key of any {kind.name}.")
        if not kind.parent and not (key and isinstance(key.content, str) and key.content):
            self.add_fault(row.path, row.line, f"This {kind.name} has no key.")
        elif key and isinstance(key.content, str) and KEY_SEPARATORS.search(key.content):
            self.add_fault(
                row.path, key.line, f"“{key.content}” cannot be a key: it holds a blank, / or #."
            )
        values = {
            name: value
            for name, value in row.values.items()
            if name in kind.keys and value.content not in (None, "")
        }
        return ShippedEntry(
            kind=kind,
            key=key.content if key and isinstance(key.content, str) else "",
            path=row.path,
            line=row.line,
            values={
                name: self.value(row.path, value, name, kind) for name, value in values.items()
            },
            lines={name: value.line for name, value in values.items()},
            children={
                name: self.children(row, name, child)
                for name, child in kind.children.items()
                if name in row.values
            },
            sources=self.sources(row, kind),
        )

    def add_fault(self, path: str, line: int, reason: str) -> None:
        """Write down what is wrong and where."""
        self.faults.append(DataFault(path, line, reason))

    def children(self, row: DataFileRow, name: str, kind: ShippedKind) -> tuple[ShippedEntry, ...]:
        """The entries of a list inside a row."""
        found = row.values[name]
        items = found.content if isinstance(found.content, tuple) else (found,)
        rows = [item.content for item in items if isinstance(item.content, DataFileRow)]
        if len(rows) != len(items):
            self.add_fault(row.path, found.line, f"“{name}” is a list of mappings.")
        return tuple(self.parse_entry(item, kind) for item in rows)

    def value(self, path: str, value: DataFileValue, name: str, kind: ShippedKind):
        """The value as the model's field takes it."""
        if kind.model is Article and name in LIST_KEYS:
            return self.texts(path, value, name)
        if isinstance(value.content, DataFileRow | tuple):
            self.add_fault(path, value.line, f"“{name}” is a single value.")
            return ""
        if name == "about":
            target, _, key = str(value.content).rpartition("/")
            return EntryRef((target.replace("-", " "),), key)
        try:
            return self.single(
                value.content,
                kind.model_field(ARTICLE_FIELD_NAMES.get(name, name.removesuffix("_en"))),
                name,
            )
        except LookupError:
            return value.content
        except (ValueError, ValidationError) as error:
            reason = " ".join(error.messages) if isinstance(error, ValidationError) else error
            self.add_fault(path, value.line, f"“{name}”: {reason}")
            return ""

    def single(self, content, known: models.Field, name: str):
        """The content for that field; ValueError says why it cannot be."""
        if isinstance(known, models.BooleanField) or isinstance(content, bool):
            return _flag(content, known)
        if isinstance(known, models.ForeignKey):
            return EntryRef(REFERENCE_KINDS[known.related_model], content)
        if known.choices and content not in dict(known.flatchoices):
            raise ValueError(f"“{content}” is not one of {', '.join(dict(known.flatchoices))}.")
        if isinstance(known, PartialDateField):
            partial_dates.parse(content)
        if isinstance(known, models.DecimalField | models.IntegerField):
            return _number(content, known)
        if known.max_length and len(content) > known.max_length:
            raise ValueError(f"{len(content)} characters where {known.max_length} fit.")
        return content

    def texts(self, path: str, value: DataFileValue, name: str) -> tuple[str, ...]:
        """The texts of a list, or of a single text."""
        items = value.content if isinstance(value.content, tuple) else (value,)
        if not all(isinstance(item.content, str) for item in items):
            self.add_fault(path, value.line, f"“{name}” is a list of texts.")
        return tuple(item.content for item in items if isinstance(item.content, str))

    def sources(self, row: DataFileRow, kind: ShippedKind) -> tuple[EntrySource, ...]:
        """The paragraphs that the row names under `evidence`."""
        found = row.values.get("evidence")
        if kind.needs_evidence and (found is None or found.content in (None, ())):
            self.add_fault(row.path, row.line, f"This {kind.name} has no evidence.")
            return ()
        if found is None:
            return ()
        items = found.content if isinstance(found.content, tuple) else (found,)
        return tuple(source for item in items if (source := self.source(row.path, item, kind)))

    def source(self, path: str, item: DataFileValue, kind: ShippedKind) -> EntrySource | None:
        """The paragraph that one piece of evidence names."""
        given = (
            {name: value.content for name, value in item.content.values.items()}
            if isinstance(item.content, DataFileRow)
            else {}
        )
        place = given.get("at", item.content if isinstance(item.content, str) else "")
        article, _, paragraph = str(place).partition("#")
        rest = {name: value for name, value in given.items() if name != "at" and value is not None}
        wrong = any(
            not isinstance(value, bool if name == "supports" else str)
            for name, value in rest.items()
        )
        if not paragraph.isdecimal() or wrong or set(given) - EVIDENCE_KEYS:
            keys = ", ".join(sorted(EVIDENCE_KEYS))
            self.add_fault(
                path, item.line, f"Evidence is ARTICLE#PARAGRAPH, or a mapping of {keys}."
            )
            return None
        if rest.get("field", kind.keys[0]) not in kind.keys:
            self.add_fault(path, item.line, f"“{rest['field']}” is not a key of any {kind.name}.")
        return EntrySource(item.line, article, int(paragraph), **rest)


def _flag(content, known):
    if isinstance(content, bool) and isinstance(known, models.BooleanField):
        return content
    asked = "true or false" if isinstance(known, models.BooleanField) else "a text"
    given = content if isinstance(content, str) else "a bare true, false, yes or no"
    raise ValueError(f"{given} stands where {asked} is asked for.")


def _number(content, known):
    try:
        number = Decimal(content)
    except InvalidOperation as error:
        raise ValueError(f"“{content}” is not a number.") from error
    if not number.is_finite():
        _refuse(content)
    if isinstance(known, models.DecimalField):
        return known.clean(number, None)
    return int(number) if number == int(number) and number >= 0 else _refuse(content)


def _refuse(content):
    raise ValueError(f"“{content}” is not a number that can stand here.")
