"""The form that selects the consortium of the membership changes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consortia.models import Consortium
from portal.listing.filters import RecordChoiceField


class MembershipChangeForm(forms.Form):
    """Form that selects a consortium; empty for all changes."""

    consortium = RecordChoiceField(
        queryset=Consortium.objects.none(), required=False, label=_("Of consortium")
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        consortia = Consortium.objects.published().select_related("organisation")
        self.fields["consortium"].queryset = consortia
