"""What a form's fields say, as a browser sends them, as plain text to compare, and as a person reads them."""

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

BLANKS_BETWEEN_TAGS = re.compile(r">\s+<")
FORMSET_FIELDS = {"DELETE", "ORDER"}


def editable_fields(form: forms.BaseModelForm) -> list[BoundField]:
    """The fields that a person fills in; neither the row's own number nor what it hangs on."""
    left_out = {form._meta.model._meta.pk.name, *FORMSET_FIELDS}
    return [
        form[name]
        for name, field in form.fields.items()
        if name not in left_out
        and not field.disabled
        and not isinstance(field, InlineForeignKeyField)
    ]


def stored_value(bound: BoundField) -> str:
    """The stored value as text to compare, the same in every language of the page."""
    return _plain(bound.field.prepare_value(bound.initial))


def submitted_value(bound: BoundField, data: QueryDict, files: MultiValueDict, name: str) -> str:
    """The value that was sent under that name, as text to compare; a file that nobody chose is the stored one."""
    field, value = bound.field, bound.field.widget.value_from_datadict(data, files, name)
    if isinstance(field, forms.FileField):
        return stored_value(bound) if value is None else f"sent {value}"
    if isinstance(field, forms.ModelChoiceField):
        return _plain(value)
    try:
        return _plain(
            field.clean(value)
            if isinstance(field, forms.MultiValueField)
            else field.to_python(value)
        )
    except ValidationError:
        return f"unreadable {_plain(value)}"


def _plain(value):
    if value in (None, "", False):
        return ""
    if isinstance(value, Model | File):
        return str(value.pk if isinstance(value, Model) else value)
    if isinstance(value, datetime):
        return value.replace(microsecond=0).astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return _text(str(value))
    return ",".join(sorted(_plain(part) for part in value))


def _text(text):
    """The text without what a browser or its editor changes by itself: line ends, outer blanks, blanks between tags."""
    return (
        BLANKS_BETWEEN_TAGS.sub("><", " ".join(html.clean(text).split()))
        if "<" in text
        else text.replace("\r\n", "\n").strip()
    )


def as_form_data(bound: BoundField, name: str) -> dict[str, list[str]]:
    """The stored value as a browser would send it under that name."""
    widget, value = _inner(bound.field.widget), bound.field.prepare_value(bound.initial)
    if not isinstance(widget, forms.MultiWidget):
        return {name: _texts(widget, value)}
    parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
    return {name + suffix: _texts(part, text) for suffix, part, text in parts}


def _inner(widget):
    return getattr(widget, "widget", widget)


def _texts(widget, value):
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    if isinstance(widget, forms.FileInput):
        return []
    text = widget.format_value(value)
    return (
        [str(part or "") for part in text] if isinstance(text, list | tuple) else [str(text or "")]
    )


def stored_display(bound: BoundField) -> str:
    """The stored value as a person reads it."""
    value = bound.field.prepare_value(bound.initial)
    if isinstance(bound.field, forms.FileField):
        return str(value or "")
    if isinstance(value, datetime):
        return " ".join(text for texts in as_form_data(bound, "").values() for text in texts)
    return _words(bound.field, value)


def submitted_display(bound: BoundField, data: QueryDict, files: MultiValueDict, name: str) -> str:
    """The value that was sent under that name, as a person reads it."""
    return _words(bound.field, bound.field.widget.value_from_datadict(data, files, name))


def _words(field, value):
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if value in (None, ""):
        return ""
    if isinstance(field, forms.ModelChoiceField):
        return ", ".join(str(row) for row in _chosen(field, value))
    if isinstance(field, forms.ChoiceField):
        value = dict(field.choices).get(value, value)
    return " ".join(str(part) for part in value) if isinstance(value, list | tuple) else str(value)


def _chosen(field, value):
    keys = value if isinstance(value, list | tuple) else [value]
    return field.queryset.filter(pk__in=[key for key in keys if str(key).isdigit()])
