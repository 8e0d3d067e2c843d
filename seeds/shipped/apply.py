"""The import of the shipped data: compared and written in one transaction, or nothing."""

from collections import Counter
from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from portal.search.index_updates import batch_updates
from seeds.models import Batch
from seeds.models.batch import SHIPPED_DATA
from seeds.shipped.entries import ShippedEntry
from seeds.shipped.plan import WRITE_ACTIONS, ShippedAction, ShippedStep, plan_import
from seeds.shipped.source import DataRefused
from seeds.shipped.writer import ShippedWriter


def import_shipped(
    entries: Iterable[ShippedEntry],
    *,
    by=None,
    dry_run: bool = False,
    on_step: Callable[[ShippedStep], object] | None = None,
) -> list[ShippedStep]:
    """Import the entries; the step of each, in a dry run what it would be.

    `on_step` is called with every step when it is done. Raises DataRefused with the entry that
    a constraint forbids; then nothing is written.
    """
    if dry_run:
        return plan_import(entries)
    with batch_updates():
        steps = plan_import(entries, lock=True)
        apply_steps(steps, by=by, on_step=on_step)
    return steps


@batch_updates()
def apply_steps(
    steps: Iterable[ShippedStep],
    *,
    by=None,
    on_step: Callable[[ShippedStep], object] | None = None,
) -> Batch | None:
    """Write the new and the changed entries; the import run, None where there is nothing to write."""
    steps = list(steps)
    writes = [step for step in steps if step.action in WRITE_ACTIONS]
    batch = _create_batch(steps, by) if writes else None
    writer = ShippedWriter(steps, by=by)
    try:
        for step in writes:
            writer.write(step)
        for step in steps:
            if step.action in WRITE_ACTIONS:
                writer.write_related(step.entry)
            if on_step:
                on_step(step)
        writer.store_hashes(step.entry for step in writes)
    except (IntegrityError, ValidationError) as error:
        entry = writer.current_entry
        reason = " ".join(str(error).split())
        raise DataRefused.at(entry.path, entry.line, reason) from error
    return batch


def _create_batch(steps: Iterable[ShippedStep], by) -> Batch:
    counts = Counter(step.action for step in steps)
    return Batch.objects.create(
        by=by,
        started_at=timezone.now(),
        what=SHIPPED_DATA,
        new=counts[ShippedAction.NEW],
        changed=counts[ShippedAction.CHANGED],
        refused=counts[ShippedAction.EDITED] + counts[ShippedAction.DELETED],
    )
