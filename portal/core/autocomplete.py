"""Autocomplete fields with preloaded records: a form with a hundred rows needs no query for them."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect


class PreloadedAutocompleteSelect(AutocompleteSelect):
    """An autocomplete field that is given the record it shows, where the form has read it already."""

    preloaded = None

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


class PreloadedAutocompleteForm(forms.ModelForm):
    """A form that passes the related records of its row to its autocomplete fields."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", None)
            if isinstance(widget, PreloadedAutocompleteSelect):
                widget.preloaded = self.instance._state.fields_cache.get(name)


class PreloadedAutocompleteMixin:
    """An inline whose rows are read together with the records of their autocomplete fields."""

    form = PreloadedAutocompleteForm

    def get_queryset(self, request):
        """The rows with the records of their autocomplete fields, in one query."""
        return super().get_queryset(request).select_related(*self.get_autocomplete_fields(request))

    def formfield_for_foreignkey(self, db_field, request, **options):
        """The stock field with a preloaded autocomplete widget."""
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault(
                "widget",
                PreloadedAutocompleteSelect(db_field, self.admin_site, using=options.get("using")),
            )
        return super().formfield_for_foreignkey(db_field, request, **options)
