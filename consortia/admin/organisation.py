"""The admin of organisations, their names and appointments."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consortia.admin.consortium import MembershipForm, sync_consortium_kind
from consortia.admin.duplicates import DuplicateWarningAdminMixin
from consortia.admin.evidence import FactAdmin
from consortia.admin.figure import FigureInline
from consortia.admin.merging import MergeableAdminMixin
from consortia.admin.name_search import OrganisationSearchMixin
from consortia.models import (
    Appointment,
    Consortium,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationName,
)
from portal.core.admin import QuerySetMethodFilter, date_column, fieldset, name_search_fields
from portal.core.autocomplete import (
    CheckedChoicesMixin,
    PreloadedAutocompleteForm,
    PreloadedAutocompleteMixin,
)


class ConsortiumInline(CheckedChoicesMixin, admin.StackedInline):
    """The consortium row of an organisation."""

    model = Consortium
    extra = 0
    show_change_link = True
    fields = (("kind", "level"), "founded_on", "purpose", "purpose_en")
    verbose_name_plural = _("consortium side")


class OrganisationNameInline(CheckedChoicesMixin, admin.TabularInline):
    """The other names of an organisation."""

    model = OrganisationName
    form = PreloadedAutocompleteForm
    extra = 0
    show_change_link = True
    fields = ("text", "language", "kind")
    verbose_name_plural = _("other names")


class OrganisationMembershipInline(PreloadedAutocompleteMixin, admin.TabularInline):
    """The consortia that an organisation belongs to."""

    model = Membership
    form = MembershipForm
    fk_name = "organisation"
    extra = 0
    show_change_link = True
    classes = ("collapse",)
    autocomplete_fields = ("consortium",)
    fields = ("consortium", "role", "wording", "wording_en", "since", "until")
    verbose_name_plural = _("belongs to consortia")

    def get_queryset(self, request):
        """Select both sides in the same query."""
        return (
            super().get_queryset(request).select_related("organisation", "consortium__organisation")
        )


class AppointmentInline(PreloadedAutocompleteMixin, admin.StackedInline):
    """The people who hold an office in an organisation."""

    model = Appointment
    fk_name = "body"
    extra = 0
    show_change_link = True
    classes = ("collapse",)
    autocomplete_fields = ("organisation", "conference")
    fields = (
        ("person", "person_en"),
        ("office", "office_en"),
        "organisation",
        ("post", "post_en"),
        ("since", "until"),
        ("conference", "letter"),
        "position",
    )
    verbose_name_plural = _("offices held in it")


class OrganisationIssueFilter(QuerySetMethodFilter):
    """Filter organisations with missing or doubtful data."""

    title = _("wants attention")
    parameter_name = "needs"
    lookup_methods = {
        "place": (_("no region or no known kind"), "unclassified"),
        "twin": (_("shares a name: likely twin"), "possible_duplicates"),
    }


class OrganisationAdmin(
    OrganisationSearchMixin, MergeableAdminMixin, DuplicateWarningAdminMixin, FactAdmin
):
    """Admin of organisations."""

    merge_model = Organisation
    duplicate_fields = ("name", "name_en", "kind", "region")

    list_display = ("__str__", "kind", "region", "industry", "is_public", "changed_at")
    list_select_related = ("region", "industry")
    list_filter = (
        "kind",
        OrganisationIssueFilter,
        ("industry", admin.RelatedOnlyFieldListFilter),
        ("region", admin.RelatedOnlyFieldListFilter),
        "is_public",
    )
    search_fields = (*name_search_fields(""), "names__text", "credit_code")
    autocomplete_fields = ("region", "industry", "parent", "outlet")
    inlines = (
        ConsortiumInline,
        OrganisationNameInline,
        OrganisationMembershipInline,
        AppointmentInline,
        FigureInline,
    )
    fieldsets = (
        fieldset(
            None,
            _(
                "The official names. Short, former and printed ones stand below, each with its kind."
            ),
            ("name", "name_en"),
            "kind",
            "credit_code",
            "is_public",
        ),
        fieldset(
            _("Place"),
            _(
                "Where it sits, in which industry it works, and what it is a part of. "
                "Leave out what no source says."
            ),
            "region",
            "industry",
            "parent",
        ),
        fieldset(
            _("On the web"), _("Its own site, and the outlet that it publishes."), "site", "outlet"
        ),
    )

    def get_inlines(self, request, obj):
        """Omit the consortium inline for an organisation of another kind."""
        hidden = obj is not None and obj.kind != OrganisationKind.CONSORTIUM
        return [
            inline
            for inline in super().get_inlines(request, obj)
            if not (hidden and inline is ConsortiumInline)
        ]

    def save_related(self, request, form, formsets, change):
        """Save the inlines, then make kind and consortium row agree."""
        super().save_related(request, form, formsets, change)
        sync_consortium_kind(request, form.instance, kind_chosen="kind" in form.changed_data)


class OrganisationNameAdmin(FactAdmin):
    """Admin of organisation names."""

    is_detail = True
    list_display = ("text", "kind", "language", "organisation")
    list_select_related = ("organisation",)
    list_filter = ("kind", "language")
    search_fields = ("text", *name_search_fields("organisation"))
    autocomplete_fields = ("organisation",)
    fieldsets = (
        fieldset(
            None,
            _(
                "One of the names by which texts call an organisation. The same words may name two bodies."
            ),
            "organisation",
            "text",
            "language",
            "kind",
        ),
    )


class AppointmentAdmin(FactAdmin):
    """Admin of appointments."""

    is_detail = True
    list_display = (
        "__str__",
        "body",
        "organisation",
        date_column("since", order="since_from", label=_("since")),
        "letter",
    )
    list_select_related = ("body", "organisation")
    list_filter = ("letter", ("body", admin.RelatedOnlyFieldListFilter))
    search_fields = (
        "person",
        "person_en",
        "office",
        "office_en",
        *name_search_fields("body", "organisation"),
    )
    autocomplete_fields = ("body", "organisation", "conference")
    fieldsets = (
        fieldset(
            _("Person"),
            _("Name, post and organisation as they were on that day; they stay so."),
            ("person", "person_en"),
            ("post", "post_en"),
            "organisation",
        ),
        fieldset(
            _("Office"),
            _("Which office, and in which body."),
            "body",
            ("office", "office_en"),
            "position",
        ),
        fieldset(
            _("Time"),
            _("When and where it began, as exactly as the source says."),
            "since",
            "until",
            "conference",
            "letter",
        ),
    )
