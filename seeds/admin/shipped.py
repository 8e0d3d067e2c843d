"""Shipped records in the admin: to view, not to change."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.core.admin import ReadOnlyAdminMixin, change_link, fieldset


class ShippedAdmin(ReadOnlyAdminMixin, admin.ModelAdmin):
    """Which record stands for an entry of the shipped data."""

    list_display = ("key", "content_type")
    list_select_related = ("content_type",)
    list_filter = (("content_type", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("key",)
    readonly_fields = ("record_link",)
    fieldsets = (
        fieldset(
            None,
            _(
                "The record that an entry of the shipped data became. A later import leaves "
                "alone what editors changed."
            ),
            "key",
            "record_link",
            "entry_hash",
            "record_hash",
        ),
    )

    @admin.display(description=_("record"))
    def record_link(self, shipped):
        """The record itself."""
        return change_link(shipped.record)
