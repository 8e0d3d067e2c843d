"""Exact undo of a merge; refused if a row was edited since."""

import json
from collections.abc import Iterator

from django.core import serializers
from django.db import IntegrityError, connection, models, transaction
from django.db.models.deletion import Collector
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consortia.merging.merge import MergeRefused
from consortia.merging.reference_moves import ReferenceMover, get_model, hash_rows, record_history
from consortia.models import Merge
from consortia.models.user_limits import may_edit
from portal.audit import history_restore, journal
from portal.audit.journal import JournalAction
from portal.search.index_updates import batch_updates, before_bulk_update

UNDO_PERMISSION = "consortia.change_merge"
MAX_EDITS_SHOWN = 10


@batch_updates()
def undo_merge(record: Merge, *, by) -> Merge:
    """Restore the duplicate and everything that the merge moved; return the merge, marked as undone.

    Raises MergeRefused without permission, or if a row was edited since the merge.
    """
    record = Merge.objects.select_for_update().get(pk=record.pk)
    survivor = (
        record.content_type.model_class()
        ._base_manager.filter(pk=record.kept_id)
        .select_for_update(of=("self",))
        .first()
    )
    refusal = undo_refusal_reason(record, survivor, by=by)
    if refusal:
        raise MergeRefused(refusal)
    _revert_steps(record, by=by)
    record.undone_at = timezone.now()
    record.undone_by = by
    record.save(update_fields=["undone_at", "undone_by"])
    journal.write(
        JournalAction.MERGED,
        by=by,
        record=survivor,
        what="unmerge",
        merge=record.pk,
        back=record.gone_id,
    )
    return record


def _revert_steps(record, *, by) -> None:
    """Revert the steps in reverse order; raises MergeRefused if a required row no longer exists."""
    try:
        with transaction.atomic():
            for step in reversed(record.steps):
                revert = REVERT_FUNCTIONS[step["step"]]
                revert(step, by)
            tables = [get_model(label)._meta.db_table for label in _restored_labels(record)]
            connection.check_constraints(tables)
    except IntegrityError as error:
        raise MergeRefused(
            _("Something that belonged to the records is gone, so the merge cannot be undone.")
        ) from error


def undo_refusal_reason(record: Merge, survivor: models.Model | None, *, by) -> str:
    """Return the reason why the user cannot undo the merge; blank if they can."""
    if record.undone_at:
        return _("This merge was undone already.")
    if survivor is None:
        return _(
            "The kept record is gone: it was deleted, or merged into another. Undo that first."
        )
    if not by.has_perm(UNDO_PERMISSION) or not may_edit(by, survivor):
        return _("You have no right to undo this merge.")
    if type(survivor)._base_manager.filter(pk=record.gone_id).exists():
        return _("The record that was gone is back already.")
    edits = list(find_later_edits(record))
    if edits:
        return _("Somebody edited since: %s.") % "; ".join(edits[:MAX_EDITS_SHOWN])
    return ""


# Edits since the merge


def find_later_edits(record: Merge) -> Iterator[str]:
    """Yield the labels of the rows that changed since the merge."""
    for label, hashes in record.left.items():
        model = get_model(label)
        current_hashes = hash_rows(label, list(hashes))
        for key, row_hash in hashes.items():
            if current_hashes.get(key) != row_hash:
                row = model._base_manager.filter(pk=key).first()
                yield _label_row(model, row or _deleted_row_name(model, key))
    yield from _rows_on_added_rows(record)


def _label_row(model, row) -> str:
    return f"{capfirst(model._meta.verbose_name)} {row}"


def _deleted_row_name(model, key) -> str:
    """The name of a deleted row in its latest history entry; its key if it has no history."""
    if not hasattr(model, "history"):
        return key
    history = history_restore.deleted_history(model)
    last_entry = history.filter(**{model._meta.pk.attname: key}).first()
    return history_restore.historical_name(last_entry) if last_entry else key


def _rows_on_added_rows(record) -> Iterator[str]:
    """Yield the labels of the rows that an undo would delete together with the rows that the merge added."""
    for step in record.steps:
        if step["step"] != "added":
            continue
        row = get_model(step["model"])._base_manager.filter(pk=step["row"]).first()
        if row is None:
            continue
        for model, dependent in _rows_deleted_with(row):
            if dependent != row:
                yield _label_row(model, dependent)


def _rows_deleted_with(row) -> Iterator[tuple[type[models.Model], models.Model]]:
    """Yield (model, row) for the row and all rows that Django deletes with it."""
    collector = Collector(using=row._state.db)
    collector.collect([row])
    yield from collector.instances_with_model()
    for queryset in collector.fast_deletes:
        for dependent in queryset:
            yield queryset.model, dependent


# Reverting the steps


def _restored_labels(record) -> list[str]:
    """The labels of the models of the rows that the undo restores."""
    return sorted({step["row"]["model"] for step in record.steps if step["step"] == "deleted"})


def _deserialize_row(step) -> models.Model:
    return next(serializers.deserialize("json", json.dumps([step["row"]]))).object


def _revert_delete(step, by):
    row = _deserialize_row(step)
    row.save_base(raw=True, force_insert=True)
    record_history([row], by=by, new=True)


def _revert_change(step, by):
    row = _deserialize_row(step)
    row.save_base(raw=True, force_update=True)
    record_history([row], by=by, new=False)


def _revert_move(step, by):
    rows = get_model(step["model"])._base_manager.filter(pk__in=step["rows"])
    before_bulk_update(rows.model, step["rows"])
    rows.update(**{step["column"]: step["from"]})
    record_history(list(rows), by=by, new=False)


def _revert_add(step, by):
    row = get_model(step["model"])._base_manager.get(pk=step["row"])
    ReferenceMover(by=by).delete(row)


REVERT_FUNCTIONS = {
    "deleted": _revert_delete,
    "changed": _revert_change,
    "moved": _revert_move,
    "added": _revert_add,
}
