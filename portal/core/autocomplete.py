"""Choices of records in the admin: autocomplete with preloaded records, and keys that no record can have.

Django hands whatever a form sends as a key to the database, which fails on a text or a number beyond its
range; here it is the error of a field.
"""

from collections.abc import Iterable

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import models

from portal.core.widget_renderer import WIDGET_RENDERER

MAX_SHOWN_LENGTH = 40  # of a key in a message


def is_key(model: type[models.Model], value: object) -> bool:
    """Whether a record of the model could have this primary key."""
    field = model._meta.pk
    while field.remote_field is not None:
        field = field.target_field
    try:
        field.run_validators(field.to_python(value))
    except ValidationError:
        return False
    return True


class CheckedOptionsMixin:
    """An autocomplete widget that shows no selected record for what is no key."""

    def optgroups(self, name, value, attr=None):
        """The options for the values that are keys."""
        model = self.choices.queryset.model
        return super().optgroups(name, [each for each in value if is_key(model, each)], attr)


class CheckedAutocompleteSelect(CheckedOptionsMixin, AutocompleteSelect):
    """An autocomplete field for one record."""


class CheckedAutocompleteSelectMultiple(CheckedOptionsMixin, AutocompleteSelectMultiple):
    """An autocomplete field for several records."""


class CheckedChoiceField(forms.ModelChoiceField):
    """A choice of one record in which what is no key is the error of the field.

    The stored record of a row, where the form has read it already, is not read again.
    """

    stored = None

    def to_python(self, value):
        """The record; raises ValidationError for what is no key."""
        if self.stored is not None and value == str(self.stored.pk):
            return self.stored
        if value not in self.empty_values and not is_key(self.queryset.model, value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class CheckedMultipleChoiceField(forms.ModelMultipleChoiceField):
    """A choice of several records in which what is no key is the error of the field."""

    def _check_values(self, value):
        if isinstance(value, Iterable):
            for key in value:
                if not is_key(self.queryset.model, key):
                    raise ValidationError(
                        self.error_messages["invalid_choice"],
                        code="invalid_choice",
                        params={"value": str(key)[:MAX_SHOWN_LENGTH]},
                    )
        return super()._check_values(value)


class CheckedChoicesMixin:
    """An admin class or inline whose choices of records check the keys that a form sends."""

    def formfield_for_foreignkey(self, db_field, request, **options):
        """The stock field, checked, with a checked autocomplete widget where it has autocomplete."""
        options.setdefault("form_class", CheckedChoiceField)
        if db_field.name in self.get_autocomplete_fields(request):
            widget = CheckedAutocompleteSelect(
                db_field, self.admin_site, using=options.get("using")
            )
            options.setdefault("widget", widget)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_manytomany(self, db_field, request, **options):
        """The stock field, checked."""
        options.setdefault("form_class", CheckedMultipleChoiceField)
        return super().formfield_for_manytomany(db_field, request, **options)


class PreloadedAutocompleteSelect(CheckedAutocompleteSelect):
    """An autocomplete field that is given the record it shows, where the form has read it already."""

    preloaded = None

    def render(self, name, value, attrs=None, renderer=None):
        """The HTML, written without a template: the wrapper around it passes no renderer on."""
        return super().render(name, value, attrs, renderer or WIDGET_RENDERER)

    def optgroups(self, name, value, attr=None):
        """The preloaded record as the selected option; any other value is read from the database."""
        record = self.preloaded
        if record is None or value != [str(record.pk)]:
            return super().optgroups(name, value, attr)
        options = []
        if not self.is_required:
            options.append(self.create_option(name, "", "", selected=False, index=0))
        label = self.choices.field.label_from_instance(record)
        options.append(
            self.create_option(name, record.pk, label, selected=True, index=len(options))
        )
        return [(None, options, 0)]


class StoredRowField(forms.Field):
    """The key of the row that a form was made for; the row is not read again."""

    widget = forms.HiddenInput

    def __init__(self, row: models.Model):
        super().__init__(required=False, initial=row.pk)
        self.row = row

    def clean(self, value):
        """The row; raises ValidationError for the key of another one."""
        if self.has_changed(self.row.pk, value):
            raise ValidationError(forms.ModelChoiceField.default_error_messages["invalid_choice"])
        return self.row

    def has_changed(self, initial, data):
        """Whether it is the key of another row."""
        return str(data) != str(initial)


class PreloadedAutocompleteForm(forms.ModelForm):
    """The form of a row in a list: its cost does not depend on rows that nobody touched.

    It passes the related records of its row to its autocomplete fields, and checks the row against the
    database only where something in it was changed.
    """

    default_renderer = WIDGET_RENDERER

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", None)
            if isinstance(widget, PreloadedAutocompleteSelect):
                widget.preloaded = self.instance._state.fields_cache.get(name)
                field.stored = widget.preloaded

    def _clean_fields(self):
        key = self._meta.model._meta.pk.name
        if not self.instance._state.adding and key in self.fields:
            self.fields[key] = StoredRowField(self.instance)
            self._bound_fields_cache.pop(key, None)
        super()._clean_fields()

    def _post_clean(self):
        if self.instance._state.adding or self.has_changed():
            super()._post_clean()


class PreloadedAutocompleteMixin(CheckedChoicesMixin):
    """An inline whose rows are read together with the records of their autocomplete fields."""

    form = PreloadedAutocompleteForm

    def get_queryset(self, request):
        """The rows with the records of their autocomplete fields, in one query."""
        return super().get_queryset(request).select_related(*self.get_autocomplete_fields(request))

    def formfield_for_foreignkey(self, db_field, request, **options):
        """The checked field with a preloaded autocomplete widget."""
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault(
                "widget",
                PreloadedAutocompleteSelect(db_field, self.admin_site, using=options.get("using")),
            )
        return super().formfield_for_foreignkey(db_field, request, **options)
