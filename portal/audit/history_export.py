"""The history of a record, or of what a person did, as a table to download."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import datetime

from django.apps import apps
from django.db import models
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit import history_restore
from portal.audit.history_diff import FieldChange, field_changes
from portal.audit.history_reasons import reason_in_words
from portal.audit.journal import JournalEntry
from portal.audit.journal_words import what_in_words
from portal.core.csv_cells import csv_response
from portal.core.names import user_display_name

EXPORT_PERMISSION = "core.export_journalentry"
NO_FIELD = FieldChange("", "", "", "")  # of a save that changed no field


@dataclass(frozen=True, order=True)
class HistoryLine:
    """One field that changed, or one entry of the journal."""

    moment: datetime
    kind: str
    number: str
    person: str
    act: str
    field: str = ""
    old: str = ""
    new: str = ""
    reason: str = ""


def record_history(record: models.Model) -> list[HistoryLine]:
    """Return everything that was done to the record and its children, the oldest first."""
    lines = list(_entry_lines(JournalEntry.objects.for_record(record)))
    lines += _save_lines(record.history.filter(**{record._meta.pk.attname: record.pk}))
    for model in history_restore.history_models():
        condition = history_restore.child_condition(model, record)
        if condition:
            lines += _save_lines(model.history.filter(condition))
    return sorted(lines)


def user_history(person: models.Model) -> list[HistoryLine]:
    """Return everything that the holder of an account did, the oldest first."""
    lines = list(_entry_lines(JournalEntry.objects.filter(person=person)))
    for model in models_with_history():
        lines += _save_lines(model.history.filter(history_user=person))
    return sorted(lines)


def models_with_history() -> list[type[models.Model]]:
    """Return all models that have historical rows."""
    return [
        model
        for model in apps.get_models()
        if hasattr(model._meta, "simple_history_manager_attribute")
    ]


def _save_lines(rows: models.QuerySet) -> Iterator[HistoryLine]:
    """Yield a line for each field that a historical row changed; one without a field where none did."""
    for row in rows.select_related("history_user"):
        before = row if row.history_type == "-" else row.prev_record
        model = row.instance_type
        for change in list(field_changes("", before, row, display=_raw_display)) or [NO_FIELD]:
            yield HistoryLine(
                row.history_date,
                model._meta.label_lower,
                str(getattr(row, model._meta.pk.attname)),
                user_display_name(row.history_user),
                row.get_history_type_display(),
                change.field,
                change.old,
                change.new,
                reason_in_words(row.history_change_reason),
            )


def _raw_display(row, field):
    value = getattr(row, field.attname)
    return "" if value is None else str(value)


def _entry_lines(entries: models.QuerySet) -> Iterator[HistoryLine]:
    """Yield a line for each entry of the journal."""
    for entry in entries.select_related("person", "reason"):
        yield HistoryLine(
            entry.moment,
            entry.kind,
            entry.number,
            user_display_name(entry.person),
            _act_in_words(entry),
            reason=entry.reason.text if hasattr(entry, "reason") else "",
        )


def _act_in_words(entry):
    """The kind of act, and what was done more exactly."""
    if not entry.what:
        return entry.get_act_display()
    return f"{entry.get_act_display()}: {what_in_words(entry)}"


# The table


def column_headings() -> tuple[str, ...]:
    """Return the names of the columns."""
    return (
        _("moment"),
        _("kind"),
        _("number"),
        _("person"),
        _("act"),
        _("field"),
        _("before"),
        _("after"),
        _("reason"),
    )


def table_rows(lines: Iterable[HistoryLine]) -> Iterator[tuple]:
    """Yield the lines as rows of a table, their moments in the portal's time zone."""
    for line in lines:
        moment, *rest = astuple(line)
        yield timezone.localtime(moment).isoformat(timespec="seconds"), *rest


def history_csv_response(name: str, lines: Iterable[HistoryLine]) -> HttpResponse:
    """Return the lines as a CSV download in which no cell is a formula."""
    return csv_response(name, column_headings(), table_rows(lines))
