"""What a decision did to rows, exact enough to be undone: each row that it made, changed or took away."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.apps import apps
from django.db import models

UNTOLD = frozenset({"changed_at"})  # moves with every save and says nothing


@dataclass(frozen=True, kw_only=True)
class Trace:
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


def columns_of(rows: models.QuerySet) -> dict | None:
    """The columns of the row as plain data; None where it does not stand."""
    found = rows.order_by().values().first()
    return None if found is None else {name: plain(value) for name, value in found.items()}


def plain(value: object) -> object:
    """A value as JSON holds it."""
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def trace_of(model: type[models.Model], pk: int, before: dict | None, after: dict | None) -> Trace | None:
    """What happened to a row between two looks at it; None where nothing did."""
    if before == after:
        return None
    if before is not None and after is not None:
        moved = [name for name in after if before[name] != after[name]]
        if set(moved) <= UNTOLD:
            return None
        before, after = ({name: side[name] for name in moved} for side in (before, after))
    return Trace(model=model._meta.label_lower, pk=pk, before=before, after=after)


def merged(traces: Iterable[Trace]) -> list[Trace]:
    """One trace for each row, in the order in which they were first touched: the first state before, the last one after."""
    found: dict[tuple[str, int], Trace] = {}
    for trace in traces:
        key = (trace.model, trace.pk)
        found[key] = _joined(found[key], trace) if key in found else trace
    return [trace for trace in found.values() if not (trace.before is None and trace.after is None)]


def _joined(first: Trace, then: Trace) -> Trace:
    after = None if then.after is None else {**(first.after or {}), **then.after}
    before = first.before
    if before is not None and then.before is not None:
        before = {**then.before, **before}
    return Trace(model=first.model, pk=first.pk, before=before, after=after)
