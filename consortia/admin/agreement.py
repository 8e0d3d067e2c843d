"""Agreements and their parties in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consortia.admin.consortium import ConsortiumFilter
from consortia.admin.document import FigureInline
from consortia.admin.evidence import FactAdmin
from consortia.models import AgreementParty
from portal.core.admin import dated, group, with_names, year_filter
from portal.core.autocomplete import KnownRows


class PartyInline(KnownRows, admin.StackedInline):
    """The sides of an agreement, with who signed."""

    model = AgreementParty
    extra = 0
    show_change_link = True
    autocomplete_fields = ("organisation",)
    fields = (("organisation", "side"), ("signatory", "signatory_en"), ("post", "post_en"), "position")


class AgreementAdmin(FactAdmin):
    """Contracts between organisations."""

    list_display = (
        "__str__",
        "kind",
        dated("signed_on", order="signed_from", label=_("signed on")),
        "conference",
        "consortium",
        "status",
        "is_public",
    )
    list_select_related = ("conference", "consortium__organisation")
    list_filter = ("kind", year_filter("signed_from"), "status", ConsortiumFilter, "is_public")
    search_fields = ("title", "title_en", "promises", "promises_en", *with_names("parties__organisation", "conference"))
    autocomplete_fields = ("conference", "consortium")
    inlines = (PartyInline, FigureInline)
    fieldsets = (
        group(
            None,
            _("What was agreed. Agreements that a text only counts are figures, not agreements."),
            ("title", "title_en"),
            "kind",
            "status",
            "is_public",
        ),
        group(
            _("Signing"),
            _("When and where it was signed, and under which consortium."),
            "signed_on",
            "conference",
            "consortium",
        ),
        group(_("Promises"), _("What the sides promise each other, in one or two sentences."), "promises", "promises_en"),
    )


class AgreementPartyAdmin(FactAdmin):
    """Who signed what, for whom."""

    is_detail = True
    list_display = ("organisation", "agreement", "side", "signatory", "signatory_en")
    list_select_related = ("organisation", "agreement")
    search_fields = ("signatory", "signatory_en", "agreement__title", "agreement__title_en", *with_names("organisation"))
    autocomplete_fields = ("agreement", "organisation")
    fieldsets = (
        group(None, _("One side of an agreement."), "agreement", "organisation", "side", "position"),
        group(
            _("Signatory"),
            _("Who signed, with the post held on that day; it stays so."),
            ("signatory", "signatory_en"),
            ("post", "post_en"),
        ),
    )
