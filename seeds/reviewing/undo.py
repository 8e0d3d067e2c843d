"""Decisions taken back: the rows are left as they were before, or nothing is done and the person hears where others edited."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from consortia.models.limits import may_edit
from portal.audit.deletion_history import one_deletion
from seeds.models import Batch, Proposal
from seeds.models.proposal import ProposalStatus
from seeds.reviewing.answers import ProposalDecisionRefused
from seeds.reviewing.decisions import lock_proposal
from seeds.reviewing.undo_log import (
    IGNORED_COLUMNS,
    UndoEntry,
    merge_undo_entries,
    plain_value,
    read_columns,
)

CHANGE_REASON = gettext_noop("A decision on a captured page was undone")
UNDO_PERMISSION = "seeds.undo_batch"
IGNORED_APPS = frozenset({"seeds", "core"})  # rooms whose rows only tell of records
KeysByModel = dict[type[models.Model], set[int]]


class UndoRefused(ProposalDecisionRefused):
    """An undoing that would lose what somebody did since; `places` says where."""

    def __init__(self, places: list[str]):
        super().__init__(_("Others have worked on what was written since. Nothing was undone."))
        self.places = places


def undo_decision(proposal: Proposal, *, by) -> None:
    """Take back one decision; the proposal waits again."""
    with transaction.atomic():
        locked = lock_proposal(proposal, by)
        if locked.is_accepted:
            _undo([locked], by)
        elif locked.status == ProposalStatus.REFUSED:
            _reopen(locked)
        else:
            raise ProposalDecisionRefused(_("There is no decision to take back."))
    proposal.refresh_from_db()


def undo_batch(batch: Batch, *, by) -> int:
    """Take back every acceptance of an import run, all or none; how many there were."""
    if not by.has_perm(UNDO_PERMISSION):
        raise ProposalDecisionRefused(_("You have no right to undo an import run."))
    with transaction.atomic():
        locked = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        found = list(Proposal.objects.accepted_in(locked).select_for_update(of=("self",)))
        _undo(found, by)
        locked.undone_at, locked.undone_by = timezone.now(), by
        locked.save()
    batch.refresh_from_db()
    return len(found)


@one_deletion()
def _undo(proposals: Iterable[Proposal], by) -> None:
    """Take back these decisions, of which the last comes first."""
    proposals = list(proposals)
    traces = merge_undo_entries(
        UndoEntry(**each) for proposal in reversed(proposals) for each in proposal.undo_log
    )
    if places := list(find_conflicts(traces)):
        raise UndoRefused(places)
    for trace in reversed(traces):
        if trace.after is not None and not may_edit(by, trace.rows.get()):
            raise ProposalDecisionRefused(
                _("“%s” belongs to no consortium that you are limited to.") % trace.rows.get()
            )
        _restore(trace, by)
    for proposal in proposals:
        _reopen(proposal)


def _reopen(proposal):
    """Have the proposal wait again, and with it what later versions of the page kept of the decision."""
    for later in proposal.repeated.all():
        if later.decided_at == proposal.decided_at and not later.undo_log:
            _reopen(later)
    kept = proposal.earlier if proposal.earlier and proposal.earlier.undo_log else None
    proposal.status, proposal.decided_by, proposal.decided_at = ProposalStatus.WAITING, None, None
    proposal.reason, proposal.undo_log = "", []
    proposal.content_type_id, proposal.object_id = (
        (kept.content_type_id, kept.object_id) if kept else (None, None)
    )
    proposal.save()


def _restore(trace: UndoEntry, by) -> None:
    """Leave the row as it was before."""
    model = apps.get_model(trace.model)
    if trace.before is None:
        row = trace.rows.get()
        row._history_user, row._change_reason = by, CHANGE_REASON
        row.delete()
        return
    row = model(**_values(model, trace.before)) if trace.after is None else trace.rows.get()
    stamps = _values(
        model, {name: value for name, value in trace.before.items() if name in IGNORED_COLUMNS}
    )
    fresh = all(
        plain_value(getattr(row, name)) == (trace.after or trace.before)[name] for name in stamps
    )
    for name, value in _values(model, trace.before).items():
        setattr(row, name, value)
    row._history_user, row._change_reason = by, CHANGE_REASON
    row.save(force_insert=trace.after is None)
    if stamps and fresh:
        trace.rows.update(**stamps)


def _values(model, columns) -> dict:
    """Plain columns as the values of the model."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {
        name: value if value is None else fields[name].to_python(value)
        for name, value in columns.items()
    }


# What stands in the way


def find_conflicts(traces: Iterable[UndoEntry]) -> Iterator[str]:
    """Where somebody changed, removed or leaned on what was written, a sentence each."""
    made: KeysByModel = defaultdict(set)
    traces = list(traces)
    for trace in traces:
        list(trace.rows.select_for_update(of=("self",)))
        yield from _moved(trace)
        if trace.before is None:
            made[apps.get_model(trace.model)].add(trace.pk)
    for model in apps.get_models():
        if model._meta.app_label not in IGNORED_APPS and not hasattr(model, "instance_type"):
            yield from _leaning(model, made)


def _moved(trace) -> Iterator[str]:
    model, now = apps.get_model(trace.model), read_columns(trace.rows)
    if trace.after is None:
        if now is not None:
            yield _("%s is there again.") % _called(trace.rows.get())
        return
    if now is None:
        yield _("%(kind)s %(number)s is gone.") % {
            "kind": capfirst(model._meta.verbose_name),
            "number": trace.pk,
        }
        return
    other = [
        name
        for name, value in trace.after.items()
        if name not in IGNORED_COLUMNS and now[name] != value
    ]
    if other:
        fields = {field.attname: str(field.verbose_name) for field in model._meta.concrete_fields}
        named = ", ".join(fields[name] for name in other)
        yield _("%(record)s was changed since: %(fields)s.") % {
            "record": _called(trace.rows.get()),
            "fields": named,
        }


def _leaning(model, made: KeysByModel) -> Iterator[str]:
    """The rows of a model that point at what would go, and were not written with it."""
    for field in model._meta.concrete_fields:
        target = field.related_model if field.is_relation else None
        if not made.get(target):
            continue
        rows = model._base_manager.filter(**{f"{field.attname}__in": made[target]}).exclude(
            pk__in=made.get(model, ())
        )
        for row in rows:
            yield _leans(row, getattr(row, field.name))
    for field in model._meta.private_fields:
        if isinstance(field, GenericForeignKey):
            yield from _generic_leaning(model, field, made)


def _generic_leaning(model, field, made: KeysByModel) -> Iterator[str]:
    for target, keys in list(made.items()):
        kind = ContentType.objects.get_for_model(target)
        rows = model._base_manager.filter(**{field.ct_field: kind, f"{field.fk_field}__in": keys})
        for row in rows.exclude(pk__in=made.get(model, ())):
            yield _leans(row, getattr(row, field.name))


def _leans(row, target):
    return _("%(row)s hangs on %(record)s now.") % {"row": _called(row), "record": _called(target)}


def _called(row) -> str:
    return f"{capfirst(row._meta.verbose_name)} “{row}”"
