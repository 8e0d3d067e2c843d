"""The log of what a step did to rows, exact enough to undo it: each row created, changed or deleted."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.apps import apps
from django.db import models

IGNORED_COLUMNS = frozenset({"changed_at"})  # moves with every save and says nothing


@dataclass(frozen=True, kw_only=True)
class UndoEntry:
    """One row before and after: all columns of one created or deleted, the changed ones of another."""

    model: str
    pk: int
    before: dict | None
    after: dict | None

    def as_json(self) -> dict:
        """The entry as JSON holds it."""
        return asdict(self)

    @property
    def is_empty(self) -> bool:
        """Whether the row exists neither before nor after."""
        return self.before is None and self.after is None

    @property
    def rows(self) -> models.QuerySet:
        """The row, if it exists."""
        return apps.get_model(self.model)._base_manager.filter(pk=self.pk)


def read_columns(rows: models.QuerySet) -> dict | None:
    """The columns of the row as plain data; None where it does not exist."""
    columns = rows.order_by().values().first()
    if columns is None:
        return None
    return {name: plain_value(value) for name, value in columns.items()}


def plain_value(value: object) -> object:
    """A value as JSON holds it."""
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def build_undo_entry(
    model: type[models.Model], pk: int, before: dict | None, after: dict | None
) -> UndoEntry | None:
    """The entry for a row from its columns before and after; None where nothing changed."""
    if before == after:
        return None
    if before is not None and after is not None:
        changed = [name for name in after if before[name] != after[name]]
        if IGNORED_COLUMNS.issuperset(changed):
            return None
        before = {name: before[name] for name in changed}
        after = {name: after[name] for name in changed}
    return UndoEntry(model=model._meta.label_lower, pk=pk, before=before, after=after)


def merge_undo_entries(entries: Iterable[UndoEntry]) -> list[UndoEntry]:
    """One entry for each row, by when it was first touched: from its first state to its last one."""
    by_row: dict[tuple[str, int], UndoEntry] = {}
    for entry in entries:
        key = (entry.model, entry.pk)
        by_row[key] = _merge(by_row[key], entry) if key in by_row else entry
    return [entry for entry in by_row.values() if not entry.is_empty]


def _merge(first: UndoEntry, second: UndoEntry) -> UndoEntry:
    after = None if second.after is None else {**(first.after or {}), **second.after}
    before = first.before
    if before is not None and second.before is not None:
        before = {**second.before, **before}
    return UndoEntry(model=first.model, pk=first.pk, before=before, after=after)
