"""Undoing what was logged: rows become what they were before, or the places where others worked since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.audit.undo_log import IGNORED_COLUMNS, UndoEntry, plain_value, read_columns
from portal.core.names import current_language, join_list

IGNORED_APPS = frozenset({"seeds", "core"})  # apps whose rows only describe records
KeysByModel = dict[type[models.Model], set[int]]


def restore_row(entry: UndoEntry, *, by, reason: str) -> None:
    """Make the row what it was before; person and reason stand in its history."""
    if entry.before is None:
        _with_history(entry.rows.get(), by, reason).delete()
        return
    model = apps.get_model(entry.model)
    values = _model_values(model, entry.before)
    row = model(**values) if entry.after is None else entry.rows.get()
    timestamps = {name: value for name, value in values.items() if name in IGNORED_COLUMNS}
    is_untouched = _has_columns(row, timestamps, entry.after or entry.before)
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


def _has_columns(row: models.Model, names: Iterable[str], columns: dict) -> bool:
    """Whether the row has the values of `columns` under these names."""
    return all(plain_value(getattr(row, name)) == columns[name] for name in names)


def _model_values(model: type[models.Model], columns: dict) -> dict:
    """Plain columns as values of the model's fields."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {
        name: None if value is None else fields[name].to_python(value)
        for name, value in columns.items()
    }


# Conflicts


def find_conflicts(entries: Iterable[UndoEntry]) -> Iterator[str]:
    """The places where somebody changed, deleted or referred to what was written, a sentence each."""
    created: KeysByModel = defaultdict(set)
    for entry in list(entries):
        list(entry.rows.select_for_update(of=("self",)))
        conflict = _find_change(entry)
        if conflict:
            yield conflict
        if entry.before is None:
            created[apps.get_model(entry.model)].add(entry.pk)
    for model in apps.get_models():
        is_history = hasattr(model, "instance_type")
        if model._meta.app_label not in IGNORED_APPS and not is_history:
            yield from _find_references(model, created)


def _find_change(entry: UndoEntry) -> str:
    """How the row differs from what was left, "" where it does not."""
    present = read_columns(entry.rows)
    if entry.after is None:
        if present is None:
            return ""
        return _("%s is there again.") % _label(entry.rows.get())
    model = apps.get_model(entry.model)
    if present is None:
        return _("%(kind)s %(number)s is gone.") % {
            "kind": capfirst(model._meta.verbose_name),
            "number": entry.pk,
        }
    changed = [
        name
        for name, value in entry.after.items()
        if name not in IGNORED_COLUMNS and present[name] != value
    ]
    if not changed:
        return ""
    return _("%(record)s was changed since: %(fields)s.") % {
        "record": _label(entry.rows.get()),
        "fields": join_list(_field_labels(model, changed), current_language()),
    }


def _field_labels(model: type[models.Model], columns: list[str]) -> list[str]:
    """The names of the changed fields; computed ones only where nothing else changed."""
    fields = [field for field in model._meta.concrete_fields if field.attname in columns]
    edited = [field for field in fields if field.editable]
    return [str(field.verbose_name) for field in edited or fields]


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


def _label(row: models.Model) -> str:
    return f"{capfirst(row._meta.verbose_name)} “{row}”"
