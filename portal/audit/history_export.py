"""The whole history of a record or of what a person did, line by line, as a table that leaves the portal."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import datetime

from django.apps import apps
from django.db import models
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit import history_restore
from portal.audit.history_diff import field_changes
from portal.audit.journal import JournalEntry
from portal.core.csv_cells import csv_response
from portal.core.names import user_display_name

EXPORT_PERMISSION = "core.export_journalentry"


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
    """Everything that was ever done to the record and to what hung on it, the first first."""
    own = record.history.filter(**{record._meta.pk.attname: record.pk})
    parts = [
        rows
        for model in history_restore.history_models()
        if (rows := _of_parts(model, record)) is not None
    ]
    saved = [line for rows in (own, *parts) for line in _saves(rows.select_related("history_user"))]
    return sorted([*saved, *_entries(JournalEntry.objects.for_record(record))])


def _of_parts(model, record):
    points = history_restore.child_condition(model, record)
    return model.history.filter(points) if points else None


def user_history(person: models.Model) -> list[HistoryLine]:
    """Everything that somebody with an account ever did, the first first."""
    rows = (
        model.history.filter(history_user=person).select_related("history_user")
        for model in models_with_history()
    )
    saved = [line for some in rows for line in _saves(some)]
    return sorted([*saved, *_entries(JournalEntry.objects.filter(person=person))])


def models_with_history() -> list[type[models.Model]]:
    """The models that keep historical rows."""
    return [
        model
        for model in apps.get_models()
        if hasattr(model._meta, "simple_history_manager_attribute")
    ]


def _saves(rows: Iterable) -> Iterator[HistoryLine]:
    for row in rows:
        before = row.prev_record if row.history_type != "-" else row
        model = row.instance_type
        about = (
            row.history_date,
            model._meta.label_lower,
            str(getattr(row, model._meta.pk.attname)),
        )
        said = (user_display_name(row.history_user), row.get_history_type_display())
        fields = [
            (change.field, change.old, change.new)
            for change in field_changes("", before, row, words=_words)
        ]
        for field, old, new in fields or [("", "", "")]:
            yield HistoryLine(*about, *said, field, old, new, row.history_change_reason or "")


def _words(row, field):
    value = getattr(row, field.attname)
    return "" if value is None else str(value)


def _entries(entries) -> Iterator[HistoryLine]:
    for entry in entries.select_related("person", "reason"):
        act = f"{entry.get_act_display()} {entry.what}".strip()
        reason = entry.reason.text if hasattr(entry, "reason") else ""
        yield HistoryLine(
            entry.moment,
            entry.kind,
            entry.number,
            user_display_name(entry.person),
            act,
            reason=reason,
        )


def column_headings() -> tuple[str, ...]:
    """The names of the columns."""
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
    """The lines as rows of a table, their moments in the portal's time zone."""
    for line in lines:
        moment, *rest = astuple(line)
        yield timezone.localtime(moment).isoformat(timespec="seconds"), *rest


def history_csv_response(name: str, lines: Iterable[HistoryLine]) -> HttpResponse:
    """A download of the lines, in which no cell is a formula."""
    return csv_response(name, column_headings(), table_rows(lines))
