"""Consortium limits in the admin: limited users change the records of their consortia only."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest

from consortia.models import Consortium, ConsortiumLimit
from consortia.models.user_limits import may_edit


class ConsortiumLimitMixin:
    """Mixin for the admin of every model of this app: permissions within the user's limits."""

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        """Check the model permission and, for a record, the limits."""
        has_permission = super().has_change_permission(request, obj)
        return has_permission and _within_limits(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        """Check the model permission and, for a record, the limits."""
        has_permission = super().has_delete_permission(request, obj)
        return has_permission and _within_limits(request, obj)

    def has_restore_permission(self, request: HttpRequest, row=None) -> bool:
        """Check the model permission and the limits.

        A history row whose parent record no longer exists cannot be restored.
        """
        if not super().has_restore_permission(request, row):
            return False
        try:
            return row is None or may_edit(request.user, row.instance)
        except ObjectDoesNotExist:
            return False

    def formfield_for_foreignkey(self, db_field, request, **options):
        """Restrict the consortium field to the limited user's consortia, and require it."""
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if db_field.name != "consortium" or field is None:
            return field
        if ConsortiumLimit.objects.for_user(request.user).exists():
            field.queryset = Consortium.objects.filter(limits__person=request.user)
            field.required = True
        return field


def _within_limits(request, obj) -> bool:
    return obj is None or may_edit(request.user, obj)
