"""Undoing a merge, exactly: every row as it was before; refused where somebody edited since."""

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
from consortia.models.limits import may_edit
from portal.audit import history_restore, journal
from portal.audit.journal import JournalAction
from portal.search.index_updates import batch_updates, before_bulk_update

UNDO_PERMISSION = "consortia.change_merge"


@batch_updates()
def undo_merge(record: Merge, *, by) -> Merge:
    """Bring the gone record back as it was, with everything that the merge moved; the merge comes back as undone."""
    record = Merge.objects.select_for_update().get(pk=record.pk)
    kept = (
        record.content_type.model_class()
        ._base_manager.filter(pk=record.kept_id)
        .select_for_update(of=("self",))
        .first()
    )
    if refusal := undo_refusal_reason(record, kept, by=by):
        raise MergeRefused(refusal)
    try:
        with transaction.atomic():
            for step in reversed(record.steps):
                UNDO_ACTIONS[step["step"]](step, by)
            connection.check_constraints(
                [get_model(label)._meta.db_table for label in _put_back_labels(record)]
            )
    except IntegrityError as error:
        raise MergeRefused(
            _("Something that belonged to the records is gone, so the merge cannot be undone.")
        ) from error
    record.undone_at, record.undone_by = timezone.now(), by
    record.save(update_fields=["undone_at", "undone_by"])
    journal.write(
        JournalAction.MERGED,
        by=by,
        record=kept,
        what="unmerge",
        merge=record.pk,
        back=record.gone_id,
    )
    return record


def undo_refusal_reason(record: Merge, kept: models.Model | None, *, by) -> str:
    """The reason why the person cannot undo the merge; blank where they can."""
    if record.undone_at:
        return _("This merge was undone already.")
    if kept is None:
        return _(
            "The kept record is gone: it was deleted, or merged into another. Undo that first."
        )
    if not by.has_perm(UNDO_PERMISSION) or not may_edit(by, kept):
        return _("You have no right to undo this merge.")
    if type(kept)._base_manager.filter(pk=record.gone_id).exists():
        return _("The record that was gone is back already.")
    if edited := list(find_later_edits(record)):
        return _("Somebody edited since: %s.") % "; ".join(edited[:10])
    return ""


def find_later_edits(record: Merge) -> Iterator[str]:
    """The rows that are not as the merge left them, in words."""
    for label, hashes in record.left.items():
        now, model = hash_rows(label, list(hashes)), get_model(label)
        for key, said in hashes.items():
            if now.get(key) != said:
                row = model._base_manager.filter(pk=key).first()
                yield f"{capfirst(model._meta.verbose_name)} {row or _last_words(model, key)}"
    yield from _hanging_on_new_rows(record)


def _last_words(model, key):
    """What a deleted row was called, as far as its history says."""
    last = (
        history_restore.deleted_history(model).filter(**{model._meta.pk.attname: key}).first()
        if hasattr(model, "history")
        else None
    )
    return history_restore.historical_name(last) if last else key


def _hanging_on_new_rows(record) -> Iterator[str]:
    """What was hung since on rows that the merge made, and would go with them."""
    for step in record.steps:
        row = (
            get_model(step["model"])._base_manager.filter(pk=step["row"]).first()
            if step["step"] == "added"
            else None
        )
        if row is not None:
            collector = Collector(using=row._state.db)
            collector.collect([row])
            hanging = [
                *collector.instances_with_model(),
                *((rows.model, each) for rows in collector.fast_deletes for each in rows),
            ]
            yield from (
                f"{capfirst(model._meta.verbose_name)} {each}"
                for model, each in hanging
                if each != row
            )


# The steps, each taken back


def _put_back_labels(record):
    return sorted({step["row"]["model"] for step in record.steps if step["step"] == "deleted"})


def _put_back(step, by):
    rows = list(serializers.deserialize("json", json.dumps([step["row"]])))
    row = rows[0].object
    row.save_base(raw=True, force_insert=True)
    record_history([row], by=by, new=True)


def _set_back(step, by):
    row = next(serializers.deserialize("json", json.dumps([step["row"]]))).object
    row.save_base(raw=True, force_update=True)
    record_history([row], by=by, new=False)


def _move_back(step, by):
    rows = get_model(step["model"])._base_manager.filter(pk__in=step["rows"])
    before_bulk_update(rows.model, step["rows"])
    rows.update(**{step["column"]: step["from"]})
    record_history(list(rows), by=by, new=False)


def _take_away(step, by):
    ReferenceMover(by=by).delete(get_model(step["model"])._base_manager.get(pk=step["row"]))


UNDO_ACTIONS = {
    "deleted": _put_back,
    "changed": _set_back,
    "moved": _move_back,
    "added": _take_away,
}
