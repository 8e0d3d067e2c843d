"""The admin of agreements and their parties."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consortia.admin.consortium import ConsortiumAdminFilter
from consortia.admin.evidence import FactAdmin
from consortia.admin.figure import FigureInline
from consortia.admin.record_sheets import RecordSheetAdminMixin
from consortia.models import AgreementParty, SheetKind
from portal.core.admin import date_column, fieldset, name_search_fields, year_filter
from portal.core.autocomplete import PreloadedAutocompleteMixin
from portal.core.name_search import NameSearchMixin


class AgreementPartyInline(PreloadedAutocompleteMixin, admin.StackedInline):
    """The parties of an agreement, with their signatories."""

    model = AgreementParty
    extra = 0
    show_change_link = True
    autocomplete_fields = ("organisation",)
    fields = (
        ("organisation", "side"),
        ("signatory", "signatory_en"),
        ("post", "post_en"),
        "position",
    )


class AgreementAdmin(NameSearchMixin, RecordSheetAdminMixin, FactAdmin):
    """Admin of agreements."""

    sheet_kind = SheetKind.AGREEMENTS

    list_display = (
        "__str__",
        "kind",
        date_column("signed_on", order="signed_from", label=_("signed on")),
        "conference",
        "consortium",
        "status",
        "is_public",
    )
    list_select_related = ("conference", "consortium__organisation")
    list_filter = ("kind", year_filter("signed_from"), "status", ConsortiumAdminFilter, "is_public")
    search_fields = (
        "title",
        "title_en",
        "promises",
        "promises_en",
        *name_search_fields("parties__organisation", "conference"),
    )
    autocomplete_fields = ("conference", "consortium")
    inlines = (AgreementPartyInline, FigureInline)
    fieldsets = (
        fieldset(
            None,
            _("What was agreed. Agreements that a text only counts are figures, not agreements."),
            ("title", "title_en"),
            "kind",
            "status",
            "is_public",
        ),
        fieldset(
            _("Signing"),
            _("When and where it was signed, and under which consortium."),
            "signed_on",
            "conference",
            "consortium",
        ),
        fieldset(
            _("Promises"),
            _("What the sides promise each other, in one or two sentences."),
            "promises",
            "promises_en",
        ),
    )


class AgreementPartyAdmin(FactAdmin):
    """Admin of agreement parties."""

    is_detail = True
    list_display = ("organisation", "agreement", "side", "signatory", "signatory_en")
    list_select_related = ("organisation", "agreement")
    search_fields = (
        "signatory",
        "signatory_en",
        "agreement__title",
        "agreement__title_en",
        *name_search_fields("organisation"),
    )
    autocomplete_fields = ("agreement", "organisation")
    fieldsets = (
        fieldset(
            None, _("One side of an agreement."), "agreement", "organisation", "side", "position"
        ),
        fieldset(
            _("Signatory"),
            _("Who signed, with the post held on that day; it stays so."),
            ("signatory", "signatory_en"),
            ("post", "post_en"),
        ),
    )
