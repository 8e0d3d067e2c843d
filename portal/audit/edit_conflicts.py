"""Conflicts of two people who edit one record: the second to save sees what the first one changed."""

from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter, itemgetter

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.audit import form_values, history_restore, text_diff
from portal.audit.form_fingerprint import FormFingerprint, FormState, value_hash
from portal.audit.formset_data import FormsetRow, read_rows, write_rows
from portal.core.autocomplete import is_key

RECENT_SAVES = 20


@dataclass(frozen=True)
class FieldConflict:
    """A field or row that somebody else changed: what is stored and what the form holds now."""

    where: str
    field: str
    stored: str
    submitted: str
    message: str

    @property
    def diff_html(self) -> SafeString:
        """What saving the form would do to what is stored."""
        return text_diff.render_diff(self.stored, self.submitted)


@dataclass
class EditConflict:
    """A form that another save overtook: the differences, and its data merged with what is stored.

    `data` holds the stored values where this person changed nothing, and what was submitted elsewhere.
    """

    state: FormState
    data: QueryDict
    differences: list[FieldConflict] = field(default_factory=list)
    changed_rows: list[models.Model] = field(default_factory=list)
    deleted_rows: list[tuple[type[models.Model], str]] = field(default_factory=list)
    shown_at: datetime | None = None

    @property
    def is_unverified(self) -> bool:
        """Whether nobody can tell what the form showed."""
        return self.shown_at is None

    def editors(self) -> list[tuple[object, datetime]]:
        """Return who changed the record and its rows since, each with the moment of the last change.

        Where no save since is on record, the last one before counts; the list is empty without history.
        """
        saves = self._recent_saves()
        later = []
        if self.shown_at:
            later = [row for row in saves if row.history_date >= self.shown_at]
        last_saves = {}
        for row in sorted(later or saves[:1], key=attrgetter("history_date")):
            last_saves[row.history_user] = row.history_date
        return sorted(last_saves.items(), key=itemgetter(1))

    def _recent_saves(self):
        changed = [(type(row), row.pk) for row in (self.state.record, *self.changed_rows)]
        saves = []
        for model, key in [*changed, *self.deleted_rows]:
            saves += _row_saves(model, key)
        return saves


def _row_saves(model, key):
    """Return the last saves of a row, the newest first; none where the model has no history."""
    if not hasattr(model, "history") or not is_key(model, key):
        return []
    rows = model.history.filter(**{model._meta.pk.attname: key})
    return rows.select_related("history_user")[:RECENT_SAVES]


def find_conflict(
    state: FormState, data: QueryDict, files: MultiValueDict, *, base: FormFingerprint | None
) -> EditConflict | None:
    """Compare a submitted form with what is stored; None where nobody changed what the form showed.

    Without a fingerprint (`base`) nobody can tell, and the conflict is unverified.
    """
    conflict = EditConflict(state, data.copy(), shown_at=base.moment if base else None)
    _ConflictMerge(conflict, data, files, base.field_hashes if base else None).run()
    if base is None or conflict.differences:
        return conflict
    return None


class _ConflictMerge:
    """The merge of three states: what the form showed (base), what it holds (data), what is stored."""

    def __init__(self, conflict, data, files, base):
        self.conflict = conflict
        self.data = data
        self.files = files
        self.base = base

    def run(self):
        """Merge the record's own fields, then each formset."""
        own_fields = self._merge_fields(
            self.conflict.state.form, "", self._base_hashes("", ""), where=""
        )
        for name, values in own_fields.items():
            self.conflict.data.setlist(name, values)
        for prefix in self.conflict.state.lists:
            self._merge_formset(prefix)

    def _base_hashes(self, prefix, key):
        """Return the hashes of a row as the form showed it; None where it did not, or nobody can tell."""
        if self.base is None:
            return None
        return self.base.get(prefix, {}).get(key)

    def _add_difference(self, where, field_name, stored, submitted, message):
        difference = FieldConflict(where, field_name, stored, submitted, message)
        self.conflict.differences.append(difference)

    # One row

    def _merge_fields(self, form, prefix, base, *, where, deleting=False) -> dict[str, list[str]]:
        """Note the row's conflicting fields; return the form data of those to take from the database."""
        stored_data = {}
        for bound in form_values.editable_fields(form):
            name = f"{prefix}{bound.name}"
            submitted = self._submitted_hash(bound, name)
            stored = value_hash(form_values.stored_value(bound))
            shown = (base or {}).get(bound.name)
            if stored in (shown, submitted):
                continue
            untouched = submitted == shown
            if untouched:
                stored_data |= form_values.as_form_data(bound, name)
            self._add_field(bound, name, where, untouched=untouched, deleting=deleting)
        return stored_data

    def _add_field(self, bound, name, where, *, untouched, deleting):
        """Note a field that changed meanwhile, in a row that this person left alone, edits or deletes."""
        stored = form_values.stored_display(bound)
        if deleting:
            result = ""
            message = _("You remove what was changed meanwhile.")
        elif untouched:
            result = stored
            message = _("Changed meanwhile; you did not touch it, so the form has the new value.")
        else:
            result = self._submitted_display(bound, name)
            message = _("The form keeps what you typed. Saving replaces what is stored.")
        self._add_difference(where, str(bound.label), stored, result, message)

    def _submitted_hash(self, bound, name):
        return value_hash(form_values.submitted_value(bound, self.data, self.files, name))

    def _submitted_display(self, bound, name):
        return form_values.submitted_display(bound, self.data, self.files, name)

    # The rows of a formset

    def _merge_formset(self, prefix):
        formset = self.conflict.state.lists[prefix]
        stored = self.conflict.state.rows(prefix)
        shown_rows, new_rows = read_rows(self.data, prefix, key=formset.model._meta.pk.name)
        kept_rows = [row for row in shown_rows if row.key in stored]
        kept_keys = {row.key for row in kept_rows}
        for row in kept_rows:
            self._merge_row(prefix, row, stored[row.key])
        for row in shown_rows:
            if row.key not in stored and self._keeps_deleted_row(formset, prefix, row):
                new_rows.append(row.without_key())
        for key, form in stored.items():
            if key not in kept_keys:
                kept_rows.append(self._added_row(formset, prefix, key, form))
        write_rows(self.conflict.data, prefix, kept_rows, new_rows)

    def _merge_row(self, prefix, row: FormsetRow, form):
        """Merge a row that both the form and the database have."""
        count_before = len(self.conflict.differences)
        row_prefix = f"{prefix}-{row.index}-"
        stored_data = self._merge_fields(
            form,
            row_prefix,
            self._base_hashes(prefix, row.key),
            where=_row_label(form.instance),
            deleting=row.is_deleted,
        )
        for name, values in stored_data.items():
            row.values[name.removeprefix(row_prefix)] = values
        if len(self.conflict.differences) > count_before:
            self.conflict.changed_rows.append(form.instance)

    def _keeps_deleted_row(self, formset, prefix, row: FormsetRow) -> bool:
        """Whether a row that was deleted meanwhile stays in the form as a new one: somebody typed in it."""
        typed = self._typed_values(formset, prefix, row)
        if row.is_deleted:
            return False
        if typed:
            message = _(
                "It was removed meanwhile. What you typed stays in the form, and saving adds it as a new row."
            )
        else:
            message = _("It was removed meanwhile, and is gone from the form.")
        self.conflict.deleted_rows.append((formset.model, row.key))
        values = ", ".join(value for value in typed if value)
        self._add_difference(_deleted_row_label(formset.model, row.key), "", "", values, message)
        return bool(typed)

    def _typed_values(self, formset, prefix, row: FormsetRow) -> list[str]:
        """Return the values of a row that differ from what the form showed, as a person reads them."""
        base = self._base_hashes(prefix, row.key) or {}
        typed = []
        for bound in form_values.editable_fields(formset.empty_form):
            name = f"{prefix}-{row.index}-{bound.name}"
            if isinstance(bound.field, forms.FileField) and name not in self.files:
                continue
            if base.get(bound.name) != self._submitted_hash(bound, name):
                typed.append(self._submitted_display(bound, name))
        return typed

    def _added_row(self, formset, prefix, key, form) -> FormsetRow:
        """Return the form data of a row that was added meanwhile, or that the form did not send."""
        fields = form_values.editable_fields(form)
        if self.base is not None and self._base_hashes(prefix, key) is None:
            self.conflict.changed_rows.append(form.instance)
            displays = [form_values.stored_display(bound) for bound in fields]
            text = ", ".join(display for display in displays if display)
            message = _("It was added meanwhile, and is in the form now.")
            self._add_difference(_row_label(form.instance), "", text, text, message)
        values = {}
        for bound in fields:
            values |= form_values.as_form_data(bound, bound.name)
        return FormsetRow(formset.model._meta.pk.name, key, 0, values)


def _row_label(row):
    return f"{row._meta.verbose_name}: {row}"


def _deleted_row_label(model, key):
    last = None
    if hasattr(model, "history") and is_key(model, key):
        last = model.history.filter(**{model._meta.pk.attname: key}).first()
    name = history_restore.historical_name(last) if last else key
    return f"{model._meta.verbose_name}: {name}"
