"""People and roles in the admin: the stock forms, with the columns and consortia that somebody is limited to."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import ColumnLimit
from consortia.models import ConsortiumLimit
from portal.core.permission_labels import PermissionLabelsMixin, group_label


class ColumnLimitInline(admin.TabularInline):
    """The columns that the person is limited to."""

    model = ColumnLimit
    extra = 0
    autocomplete_fields = ("column",)


class ConsortiumLimitInline(admin.TabularInline):
    """The consortia that the person is limited to."""

    model = ConsortiumLimit
    extra = 0
    autocomplete_fields = ("consortium",)

    def get_queryset(self, request):
        """The limits with the names of their consortia, in one query."""
        return super().get_queryset(request).select_related("consortium__organisation")


class PortalUserAdmin(PermissionLabelsMixin, UserAdmin):
    """People who work at the desk. Only a superuser makes or changes a superuser."""

    inlines = (ColumnLimitInline, ConsortiumLimitInline)

    def get_inlines(self, request: HttpRequest, obj) -> tuple:
        """No limits on the form that adds a person: they follow on the next."""
        return self.inlines if obj else ()

    def get_readonly_fields(self, request: HttpRequest, obj=None) -> tuple:
        """Who is a superuser is said by superusers."""
        return (
            super().get_readonly_fields(request, obj)
            if request.user.is_superuser
            else ("is_superuser",)
        )

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        """The stock right; a superuser's account is changed by superusers."""
        return super().has_change_permission(request, obj) and _is_open(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        """The stock right; a superuser's account is deleted by superusers."""
        return super().has_delete_permission(request, obj) and _is_open(request, obj)


def _is_open(request, person):
    return request.user.is_superuser or person is None or not person.is_superuser


class PortalGroupAdmin(PermissionLabelsMixin, GroupAdmin):
    """The roles. `manage.py sync_roles` makes those of the portal, and puts their rights right again."""

    list_display = ("display_name",)

    @admin.display(description=_("role"), ordering="name")
    def display_name(self, role):
        """The role in words."""
        return group_label(role)
