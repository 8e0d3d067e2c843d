"""What a decision did to rows, exact enough to be undone: each row that it made, changed or took away."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.apps import apps
from django.db import models

IGNORED_COLUMNS = frozenset({"changed_at"})  # moves with every save and says nothing


@dataclass(frozen=True, kw_only=True)
class UndoEntry:
    """One row before and after: all columns of one that was made or taken away, the changed ones of another."""

    model: str
    pk: int
    before: dict | None
    after: dict | None

    def as_json(self) -> dict:
        """The trace as a proposal keeps it."""
        return asdict(self)

    @property
    def rows(self) -> models.QuerySet:
        """The row, if it stands."""
        return apps.get_model(self.model)._base_manager.filter(pk=self.pk)


def read_columns(rows: models.QuerySet) -> dict | None:
    """The columns of the row as plain data; None where it does not stand."""
    found = rows.order_by().values().first()
    return None if found is None else {name: plain_value(value) for name, value in found.items()}


def plain_value(value: object) -> object:
    """A value as JSON holds it."""
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def build_undo_entry(
    model: type[models.Model], pk: int, before: dict | None, after: dict | None
) -> UndoEntry | None:
    """What happened to a row between two looks at it; None where nothing did."""
    if before == after:
        return None
    if before is not None and after is not None:
        moved = [name for name in after if before[name] != after[name]]
        if set(moved) <= IGNORED_COLUMNS:
            return None
        before, after = ({name: side[name] for name in moved} for side in (before, after))
    return UndoEntry(model=model._meta.label_lower, pk=pk, before=before, after=after)


def merge_undo_entries(traces: Iterable[UndoEntry]) -> list[UndoEntry]:
    """One trace for each row, in the order in which they were first touched: the first state before, the last one after."""
    found: dict[tuple[str, int], UndoEntry] = {}
    for trace in traces:
        key = (trace.model, trace.pk)
        found[key] = _joined(found[key], trace) if key in found else trace
    return [trace for trace in found.values() if not (trace.before is None and trace.after is None)]


def _joined(first: UndoEntry, then: UndoEntry) -> UndoEntry:
    after = None if then.after is None else {**(first.after or {}), **then.after}
    before = first.before
    if before is not None and then.before is not None:
        before = {**then.before, **before}
    return UndoEntry(model=first.model, pk=first.pk, before=before, after=after)
