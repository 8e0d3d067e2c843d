"""The admin of training bases (the plaque register)."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consortia.admin.evidence import FactAdmin
from consortia.admin.figure import FigureInline
from consortia.admin.record_sheets import RecordSheetAdminMixin
from consortia.models import BasePartner, SheetKind
from portal.core.admin import date_column, fieldset, name_search_fields, year_filter
from portal.core.autocomplete import PreloadedAutocompleteMixin
from portal.core.name_search import NameSearchMixin


class BasePartnerInline(PreloadedAutocompleteMixin, admin.TabularInline):
    """The partners of a training base."""

    model = BasePartner
    extra = 0
    show_change_link = True
    autocomplete_fields = ("organisation",)
    fields = ("organisation", "role", "position")


class TrainingBaseAdmin(NameSearchMixin, RecordSheetAdminMixin, FactAdmin):
    """Admin of training bases."""

    sheet_kind = SheetKind.TRAINING_BASES

    list_display = (
        "__str__",
        "kind",
        "nature",
        "region",
        "industry",
        date_column("unveiled_on", order="unveiled_from", label=_("unveiled on")),
        "status",
        "last_confirmed_on",
        "is_public",
    )
    list_select_related = ("region", "industry")
    list_filter = (
        "kind",
        "nature",
        "status",
        "level",
        ("region", admin.RelatedOnlyFieldListFilter),
        ("industry", admin.RelatedOnlyFieldListFilter),
        year_filter("unveiled_from"),
        "is_public",
    )
    search_fields = (
        *name_search_fields("", "partners__organisation", "awarded_by"),
        "contact",
        "contact_en",
    )
    autocomplete_fields = ("region", "industry", "awarded_by", "unveiled_at", "consortium")
    inlines = (BasePartnerInline, FigureInline)
    fieldsets = (
        fieldset(
            None,
            _("What the plaque says, and what it stands for: a seat, an awarded title or a body."),
            ("name", "name_en"),
            "kind",
            "nature",
            "status",
            "is_public",
        ),
        fieldset(
            _("Place"),
            _("Where it is, for which industry, and at which level."),
            "region",
            "industry",
            "level",
        ),
        fieldset(
            _("Award and unveiling"),
            _("Who awarded it, when and where it was unveiled, and how long it holds."),
            "awarded_by",
            "unveiled_at",
            "unveiled_on",
            "consortium",
            "valid_until",
        ),
        fieldset(
            _("Contact"),
            _("Whom a company can ask, and when somebody last made sure that this is so."),
            ("contact", "contact_en"),
            "last_confirmed_on",
        ),
    )


class BasePartnerAdmin(FactAdmin):
    """Admin of base partners."""

    is_detail = True
    list_display = ("organisation", "role", "base", "position")
    list_select_related = ("organisation", "base")
    list_filter = ("role",)
    search_fields = (*name_search_fields("organisation", "base"), "organisation__names__text")
    autocomplete_fields = ("base", "organisation")
    fieldsets = (
        fieldset(
            None,
            _("What an organisation is to a base."),
            "base",
            "organisation",
            "role",
            "position",
        ),
    )
