"""The admin of regions."""

from django.utils.translation import gettext_lazy as _

from consortia.admin.user_limits import ConsortiumLimitMixin
from portal.audit.history_admin import HistoryAdmin
from portal.core.admin import fieldset, name_search_fields


class RegionAdmin(ConsortiumLimitMixin, HistoryAdmin):
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
