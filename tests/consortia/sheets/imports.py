"""Steps of an import for tests: a sheet as rows, its plan, and its application in one go."""

import csv
import io

from django.utils import timezone

from consortia.models import SheetKind
from consortia.sheets.apply import apply_import, plan_import, stored_decisions, upload_sheet
from consortia.sheets.decisions import SheetDecisions
from tests.factories import make_user

RIGHTS = (
    "change_consortium",
    "view_consortium",
    "view_sheetimport",
    "add_membership",
    "change_membership",
    "delete_membership",
    "add_organisation",
    "change_organisation",
)


def make_clerk(**values):
    return make_user(*RIGHTS, **values)


def csv_bytes(*rows):
    table = io.StringIO()
    csv.writer(table).writerows(rows)
    return table.getvalue().encode()


def upload(consortium, *rows, by, name="members.csv"):
    """An import that waits, of these rows of cells or of the bytes of a file."""
    data = rows[0] if isinstance(rows[0], bytes) else csv_bytes(*rows)
    return upload_sheet(SheetKind.MEMBERS, consortium, data, name=name, by=by, at=timezone.now())


def plan_of(record, *, by, **decisions):
    return plan_import(record, decisions=SheetDecisions(**decisions), by=by)


def apply(record, *, by, **decisions):
    """Apply the import on the plan that is shown with these decisions."""
    chosen = SheetDecisions(**decisions)
    type(record).objects.filter(pk=record.pk).update(decisions=chosen.as_json())
    record.refresh_from_db()
    shown = plan_import(record, decisions=stored_decisions(record), by=by).fingerprint
    return apply_import(record, chosen, shown=shown, by=by, at=timezone.now())


def members_of(consortium):
    """Name, role, since and until of each membership, in the order in which they were written."""
    return [
        (str(row.organisation), row.role, row.since, row.until)
        for row in consortium.memberships.order_by("pk").select_related("organisation")
    ]
