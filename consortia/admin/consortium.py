"""The admin of consortia and memberships; names and region are edited on the organisation's form."""

from django import forms
from django.contrib import admin, messages
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.db import transaction
from django.db.models import Exists, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortia.admin.evidence import EvidenceFormSet, EvidenceInline, FactAdmin
from consortia.admin.figure import FigureInline
from consortia.admin.member_sheet import MemberSheetAdminMixin
from consortia.admin.merging import MergeableAdminMixin
from consortia.admin.name_search import OrganisationSearchMixin
from consortia.admin.user_limits import ConsortiumLimitMixin
from consortia.models import Consortium, ConsortiumLimit, Membership, Organisation, OrganisationKind
from portal.audit.history_admin import HistoryAdmin
from portal.core.admin import (
    change_link,
    date_column,
    fieldset,
    is_autocomplete_for,
    name_search_fields,
    year_filter,
)
from portal.core.autocomplete import PreloadedAutocompleteForm, PreloadedAutocompleteMixin


class ConsortiumAdminFilter(admin.SimpleListFilter):
    """Filter by consortium; the names of the choices take one query."""

    title = gettext_lazy("consortium")
    parameter_name = "consortium"

    def lookups(self, request, model_admin):
        """List all consortia by name."""
        return [
            (str(consortium.pk), str(consortium))
            for consortium in Consortium.objects.select_related("organisation")
        ]

    def queryset(self, request, queryset):
        """Filter by the chosen consortium; an unknown value changes nothing."""
        valid_values = {value for value, _label in self.lookup_choices}
        return (
            queryset.filter(consortium=self.value()) if self.value() in valid_values else queryset
        )


class ConsortiumGenericFormSet(BaseGenericInlineFormSet):
    """Formset of generic rows about a consortium, which refer to its organisation."""

    def __init__(self, *args, instance=None, **options):
        has_organisation = instance is not None and instance.organisation_id
        super().__init__(
            *args, instance=instance.organisation if has_organisation else None, **options
        )


class ConsortiumEvidenceFormSet(ConsortiumGenericFormSet, EvidenceFormSet):
    """The evidence of the consortium's organisation."""


class ConsortiumEvidenceInline(EvidenceInline):
    """The evidence of a consortium."""

    formset = ConsortiumEvidenceFormSet


class ConsortiumFigureInline(FigureInline):
    """The declared counts and other numbers about the consortium."""

    formset = ConsortiumGenericFormSet


class MembershipForm(PreloadedAutocompleteForm):
    """Form of a membership in an inline, where Django excludes one side from constraint checks."""

    def clean(self):
        """Raise ValidationError for a consortium that is a member of itself."""
        values = super().clean()
        organisation, consortium = values.get("organisation"), values.get("consortium")
        if organisation and consortium and organisation.pk == consortium.pk:
            raise forms.ValidationError(_("A consortium is not a member of itself."))
        return values


class ConsortiumMembershipInline(PreloadedAutocompleteMixin, admin.TabularInline):
    """The organisations that belong to a consortium."""

    model = Membership
    form = MembershipForm
    fk_name = "consortium"
    extra = 0
    show_change_link = True
    autocomplete_fields = ("organisation",)
    fields = ("organisation", "role", "wording", "wording_en", "since", "until", "position")
    verbose_name_plural = gettext_lazy("member organisations")

    def get_queryset(self, request):
        """The memberships with their organisations, in one query."""
        return (
            super().get_queryset(request).select_related("organisation", "consortium__organisation")
        )


class ConsortiumAdmin(
    OrganisationSearchMixin,
    MemberSheetAdminMixin,
    MergeableAdminMixin,
    ConsortiumLimitMixin,
    HistoryAdmin,
):
    """Admin of consortia: kind, level, purpose and members."""

    merge_model = Organisation
    name_path = "organisation__"

    list_display = (
        "__str__",
        "kind",
        "level",
        "industry",
        "region",
        date_column("founded_on", order="founded_from", label=gettext_lazy("founded on")),
    )
    list_filter = (
        "kind",
        "level",
        ("organisation__industry", admin.RelatedOnlyFieldListFilter),
        year_filter("founded_from"),
    )
    search_fields = (*name_search_fields("organisation"), "organisation__names__text")
    autocomplete_fields = ("organisation",)
    inlines = (ConsortiumMembershipInline, ConsortiumFigureInline, ConsortiumEvidenceInline)
    fieldsets = (
        fieldset(
            gettext_lazy("Organisation"),
            gettext_lazy(
                "A consortium is an organisation. Its names, place and industry are edited "
                "on the organisation's form, its kind, founding and members here."
            ),
            "organisation",
        ),
        fieldset(
            gettext_lazy("Consortium"),
            gettext_lazy("What sort of consortium it is, as its founders call it."),
            "kind",
            "level",
            "founded_on",
        ),
        fieldset(
            gettext_lazy("Purpose"),
            gettext_lazy("What it says it is there for, in one or two sentences."),
            "purpose",
            "purpose_en",
        ),
    )

    def get_queryset(self, request):
        """Select organisation, region and industry in the same query."""
        return (
            super()
            .get_queryset(request)
            .select_related("organisation__region", "organisation__industry")
        )

    def get_fieldsets(self, request, obj=None):
        """Replace the organisation field of an existing consortium with a link."""
        groups = super().get_fieldsets(request, obj)
        if obj is None:
            return groups
        name, options = groups[0]
        return [(name, {**options, "fields": ("organisation_link",)}), *groups[1:]]

    def get_readonly_fields(self, request, obj=None):
        """The organisation of an existing consortium cannot change."""
        return [] if obj is None else ["organisation_link"]

    def get_search_results(self, request, queryset, search_term):
        """Search consortia; the autocomplete of a record offers a limited user only their own."""
        results, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        limits = ConsortiumLimit.objects.for_user(request.user)
        if request.GET.get("field_name") == "consortium" and not is_autocomplete_for(
            request, ConsortiumLimit, "consortium"
        ):
            results = results.filter(
                ~Exists(limits) | Q(pk__in=limits.order_by().values("consortium"))
            )
        return results, may_have_duplicates

    @admin.display(description=gettext_lazy("organisation"))
    def organisation_link(self, consortium):
        """A link to the form of the organisation."""
        return change_link(consortium.organisation)

    @admin.display(description=gettext_lazy("industry"), ordering="organisation__industry__slug")
    def industry(self, consortium):
        """The industry of the organisation."""
        return consortium.organisation.industry

    @admin.display(description=gettext_lazy("region"), ordering="organisation__region__code")
    def region(self, consortium):
        """The region of the organisation."""
        return consortium.organisation.region

    def is_on_site(self, obj) -> bool:
        """Whether the organisation is public."""
        return obj.organisation.is_public

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        """Save it, and set the kind of its organisation to consortium."""
        super().save_model(request, obj, form, change)
        _set_kind(request, obj.organisation, OrganisationKind.CONSORTIUM)

    @transaction.atomic
    def delete_model(self, request, obj):
        """Delete the consortium; its organisation remains, with the kind `other`."""
        organisation = obj.organisation
        super().delete_model(request, obj)
        _set_kind(request, organisation, OrganisationKind.OTHER)

    def after_restore(self, request, obj):
        """Set the kind of the organisation to consortium again."""
        _set_kind(request, obj.organisation, OrganisationKind.CONSORTIUM)


def _set_kind(request, organisation, kind):
    """Save the kind of an organisation and tell the user, if it changed."""
    if organisation.kind == kind:
        return
    organisation.kind = kind
    organisation.save()
    message = _("“%(organisation)s” now counts as: %(kind)s.") % {
        "organisation": organisation,
        "kind": kind.label,
    }
    messages.info(request, message)


def sync_consortium_kind(request, organisation: Organisation, *, kind_chosen: bool) -> None:
    """Make the kind of an organisation agree with whether it has a consortium row.

    `kind_chosen`: the user set the kind on this form, so a missing consortium row is created.
    """
    has_side = Consortium.objects.filter(pk=organisation.pk).exists()
    if has_side:
        _set_kind(request, organisation, OrganisationKind.CONSORTIUM)
    elif organisation.kind == OrganisationKind.CONSORTIUM and kind_chosen:
        Consortium.objects.create(organisation=organisation)
        messages.info(
            request,
            _("“%s” has a consortium side now: fill in its kind and members.") % organisation,
        )
    elif organisation.kind == OrganisationKind.CONSORTIUM:
        _set_kind(request, organisation, OrganisationKind.OTHER)


class MembershipAdmin(OrganisationSearchMixin, FactAdmin):
    """Admin of memberships."""

    is_detail = True
    name_path = "organisation__"
    list_display = (
        "organisation",
        "role",
        "consortium",
        date_column("since", order="since_from", label=gettext_lazy("since")),
        date_column("until", order="until_to", label=gettext_lazy("until")),
    )
    list_select_related = ("organisation", "consortium__organisation")
    list_filter = ("role", ConsortiumAdminFilter)
    search_fields = (
        *name_search_fields("organisation", "consortium__organisation"),
        "organisation__names__text",
    )
    autocomplete_fields = ("organisation", "consortium")
    fieldsets = (
        fieldset(
            None,
            gettext_lazy(
                "An organisation that holds several roles has a membership for each. Lead is not an office."
            ),
            "organisation",
            "consortium",
            "role",
            ("wording", "wording_en"),
            "position",
        ),
        fieldset(
            gettext_lazy("Time"), gettext_lazy("As exactly as the source says."), "since", "until"
        ),
    )
