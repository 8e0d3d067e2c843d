"""Regions and industries in the admin."""

from django.utils.translation import gettext_lazy as _

from portal.audit.history_admin import HistoryAdmin
from portal.core.admin import fieldset, name_search_fields


class RegionAdmin(HistoryAdmin):
    """Provinces and prefectures."""

    list_display = ("code", "__str__", "name", "name_en", "parent")
    list_select_related = ("parent",)
    search_fields = (*name_search_fields(""), "short_name", "code")
    autocomplete_fields = ("parent",)
    fieldsets = (
        fieldset(
            None,
            _("A province or prefecture with its code of GB/T 2260, by which records are placed."),
            "code",
            "parent",
            "name",
            "name_en",
            "short_name",
        ),
    )


class IndustryAdmin(HistoryAdmin):
    """Industries."""

    list_display = ("__str__", "name", "name_en", "slug")
    search_fields = (*name_search_fields(""), "slug")
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = (
        fieldset(
            None,
            _("An industry by which consortia, organisations and bases are found."),
            "name",
            "name_en",
            "slug",
        ),
    )
