"""Taking one row into another: what points at it moves, gaps are filled, and each step is written down to be undone."""

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
BLANK_VALUES = (None, "", "other")  # what says nothing in any field


def serialize_row(row: models.Model) -> dict:
    """The row as plain data, exactly: the JSON of Django would cut moments to the millisecond."""
    return json.loads(json.dumps(serializers.serialize("python", [row])[0], default=str))


def hash_row(row: models.Model) -> str:
    """A hash of everything that the row says."""
    return hashlib.sha256(json.dumps(serialize_row(row), sort_keys=True).encode()).hexdigest()[:20]


def editable_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields that a person fills in, which can be taken from the row that goes."""
    return [
        field for field in model._meta.concrete_fields if field.editable and not field.primary_key
    ]


class ReferenceMover:
    """Moves and writes down: `steps` in their order, `met` the rows in question, `before` a hash of each as it was found."""

    def __init__(self, *, by):
        self.by = by
        self.steps: list[dict] = []
        self.touched: set[tuple[str, object]] = set()
        self.initial_hashes: dict[tuple[str, object], str] = {}

    def absorb(
        self, kept: models.Model, gone: models.Model, *, picks: frozenset[str] = frozenset()
    ) -> None:
        """Take the one row into the other: `picks` names the fields (`model.field`) in which the gone row's value wins."""
        for link in references_to(type(gone)):
            self._move(link, kept, gone)
        self._fill(kept, gone, picks)
        self.delete(gone)

    def _move(self, link: ReferenceColumn, kept, gone):
        twins, moving = link.conflicting_rows(kept, gone), []
        for row in link.rows(gone):
            if row.pk in twins:
                self.absorb(twins[row.pk], row)
            else:
                moving.append(row)
        try:
            with transaction.atomic():
                self._relink(link, moving, kept, gone)
        except IntegrityError:  # a check: nobody is a member of itself
            allowed = {row.pk for row in moving if link.allows(row, kept)}
            for row in (row for row in moving if row.pk not in allowed):
                self.delete_cascade(row)
            self._relink(link, [row for row in moving if row.pk in allowed], kept, gone)

    def _relink(self, link, rows, kept, gone):
        if not rows:
            return
        keys = [row.pk for row in rows]
        for row in rows:
            self._meet(row)
        before_bulk_update(link.model, keys)
        link.model._base_manager.filter(pk__in=keys).update(**{link.column: kept.pk})
        for row in rows:
            setattr(row, link.column, kept.pk)
        self.steps.append(
            {
                "step": "moved",
                "model": link.model._meta.label_lower,
                "column": link.column,
                "from": gone.pk,
                "rows": keys,
            }
        )
        record_history(rows, by=self.by, new=False)

    def _fill(self, kept, gone, picks):
        name = type(kept)._meta.model_name
        values = {
            field.attname: getattr(gone, field.attname)
            for field in editable_fields(type(kept))
            if should_take_value(field, kept, gone, picked=f"{name}.{field.name}" in picks)
        }
        self._meet(kept)
        if values:
            self.change(kept, **values)

    def change(self, row: models.Model, **values) -> None:
        """Give a row new values."""
        self._meet(row)
        self.steps.append({"step": "changed", "row": serialize_row(row)})
        for column, value in values.items():
            setattr(row, column, value)
        _sign(row, self.by)
        row.save()

    def add(self, row: models.Model) -> models.Model:
        """Store a new row; it comes back."""
        _sign(row, self.by)
        row.save()
        self.touched.add((row._meta.label_lower, row.pk))
        self.steps.append({"step": "added", "model": row._meta.label_lower, "row": row.pk})
        return row

    @one_deletion()
    def delete_cascade(self, row: models.Model) -> None:
        """Delete a row that cannot stand, and what hangs on it."""
        for link in references_to(type(row)):
            for child in link.rows(row):
                self.delete_cascade(child)
        self.delete(row)

    def delete(self, row: models.Model) -> None:
        """Delete a row at which nothing points any more."""
        self._meet(row)
        self.steps.append({"step": "deleted", "row": serialize_row(row)})
        _sign(row, self.by)
        row.delete()

    def _meet(self, row):
        self.snapshot(row)
        self.touched.add((row._meta.label_lower, row.pk))

    def snapshot(self, row: models.Model) -> None:
        """Remember how the row was found, if it was not met before."""
        key = (row._meta.label_lower, row.pk)
        if key not in self.initial_hashes and key not in self.touched:
            self.initial_hashes[key] = hash_row(row)

    def row_hashes(self) -> dict[str, dict[str, str]]:
        """A hash of each row as it stands now, of those that were met and stand."""
        met = defaultdict(list)
        for label, key in self.touched:
            met[label].append(key)
        return {label: hash_rows(label, keys) for label, keys in met.items()}


def hash_rows(label: str, keys: list) -> dict[str, str]:
    """The hashes of those of the rows that stand, by their keys."""
    return {
        str(row.pk): hash_row(row) for row in get_model(label)._base_manager.filter(pk__in=keys)
    }


def get_model(label: str) -> type[models.Model]:
    """The model of that label, an automatic one too."""
    return apps.get_model(label)


def should_take_value(
    field: models.Field, kept: models.Model, gone: models.Model, *, picked: bool
) -> bool:
    """Whether the kept row takes the other's value of a field: where its own says nothing, or the value was picked."""
    own, other = getattr(kept, field.attname), getattr(gone, field.attname)
    return own != other and (picked or (own in BLANK_VALUES and other not in BLANK_VALUES))


def record_history(rows: list, *, by, new: bool) -> None:
    """Write rows that were stored without their `save` into the history."""
    if rows and hasattr(rows[0], "history"):
        type(rows[0]).history.bulk_history_create(
            rows,
            batch_size=200,
            update=not new,
            default_user=by,
            default_change_reason=CHANGE_REASON,
        )


def _sign(row, by):
    row._history_user, row._change_reason = by, CHANGE_REASON
