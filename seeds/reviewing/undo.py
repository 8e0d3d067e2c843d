"""Undoing decisions: rows become what they were before, or nothing is done where others edited since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from consortia.models.user_limits import may_edit
from portal.audit.deletion_history import one_deletion
from seeds.models import Batch, Proposal
from seeds.models.proposal import ProposalStatus
from seeds.reviewing.answers import ProposalDecisionRefused
from seeds.reviewing.person_rights import lock_proposal
from seeds.reviewing.undo_log import (
    IGNORED_COLUMNS,
    UndoEntry,
    merge_undo_entries,
    plain_value,
    read_columns,
)

CHANGE_REASON = gettext_noop("A decision on a captured page was undone")
UNDO_PERMISSION = "seeds.undo_batch"
IGNORED_APPS = frozenset({"seeds", "core"})  # apps whose rows only describe records
KeysByModel = dict[type[models.Model], set[int]]


class UndoRefused(ProposalDecisionRefused):
    """An undoing that would lose later work; `places` holds a sentence for each conflict."""

    def __init__(self, places: list[str]):
        super().__init__(_("Others have worked on what was written since. Nothing was undone."))
        self.places = places


def undo_decision(proposal: Proposal, *, by) -> None:
    """Undo one decision; the proposal waits again."""
    with transaction.atomic():
        locked = lock_proposal(proposal, by)
        if locked.is_accepted:
            _undo_acceptances([locked], by)
        elif locked.is_held or locked.status == ProposalStatus.REFUSED:
            _reopen(locked)
        else:
            raise ProposalDecisionRefused(_("There is no decision to take back."))
    proposal.refresh_from_db()


def undo_batch(batch: Batch, *, by) -> int:
    """Undo every acceptance of an import run, all or none; return how many there were."""
    if not by.has_perm(UNDO_PERMISSION):
        raise ProposalDecisionRefused(_("You have no right to undo an import run."))
    with transaction.atomic():
        locked = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        held = list(Proposal.objects.held_in(locked).select_for_update(of=("self",)))
        accepted = list(Proposal.objects.accepted_in(locked).select_for_update(of=("self",)))
        _undo_acceptances(accepted, by)
        for proposal in held:
            _reopen(proposal)
        locked.undone_at = timezone.now()
        locked.undone_by = by
        locked.save()
    batch.refresh_from_db()
    return len(accepted) + len(held)


@one_deletion()
def _undo_acceptances(proposals: Sequence[Proposal], by) -> None:
    """Undo these decisions, given the last one first."""
    entries = merge_undo_entries(
        UndoEntry(**columns) for proposal in reversed(proposals) for columns in proposal.undo_log
    )
    conflicts = list(find_conflicts(entries))
    if conflicts:
        raise UndoRefused(conflicts)
    for entry in reversed(entries):
        if entry.after is not None and not may_edit(by, entry.rows.get()):
            raise ProposalDecisionRefused(
                _("“%s” belongs to no consortium that you are limited to.") % entry.rows.get()
            )
        _restore(entry, by)
    for proposal in proposals:
        _reopen(proposal)


def _reopen(proposal: Proposal) -> None:
    """Make the proposal wait again, and with it later versions that took over its decision."""
    for next_version in proposal.next_versions.all():
        if next_version.decided_at == proposal.decided_at and not next_version.undo_log:
            _reopen(next_version)
    previous = proposal.previous
    if previous and previous.undo_log:
        proposal.content_type_id = previous.content_type_id
        proposal.object_id = previous.object_id
    else:
        proposal.content_type_id = None
        proposal.object_id = None
    proposal.status = ProposalStatus.WAITING
    proposal.decided_by = None
    proposal.decided_at = None
    proposal.reason = ""
    proposal.undo_log = []
    proposal.decision = {}
    proposal.confirmed_by = None
    proposal.released_at = None
    proposal.save()


def _restore(entry: UndoEntry, by) -> None:
    """Make the row what it was before."""
    if entry.before is None:
        _with_history(entry.rows.get(), by).delete()
        return
    model = apps.get_model(entry.model)
    values = _model_values(model, entry.before)
    row = model(**values) if entry.after is None else entry.rows.get()
    timestamps = {name: value for name, value in values.items() if name in IGNORED_COLUMNS}
    is_untouched = _has_columns(row, timestamps, entry.after or entry.before)
    for name, value in values.items():
        setattr(row, name, value)
    _with_history(row, by).save(force_insert=entry.after is None)
    if timestamps and is_untouched:
        entry.rows.update(**timestamps)


def _with_history(row: models.Model, by) -> models.Model:
    """The row with the person and the reason for its history."""
    row._history_user = by
    row._change_reason = CHANGE_REASON
    return row


def _has_columns(row: models.Model, names: Iterable[str], columns: dict) -> bool:
    """Whether the row has the values of `columns` under these names."""
    return all(plain_value(getattr(row, name)) == columns[name] for name in names)


def _model_values(model: type[models.Model], columns: dict) -> dict:
    """Plain columns as values of the model's fields."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {
        name: None if value is None else fields[name].to_python(value)
        for name, value in columns.items()
    }


# Conflicts


def find_conflicts(entries: Iterable[UndoEntry]) -> Iterator[str]:
    """The places where somebody changed, deleted or referred to what was written, a sentence each."""
    created: KeysByModel = defaultdict(set)
    for entry in list(entries):
        list(entry.rows.select_for_update(of=("self",)))
        conflict = _find_change(entry)
        if conflict:
            yield conflict
        if entry.before is None:
            created[apps.get_model(entry.model)].add(entry.pk)
    for model in apps.get_models():
        is_history = hasattr(model, "instance_type")
        if model._meta.app_label not in IGNORED_APPS and not is_history:
            yield from _find_references(model, created)


def _find_change(entry: UndoEntry) -> str:
    """How the row differs from what the decision left, "" where it does not."""
    present = read_columns(entry.rows)
    if entry.after is None:
        if present is None:
            return ""
        return _("%s is there again.") % _label(entry.rows.get())
    model = apps.get_model(entry.model)
    if present is None:
        return _("%(kind)s %(number)s is gone.") % {
            "kind": capfirst(model._meta.verbose_name),
            "number": entry.pk,
        }
    changed = [
        name
        for name, value in entry.after.items()
        if name not in IGNORED_COLUMNS and present[name] != value
    ]
    if not changed:
        return ""
    labels = {field.attname: str(field.verbose_name) for field in model._meta.concrete_fields}
    return _("%(record)s was changed since: %(fields)s.") % {
        "record": _label(entry.rows.get()),
        "fields": ", ".join(labels[name] for name in changed),
    }


def _find_references(model: type[models.Model], created: KeysByModel) -> Iterator[str]:
    """The rows of a model that refer to what would be deleted, and were not created with it."""
    for field in model._meta.concrete_fields:
        target = field.related_model if field.is_relation else None
        if created.get(target):
            condition = {f"{field.attname}__in": created[target]}
            yield from _reference_messages(model, field, condition, created)
    for field in model._meta.private_fields:
        if isinstance(field, GenericForeignKey):
            yield from _find_generic_references(model, field, created)


def _find_generic_references(
    model: type[models.Model], field: GenericForeignKey, created: KeysByModel
) -> Iterator[str]:
    for target, keys in list(created.items()):
        content_type = ContentType.objects.get_for_model(target)
        condition = {field.ct_field: content_type, f"{field.fk_field}__in": keys}
        yield from _reference_messages(model, field, condition, created)


def _reference_messages(
    model: type[models.Model],
    field: models.Field | GenericForeignKey,
    condition: dict,
    created: KeysByModel,
) -> Iterator[str]:
    rows = model._base_manager.filter(**condition).exclude(pk__in=created.get(model, ()))
    for row in rows:
        target = getattr(row, field.name)
        yield _("%(row)s hangs on %(record)s now.") % {
            "row": _label(row),
            "record": _label(target),
        }


def _label(row: models.Model) -> str:
    return f"{capfirst(row._meta.verbose_name)} “{row}”"
