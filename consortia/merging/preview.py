"""Preview of a merge: the fields that differ, and the rows that would move."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models, transaction
from django.utils.translation import gettext as _

from consortia.merging.merge import MergeOutcome, lock_records, merge_records, record_pairs
from consortia.merging.reference_moves import editable_fields, get_model, should_take_value


@dataclass(frozen=True)
class FieldChoice:
    """A field with a different value in each record. `fills`: the kept one is blank and takes the other's."""

    key: str
    label: str
    kept: str
    gone: str
    fills: bool


@dataclass(frozen=True)
class MergePreview:
    """What a merge would do: field choices, row counts by kind, added aliases, a hash of the state."""

    choices: list[FieldChoice]
    moved: list[tuple[str, int]]
    joined: list[tuple[str, int]]
    added: list[str]
    state: str


def preview_merge(kept: models.Model, gone: models.Model, *, by) -> MergePreview:
    """Preview a merge: it is carried out, looked at, and rolled back."""
    with transaction.atomic():
        kept, gone = lock_records(kept, gone)
        choices: list[FieldChoice] = []
        for own, other in record_pairs(kept, gone):
            choices += _field_choices(own, other)
        outcome = merge_records(kept, gone, by=by, picks=frozenset())
        added = [
            str(get_model(step["model"])._base_manager.get(pk=step["row"]))
            for step in _steps(outcome, "added")
        ]
        transaction.set_rollback(True)
    moved = Counter()
    for step in _steps(outcome, "moved"):
        moved[step["model"]] += len(step["rows"])
    joined = Counter(step["row"]["model"] for step in _steps(outcome, "deleted"))
    joined[type(kept)._meta.label_lower] -= 1  # the gone record itself
    return MergePreview(
        choices, _labelled_counts(moved), _labelled_counts(+joined), added, outcome.state
    )


def _steps(outcome: MergeOutcome, kind: str) -> list[dict]:
    return [step for step in outcome.mover.steps if step["step"] == kind]


def _labelled_counts(counter: Counter) -> list[tuple[str, int]]:
    """The counts with the verbose names of their models, in the order of the model labels."""
    return [
        (str(get_model(label)._meta.verbose_name_plural), count)
        for label, count in sorted(counter.items())
    ]


def _field_choices(kept, gone) -> Iterator[FieldChoice]:
    model_name = type(kept)._meta.model_name
    for field in editable_fields(type(kept)):
        other_value = getattr(gone, field.attname)
        if other_value in (None, "") or other_value == getattr(kept, field.attname):
            continue
        yield FieldChoice(
            key=f"{model_name}.{field.name}",
            label=str(field.verbose_name),
            kept=_display_value(kept, field),
            gone=_display_value(gone, field),
            fills=should_take_value(field, kept, gone, picked=False),
        )


def _display_value(record, field) -> str:
    if field.is_relation:
        return str(getattr(record, field.name) or "")
    value = getattr(record, field.attname)
    if isinstance(field, models.BooleanField):
        return _("yes") if value else _("no")
    return str(dict(field.flatchoices).get(value, value))
