"""The values of form fields: as a browser submits them, as text to compare, and as a person reads them."""

import re
from datetime import UTC, datetime
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.forms.models import InlineForeignKeyField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from portal.core import html
from portal.core.autocomplete import is_key

BLANKS_BETWEEN_TAGS = re.compile(r">\s+<")
FORMSET_FIELDS = {"DELETE", "ORDER"}


def editable_fields(form: forms.BaseModelForm) -> list[BoundField]:
    """Return the fields that a person fills in: neither the row's own key nor that of its parent."""
    technical = {form._meta.model._meta.pk.name, *FORMSET_FIELDS}
    fields = []
    for name, field in form.fields.items():
        is_parent_key = isinstance(field, InlineForeignKeyField)
        if name not in technical and not field.disabled and not is_parent_key:
            fields.append(form[name])
    return fields


# Text to compare


def stored_value(bound: BoundField) -> str:
    """Return the stored value as text to compare, the same in every language of the page."""
    return _comparable(bound.field.prepare_value(bound.initial))


def submitted_value(bound: BoundField, data: QueryDict, files: MultiValueDict, name: str) -> str:
    """Return the value submitted under that name as text to compare; no chosen file means the stored one."""
    field = bound.field
    value = field.widget.value_from_datadict(data, files, name)
    if isinstance(field, forms.FileField):
        return stored_value(bound) if value is None else f"sent {value}"
    if isinstance(field, forms.ModelChoiceField):
        return _comparable(value)
    try:
        return _comparable(_to_python(field, value))
    except ValidationError:
        return f"unreadable {_comparable(value)}"


def _to_python(field, value):
    if isinstance(field, forms.MultiValueField):
        return field.clean(value)
    return field.to_python(value)


def _comparable(value) -> str:
    """Return a value as text that is equal for equal values of any type."""
    if value in (None, "", False):
        return ""
    if isinstance(value, Model):
        value = value.pk
    if isinstance(value, File):
        return str(value)
    if isinstance(value, datetime):
        return value.replace(microsecond=0).astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return _normalized(str(value))
    parts = [_comparable(part) for part in value]
    return ",".join(sorted(parts))


def _normalized(text: str) -> str:
    """Return the text without what a browser changes: line ends, outer blanks, blanks between tags."""
    if "<" not in text:
        return text.replace("\r\n", "\n").strip()
    one_line = " ".join(html.clean(text).split())
    return BLANKS_BETWEEN_TAGS.sub("><", one_line)


# Form data


def as_form_data(bound: BoundField, name: str) -> dict[str, list[str]]:
    """Return the stored value as a browser would submit it under that name."""
    # A related field's widget wraps the one that has the value
    widget = getattr(bound.field.widget, "widget", bound.field.widget)
    value = bound.field.prepare_value(bound.initial)
    if not isinstance(widget, forms.MultiWidget):
        return {name: _submitted_texts(widget, value)}
    parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
    return {name + suffix: _submitted_texts(part, text) for suffix, part, text in parts}


def _submitted_texts(widget, value) -> list[str]:
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    if isinstance(widget, forms.FileInput):
        return []
    formatted = widget.format_value(value)
    parts = formatted if isinstance(formatted, list | tuple) else [formatted]
    return [str(part or "") for part in parts]


# Text to read


def stored_display(bound: BoundField) -> str:
    """Return the stored value as a person reads it."""
    value = bound.field.prepare_value(bound.initial)
    if isinstance(bound.field, forms.FileField):
        return str(value or "")
    if isinstance(value, datetime):
        parts = as_form_data(bound, "").values()
        return " ".join(text for texts in parts for text in texts)
    return _display(bound.field, value)


def submitted_display(bound: BoundField, data: QueryDict, files: MultiValueDict, name: str) -> str:
    """Return the value submitted under that name as a person reads it."""
    return _display(bound.field, bound.field.widget.value_from_datadict(data, files, name))


def _display(field, value) -> str:
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if value in (None, ""):
        return ""
    if isinstance(field, forms.ModelChoiceField):
        return ", ".join(str(row) for row in _chosen_rows(field, value))
    if isinstance(field, forms.ChoiceField):
        value = dict(field.choices).get(value, value)
    if isinstance(value, list | tuple):
        return " ".join(str(part) for part in value)
    return str(value)


def _chosen_rows(field, value):
    keys = value if isinstance(value, list | tuple) else [value]
    model = field.queryset.model
    return field.queryset.filter(pk__in=[key for key in keys if is_key(model, key)])
