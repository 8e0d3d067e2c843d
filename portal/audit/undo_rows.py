"""Undoing many rows in a number of queries that does not depend on how many they are.

Rows are restored kind by kind (created, changed, deleted) and model by model. Where that cannot be, because
other rows hang on them or a constraint looks at each row by itself, it is done row by row in their order.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, IntegrityError, models, transaction
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils import timezone
from simple_history.utils import get_change_reason_from_object

from portal.audit.deletion_history import current_deletion_id
from portal.audit.undo import (
    UndoConflict,
    find_conflicts,
    has_columns,
    model_values,
    restore_row_alone,
)
from portal.audit.undo_log import IGNORED_COLUMNS, UndoEntry
from portal.search.index_updates import batch_updates, before_bulk_update

BATCH_SIZE = 200


class NotInBulk(Exception):
    """Raised for rows that cannot be restored together."""


@batch_updates()
@transaction.atomic
def undo_entries(entries: Sequence[UndoEntry], *, by, reason: str) -> None:
    """Make all rows what they were before; raises UndoConflict where that would lose later work.

    `by` and `reason` stand in the history of the rows.
    """
    places = list(find_conflicts(entries))
    if places:
        raise UndoConflict(places)
    restore_rows(entries, by=by, reason=reason)


def restore_rows(entries: Sequence[UndoEntry], *, by, reason: str) -> None:
    """Make all rows what they were before, the last one first; person and reason stand in their history."""
    for restore, stretch in groupby(reversed(entries), key=_restore_function):
        steps = list(stretch)
        try:
            with transaction.atomic():
                for model, group in _by_model(steps):
                    restore(model, group, by, reason)
        except (NotInBulk, IntegrityError, ProtectedError, RestrictedError):
            for entry in steps:
                restore_row_alone(entry, by=by, reason=reason)


def _restore_function(entry: UndoEntry) -> Callable:
    if entry.before is None:
        return _delete_created
    return _insert_deleted if entry.after is None else _change_back


def _by_model(steps) -> Iterator[tuple[type[models.Model], list[UndoEntry]]]:
    """The entries of each model, by when a row of it comes first."""
    groups: dict[str, list[UndoEntry]] = defaultdict(list)
    for entry in steps:
        groups[entry.model].append(entry)
    for label, group in groups.items():
        model = apps.get_model(label)
        if not hasattr(model, "history"):
            raise NotInBulk
        yield model, group


def _rows(model, group) -> dict[int, models.Model]:
    found = model._base_manager.in_bulk([entry.pk for entry in group])
    if len(found) != len(group):
        raise NotInBulk
    return found


# What was created is deleted


def _delete_created(model, group, by, reason) -> None:
    rows = list(_rows(model, group).values())
    _check_nothing_hangs_on(model, rows)
    keys = [row.pk for row in rows]
    before_bulk_update(model, keys)
    _write_history(model, rows, by, reason, kind="-")
    model._base_manager.filter(pk__in=keys)._raw_delete(DEFAULT_DB_ALIAS)


def _check_nothing_hangs_on(model, rows) -> None:
    """Raise NotInBulk where deleting these rows would delete or change others."""
    collector = Collector(using=DEFAULT_DB_ALIAS, origin=rows[0])
    collector.collect(rows)
    is_alone = set(collector.data) == {model} and len(collector.data[model]) == len(rows)
    if not is_alone or any(_all_rows(collector.field_updates.values())):
        raise NotInBulk
    if any(queryset.exists() for queryset in collector.fast_deletes):
        raise NotInBulk


def _all_rows(updates) -> Iterator[models.Model]:
    for several in updates:
        for instances in several:
            yield from instances


# What was changed is changed back


def _change_back(model, group, by, reason) -> None:
    rows = _rows(model, group)
    before_bulk_update(model, rows)
    by_columns = defaultdict(list)
    for entry in group:
        row = rows[entry.pk]
        values = model_values(model, entry.before)
        timestamps = {name for name in values if name in IGNORED_COLUMNS}
        is_untouched = has_columns(row, timestamps, entry.after)
        for name, value in values.items():
            setattr(row, name, value if is_untouched else _unless_timestamp(name, value))
        by_columns[frozenset(values)].append(row)
    for columns, changed in by_columns.items():
        names = _field_names(model, columns)
        model._base_manager.bulk_update(changed, names, batch_size=BATCH_SIZE)
    _write_history(model, list(rows.values()), by, reason, kind="~")


def _unless_timestamp(name, value):
    return timezone.now() if name in IGNORED_COLUMNS else value


def _field_names(model, columns) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.attname in columns]


# What was deleted stands again


def _insert_deleted(model, group, by, reason) -> None:
    values = [model_values(model, entry.before) for entry in group]
    rows = [model(**columns) for columns in values]
    keys = [row.pk for row in rows]
    model._base_manager.bulk_create(rows, batch_size=BATCH_SIZE)
    timestamps = _field_names(model, IGNORED_COLUMNS)
    if timestamps:
        for row, columns in zip(rows, values, strict=True):
            for name in timestamps:
                setattr(row, name, columns[name])
        model._base_manager.bulk_update(rows, timestamps, batch_size=BATCH_SIZE)
    before_bulk_update(model, keys)
    _write_history(model, rows, by, reason, kind="+")


def _write_history(model, rows, by, reason, *, kind: str) -> None:
    """Write a historical row for each of the rows, as saving or deleting it writes one."""
    history = model.history.model
    now = timezone.now()
    deletion = {"deletion_id": current_deletion_id()} if kind == "-" else {}
    history._default_manager.bulk_create(
        [
            history(
                history_date=now,
                history_user=by,
                history_change_reason=get_change_reason_from_object(row) or reason,
                history_type=kind,
                **{field.attname: getattr(row, field.attname) for field in history.tracked_fields},
                **deletion,
            )
            for row in rows
        ],
        batch_size=BATCH_SIZE,
    )
