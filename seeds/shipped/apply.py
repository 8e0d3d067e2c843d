"""The shipped data become records: compared and written in one transaction, or nothing."""

from collections import Counter
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from portal.search.index_updates import gathered
from seeds.models import Batch
from seeds.shipped.entries import Entry
from seeds.shipped.plan import WRITTEN, Action, Step, plan
from seeds.shipped.source import DataRefused, Fault
from seeds.shipped.writer import Writer


def import_shipped(entries: Iterable[Entry], *, by=None, dry_run=False, each=None) -> list[Step]:
    """What was done about each entry, or in a dry run would be; `each` hears of every step when it is taken.

    DataRefused names the entry that a constraint forbids; then nothing is written.
    """
    if dry_run:
        return plan(entries)
    with gathered():
        steps = plan(entries, locking=True)
        apply_plan(steps, by=by, each=each)
    return steps


@gathered()
def apply_plan(steps: Iterable[Step], *, by=None, each=None) -> Batch | None:
    """The import run that wrote the new and the changed entries; None where there were none."""
    steps = list(steps)
    writes = [step for step in steps if step.action in WRITTEN]
    batch = _batch(steps, by) if writes else None
    writer = Writer(steps, by=by)
    try:
        for step in writes:
            writer.write(step)
        for step in steps:
            if step.action in WRITTEN:
                writer.fill(step.entry)
            if each:
                each(step)
        writer.finish(step.entry for step in writes)
    except (IntegrityError, ValidationError) as error:
        raise DataRefused([Fault(writer.at.path, writer.at.line, " ".join(str(error).split()))]) from error
    return batch


def _batch(steps, by):
    """The record of a run."""
    counts = Counter(step.action for step in steps)
    return Batch.objects.create(
        by=by,
        started_at=timezone.now(),
        what="shipped data",
        new=counts[Action.NEW],
        changed=counts[Action.CHANGED],
        refused=counts[Action.KEPT] + counts[Action.GONE],
    )
