"""Rows updated to the values of entries; a row that has them already keeps its history unchanged."""

from collections.abc import Iterable, Sequence

from django.db import models
from django.utils.translation import gettext_noop

from consortia.models.evidence import Fact
from portal.audit.deletion_history import one_deletion
from portal.audit.history_reasons import declare_reason
from seeds.shipped.entries import ShippedEntry
from seeds.shipped.kinds import EVIDENCE, ShippedKind
from seeds.shipped.stored_state import related_rows

CHANGE_REASON = declare_reason(gettext_noop("Shipped with the portal"))


def match_rows(
    old: Sequence[models.Model], new: Sequence[dict], *, unique_columns: tuple[str, ...] = ()
) -> list[models.Model | None]:
    """For each new row's values the old row to update, or None; no old row is used twice.

    Equal rows are matched first, then those with the same values in `unique_columns`, so that no update meets
    a row which it may not equal; what is left is paired in order.
    """
    free = list(old)
    matches: list[models.Model | None] = [None] * len(new)
    all_columns = tuple(new[0]) if new else ()
    for columns in (all_columns, unique_columns, ()):
        for number, values in enumerate(new):
            if matches[number] is not None:
                continue
            match = next((row for row in free if has_values(row, values, columns)), None)
            if match is not None:
                matches[number] = match
                free.remove(match)
    return matches


def has_values(row: models.Model, values: dict, columns: Iterable[str]) -> bool:
    """Whether the row has the values in these columns."""
    return all(getattr(row, column) == values[column] for column in columns)


class ShippedRowWriter:
    """Stores and deletes rows in a person's name; a row with the same values is not saved."""

    def __init__(self, *, by):
        self.by = by
        self.current_entry: ShippedEntry | None = None

    def save_if_changed(self, record: models.Model, values: dict) -> models.Model:
        """The record with the values, saved if it is new or has any other value."""
        if record._state.adding or not has_values(record, values, values):
            for name, value in values.items():
                setattr(record, name, value)
            self._with_history(record).save()
        return record

    def sync_rows(
        self,
        holder: models.Model,
        name: str,
        kind: ShippedKind,
        wanted: Sequence[tuple[ShippedEntry, dict]],
    ) -> list[tuple[ShippedEntry, models.Model]]:
        """Make the holder's rows under that name the wanted ones: update, create and delete."""
        old = sorted(related_rows(holder, name), key=_position)
        values_of_rows = [values for _entry, values in wanted]
        matches = match_rows(old, values_of_rows, unique_columns=kind.unique_columns)
        for row in old:
            if row not in matches:
                self.delete(row, kind)
        has_position = hasattr(kind.model, "position")
        saved = []
        for position, (match, (entry, values)) in enumerate(zip(matches, wanted, strict=True), 1):
            self.current_entry = entry
            row = match or kind.model(**{kind.parent: holder})
            order = {"position": position} if has_position else {}
            saved.append((entry, self.save_if_changed(row, {**values, **order})))
        return saved

    @one_deletion()
    def delete(self, row: models.Model, kind: ShippedKind) -> None:
        """Delete a row with its children, each with person and reason in its history."""
        children = dict(kind.children)
        if isinstance(row, Fact):
            children["evidence"] = EVIDENCE
        for name, child_kind in children.items():
            for child in related_rows(row, name):
                self.delete(child, child_kind)
        self._with_history(row).delete()

    def _with_history(self, row: models.Model) -> models.Model:
        row._history_user = self.by
        row._change_reason = CHANGE_REASON
        return row


def _position(row: models.Model) -> int:
    return getattr(row, "position", 0)
