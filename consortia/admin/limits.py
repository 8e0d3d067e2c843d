"""Who is limited to consortia changes the records of those alone, and adds to those alone.

Everything stays readable.
"""

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest

from consortia.models import Consortium, ConsortiumLimit
from consortia.models.limits import may_edit


class ConsortiumLimitMixin:
    """For the admin of a record that belongs to a consortium."""

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        """The stock right, within the person's consortia."""
        return super().has_change_permission(request, obj) and (
            obj is None or may_edit(request.user, obj)
        )

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        """The stock right, within the person's consortia."""
        return super().has_delete_permission(request, obj) and (
            obj is None or may_edit(request.user, obj)
        )

    def has_restore_permission(self, request: HttpRequest, row=None) -> bool:
        """The stock right, within the person's consortia.

        A row of which the record is gone belongs to none.
        """
        try:
            return super().has_restore_permission(request, row) and (
                row is None or may_edit(request.user, row.instance)
            )
        except ObjectDoesNotExist:
            return False

    def formfield_for_foreignkey(self, db_field, request, **options):
        """The stock field; a limited person chooses among their consortia, and has to."""
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if (
            db_field.name == "consortium"
            and field is not None
            and ConsortiumLimit.objects.for_user(request.user).exists()
        ):
            field.queryset, field.required = (
                Consortium.objects.filter(limits__person=request.user),
                True,
            )
        return field
