"""The part of an admin class that deletes rows, with a reason, and brings them back."""

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
from portal.audit.journal import JournalAction, JournalEntry

DELETED_PER_PAGE = 50
MAX_REASON_LENGTH = 100  # letters of a reason in the history; the journal has all of it


class HistoryDeleteMixin:
    """Deletes a row for a reason; lists what was deleted, and brings it back with what went with it."""

    delete_confirmation_template = "admin/history/delete.html"
    delete_selected_confirmation_template = "admin/history/delete_selected.html"

    def delete_view(self, request, object_id, extra_context=None):
        """The question before a deletion; it comes again where no reason was given."""
        if request.method == "POST" and self._lacks_reason(request):
            request.POST = QueryDict()
        return super().delete_view(request, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        """The list; the question before a deletion of many comes again where no reason was given."""
        if (
            request.POST.get("action") == "delete_selected"
            and request.POST.get("post")
            and self._lacks_reason(request)
        ):
            request.POST = request.POST.copy()
            del request.POST["post"]
        return super().changelist_view(request, extra_context)

    def _lacks_reason(self, request):
        if _reason(request):
            return False
        messages.error(
            request, _("Say why: the reason is kept in the history. Nothing is deleted yet.")
        )
        return True

    @transaction.atomic
    def delete_model(self, request, obj):
        """Delete the row; its history and the journal say why, the journal also what was linked to it."""
        reason, links = _reason(request), history_restore.many_to_many_links(obj)
        journal.write(
            JournalAction.DELETED,
            by=request.user,
            record=obj,
            reason=reason,
            **({"links": links} if links else {}),
        )
        obj._change_reason = reason[:MAX_REASON_LENGTH] or None
        super().delete_model(request, obj)

    @transaction.atomic
    @one_deletion()
    def delete_queryset(self, request, queryset):
        """Delete each of the rows, all as one deletion."""
        for obj in queryset:
            self.delete_model(request, obj)

    def save_formset(self, request, form, formset, change):
        """Store the rows of a list; the journal says which were removed."""
        for row in (form.instance for form in formset.deleted_forms if form.instance.pk):
            journal.write(JournalAction.DELETED, by=request.user, record=row)
        super().save_formset(request, form, formset, change)

    def deleted_rows(self, request: HttpRequest) -> models.QuerySet:
        """The deleted rows that the person may see; all of them here."""
        return history_restore.deleted_history(self.model)

    def has_restore_permission(self, request: HttpRequest, row=None) -> bool:
        """Whether the person may bring deleted rows back, or this one: the right to add one."""
        return request.user.has_perm(f"{self.opts.app_label}.add_{self.opts.model_name}")

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """The deleted rows, with who deleted them and when."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.deleted_rows(request).select_related("history_user")
        page = Paginator(rows, DELETED_PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Deleted: %s") % self.opts.verbose_name_plural,
            "opts": self.opts,
            "page": page,
            "rows": [
                (
                    row,
                    history_restore.historical_name(row),
                    self.has_restore_permission(request, row),
                )
                for row in page
            ],
            "recover_address": f"admin:{self._address('recover')}",
        }
        return TemplateResponse(request, "admin/history/deleted.html", context)

    def restore_view(self, request: HttpRequest, row: int) -> HttpResponse:
        """Bring one deleted row back, and show it; a refusal is said in words."""
        kept = get_object_or_404(self.deleted_rows(request), history_id=row)
        if not self.has_restore_permission(request, kept):
            raise PermissionDenied
        try:
            self._recover(request, kept)
        except history_restore.RestoreRefused as refused:
            said = _("“%(name)s” cannot come back. %(reason)s") % {
                "name": history_restore.historical_name(kept),
                "reason": refused,
            }
            messages.error(request, said)
            return self._go_to("deleted")
        return self._go_to("change", kept.instance.pk)

    @transaction.atomic
    def _recover(self, request, kept):
        record, *children = history_restore.restore(kept)
        history_restore.restore_links(record, _links_before(record))
        self.after_restore(request, record)
        self.log_change(request, record, _("Brought back after its deletion."))
        journal.write(JournalAction.RESTORED, by=request.user, record=record, rows=len(children))
        said = _("“%s” is back.") % record
        if children:
            said += " " + ngettext(
                "One row came back with it.", "%(rows)d rows came back with it.", len(children)
            ) % {"rows": len(children)}
        messages.success(request, said)

    def after_restore(self, request: HttpRequest, obj: models.Model) -> None:
        """What follows on a row that came back; nothing here."""


def _reason(request):
    return request.POST.get("reason", "").strip()


def _links_before(record):
    last = JournalEntry.objects.for_record(record).filter(act=JournalAction.DELETED).first()
    return last.details.get("links", {}) if last else {}
