"""Absorbing one row into another: references move, gaps are filled, each step is logged to be undone."""

import hashlib
import json
from collections import defaultdict

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_noop

from consortia.merging.references import ReferenceColumn, references_to
from portal.audit.deletion_history import one_deletion
from portal.search.index_updates import before_bulk_update

CHANGE_REASON = gettext_noop("Merged with another record")
BLANK_VALUES = (None, "", "other")  # values that give no information in any field
HISTORY_BATCH_SIZE = 200
HASH_LENGTH = 20

RowKey = tuple[str, object]  # the label of a model and a primary key


def serialize_row(row: models.Model) -> dict:
    """The row as plain data, exactly: Django's JSON serializer would cut datetimes to the millisecond."""
    data = serializers.serialize("python", [row])[0]
    return json.loads(json.dumps(data, default=str))


def hash_row(row: models.Model) -> str:
    """A hash of all values of the row."""
    data = json.dumps(serialize_row(row), sort_keys=True)
    return hashlib.sha256(data.encode()).hexdigest()[:HASH_LENGTH]


def editable_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields that a person fills in, and that can be taken over from the gone row."""
    return [
        field for field in model._meta.concrete_fields if field.editable and not field.primary_key
    ]


def _row_key(row: models.Model) -> RowKey:
    return row._meta.label_lower, row.pk


class ReferenceMover:
    """Absorbs rows and logs how.

    `steps` are the changes in their order, `touched` the rows that were changed, and `initial_hashes` the
    hash of each row that was looked at, as it was before.
    """

    def __init__(self, *, by):
        self.by = by
        self.steps: list[dict] = []
        self.touched: set[RowKey] = set()
        self.initial_hashes: dict[RowKey, str] = {}

    def absorb(
        self, kept: models.Model, gone: models.Model, *, picks: frozenset[str] = frozenset()
    ) -> None:
        """Merge the gone row into the kept one.

        `picks` are the fields (`model.field`) that take the gone row's value.
        """
        for column in references_to(type(gone)):
            self._move(column, kept, gone)
        self._fill(kept, gone, picks)
        self.delete(gone)

    def _move(self, column: ReferenceColumn, kept, gone):
        """Move the rows that refer to the gone record.

        A row that would repeat one is absorbed by that one.
        """
        conflicts = column.conflicting_rows(kept, gone)
        movable = []
        for row in column.rows(gone):
            if row.pk in conflicts:
                self.absorb(conflicts[row.pk], row)
            else:
                movable.append(row)
        try:
            with transaction.atomic():
                self._repoint(column, movable, kept, gone)
        except IntegrityError:  # a check constraint: nobody is a member of itself
            allowed = self._delete_disallowed(column, movable, kept)
            self._repoint(column, allowed, kept, gone)

    def _delete_disallowed(self, column, rows, kept) -> list[models.Model]:
        """Delete the rows that may not refer to the kept record; returns the others."""
        allowed, disallowed = [], []
        for row in rows:
            group = allowed if column.allows(row, kept) else disallowed
            group.append(row)
        for row in disallowed:
            self.delete_cascade(row)
        return allowed

    def _repoint(self, column, rows, kept, gone):
        if not rows:
            return
        keys = [row.pk for row in rows]
        for row in rows:
            self._touch(row)
        before_bulk_update(column.model, keys)
        column.model._base_manager.filter(pk__in=keys).update(**{column.column: kept.pk})
        for row in rows:
            setattr(row, column.column, kept.pk)
        self.steps.append(
            {
                "step": "moved",
                "model": column.model._meta.label_lower,
                "column": column.column,
                "from": gone.pk,
                "rows": keys,
            }
        )
        record_history(rows, by=self.by, new=False)

    def _fill(self, kept, gone, picks):
        """Take over the values that the kept row lacks, or that were picked."""
        model_name = type(kept)._meta.model_name
        values = {}
        for field in editable_fields(type(kept)):
            is_picked = f"{model_name}.{field.name}" in picks
            if should_take_value(field, kept, gone, picked=is_picked):
                values[field.attname] = getattr(gone, field.attname)
        self._touch(kept)
        if values:
            self.change(kept, **values)

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
        """Delete a row to which nothing refers any more."""
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
        """Store the hash of the row as it is before the merge, unless the merge has it already."""
        key = _row_key(row)
        if key not in self.initial_hashes and key not in self.touched:
            self.initial_hashes[key] = hash_row(row)

    def row_hashes(self) -> dict[str, dict[str, str]]:
        """The hashes of the touched rows that still exist, by model label and key."""
        keys_by_label = defaultdict(list)
        for label, key in self.touched:
            keys_by_label[label].append(key)
        return {label: hash_rows(label, keys) for label, keys in keys_by_label.items()}


def hash_rows(label: str, keys: list) -> dict[str, str]:
    """The hashes of those of the rows that exist, by their keys."""
    rows = get_model(label)._base_manager.filter(pk__in=keys)
    return {str(row.pk): hash_row(row) for row in rows}


def get_model(label: str) -> type[models.Model]:
    """The model with that label, an automatic one too."""
    return apps.get_model(label)


def should_take_value(
    field: models.Field, kept: models.Model, gone: models.Model, *, picked: bool
) -> bool:
    """Whether the kept row takes over the gone row's value: it was picked, or the kept row has none."""
    own_value = getattr(kept, field.attname)
    other_value = getattr(gone, field.attname)
    if own_value == other_value:
        return False
    return picked or (own_value in BLANK_VALUES and other_value not in BLANK_VALUES)


def record_history(rows: list, *, by, new: bool) -> None:
    """Write history entries for rows that were stored without `save`."""
    if not rows or not hasattr(rows[0], "history"):
        return
    type(rows[0]).history.bulk_history_create(
        rows,
        batch_size=HISTORY_BATCH_SIZE,
        update=not new,
        default_user=by,
        default_change_reason=CHANGE_REASON,
    )
