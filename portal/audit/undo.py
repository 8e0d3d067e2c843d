"""Undoing what was logged: rows become what they were before, or the places where others worked since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.audit.undo_log import IGNORED_COLUMNS, UndoEntry, plain_value
from portal.core.fields import PinyinField
from portal.core.names import current_language, join_list

IGNORED_APPS = frozenset({"seeds", "core"})  # apps whose rows only describe records
KeysByModel = dict[type[models.Model], set[int]]


class UndoConflict(Exception):
    """What was logged cannot be undone; `places` are sentences that say where, and nothing was written."""

    def __init__(self, places: Iterable[str]):
        self.places = tuple(places)
        super().__init__(*self.places)


def restore_row_alone(entry: UndoEntry, *, by, reason: str) -> None:
    """Make the row what it was before; raises UndoConflict where another row has taken its place."""
    try:
        with transaction.atomic():
            restore_row(entry, by=by, reason=reason)
    except IntegrityError as error:
        message = _("%s cannot be as before: another record has taken its place.")
        raise UndoConflict([message % _entry_label(entry)]) from error


def restore_row(entry: UndoEntry, *, by, reason: str) -> None:
    """Make the row what it was before; person and reason stand in its history."""
    if entry.before is None:
        _with_history(entry.rows.get(), by, reason).delete()
        return
    model = apps.get_model(entry.model)
    values = model_values(model, entry.before)
    row = model(**values) if entry.after is None else entry.rows.get()
    timestamps = {name: value for name, value in values.items() if name in IGNORED_COLUMNS}
    is_untouched = has_columns(row, timestamps, entry.after or entry.before)
    for name, value in values.items():
        setattr(row, name, value)
    _with_history(row, by, reason).save(force_insert=entry.after is None)
    if timestamps and is_untouched:
        entry.rows.update(**timestamps)


def _with_history(row: models.Model, by, reason: str) -> models.Model:
    """The row with the person and the reason for its history."""
    row._history_user = by
    row._change_reason = reason
    return row


def has_columns(row: models.Model, names: Iterable[str], columns: dict) -> bool:
    """Whether the row has the values of `columns` under these names."""
    return all(plain_value(getattr(row, name)) == columns[name] for name in names)


def model_values(model: type[models.Model], columns: dict) -> dict:
    """Plain columns as values of the model's fields."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {
        name: None if value is None else fields[name].to_python(value)
        for name, value in columns.items()
    }


def standing_rows(entries: Iterable[UndoEntry]) -> Iterator[models.Model]:
    """Yield the rows of the entries that stand, read together for each model."""
    keys: dict[str, list[int]] = defaultdict(list)
    for entry in entries:
        keys[entry.model].append(entry.pk)
    for label, pks in keys.items():
        yield from apps.get_model(label)._base_manager.filter(pk__in=pks).order_by("pk")


# Conflicts


def find_conflicts(entries: Iterable[UndoEntry]) -> Iterator[str]:
    """The places where somebody changed, deleted or referred to what was written, a sentence each.

    Also those that refer to what is gone by now.
    """
    created: KeysByModel = defaultdict(set)
    deleted: KeysByModel = defaultdict(set)
    checked = list(entries)
    stored = _read_locked(checked)
    for entry in checked:
        conflict = _find_change(entry, stored[entry.model].get(entry.pk))
        if conflict:
            yield conflict
        if entry.before is None:
            created[apps.get_model(entry.model)].add(entry.pk)
        elif entry.after is None:
            deleted[apps.get_model(entry.model)].add(entry.pk)
    yield from _find_lost_targets(checked, deleted)
    for model in apps.get_models():
        is_history = hasattr(model, "instance_type")
        if model._meta.app_label not in IGNORED_APPS and not is_history:
            yield from _find_references(model, created)


def _read_locked(entries: list[UndoEntry]) -> dict[str, dict[int, dict]]:
    """Lock the rows; return their plain columns by model and primary key, in two queries for each model."""
    keys: dict[str, list[int]] = defaultdict(list)
    for entry in entries:
        keys[entry.model].append(entry.pk)
    stored = {}
    for label, pks in keys.items():
        model = apps.get_model(label)
        rows = model._base_manager.filter(pk__in=pks).order_by("pk")
        list(rows.select_for_update(of=("self",)))
        name = model._meta.pk.attname
        stored[label] = {
            columns[name]: {column: plain_value(value) for column, value in columns.items()}
            for columns in rows.values()
        }
    return stored


def _find_change(entry: UndoEntry, present: dict | None) -> str:
    """How the row differs from what was left, "" where it does not; `present` are its columns, or None."""
    if entry.after is None:
        if present is None:
            return ""
        return _("%s is there again.") % _label(entry.rows.get())
    model = apps.get_model(entry.model)
    if present is None:
        return _("%s is gone.") % _entry_label(entry)
    ignored = IGNORED_COLUMNS | _following_columns(model)
    changed = [
        name
        for name, value in entry.after.items()
        if name not in ignored and present[name] != value
    ]
    if not changed:
        return ""
    return _("%(record)s was changed since: %(fields)s.") % {
        "record": _label(entry.rows.get()),
        "fields": join_list(_field_labels(model, changed), current_language()),
    }


def _following_columns(model: type[models.Model]) -> set[str]:
    """The columns that only follow a name, which says itself whether it was changed."""
    fields = model._meta.concrete_fields
    return {field.attname for field in fields if isinstance(field, PinyinField)}


def _field_labels(model: type[models.Model], columns: list[str]) -> list[str]:
    """The names of the changed fields; computed ones only where nothing else changed."""
    fields = [field for field in model._meta.concrete_fields if field.attname in columns]
    edited = [field for field in fields if field.editable]
    return [str(field.verbose_name) for field in edited or fields]


def _find_lost_targets(entries: list[UndoEntry], deleted: KeysByModel) -> Iterator[str]:
    """The fields of the rows as before that refer to a row that is gone, and does not come back with them."""
    wanted: KeysByModel = defaultdict(set)
    for entry in entries:
        for field, key in _references_before(entry):
            wanted[field.related_model].add(key)
    standing = {}
    for model, keys in wanted.items():
        standing[model] = set(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
    for entry in entries:
        for field, key in _references_before(entry):
            if key in standing[field.related_model] or key in deleted[field.related_model]:
                continue
            yield _("%(record)s cannot be as before: its %(field)s is gone.") % {
                "record": _entry_label(entry),
                "field": field.verbose_name,
            }


def _references_before(entry: UndoEntry) -> Iterator[tuple[models.Field, int]]:
    """The fields that refer to other rows, each with the key that it had before."""
    before = entry.before or {}
    for field in apps.get_model(entry.model)._meta.concrete_fields:
        if field.is_relation and before.get(field.attname) is not None:
            yield field, before[field.attname]


def _find_references(model: type[models.Model], created: KeysByModel) -> Iterator[str]:
    """The rows of a model that refer to what would be deleted, and were not created with it."""
    for field in model._meta.concrete_fields:
        target = field.related_model if field.is_relation else None
        if created.get(target):
            condition = {f"{field.attname}__in": created[target]}
            yield from _reference_messages(model, field, condition, created)
    for field in model._meta.private_fields:
        if isinstance(field, GenericForeignKey):
            yield from _find_generic_references(model, field, created)


def _find_generic_references(
    model: type[models.Model], field: GenericForeignKey, created: KeysByModel
) -> Iterator[str]:
    for target, keys in list(created.items()):
        content_type = ContentType.objects.get_for_model(target)
        condition = {field.ct_field: content_type, f"{field.fk_field}__in": keys}
        yield from _reference_messages(model, field, condition, created)


def _reference_messages(
    model: type[models.Model],
    field: models.Field | GenericForeignKey,
    condition: dict,
    created: KeysByModel,
) -> Iterator[str]:
    rows = model._base_manager.filter(**condition).exclude(pk__in=created.get(model, ()))
    for row in rows:
        target = getattr(row, field.name)
        yield _("%(row)s hangs on %(record)s now.") % {
            "row": _label(row),
            "record": _label(target),
        }


def _entry_label(entry: UndoEntry) -> str:
    """Kind and number of a row that may not be there."""
    return f"{capfirst(apps.get_model(entry.model)._meta.verbose_name)} {entry.pk}"


def _label(row: models.Model) -> str:
    return f"{capfirst(row._meta.verbose_name)} “{row}”"
