"""What an import of the shipped data would do: each entry against what stands in the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import prefetch_related_objects

from seeds.models import Shipped
from seeds.shipped.entries import ShippedEntry
from seeds.shipped.stored_state import lock_record, record_hash


class ShippedAction(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"  # somebody edited the record since
    GONE = "gone"  # somebody deleted the record, or one that it points at
    DROPPED = "dropped"  # the record stands, but no entry does any more


WRITE_ACTIONS = {ShippedAction.NEW, ShippedAction.CHANGED}


@dataclass(frozen=True)
class ShippedStep:
    """One entry, what is to be done about it, and the record that stands for it; of a dropped one the record alone."""

    entry: ShippedEntry | None
    action: ShippedAction
    shipped: Shipped | None = None

    @property
    def name(self) -> str:
        """Kind and key of the entry, the dropped one's too."""
        return self.entry.name if self.entry else self.shipped.key


def plan_import(entries: Iterable[ShippedEntry], *, locking: bool = False) -> list[ShippedStep]:
    """A step for every entry, in their order, then the dropped ones; nothing is written.

    With `locking`, for a transaction that goes on to apply it, nobody can edit a record once it is compared.
    """
    entries = list(entries)
    known = {shipped.key: shipped for shipped in Shipped.objects.select_related("content_type")}
    if locking:
        for entry in entries:
            if entry.name in known and known[entry.name].entry_hash != entry.digest():
                lock_record(entry.kind, known[entry.name].object_id)
    prefetch_related_objects(list(known.values()), "record")
    steps = [_step(entry, known.pop(entry.name, None)) for entry in entries]
    gone = {step.name for step in steps if step.shipped and step.shipped.record is None}
    dropped = [
        ShippedStep(None, ShippedAction.DROPPED, shipped)
        for shipped in known.values()
        if shipped.record is not None
    ]
    return [*_without_lost(steps, gone), *dropped]


def _step(entry, shipped):
    if shipped is None:
        return ShippedStep(entry, ShippedAction.NEW)
    if shipped.entry_hash == entry.digest():
        return ShippedStep(entry, ShippedAction.UNCHANGED, shipped)
    if shipped.record is None:
        return ShippedStep(entry, ShippedAction.GONE, shipped)
    untouched = shipped.record_hash == record_hash(entry.kind, shipped.object_id)
    return ShippedStep(entry, ShippedAction.CHANGED if untouched else ShippedAction.KEPT, shipped)


def _without_lost(steps, gone):
    """The same steps, but nothing is written that points at what somebody deleted."""
    found = []
    for step in steps:
        if step.action in WRITE_ACTIONS and step.entry.target_names() & gone:
            found.append(ShippedStep(step.entry, ShippedAction.GONE, step.shipped))
        else:
            found.append(step)
    left_out = {
        step.name for step in found if step.action is ShippedAction.GONE and step.shipped is None
    } - gone
    return _without_lost(found, gone | left_out) if left_out else found
