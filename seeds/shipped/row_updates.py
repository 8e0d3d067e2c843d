"""Rows brought to what they should say: one that says it already stays as it is, and its history with it."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_noop

from consortia.models.evidence import Fact
from portal.audit.deletion_history import one_deletion
from seeds.shipped.entries import ShippedEntry
from seeds.shipped.kinds import EVIDENCE, ShippedKind
from seeds.shipped.stored_state import related_rows

CHANGE_REASON = gettext_noop("Shipped with the portal")


def match_rows(
    old: Sequence[models.Model], new: Sequence[dict], *, once: tuple[str, ...] = ()
) -> list[models.Model | None]:
    """For each new row's values the old row that takes them on, or None; no old row is taken twice.

    Equal rows find each other first, then those with the same values in `once`, so that no update meets a row
    which it may not equal; what is left is paired in order.
    """
    free, takers = list(old), [None] * len(new)
    for names in (new[0].keys() if new else (), once, ()):
        for place, values in enumerate(new):
            if takers[place] is None:
                takers[place] = next((row for row in free if has_values(row, values, names)), None)
                free = [row for row in free if row is not takers[place]]
    return takers


def has_values(row: models.Model, values: dict, names) -> bool:
    """Whether the row has these of the values."""
    return all(getattr(row, name) == values[name] for name in names)


class ShippedRowWriter:
    """Stores and deletes rows in a person's name; what says the same already is left alone."""

    def __init__(self, *, by):
        self.by = by
        self.current_entry: ShippedEntry | None = None  # what is being written

    def save_if_changed(self, record: models.Model, values: dict) -> models.Model:
        """The record with the values, stored if it is new or says anything else."""
        if record._state.adding or not has_values(record, values, values):
            for name, value in values.items():
                setattr(record, name, value)
            self._signed(record).save()
        return record

    def sync_rows(
        self,
        holder: models.Model,
        name: str,
        kind: ShippedKind,
        wanted: Sequence[tuple[ShippedEntry, dict]],
    ) -> list[tuple[ShippedEntry, models.Model]]:
        """The rows that the holder has under that name, as they are wanted: old ones kept or updated, surplus ones deleted."""
        old = sorted(related_rows(holder, name), key=lambda row: getattr(row, "position", 0))
        takers = match_rows(old, [values for _, values in wanted], once=kind.unique_columns)
        for row in old:
            if row not in takers:
                self.delete(row, kind)
        laid = []
        for position, (taker, (entry, values)) in enumerate(zip(takers, wanted, strict=True), 1):
            self.current_entry = entry
            place = {"position": position} if hasattr(kind.model, "position") else {}
            laid.append(
                (
                    entry,
                    self.save_if_changed(
                        taker or kind.model(**{kind.parent: holder}), {**values, **place}
                    ),
                )
            )
        return laid

    @one_deletion()
    def delete(self, row: models.Model, kind: ShippedKind) -> None:
        """Delete a row with all that hangs on it, each with who and why in its history."""
        hanging = (
            {**kind.children, "evidence": EVIDENCE} if isinstance(row, Fact) else kind.children
        )
        for name, child in hanging.items():
            for one in related_rows(row, name):
                self.delete(one, child)
        self._signed(row).delete()

    def _signed(self, row):
        row._history_user, row._change_reason = self.by, CHANGE_REASON
        return row
