"""The admin of users and groups, with the columns and consortia that a user is limited to."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, SetUnusablePasswordMixin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles.models import ColumnLimit
from consortia.models import ConsortiumLimit
from portal.core.admin import CheckedListMixin
from portal.core.autocomplete import CheckedChoicesMixin
from portal.core.deletion_summary import DeletionSummaryMixin
from portal.core.permission_labels import PermissionLabelsMixin, group_label


class ColumnLimitInline(CheckedChoicesMixin, admin.TabularInline):
    """The columns that a user is limited to."""

    model = ColumnLimit
    extra = 0
    autocomplete_fields = ("column",)


class ConsortiumLimitInline(CheckedChoicesMixin, admin.TabularInline):
    """The consortia that a user is limited to."""

    model = ConsortiumLimit
    extra = 0
    autocomplete_fields = ("consortium",)

    def get_queryset(self, request):
        """Select the names of the consortia in the same query."""
        return super().get_queryset(request).select_related("consortium__organisation")


class RoleFilter(admin.RelatedFieldListFilter):
    """The roles with their labels."""

    def field_choices(self, field, request, model_admin):
        """Key and label of each role."""
        return [(role.pk, group_label(role)) for role in Group.objects.order_by("name")]


class PortalPasswordForm(AdminPasswordChangeForm):
    """The form of somebody else's password; Django's help text is in the language of the server's start."""

    usable_password_help_text = format_lazy(
        "{} {}",
        SetUnusablePasswordMixin.usable_password_help_text,
        _("If disabled, the current password for this user will be lost."),
    )


class PortalUserAdmin(
    DeletionSummaryMixin, CheckedListMixin, CheckedChoicesMixin, PermissionLabelsMixin, UserAdmin
):
    """Admin of users. Only a superuser may create or change a superuser."""

    inlines = (ColumnLimitInline, ConsortiumLimitInline)
    change_password_form = PortalPasswordForm
    list_filter = ("is_staff", "is_superuser", "is_active", ("groups", RoleFilter))

    def get_fieldsets(self, request: HttpRequest, obj=None) -> list[tuple]:
        """The stock fieldsets, without the password and its button where the person may not change it."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (
                title,
                {**options, "fields": [name for name in options["fields"] if name != "password"]},
            )
            for title, options in fieldsets
        ]

    def get_inlines(self, request: HttpRequest, obj) -> tuple:
        """Omit the limits on the form of a new user."""
        return self.inlines if obj else ()

    def get_readonly_fields(self, request: HttpRequest, obj=None) -> tuple:
        """Make the superuser flag read-only for other users."""
        if not request.user.is_superuser:
            return ("is_superuser",)
        return super().get_readonly_fields(request, obj)

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        """Check the permission; only a superuser changes a superuser's account."""
        return super().has_change_permission(request, obj) and _may_manage(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        """Check the permission; only a superuser deletes a superuser's account."""
        return super().has_delete_permission(request, obj) and _may_manage(request, obj)


def _may_manage(request, person):
    return request.user.is_superuser or person is None or not person.is_superuser


class PortalGroupAdmin(
    DeletionSummaryMixin, CheckedListMixin, CheckedChoicesMixin, PermissionLabelsMixin, GroupAdmin
):
    """Admin of groups, the roles. `manage.py sync_roles` creates them and resets their permissions."""

    list_display = ("display_name",)

    @admin.display(description=_("role"), ordering="name")
    def display_name(self, role):
        """The translated name of the role."""
        return group_label(role)
