"""Merge of one row into another: moves references, fills blank fields, logs each step for undo."""

import hashlib
import json
from collections import defaultdict

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_noop

from consortia.merging.references import ReferenceColumn, references_to
from portal.audit.deletion_history import one_deletion
from portal.audit.history_reasons import declare_reason
from portal.search.index_updates import before_bulk_update

CHANGE_REASON = declare_reason(gettext_noop("Merged with another record"))
BLANK_VALUES = (None, "", "other")  # values that give no information in any field
HISTORY_BATCH_SIZE = 200
HASH_LENGTH = 20

RowKey = tuple[str, object]  # the label of a model and a primary key


def serialize_row(row: models.Model) -> dict:
    """Serialize a row without loss: Django's JSON serializer would cut datetimes to the millisecond."""
    data = serializers.serialize("python", [row])[0]
    return json.loads(json.dumps(data, default=str))


def hash_row(row: models.Model) -> str:
    """The first HASH_LENGTH hex digits of a SHA-256 over all values of the row."""
    data = json.dumps(serialize_row(row), sort_keys=True)
    return hashlib.sha256(data.encode()).hexdigest()[:HASH_LENGTH]


def editable_fields(model: type[models.Model]) -> list[models.Field]:
    """The editable fields, whose values can be taken from the duplicate."""
    return [
        field for field in model._meta.concrete_fields if field.editable and not field.primary_key
    ]


def _row_key(row: models.Model) -> RowKey:
    return row._meta.label_lower, row.pk


class ReferenceMover:
    """Merges rows and logs each step.

    `steps` are the changes in order, `touched` the changed rows, and `initial_hashes` the hash of each row
    that was read, as it was before the merge.
    """

    def __init__(self, *, by):
        self.by = by
        self.steps: list[dict] = []
        self.touched: set[RowKey] = set()
        self.initial_hashes: dict[RowKey, str] = {}

    def absorb(
        self,
        survivor: models.Model,
        duplicate: models.Model,
        *,
        picks: frozenset[str] = frozenset(),
    ) -> None:
        """Merge the duplicate row into the survivor and delete it.

        `picks` are the fields (`model.field`) that take the duplicate's value.
        """
        for column in references_to(type(duplicate)):
            self._move(column, survivor, duplicate)
        values = self._values_to_take(survivor, duplicate, picks)
        self.delete(duplicate)  # first, as a value that is unique may go over
        self._touch(survivor)
        if values:
            self.change(survivor, **values)

    def _move(self, column: ReferenceColumn, survivor, duplicate):
        """Move the rows that refer to the duplicate.

        A row that would violate a unique constraint is merged into the row that it repeats.
        """
        conflicts = column.conflicting_rows(survivor, duplicate)
        movable = []
        for row in column.rows(duplicate):
            if row.pk in conflicts:
                self.absorb(conflicts[row.pk], row)
            else:
                movable.append(row)
        try:
            with transaction.atomic():
                self._repoint(column, movable, survivor, duplicate)
        except IntegrityError:  # a check constraint, e.g. a consortium cannot be its own member
            allowed = self._delete_disallowed(column, movable, survivor)
            self._repoint(column, allowed, survivor, duplicate)

    def _delete_disallowed(self, column, rows, survivor) -> list[models.Model]:
        """Delete the rows that may not refer to the survivor; return the other rows."""
        allowed, disallowed = [], []
        for row in rows:
            group = allowed if column.allows(row, survivor) else disallowed
            group.append(row)
        for row in disallowed:
            self.delete_cascade(row)
        return allowed

    def _repoint(self, column, rows, survivor, duplicate):
        if not rows:
            return
        keys = [row.pk for row in rows]
        for row in rows:
            self._touch(row)
        before_bulk_update(column.model, keys)
        column.model._base_manager.filter(pk__in=keys).update(**{column.column: survivor.pk})
        for row in rows:
            setattr(row, column.column, survivor.pk)
        self.steps.append(
            {
                "step": "moved",
                "model": column.model._meta.label_lower,
                "column": column.column,
                "from": duplicate.pk,
                "rows": keys,
            }
        )
        record_history(rows, by=self.by, new=False)

    def _values_to_take(self, survivor, duplicate, picks) -> dict[str, object]:
        """The duplicate's values by column that the survivor lacks, or that were picked."""
        model_name = type(survivor)._meta.model_name
        values = {}
        for field in editable_fields(type(survivor)):
            is_picked = f"{model_name}.{field.name}" in picks
            if should_take_value(field, survivor, duplicate, picked=is_picked):
                values[field.attname] = getattr(duplicate, field.attname)
        return values

    def change(self, row: models.Model, **values) -> None:
        """Save new values in a row."""
        self._touch(row)
        self.steps.append({"step": "changed", "row": serialize_row(row)})
        for column, value in values.items():
            setattr(row, column, value)
        self._set_history_author(row)
        row.save()

    def add(self, row: models.Model) -> models.Model:
        """Save a new row and return it."""
        self._set_history_author(row)
        row.save()
        self.touched.add(_row_key(row))
        self.steps.append({"step": "added", "model": row._meta.label_lower, "row": row.pk})
        return row

    @one_deletion()
    def delete_cascade(self, row: models.Model) -> None:
        """Delete a row with everything that refers to it."""
        for column in references_to(type(row)):
            for child in column.rows(row):
                self.delete_cascade(child)
        self.delete(row)

    def delete(self, row: models.Model) -> None:
        """Delete a row without remaining references."""
        self._touch(row)
        self.steps.append({"step": "deleted", "row": serialize_row(row)})
        self._set_history_author(row)
        row.delete()

    def _touch(self, row):
        self.snapshot(row)
        self.touched.add(_row_key(row))

    def _set_history_author(self, row):
        row._history_user = self.by
        row._change_reason = CHANGE_REASON

    def snapshot(self, row: models.Model) -> None:
        """Store the hash of the row as it was before the merge, once."""
        key = _row_key(row)
        if key not in self.initial_hashes and key not in self.touched:
            self.initial_hashes[key] = hash_row(row)

    def row_hashes(self) -> dict[str, dict[str, str]]:
        """The hashes of the touched rows that still exist: {model label: {key: hash}}."""
        keys_by_label = defaultdict(list)
        for label, key in self.touched:
            keys_by_label[label].append(key)
        return {label: hash_rows(label, keys) for label, keys in keys_by_label.items()}


def hash_rows(label: str, keys: list) -> dict[str, str]:
    """The hashes of the existing rows among these, by key."""
    rows = get_model(label)._base_manager.filter(pk__in=keys)
    return {str(row.pk): hash_row(row) for row in rows}


def get_model(label: str) -> type[models.Model]:
    """The model with that label, auto-created models included."""
    return apps.get_model(label)


def should_take_value(
    field: models.Field, survivor: models.Model, duplicate: models.Model, *, picked: bool
) -> bool:
    """Whether the survivor takes the duplicate's value: it was picked, or the survivor's is blank."""
    own_value = getattr(survivor, field.attname)
    other_value = getattr(duplicate, field.attname)
    if own_value == other_value:
        return False
    return picked or (own_value in BLANK_VALUES and other_value not in BLANK_VALUES)


def record_history(rows: list, *, by, new: bool) -> None:
    """Create history entries for rows that were written without `save()`."""
    if not rows or not hasattr(rows[0], "history"):
        return
    type(rows[0]).history.bulk_history_create(
        rows,
        batch_size=HISTORY_BATCH_SIZE,
        update=not new,
        default_user=by,
        default_change_reason=CHANGE_REASON,
    )
