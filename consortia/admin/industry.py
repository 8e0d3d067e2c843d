"""The admin of industries."""

from django.utils.translation import gettext_lazy as _

from consortia.admin.user_limits import ConsortiumLimitMixin
from portal.audit.history_admin import HistoryAdmin
from portal.core.admin import fieldset, name_search_fields


class IndustryAdmin(ConsortiumLimitMixin, HistoryAdmin):
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
