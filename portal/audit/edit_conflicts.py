"""Two people, one record: a form carries a fingerprint of what it shows, and whoever saves second sees both texts."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django import forms
from django.core import signing
from django.db import models
from django.forms.boundfield import BoundField
from django.forms.models import BaseModelFormSet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.audit import form_values, history_restore, text_diff
from portal.audit.formset_data import FormsetRow, read_rows, write_rows

FINGERPRINT_FIELD = "fingerprint"
SALT = "portal.audit.edit_conflicts"
HASH_LENGTH = 12
RECENT_SAVES = 20
FieldHashes = dict[str, dict[str, dict[str, str]]]  # list of rows: row: field: hash


@dataclass(frozen=True)
class FormState:
    """A record as it is stored now, with the rows of its form's lists: what a fingerprint is taken of."""

    form: forms.BaseModelForm
    lists: dict[str, BaseModelFormSet] = field(default_factory=dict)

    @property
    def record(self) -> models.Model:
        """The record itself."""
        return self.form.instance

    def rows(self, prefix: str) -> dict[str, forms.BaseModelForm]:
        """The stored rows of one list, each by its key."""
        return {str(form.instance.pk): form for form in self.lists[prefix].initial_forms}

    def field_hashes(self) -> FieldHashes:
        """A hash of every field of every row."""
        lists = {
            prefix: {key: _hashes(form) for key, form in self.rows(prefix).items()}
            for prefix in self.lists
        }
        return {"": {"": _hashes(self.form)}, **lists}


def _hashes(form):
    return {
        bound.name: _hash(form_values.stored_value(bound))
        for bound in form_values.editable_fields(form)
    }


def _hash(text):
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:HASH_LENGTH]


@dataclass(frozen=True)
class FormFingerprint:
    """What a form showed, and when."""

    field_hashes: FieldHashes
    moment: datetime


def sign_fingerprint(state: FormState, *, at: datetime) -> str:
    """The signed fingerprint of a record, which its form carries."""
    return signing.dumps(
        [state.field_hashes(), at.isoformat()], salt=_salt(state.record), compress=True
    )


def read_fingerprint(text: str, record: models.Model) -> FormFingerprint | None:
    """The fingerprint that a form of this record came with; none where it is missing, altered or another record's."""
    try:
        prints, moment = signing.loads(text, salt=_salt(record))
    except signing.BadSignature:
        return None
    return FormFingerprint(prints, datetime.fromisoformat(moment))


def _salt(record):
    return f"{SALT} {record._meta.label_lower} {record.pk}"


@dataclass(frozen=True)
class FieldConflict:
    """One field or row that two people changed, or the other one alone: what is stored and what the form holds now."""

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
    """A form that was overtaken: the differences, and its data with what the other person did where this one did nothing."""

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
        """Who changed the record and its rows since, each with the moment of the last change; none if that is not on record."""
        places = [
            (type(row), row.pk) for row in (self.state.record, *self.changed_rows)
        ] + self.deleted_rows
        rows = [row for model, key in places for row in _saves(model, key)]
        later = [
            row for row in rows if self.shown_at and row.history_date >= self.shown_at
        ] or rows[:1]
        last = {
            row.history_user: row.history_date
            for row in sorted(later, key=lambda row: row.history_date)
        }
        return sorted(last.items(), key=lambda pair: pair[1])


def _saves(model, key):
    """The last saves of a row, the newest first; none where no history is kept."""
    if not hasattr(model, "history"):
        return []
    return model.history.filter(**{model._meta.pk.attname: key}).select_related("history_user")[
        :RECENT_SAVES
    ]


def find_conflict(
    state: FormState, data: QueryDict, files: MultiValueDict, *, base: FormFingerprint | None
) -> EditConflict | None:
    """What stands between the form and saving it; none where nobody changed what it showed."""
    dispute = EditConflict(state, data.copy(), shown_at=base.moment if base else None)
    _Merge(dispute, data, files, base.field_hashes if base else None).run()
    return dispute if base is None or dispute.differences else None


class _Merge:
    """The comparison of three states: what the form showed, what it holds, what is stored."""

    def __init__(self, dispute, data, files, base):
        self.dispute, self.data, self.files, self.base = dispute, data, files, base

    def run(self):
        self._fields(self.dispute.state.form, "", self._base("", ""), "")
        for prefix in self.dispute.state.lists:
            self._list(prefix)

    def _base(self, prefix, key):
        """The hashes of a row as the form showed it; none where it did not show it, or nobody can tell."""
        return None if self.base is None else self.base.get(prefix, {}).get(key)

    def _say(self, where, field_name, stored, typed, said):
        self.dispute.differences.append(FieldConflict(where, field_name, stored, typed, said))

    # One row

    def _fields(self, form, prefix, base, where, *, deletes=False) -> dict[str, list[str]]:
        """Compare a row's fields; what the other person did where this one did nothing comes back, as it would be sent."""
        taken = {}
        for bound in form_values.editable_fields(form):
            name = f"{prefix}{bound.name}"
            ours, theirs = self._hash_sent(bound, name), _hash(form_values.stored_value(bound))
            shown = (base or {}).get(bound.name)
            if theirs in (shown, ours):
                continue
            if ours == shown:
                taken |= form_values.as_form_data(bound, name)
            self._field(bound, name, where, took=ours == shown, deletes=deletes)
        if prefix == "":
            self._set(taken)
        return taken

    def _field(self, bound, name, where, *, took, deletes):
        stored = form_values.stored_display(bound)
        typed = (
            stored if took else form_values.submitted_display(bound, self.data, self.files, name)
        )
        if deletes:
            said = _("You remove what was changed meanwhile.")
        elif took:
            said = _("Changed meanwhile; you did not touch it, so the form has the new value.")
        else:
            said = _("The form keeps what you typed. Saving replaces what is stored.")
        self._say(where, str(bound.label), stored, "" if deletes else typed, said)

    def _hash_sent(self, bound, name):
        return _hash(form_values.submitted_value(bound, self.data, self.files, name))

    def _set(self, values):
        for name, texts in values.items():
            self.dispute.data.setlist(name, texts)

    # The rows of a list

    def _list(self, prefix):
        formset = self.dispute.state.lists[prefix]
        stored = self.dispute.state.rows(prefix)
        known, new = read_rows(self.data, prefix, key=formset.model._meta.pk.name)
        kept = [row for row in known if row.key in stored]
        for row in kept:
            self._stored_row(prefix, row, stored[row.key])
        lost = [
            row for row in known if row.key not in stored and self._lost_row(formset, prefix, row)
        ]
        here = {row.key for row in kept}
        added = [
            self._added_row(formset, prefix, key, form)
            for key, form in stored.items()
            if key not in here
        ]
        write_rows(
            self.dispute.data, prefix, [*kept, *added], [*new, *(row.without_key() for row in lost)]
        )

    def _stored_row(self, prefix, row: FormsetRow, form):
        before = len(self.dispute.differences)
        start = f"{prefix}-{row.index}-"
        taken = self._fields(
            form, start, self._base(prefix, row.key), _called(form.instance), deletes=row.is_deleted
        )
        row.values.update({name.removeprefix(start): texts for name, texts in taken.items()})
        if len(self.dispute.differences) > before:
            self.dispute.changed_rows.append(form.instance)

    def _lost_row(self, formset, prefix, row: FormsetRow) -> bool:
        """Whether a row that is gone stays in the form as a new one, because somebody typed in it."""
        base = self._base(prefix, row.key) or {}
        fields = [
            (bound, f"{prefix}-{row.index}-{bound.name}")
            for bound in form_values.editable_fields(formset.empty_form)
        ]
        fields = [
            (bound, name)
            for bound, name in fields
            if name in self.files or not isinstance(bound.field, forms.FileField)
        ]
        typed = [
            self._text(bound, name)
            for bound, name in fields
            if base.get(bound.name) != self._hash_sent(bound, name)
        ]
        if row.is_deleted:
            return False
        self.dispute.deleted_rows.append((formset.model, row.key))
        kept = _(
            "It was removed meanwhile. What you typed stays in the form, and saving adds it as a new row."
        )
        said = kept if typed else _("It was removed meanwhile, and is gone from the form.")
        self._say(_removed(formset.model, row.key), "", "", ", ".join(filter(None, typed)), said)
        return bool(typed)

    def _text(self, bound, name):
        return form_values.submitted_display(bound, self.data, self.files, name)

    def _added_row(self, formset, prefix, key, form) -> FormsetRow:
        if self.base is not None and self._base(prefix, key) is None:
            self.dispute.changed_rows.append(form.instance)
            words = ", ".join(
                filter(None, (form_values.stored_display(bound) for bound in _bounds(form)))
            )
            self._say(
                _called(form.instance),
                "",
                words,
                words,
                _("It was added meanwhile, and is in the form now."),
            )
        values = {
            name: texts
            for bound in _bounds(form)
            for name, texts in form_values.as_form_data(bound, bound.name).items()
        }
        return FormsetRow(formset.model._meta.pk.name, key, 0, values)


def _bounds(form) -> Iterator[BoundField]:
    return iter(form_values.editable_fields(form))


def _called(row):
    return f"{row._meta.verbose_name}: {row}"


def _removed(model, key):
    last = (
        model.history.filter(**{model._meta.pk.attname: key}).first()
        if hasattr(model, "history")
        else None
    )
    return f"{model._meta.verbose_name}: {history_restore.historical_name(last) if last else key}"
