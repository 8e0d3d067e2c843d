"""Reverting a record to an earlier version, with the rows that belonged to it then."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portal.audit import history_diff, history_restore, journal
from portal.audit.deletion_history import one_deletion
from portal.audit.history_diff import ChildRows, FieldChange
from portal.audit.journal import JournalAction


def differing_rows(now: ChildRows, wanted: ChildRows) -> list:
    """Return the places of the rows that differ.

    Those to delete come first, so that others can take their place under a unique constraint.
    """
    surplus = [place for place in now if place not in wanted]
    changed = []
    for place, row in wanted.items():
        if place not in now or _tracked_values(now[place]) != _tracked_values(row):
            changed.append(place)
    return surplus + changed


def _tracked_values(row):
    return [getattr(row, field.attname) for field in row.tracked_fields]


def revert_rows(now: ChildRows, wanted: ChildRows) -> int:
    """Delete, restore and save rows until they are as wanted; return how many were touched.

    Raises RestoreRefused, and changes nothing, where one of them cannot be stored.
    """
    places = differing_rows(now, wanted)
    with history_restore.atomic_restore(), one_deletion():
        for place in places:
            if place not in wanted:
                model, key = place
                model._base_manager.get(pk=key).delete()
                continue
            if place not in now:
                _restore_row(*place)
            wanted[place].instance.save()
    return len(places)


def _restore_row(model, key):
    rows = history_restore.deleted_history(model)
    row = rows.get(**{model._meta.pk.attname: key})
    list(history_restore.restore_cascade(row))


class HistoryRevertMixin:
    """The part of an admin class that shows one version of a row as a form, to which a POST reverts."""

    @transaction.atomic
    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """Show one version as a form; a POST reverts to it, for those who may change the row as it is now."""
        current = self.get_object(request, object_id)
        if current is None:
            return self._redirect_to_deleted(request)
        if request.method == "POST":
            if not self.has_change_permission(request, current):
                raise PermissionDenied
            self.check_conflict(request, current, lists=False)
        state = self._stored_state(request, current, lists=False)
        conflict_context = self.conflict_context(request, state)
        now, wanted = self._rows_now_and_then(request, current, version_id)
        context = {
            **(extra_context or {}),
            **conflict_context,
            "row_changes": list(self._row_changes(now, wanted)),
        }
        try:
            response = super().history_form_view(request, object_id, version_id, context)
        except ObjectDoesNotExist:
            message = _("This version points at a record that is gone, and cannot be brought back.")
            messages.error(request, message)
            return self._redirect_to("history", object_id)
        if request.method == "POST" and response.status_code == 302:
            refusal = self._revert_rows(request, current, version_id, wanted)
            return refusal or response
        return response

    def _revert_rows(self, request, current, version_id, wanted) -> HttpResponse | None:
        """Revert the rows after their record; a refusal undoes everything and returns a redirect."""
        now, _wanted = self._rows_now_and_then(request, current, version_id)
        try:
            row_count = revert_rows(now, wanted)
        except history_restore.RestoreRefused as refusal:
            transaction.set_rollback(True)
            list(messages.get_messages(request))  # reading them removes the message of success
            messages.error(
                request, _("This version cannot be brought back with its rows. %s") % refusal
            )
            return self._redirect_to("history", current.pk)
        journal.write(
            JournalAction.REVERTED,
            by=request.user,
            record=current,
            version=int(version_id),
            rows=row_count,
        )
        self.after_revert(request, self.get_object(request, str(current.pk)))
        return None

    def after_revert(self, request: HttpRequest, obj: models.Model) -> None:
        """Hook for what has to follow on a revert."""

    # The rows

    def _rows_now_and_then(self, request, current, version_id) -> tuple[ChildRows, ChildRows]:
        """Return the record's rows now, and those of the version, as far as the person may change them."""
        allowed_models = set(self._revertible_models(request, current))
        then = current.history.filter(history_id=version_id).first()
        now = current.history.first()
        return _child_rows(now, allowed_models), _child_rows(then, allowed_models)

    def _revertible_models(self, request, current) -> Iterator[type[models.Model]]:
        """Yield the models of the inlines that the person may edit, and the child models without an admin."""
        for inline in self.get_inline_instances(request, current):
            permissions = (
                inline.has_add_permission,
                inline.has_change_permission,
                inline.has_delete_permission,
            )
            if all(has_permission(request, current) for has_permission in permissions):
                yield inline.model
        for model in history_restore.child_models():
            if not self.admin_site.is_registered(model):
                yield model

    def _row_changes(self, now, wanted) -> Iterator[FieldChange]:
        for place in differing_rows(now, wanted):
            old = now.get(place)
            new = wanted.get(place)
            where = history_diff.row_label(new or old)
            yield from history_diff.field_changes(where, old, new, display=self.display_value)


def _child_rows(version, allowed_models) -> ChildRows:
    """Return the rows of a version that are of these models; none where there is no version."""
    if version is None:
        return {}
    rows = history_diff.child_rows_at(version)
    return {place: row for place, row in rows.items() if place[0] in allowed_models}
