"""The plan of an import of the shipped data: each entry compared with the database."""

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
    EDITED = "kept"  # somebody edited the record since
    DELETED = "gone"  # somebody deleted the record, or one that it points at
    REMOVED = "dropped"  # the record stands, but no entry does any more


WRITE_ACTIONS = {ShippedAction.NEW, ShippedAction.CHANGED}


@dataclass(frozen=True)
class ShippedStep:
    """One entry, what to do about it, and its record; a removed entry has the record alone."""

    entry: ShippedEntry | None
    action: ShippedAction
    shipped: Shipped | None = None

    @property
    def name(self) -> str:
        """Kind and key of the entry, also of a removed one."""
        return self.entry.name if self.entry else self.shipped.key

    @property
    def is_record_deleted(self) -> bool:
        """Whether there was a record that somebody deleted."""
        return self.shipped is not None and self.shipped.record is None


def plan_import(entries: Iterable[ShippedEntry], *, lock: bool = False) -> list[ShippedStep]:
    """A step for every entry, in their order, then the removed ones; nothing is written.

    With `lock`, for a transaction that goes on to apply it, nobody can edit a record once it is compared.
    """
    entries = list(entries)
    stored = {shipped.key: shipped for shipped in Shipped.objects.select_related("content_type")}
    if lock:
        _lock_changed(entries, stored)
    prefetch_related_objects(list(stored.values()), "record")
    steps = [_compare(entry, stored.pop(entry.name, None)) for entry in entries]
    deleted = {step.name for step in steps if step.is_record_deleted}
    return [*_without_dangling(steps, deleted), *_removed_steps(stored.values())]


def _lock_changed(entries: Iterable[ShippedEntry], stored: dict[str, Shipped]) -> None:
    """Lock the records whose entries changed since the last import."""
    for entry in entries:
        shipped = stored.get(entry.name)
        if shipped and shipped.entry_hash != entry.digest():
            lock_record(entry.kind, shipped.object_id)


def _removed_steps(stored: Iterable[Shipped]) -> list[ShippedStep]:
    """The steps of records that no entry stands for any more."""
    return [
        ShippedStep(None, ShippedAction.REMOVED, shipped)
        for shipped in stored
        if shipped.record is not None
    ]


def _compare(entry: ShippedEntry, shipped: Shipped | None) -> ShippedStep:
    if shipped is None:
        return ShippedStep(entry, ShippedAction.NEW)
    if shipped.entry_hash == entry.digest():
        return ShippedStep(entry, ShippedAction.UNCHANGED, shipped)
    if shipped.record is None:
        return ShippedStep(entry, ShippedAction.DELETED, shipped)
    is_untouched = shipped.record_hash == record_hash(entry.kind, shipped.object_id)
    action = ShippedAction.CHANGED if is_untouched else ShippedAction.EDITED
    return ShippedStep(entry, action, shipped)


def _without_dangling(steps: list[ShippedStep], deleted: set[str]) -> list[ShippedStep]:
    """The same steps, but nothing is written that refers to what somebody deleted."""
    while True:
        steps = [_unless_dangling(step, deleted) for step in steps]
        left_out = {step.name for step in steps if _is_left_out(step)}
        if left_out <= deleted:
            return steps
        deleted = deleted | left_out


def _unless_dangling(step: ShippedStep, deleted: set[str]) -> ShippedStep:
    if step.action in WRITE_ACTIONS and not deleted.isdisjoint(step.entry.target_names()):
        return ShippedStep(step.entry, ShippedAction.DELETED, step.shipped)
    return step


def _is_left_out(step: ShippedStep) -> bool:
    """Whether the entry was never written and is not written now."""
    return step.action is ShippedAction.DELETED and step.shipped is None
