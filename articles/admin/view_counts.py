"""View counts in the admin, read-only."""

from django.contrib import admin

from portal.core.admin import ReadOnlyAdminMixin


class ViewCountAdmin(ReadOnlyAdminMixin, admin.ModelAdmin):
    """The admin of view counts: one row for each article and day."""

    is_detail = True
    list_display = ("article", "day", "views")
    list_select_related = ("article",)
    list_per_page = 50
    search_fields = ("article__title",)
    date_hierarchy = "day"
    actions = None
    ordering = ("-day", "-views")
