"""Bringing a record back to an earlier version, with the rows that hung on it then."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.audit import history_diff, history_restore, journal
from portal.audit.deletion_history import one_deletion
from portal.audit.history_diff import ChildRows, FieldChange
from portal.audit.journal import JournalAction


def differing_rows(now: ChildRows, wanted: ChildRows) -> list:
    """The places of the rows that differ; those first that have to go, so that others can take their place."""
    gone = [place for place in now if place not in wanted]
    return gone + [
        place
        for place, row in wanted.items()
        if place not in now or _values(now[place]) != _values(row)
    ]


def _values(row):
    return [getattr(row, field.attname) for field in row.tracked_fields]


def revert_rows(now: ChildRows, wanted: ChildRows) -> int:
    """Have the rows be as they are wanted; how many were touched. RecoveryRefused says why not, and nothing is done."""
    places = differing_rows(now, wanted)
    with history_restore.atomic_restore(), one_deletion():
        for model, key in places:
            if (model, key) not in wanted:
                model._base_manager.get(pk=key).delete()
                continue
            if (model, key) not in now:
                list(
                    history_restore.restore_cascade(
                        history_restore.deleted_history(model).get(**{model._meta.pk.attname: key})
                    )
                )
            wanted[model, key].instance.save()
    return len(places)


class HistoryRevertMixin:
    """The part of an admin class that shows one version of a row as a form, which a POST brings back."""

    @transaction.atomic
    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """One version as a form that a POST brings back, for those who may change the row as it is now."""
        current = self.get_object(request, object_id)
        if current is None:
            return self._lost(request)
        if request.method == "POST" and not self.has_change_permission(request, current):
            raise PermissionDenied
        if request.method == "POST":
            self.check_conflict(request, current, lists=False)
        guard = self.conflict_context(request, self._state(request, current, lists=False))
        now, wanted = self._rows(request, current, version_id)
        context = {
            **(extra_context or {}),
            **guard,
            "row_changes": list(self._row_changes(now, wanted)),
        }
        try:
            response = super().history_form_view(request, object_id, version_id, context)
        except ObjectDoesNotExist:
            messages.error(
                request,
                _("This version points at a record that is gone, and cannot be brought back."),
            )
            return self._go_to("history", object_id)
        brought_back = request.method == "POST" and response.status_code == 302
        return (
            self._with_rows(request, current, version_id, wanted) or response
            if brought_back
            else response
        )

    def _with_rows(self, request, current, version_id, wanted) -> HttpResponse | None:
        """Bring the rows back too; a refusal takes everything back, and says why."""
        now, _wanted = self._rows(request, current, version_id)
        try:
            rows = revert_rows(now, wanted)
        except history_restore.RestoreRefused as refused:
            transaction.set_rollback(True)
            list(messages.get_messages(request))  # what was said of the success is taken back too
            messages.error(
                request, _("This version cannot be brought back with its rows. %s") % refused
            )
            return self._go_to("history", current.pk)
        journal.write(
            JournalAction.REVERTED,
            by=request.user,
            record=current,
            version=int(version_id),
            rows=rows,
        )
        self.after_revert(request, self.get_object(request, str(current.pk)))
        return None

    def after_revert(self, request: HttpRequest, obj: models.Model) -> None:
        """What follows on a version that was brought back; nothing here."""

    # The rows

    def _rows(self, request, current, version_id) -> tuple[ChildRows, ChildRows]:
        """The rows that hang on the record now, and those that hung on it then, as far as the person may change them."""
        kinds = set(self._kinds(request, current))
        rows = current.history.filter(history_id=version_id).first(), current.history.first()
        then, now = (
            {place: part for place, part in _parts(row).items() if place[0] in kinds}
            for row in rows
        )
        return now, then

    def _kinds(self, request, current) -> Iterator[type[models.Model]]:
        """The models whose rows the record's own form lists for the person, and those that have no form at all."""
        for inline in self.get_inline_instances(request, current):
            allowed = (
                inline.has_add_permission,
                inline.has_change_permission,
                inline.has_delete_permission,
            )
            if all(may(request, current) for may in allowed):
                yield inline.model
        yield from (
            model
            for model in history_restore.child_models()
            if not self.admin_site.is_registered(model)
        )

    def _row_changes(self, now, wanted) -> Iterator[FieldChange]:
        for place in differing_rows(now, wanted):
            row = wanted.get(place) or now[place]
            where = (
                f"{capfirst(place[0]._meta.verbose_name)}: {history_restore.historical_name(row)}"
            )
            yield from history_diff.field_changes(
                where, now.get(place), wanted.get(place), words=self.display_value
            )


def _parts(row) -> ChildRows:
    return history_diff.child_rows_at(row) if row else {}
