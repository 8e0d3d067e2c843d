"""Uploading a sheet, planning it, and applying it once, on the plan that the clerk was shown."""

import hashlib

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from consortia.matching import load_near_names
from consortia.models import Consortium, Organisation, SheetImport
from consortia.sheets.decisions import SheetDecisions
from consortia.sheets.kinds import SHEET_KINDS
from consortia.sheets.outcome import count_outcomes
from consortia.sheets.plan import SheetPlan
from consortia.sheets.refusals import PlanChanged, SheetImportRefused
from consortia.sheets.rights import SheetRights, may_apply_import
from consortia.sheets.writer import SheetWriter
from portal.audit import journal
from portal.audit.deletion_history import one_deletion
from portal.audit.journal import JournalAction
from portal.search.index_updates import batch_updates

MAX_FILE_NAME_LENGTH = SheetImport._meta.get_field("file_name").max_length
MAX_REASON_LENGTH = 100
MAX_LINES_NAMED = 20


def upload_sheet(
    kind: str, consortium: Consortium, data: bytes, *, name: str, by, at
) -> SheetImport:
    """Read a file and keep it for its decisions; the same file waits once for a person.

    Raises SheetRefused for a file that cannot be read.
    """
    support = SHEET_KINDS[kind]
    sheet = support.read(data, name=name)
    record, _is_new = SheetImport.objects.update_or_create(
        kind=kind,
        consortium=consortium,
        by=by,
        digest=hashlib.sha256(data).hexdigest(),
        applied_at=None,
        defaults={
            "uploaded_at": at,
            "file_name": name[-MAX_FILE_NAME_LENGTH:],
            "sheet": support.as_json(sheet),
        },
    )
    return record


def plan_import(record: SheetImport, *, decisions: SheetDecisions, by) -> SheetPlan:
    """What applying the import with these decisions would do, in a fixed number of queries."""
    support = SHEET_KINDS[record.kind]
    return support.plan(
        support.from_json(record.sheet),
        record.consortium,
        decisions=decisions,
        rights=SheetRights.of(by, record.kind),
        near_names=load_near_names(),
    )


def stored_decisions(record: SheetImport) -> SheetDecisions:
    """What was decided on the import so far."""
    return SheetDecisions.from_json(record.decisions)


def store_decisions(record: SheetImport, decisions: SheetDecisions) -> None:
    """Keep the decisions of an import that waits; one that was applied meanwhile stays as it is."""
    SheetImport.objects.waiting().filter(pk=record.pk).update(decisions=decisions.as_json())


@batch_updates()
@one_deletion()
def apply_import(
    record: SheetImport, decisions: SheetDecisions, *, shown: str, by, at
) -> SheetImport:
    """Write what the import comes to, once, and return it; sent again, it writes nothing.

    `shown` is the fingerprint of the plan that the clerk was shown. Raises PlanChanged where that is not the
    plan any more, and SheetImportRefused without the right, or where something is still to decide; nothing is
    written then.
    """
    locked = SheetImport.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if not may_apply_import(by, locked):
        raise SheetImportRefused(_("You have no right to import this sheet."))
    if locked.is_applied:
        return locked
    list(Organisation.objects.select_for_update(of=("self",)).filter(pk=locked.consortium_id))
    before = plan_import(locked, decisions=stored_decisions(locked), by=by)
    if before.fingerprint != shown:
        raise PlanChanged(_("The records have changed since this page was shown. Look again."))
    plan = plan_import(locked, decisions=decisions, by=by)
    _check_decided(plan, decisions)
    _check_shown(before, plan, decisions)
    _write(locked, plan, decisions, by)
    locked.applied_at = at
    locked.by = by
    locked.decisions = decisions.as_json()
    locked.save()
    journal.write(
        JournalAction.IMPORTED,
        by=by,
        record=locked.consortium,
        what=locked.kind,
        at=at,
        sheet_import=locked.pk,
        counts=locked.counts,
    )
    return locked


def _check_decided(plan: SheetPlan, decisions: SheetDecisions) -> None:
    if plan.undecided_lines:
        raise SheetImportRefused(
            _("Say whom these lines mean: %s.") % _join_lines(plan.undecided_lines)
        )
    if plan.faults and not decisions.without_faulty:
        raise SheetImportRefused(
            _(
                "Some lines are faulty. Mend them in the file, or tick that the rest goes in without them."
            )
        )


def _check_shown(before: SheetPlan, plan: SheetPlan, decisions: SheetDecisions) -> None:
    """Refuse a plan with differences that come from the choices alone, and were never shown."""
    unseen = plan.changed_keys - before.changed_keys - set(decisions.changes)
    if unseen:
        lines = sorted({row.line for row in plan.rows if row.key in unseen})
        raise PlanChanged(
            _("With these choices some lines differ from what stands: %s. Look at them first.")
            % _join_lines(lines)
        )


def _write(record, plan, decisions, by) -> None:
    """Write the plan, and note in the record what became of it and how to undo it."""
    reason = _("Decided on the spreadsheet “%s”") % record
    writer = SheetWriter(by=by, source=reason[:MAX_REASON_LENGTH])
    write = SHEET_KINDS[record.kind].write
    try:
        with transaction.atomic():
            outcomes = write(plan, record.consortium, decisions, writer)
    except IntegrityError as error:
        raise PlanChanged(
            _("Another record took this place meanwhile. Look at the page again.")
        ) from error
    record.outcome = [outcome.as_json() for outcome in outcomes]
    record.counts = count_outcomes(outcomes)
    record.undo_log = writer.undo_log()


def _join_lines(lines: list[int]) -> str:
    named = ", ".join(map(str, lines[:MAX_LINES_NAMED]))
    return f"{named} …" if len(lines) > MAX_LINES_NAMED else named
