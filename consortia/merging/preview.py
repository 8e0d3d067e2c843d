"""Preview of a merge: differing fields, and the number of rows that would move."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models, transaction
from django.utils.translation import gettext as _

from consortia.merging.merge import MergeOutcome, lock_records, merge_records, record_pairs
from consortia.merging.reference_moves import editable_fields, get_model, should_take_value


@dataclass(frozen=True)
class FieldChoice:
    """A field whose values differ. `fills`: the survivor is blank and takes the duplicate's value."""

    key: str
    label: str
    kept: str
    gone: str
    fills: bool


@dataclass(frozen=True)
class MergePreview:
    """The effect of a merge: field choices, row counts by model, added aliases, a hash of the state."""

    choices: list[FieldChoice]
    moved: list[tuple[str, int]]
    joined: list[tuple[str, int]]
    added: list[str]
    state: str


def preview_merge(survivor: models.Model, duplicate: models.Model, *, by) -> MergePreview:
    """Preview a merge by running it in a transaction that is rolled back."""
    with transaction.atomic():
        survivor, duplicate = lock_records(survivor, duplicate)
        choices: list[FieldChoice] = []
        for survivor_row, duplicate_row in record_pairs(survivor, duplicate):
            choices += _field_choices(survivor_row, duplicate_row)
        outcome = merge_records(survivor, duplicate, by=by, picks=frozenset())
        added_names = [
            str(get_model(step["model"])._base_manager.get(pk=step["row"]))
            for step in _steps(outcome, "added")
        ]
        transaction.set_rollback(True)
    moved_counts = Counter()
    for step in _steps(outcome, "moved"):
        moved_counts[step["model"]] += len(step["rows"])
    deleted_counts = Counter(step["row"]["model"] for step in _steps(outcome, "deleted"))
    deleted_counts[type(survivor)._meta.label_lower] -= 1  # the duplicate itself
    return MergePreview(
        choices,
        _labelled_counts(moved_counts),
        _labelled_counts(+deleted_counts),
        added_names,
        outcome.state,
    )


def _steps(outcome: MergeOutcome, kind: str) -> list[dict]:
    return [step for step in outcome.mover.steps if step["step"] == kind]


def _labelled_counts(counter: Counter) -> list[tuple[str, int]]:
    """Replace model labels with verbose names; sorted by label."""
    return [
        (str(get_model(label)._meta.verbose_name_plural), count)
        for label, count in sorted(counter.items())
    ]


def _field_choices(survivor, duplicate) -> Iterator[FieldChoice]:
    model_name = type(survivor)._meta.model_name
    for field in editable_fields(type(survivor)):
        other_value = getattr(duplicate, field.attname)
        if other_value in (None, "") or other_value == getattr(survivor, field.attname):
            continue
        yield FieldChoice(
            key=f"{model_name}.{field.name}",
            label=str(field.verbose_name),
            kept=_display_value(survivor, field),
            gone=_display_value(duplicate, field),
            fills=should_take_value(field, survivor, duplicate, picked=False),
        )


def _display_value(record, field) -> str:
    if field.is_relation:
        return str(getattr(record, field.name) or "")
    value = getattr(record, field.attname)
    if isinstance(field, models.BooleanField):
        return _("yes") if value else _("no")
    return str(dict(field.flatchoices).get(value, value))
