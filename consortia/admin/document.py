"""The admin of documents."""

from django.utils.translation import gettext_lazy as _

from consortia.admin.evidence import FactAdmin
from portal.core.admin import date_column, fieldset, name_search_fields, year_filter
from portal.core.name_search import NameSearchMixin


class DocumentAdmin(NameSearchMixin, FactAdmin):
    """Charters, plans, lists, reports and study routes."""

    list_display = (
        "__str__",
        "kind",
        "organisation",
        "action",
        date_column("dated", order="dated_from", label=_("date")),
        "is_public",
    )
    list_select_related = ("organisation",)
    list_filter = ("kind", "action", year_filter("dated_from"), "is_public")
    search_fields = (*name_search_fields("", "organisation"), "summary", "summary_en")
    autocomplete_fields = ("organisation", "conference")
    fieldsets = (
        fieldset(
            None,
            _("What the document is called, and of which kind it is."),
            ("name", "name_en"),
            "kind",
            "is_public",
        ),
        fieldset(
            _("What happened to it"),
            _("Who adopted or released it, when and where."),
            "organisation",
            "action",
            "dated",
            "conference",
        ),
        fieldset(
            _("What it says"),
            _("The document itself, or where it can be read."),
            "summary",
            "summary_en",
            "address",
            "file",
        ),
    )
