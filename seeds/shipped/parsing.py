"""The parser from rows of data files to entries: known keys, values of the right type. No database."""

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

LIST_KEYS = {"tags", "byline", "byline_en", "body", "body_en"}
KEY_SEPARATORS = re.compile(r"[/#\s]")
EVIDENCE_KEYS = {"at", "field", "quote", "quote_en", "supports"}


class EntryParser:
    """Parses rows into entries and collects what is wrong with them in `faults`."""

    def __init__(self):
        self.faults: list[DataFault] = []

    def parse_entry(self, row: DataFileRow, kind: ShippedKind) -> ShippedEntry:
        """The entry that the row holds; what cannot be parsed is left out and reported in `faults`."""
        self._check_names(row, kind)
        key = self._parse_key(row, kind)
        filled = {
            name: value
            for name, value in row.values.items()
            if name in kind.keys and value.content not in (None, "")
        }
        values = {
            name: self.parse_value(row.path, value, name, kind) for name, value in filled.items()
        }
        children = {}
        for name, child in kind.children.items():
            if name in row.values:
                children[name] = self.parse_children(row, name, child)
        return ShippedEntry(
            kind=kind,
            key=key,
            path=row.path,
            line=row.line,
            values=values,
            lines={name: value.line for name, value in filled.items()},
            children=children,
            sources=self.parse_sources(row, kind),
        )

    def _check_names(self, row: DataFileRow, kind: ShippedKind) -> None:
        known = {"key", "evidence", *kind.keys, *kind.children}
        for name, value in row.values.items():
            if name not in known:
                self.add_fault(row.path, value.line, f"“{name}” is not a key of any {kind.name}.")

    def _parse_key(self, row: DataFileRow, kind: ShippedKind) -> str:
        """The key of the entry, "" for a row inside another one that has none."""
        value = row.values.get("key") or row.values.get(kind.key_field)
        key = value.content if value and isinstance(value.content, str) else ""
        if not key and not kind.parent:
            self.add_fault(row.path, row.line, f"This {kind.name} has no key.")
        if KEY_SEPARATORS.search(key):
            self.add_fault(
                row.path, value.line, f"“{key}” cannot be a key: it holds a blank, / or #."
            )
        return key

    def add_fault(self, path: str, line: int, reason: str) -> None:
        """Record what is wrong and where."""
        self.faults.append(DataFault(path, line, reason))

    def parse_children(
        self, row: DataFileRow, name: str, kind: ShippedKind
    ) -> tuple[ShippedEntry, ...]:
        """The entries of a list inside a row."""
        value = row.values[name]
        items = value.items()
        rows = [item.content for item in items if isinstance(item.content, DataFileRow)]
        if len(rows) != len(items):
            self.add_fault(row.path, value.line, f"“{name}” is a list of mappings.")
        return tuple(self.parse_entry(child, kind) for child in rows)

    def parse_value(self, path: str, value: DataFileValue, name: str, kind: ShippedKind):
        """The value as the model's field takes it."""
        if kind.model is Article and name in LIST_KEYS:
            return self.parse_texts(path, value, name)
        if isinstance(value.content, DataFileRow | tuple):
            self.add_fault(path, value.line, f"“{name}” is a single value.")
            return ""
        if name == "about":
            target, _, key = str(value.content).rpartition("/")
            return EntryRef((target.replace("-", " "),), key)
        field_name = ARTICLE_FIELD_NAMES.get(name, name.removesuffix("_en"))
        try:
            return parse_single(value.content, kind.model_field(field_name))
        except LookupError:
            return value.content
        except ValidationError as error:
            reason = " ".join(error.messages)
        except ValueError as error:
            reason = str(error)
        self.add_fault(path, value.line, f"“{name}”: {reason}")
        return ""

    def parse_texts(self, path: str, value: DataFileValue, name: str) -> tuple[str, ...]:
        """The texts of a list, or of a single text."""
        items = value.items()
        texts = [item.content for item in items if isinstance(item.content, str)]
        if len(texts) != len(items):
            self.add_fault(path, value.line, f"“{name}” is a list of texts.")
        return tuple(texts)

    def parse_sources(self, row: DataFileRow, kind: ShippedKind) -> tuple[EntrySource, ...]:
        """The paragraphs that the row names under `evidence`."""
        evidence = row.values.get("evidence")
        if kind.needs_evidence and (evidence is None or evidence.content in (None, ())):
            self.add_fault(row.path, row.line, f"This {kind.name} has no evidence.")
            return ()
        if evidence is None:
            return ()
        sources = (self.parse_source(row.path, item, kind) for item in evidence.items())
        return tuple(source for source in sources if source)

    def parse_source(self, path: str, item: DataFileValue, kind: ShippedKind) -> EntrySource | None:
        """The paragraph that one piece of evidence names."""
        options = _evidence_options(item)
        article, _, paragraph = str(options.pop("at", "")).partition("#")
        if not paragraph.isdecimal() or not _are_evidence_options(options):
            keys = ", ".join(sorted(EVIDENCE_KEYS))
            self.add_fault(
                path, item.line, f"Evidence is ARTICLE#PARAGRAPH, or a mapping of {keys}."
            )
            return None
        given = {name: value for name, value in options.items() if value is not None}
        if given.get("field", kind.keys[0]) not in kind.keys:
            self.add_fault(path, item.line, f"“{given['field']}” is not a key of any {kind.name}.")
        return EntrySource(item.line, article, int(paragraph), **given)


def _evidence_options(item: DataFileValue) -> dict[str, object]:
    """The mapping of a piece of evidence; a single text stands for the value of “at”."""
    if isinstance(item.content, DataFileRow):
        return {name: value.content for name, value in item.content.values.items()}
    return {"at": item.content} if isinstance(item.content, str) else {}


def _are_evidence_options(options: dict[str, object]) -> bool:
    """Whether all options are known and of the right type; a blank one counts as not given."""
    for name, value in options.items():
        expected = bool if name == "supports" else str
        if name not in EVIDENCE_KEYS or not isinstance(value, expected | None):
            return False
    return True


def parse_single(content, field: models.Field):
    """The content as the model field takes it; raises ValueError or ValidationError with the reason."""
    if isinstance(field, models.BooleanField) or isinstance(content, bool):
        return _parse_flag(content, field)
    if isinstance(field, models.ForeignKey):
        return EntryRef(REFERENCE_KINDS[field.related_model], content)
    if field.choices and content not in dict(field.flatchoices):
        raise ValueError(f"“{content}” is not one of {', '.join(dict(field.flatchoices))}.")
    if isinstance(field, PartialDateField):
        partial_dates.parse(content)
    if isinstance(field, models.DecimalField | models.IntegerField):
        return _parse_number(content, field)
    if field.max_length and len(content) > field.max_length:
        raise ValueError(f"{len(content)} characters where {field.max_length} fit.")
    return content


def _parse_flag(content, field: models.Field) -> bool:
    is_flag_field = isinstance(field, models.BooleanField)
    if is_flag_field and isinstance(content, bool):
        return content
    expected = "true or false" if is_flag_field else "a text"
    given = content if isinstance(content, str) else "a bare true, false, yes or no"
    raise ValueError(f"{given} stands where {expected} is asked for.")


def _parse_number(content: str, field: models.Field) -> Decimal | int:
    try:
        number = Decimal(content)
    except InvalidOperation as error:
        raise ValueError(f"“{content}” is not a number.") from error
    is_decimal_field = isinstance(field, models.DecimalField)
    if number.is_finite() and is_decimal_field:
        return field.clean(number, None)
    if not number.is_finite() or number < 0 or number != int(number):
        raise ValueError(f"“{content}” is not a number that can stand here.")
    return int(number)
