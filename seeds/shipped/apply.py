"""The shipped data become records: compared and written in one transaction, or nothing."""

from collections import Counter
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from portal.search.index_updates import batch_updates
from seeds.models import Batch
from seeds.shipped.entries import ShippedEntry
from seeds.shipped.plan import WRITE_ACTIONS, ShippedAction, ShippedStep, plan_import
from seeds.shipped.source import DataFault, DataRefused
from seeds.shipped.writer import ShippedWriter


def import_shipped(
    entries: Iterable[ShippedEntry], *, by=None, dry_run=False, each=None
) -> list[ShippedStep]:
    """What was done about each entry, or in a dry run would be; `each` hears of every step when it is taken.

    DataRefused names the entry that a constraint forbids; then nothing is written.
    """
    if dry_run:
        return plan_import(entries)
    with batch_updates():
        steps = plan_import(entries, locking=True)
        apply_steps(steps, by=by, each=each)
    return steps


@batch_updates()
def apply_steps(steps: Iterable[ShippedStep], *, by=None, each=None) -> Batch | None:
    """The import run that wrote the new and the changed entries; None where there were none."""
    steps = list(steps)
    writes = [step for step in steps if step.action in WRITE_ACTIONS]
    batch = _batch(steps, by) if writes else None
    writer = ShippedWriter(steps, by=by)
    try:
        for step in writes:
            writer.write(step)
        for step in steps:
            if step.action in WRITE_ACTIONS:
                writer.write_related(step.entry)
            if each:
                each(step)
        writer.store_hashes(step.entry for step in writes)
    except (IntegrityError, ValidationError) as error:
        raise DataRefused(
            [
                DataFault(
                    writer.current_entry.path,
                    writer.current_entry.line,
                    " ".join(str(error).split()),
                )
            ]
        ) from error
    return batch


def _batch(steps, by):
    """The record of a run."""
    counts = Counter(step.action for step in steps)
    return Batch.objects.create(
        by=by,
        started_at=timezone.now(),
        what="shipped data",
        new=counts[ShippedAction.NEW],
        changed=counts[ShippedAction.CHANGED],
        refused=counts[ShippedAction.KEPT] + counts[ShippedAction.GONE],
    )
