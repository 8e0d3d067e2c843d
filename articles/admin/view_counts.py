"""How often texts are read, in the admin: to look at."""

from django.contrib import admin

from portal.core.admin import ReadOnlyAdminMixin


class ViewCountAdmin(ReadOnlyAdminMixin, admin.ModelAdmin):
    """The views of each text by day."""

    is_detail = True
    list_display = ("article", "day", "views")
    list_select_related = ("article",)
    list_per_page = 50
    search_fields = ("article__title",)
    date_hierarchy = "day"
    actions = None
    ordering = ("-day", "-views")
