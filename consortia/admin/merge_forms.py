"""Forms of a merge: the selection of two records, and the confirmation."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortia.models import Conference, ConferenceRole, Organisation, OrganisationName

# By kind: the model, and a foreign key to it (model and field) that serves the autocomplete
MERGE_KINDS = {
    "organisation": (Organisation, OrganisationName, "organisation"),
    "conference": (Conference, ConferenceRole, "conference"),
}


DEFAULT_MERGE_KIND = "organisation"
MAX_PK_DIGITS = 18


def parse_pk(text: str) -> int:
    """Parse a primary key from a URL; 0 if it is invalid."""
    is_key = text.isascii() and text.isdecimal() and len(text) <= MAX_PK_DIGITS
    return int(text) if is_key else 0


class MergeSelectionForm(forms.Form):
    """Form that selects the survivor (`kept`) and the duplicate (`gone`)."""

    def __init__(self, *args, kind: str, **options):
        super().__init__(*args, **options)
        model, searching, column = MERGE_KINDS[kind]
        widget = AutocompleteSelect(searching._meta.get_field(column), admin.site)
        for name, label in (("kept", _("Stays")), ("gone", _("Goes into it"))):
            self.fields[name] = forms.ModelChoiceField(
                model.objects.all(), label=label, widget=widget
            )


def selection_form(request, kind) -> MergeSelectionForm:
    """The selection form with the keys of the query string; bound once both are chosen."""
    keys = {name: parse_pk(request.GET.get(name, "")) or "" for name in ("kept", "gone")}
    data = keys if "gone" in request.GET else None
    return MergeSelectionForm(data, initial=keys, kind=kind)


def kind_choices() -> list[tuple[str, str]]:
    return [
        (name, model._meta.verbose_name_plural)
        for name, (model, _source, _column) in MERGE_KINDS.items()
    ]


class MergeForm(forms.Form):
    """Form that confirms a merge: the reason, and the state hash of the preview."""

    why = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=gettext_lazy("How you know that the two are one. It stands in the journal."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)
