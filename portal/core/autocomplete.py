"""Autocomplete fields that know what they show: a form with a hundred rows asks the database for none of them."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect


class PreloadedAutocompleteSelect(AutocompleteSelect):
    """An autocomplete field with the record that it shows, where the form has it at hand."""

    preloaded = None

    def optgroups(self, name, value, attr=None):
        """The known record as the one option chosen; another one is asked for."""
        if self.preloaded is None or value != [str(self.preloaded.pk)]:
            return super().optgroups(name, value, attr)
        blank = (
            [] if self.is_required else [self.create_option(name, "", "", selected=False, index=0)]
        )
        label = self.choices.field.label_from_instance(self.preloaded)
        return [
            (
                None,
                [
                    *blank,
                    self.create_option(
                        name, self.preloaded.pk, label, selected=True, index=len(blank)
                    ),
                ],
                0,
            )
        ]


class PreloadedAutocompleteForm(forms.ModelForm):
    """A form that hands its autocomplete fields the records that its row was fetched with."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", None)
            if isinstance(widget, PreloadedAutocompleteSelect):
                widget.preloaded = self.instance._state.fields_cache.get(name)


class PreloadedAutocompleteMixin:
    """An inline whose rows are fetched with the records that they point at."""

    form = PreloadedAutocompleteForm

    def get_queryset(self, request):
        """The rows with the records that they point at, in one query."""
        return super().get_queryset(request).select_related(*self.get_autocomplete_fields(request))

    def formfield_for_foreignkey(self, db_field, request, **options):
        """An autocomplete field that knows its record."""
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault(
                "widget",
                PreloadedAutocompleteSelect(db_field, self.admin_site, using=options.get("using")),
            )
        return super().formfield_for_foreignkey(db_field, request, **options)
