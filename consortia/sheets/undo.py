"""Undoing an import as a whole: every row as before, or nothing where others worked on it since."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from consortia.models import SheetImport
from consortia.models.user_limits import first_outside_limits
from consortia.sheets.refusals import SheetImportRefused
from consortia.sheets.rights import may_apply_import
from portal.audit import journal
from portal.audit.deletion_history import one_deletion
from portal.audit.history_reasons import declare_reason
from portal.audit.journal import JournalAction
from portal.audit.undo import UndoConflict, standing_rows
from portal.audit.undo_log import UndoEntry
from portal.audit.undo_rows import undo_entries
from portal.search.index_updates import batch_updates

CHANGE_REASON = declare_reason(gettext_noop("An import from a spreadsheet was undone"))


@batch_updates()
@one_deletion()
def undo_import(record: SheetImport, *, by, at) -> SheetImport:
    """Take back everything that the import wrote and return it, marked as undone.

    Raises SheetImportRefused without the right, a second time, or with the places where something was changed
    since; nothing is undone then.
    """
    locked = SheetImport.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if not may_apply_import(by, locked):
        raise SheetImportRefused(_("You have no right to undo this import."))
    if locked.undone_at:
        raise SheetImportRefused(_("This import was undone already."))
    if not locked.can_be_undone:
        raise SheetImportRefused(_("This import wrote nothing."))
    entries = [UndoEntry(**columns) for columns in locked.undo_log]
    _check_limits(entries, by)
    try:
        undo_entries(entries, by=by, reason=CHANGE_REASON)
    except UndoConflict as conflict:
        message = _("Others have worked on what was written since. Nothing was undone.")
        raise SheetImportRefused(message, conflict.places) from conflict
    locked.undone_at = at
    locked.undone_by = by
    locked.save(update_fields=["undone_at", "undone_by"])
    journal.write(
        JournalAction.UNDONE,
        by=by,
        record=locked.consortium,
        what=locked.kind,
        at=at,
        sheet_import=locked.pk,
    )
    return locked


def _check_limits(entries: Iterable[UndoEntry], by) -> None:
    """Refuse where somebody else's import changed a record that the person's limits leave out."""
    rows = standing_rows(entry for entry in entries if entry.before)
    forbidden = first_outside_limits(by, rows)
    if forbidden is not None:
        raise SheetImportRefused(
            _("“%s” belongs to no consortium that you are limited to.") % forbidden
        )
