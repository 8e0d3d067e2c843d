"""The part of an admin class that deletes rows for a reason, lists deleted ones and restores them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.audit import history_restore, journal
from portal.audit.deletion_history import one_deletion
from portal.audit.history_reasons import reason_in_words
from portal.audit.journal import JournalAction, JournalEntry

DELETED_PER_PAGE = 50
MAX_REASON_LENGTH = 100  # characters of a reason in the history; the journal has all of it


class HistoryDeleteMixin:
    """Deletes a row for a reason; lists deleted rows, and restores one with what was deleted with it."""

    delete_confirmation_template = "admin/history/delete.html"
    delete_selected_confirmation_template = "admin/history/delete_selected.html"

    # Deleting

    def delete_view(self, request, object_id, extra_context=None):
        """Ask before a deletion, again where no reason was given."""
        if request.method == "POST" and self._lacks_reason(request):
            request.POST = QueryDict()
        return super().delete_view(request, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        """Show the list; ask again before a deletion of many where no reason was given."""
        deletes_many = request.POST.get("action") == "delete_selected"
        is_confirmed = request.POST.get("post")
        if deletes_many and is_confirmed and self._lacks_reason(request):
            request.POST = request.POST.copy()
            del request.POST["post"]
        return super().changelist_view(request, extra_context)

    def _lacks_reason(self, request):
        """Whether no reason was given; a message says so."""
        if _reason(request):
            return False
        messages.error(
            request, _("Say why: the reason is kept in the history. Nothing is deleted yet.")
        )
        return True

    @transaction.atomic
    def delete_model(self, request, obj):
        """Delete the row; history and journal get the reason, the journal also links without a history."""
        reason = _reason(request)
        links = history_restore.many_to_many_links(obj)
        details = {"links": links} if links else {}
        journal.write(JournalAction.DELETED, by=request.user, record=obj, reason=reason, **details)
        obj._change_reason = reason[:MAX_REASON_LENGTH] or None
        super().delete_model(request, obj)

    @transaction.atomic
    @one_deletion()
    def delete_queryset(self, request, queryset):
        """Delete each of the rows, all as one deletion."""
        for obj in queryset:
            self.delete_model(request, obj)

    def save_formset(self, request, form, formset, change):
        """Save the rows of a formset, and write those removed into the journal."""
        for deleted_form in formset.deleted_forms:
            row = deleted_form.instance
            if row.pk:
                journal.write(JournalAction.DELETED, by=request.user, record=row)
        super().save_formset(request, form, formset, change)

    # Deleted rows

    def deleted_rows(self, request: HttpRequest) -> models.QuerySet:
        """Return the deleted rows that the person may see: by default all of them."""
        return history_restore.deleted_history(self.model)

    def has_restore_permission(self, request: HttpRequest, row=None) -> bool:
        """Whether the person may restore deleted rows, or this one: needs the right to add one."""
        return request.user.has_perm(f"{self.opts.app_label}.add_{self.opts.model_name}")

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """List the deleted rows, with who deleted them and when."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.deleted_rows(request).select_related("history_user")
        page = Paginator(rows, DELETED_PER_PAGE).get_page(request.GET.get("p"))
        entries = []
        for row in page:
            name = history_restore.historical_name(row)
            row.reason = reason_in_words(row.history_change_reason)
            entries.append((row, name, self.has_restore_permission(request, row)))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Deleted: %s") % self.opts.verbose_name_plural,
            "opts": self.opts,
            "page": page,
            "rows": entries,
            "recover_address": f"admin:{self._url_name('recover')}",
        }
        return TemplateResponse(request, "admin/history/deleted.html", context)

    # Restoring

    def restore_view(self, request: HttpRequest, row: int) -> HttpResponse:
        """Restore one deleted row and redirect to it; where that is refused, to the list with the reason."""
        deleted = get_object_or_404(self.deleted_rows(request), history_id=row)
        if not self.has_restore_permission(request, deleted):
            raise PermissionDenied
        try:
            self._restore(request, deleted)
        except history_restore.RestoreRefused as refusal:
            message = _("“%(name)s” cannot come back. %(reason)s") % {
                "name": history_restore.historical_name(deleted),
                "reason": refusal,
            }
            messages.error(request, message)
            return self._redirect_to("deleted")
        return self._redirect_to("change", deleted.instance.pk)

    @transaction.atomic
    def _restore(self, request, deleted):
        record, *children = history_restore.restore(deleted)
        history_restore.restore_links(record, _links_before_deletion(record))
        self.after_restore(request, record)
        journal.write(JournalAction.RESTORED, by=request.user, record=record, rows=len(children))
        messages.success(request, _restored_message(record, len(children)))

    def after_restore(self, request: HttpRequest, obj: models.Model) -> None:
        """Hook for what has to follow on a restored row; may raise RestoreRefused."""


def _reason(request):
    return request.POST.get("reason", "").strip()


def _links_before_deletion(record):
    entries = JournalEntry.objects.for_record(record)
    deletion = entries.filter(act=JournalAction.DELETED).first()
    return deletion.details.get("links", {}) if deletion else {}


def _restored_message(record, child_count):
    message = _("“%s” is back.") % record
    if not child_count:
        return message
    rows = ngettext(
        "One row came back with it.", "%(rows)d rows came back with it.", child_count
    ) % {"rows": child_count}
    return f"{message} {rows}"
