"""The admin class of models with history: compare, revert, delete, restore, export, edit conflicts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from simple_history.admin import SimpleHistoryAdmin

from portal.audit import history_export, journal
from portal.audit.batched_admin import BatchedUpdatesMixin
from portal.audit.conflict_admin import EditConflictMixin
from portal.audit.history_delete import HistoryDeleteMixin
from portal.audit.history_diff import HistoryCompareMixin
from portal.audit.history_list import HistoryListMixin
from portal.audit.history_revert import HistoryRevertMixin
from portal.audit.journal import JournalAction
from portal.core.admin import CheckedListMixin
from portal.core.autocomplete import CheckedChoicesMixin
from portal.core.deletion_summary import DeletionSummaryMixin


class HistoryAdmin(
    BatchedUpdatesMixin,
    EditConflictMixin,
    HistoryListMixin,
    HistoryCompareMixin,
    HistoryRevertMixin,
    HistoryDeleteMixin,
    DeletionSummaryMixin,
    CheckedChoicesMixin,
    CheckedListMixin,
    SimpleHistoryAdmin,
):
    """The admin of a model with history; `is_detail` puts a model behind the main ones on the start page."""

    is_detail = False
    list_per_page = 50
    change_list_template = "admin/history/change_list.html"
    object_history_template = "admin/history/history.html"
    object_history_list_template = "admin/history/history_list.html"
    object_history_form_template = "admin/history/history_form.html"

    # Addresses

    def get_urls(self):
        """Return the stock addresses, and those of comparison, export and deleted rows."""
        admin_view = self.admin_site.admin_view
        export_view = admin_view(require_POST(self.export_view))
        restore_view = admin_view(require_POST(self.restore_view))
        own = [
            path(
                "<int:object_id>/compare/",
                admin_view(self.compare_view),
                name=self._url_name("compare"),
            ),
            path("<int:object_id>/export/", export_view, name=self._url_name("export")),
            path("deleted/", admin_view(self.deleted_view), name=self._url_name("deleted")),
            path("deleted/<int:row>/recover/", restore_view, name=self._url_name("recover")),
        ]
        return [*own, *super().get_urls()]

    def _url_name(self, page):
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def _redirect_to(self, page, *args):
        return redirect(f"admin:{self._url_name(page)}", *args)

    def get_view_on_site_url(self, obj=None):
        """Return the address of the public page; None while the public may not see it."""
        if obj is None or not self.is_on_site(obj):
            return None
        return super().get_view_on_site_url(obj)

    def is_on_site(self, obj) -> bool:
        """Whether the public may see the record."""
        return getattr(obj, "is_public", True)

    # History

    def history_view(self, request, object_id, extra_context=None):
        """Show the versions of a row; redirect to the deleted rows where it does not exist."""
        if self.get_object(request, object_id) is None:
            return self._redirect_to_deleted(request)
        return super().history_view(request, object_id, extra_context)

    def export_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Return the whole history of a record as CSV, and write the export into the journal."""
        obj = self.get_object(request, str(object_id))
        if obj is None or not self.has_view_permission(request, obj):
            raise PermissionDenied
        if not request.user.has_perm(history_export.EXPORT_PERMISSION):
            raise PermissionDenied
        journal.write(JournalAction.EXPORTED, by=request.user, record=obj, what="history")
        return history_export.history_csv_response(
            f"{self.opts.model_name}-{obj.pk}.csv", history_export.record_history(obj)
        )

    def _redirect_to_deleted(self, request):
        messages.info(
            request, _("This record does not exist. If it was deleted, it stands in this list.")
        )
        return self._redirect_to("deleted")
