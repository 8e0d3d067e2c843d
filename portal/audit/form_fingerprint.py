"""The signed fingerprint of what a form shows, by which a later save by somebody else is noticed."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from django import forms
from django.core import signing
from django.db import models
from django.forms.models import BaseModelFormSet

from portal.audit import form_values

FINGERPRINT_FIELD = "fingerprint"
SALT = "portal.audit.edit_conflicts"
HASH_LENGTH = 12
FieldHashes = dict[str, dict[str, dict[str, str]]]  # formset prefix: row key: field: hash


@dataclass(frozen=True)
class FormState:
    """A record as it is stored now, with the formsets of its form: what a fingerprint is taken of."""

    form: forms.BaseModelForm
    lists: dict[str, BaseModelFormSet] = field(default_factory=dict)

    @property
    def record(self) -> models.Model:
        """The record itself."""
        return self.form.instance

    def rows(self, prefix: str) -> dict[str, forms.BaseModelForm]:
        """Return the forms of the stored rows of one formset, by primary key."""
        return {str(form.instance.pk): form for form in self.lists[prefix].initial_forms}

    def field_hashes(self) -> FieldHashes:
        """Return a hash of every field of every row; the record's own fields stand under blank keys."""
        hashes = {"": {"": _form_hashes(self.form)}}
        for prefix in self.lists:
            hashes[prefix] = {key: _form_hashes(form) for key, form in self.rows(prefix).items()}
        return hashes


def _form_hashes(form):
    fields = form_values.editable_fields(form)
    return {bound.name: value_hash(form_values.stored_value(bound)) for bound in fields}


def value_hash(text: str) -> str:
    """Return the short hash of a value's text."""
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:HASH_LENGTH]


@dataclass(frozen=True)
class FormFingerprint:
    """What a form showed, and when."""

    field_hashes: FieldHashes
    moment: datetime


def sign_fingerprint(state: FormState, *, at: datetime) -> str:
    """Return the signed fingerprint of a record, which its form carries."""
    payload = [state.field_hashes(), at.isoformat()]
    return signing.dumps(payload, salt=_record_salt(state.record), compress=True)


def read_fingerprint(text: str, record: models.Model) -> FormFingerprint | None:
    """Return the fingerprint that a form of this record carried.

    None where it is missing, altered or that of another record.
    """
    try:
        field_hashes, moment = signing.loads(text, salt=_record_salt(record))
    except signing.BadSignature:
        return None
    return FormFingerprint(field_hashes, datetime.fromisoformat(moment))


def _record_salt(record):
    return f"{SALT} {record._meta.label_lower} {record.pk}"
