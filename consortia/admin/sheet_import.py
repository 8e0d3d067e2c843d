"""The admin of imports from spreadsheets: preview with choices, what became of each row, and undo."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from consortia.admin.consortium import ConsortiumAdminFilter
from consortia.models import MembershipRole, SheetImport, SheetKind
from consortia.sheets.apply import apply_import, plan_import, store_decisions, stored_decisions
from consortia.sheets.decisions import (
    ADD,
    CHANGE,
    CLOSE,
    END,
    KEEP,
    NEW,
    OUT,
    REMOVE,
    SheetDecisions,
)
from consortia.sheets.kinds import SHEET_KINDS
from consortia.sheets.outcome import Outcome, RowOutcome
from consortia.sheets.plan import RowState
from consortia.sheets.refusals import PlanChanged, SheetImportRefused
from consortia.sheets.rights import may_apply, may_apply_import
from consortia.sheets.undo import undo_import
from portal.core.admin import ReadOnlyAdminMixin, change_link, fieldset
from portal.core.names import current_language, join_list, user_display_name

PREVIEW_TEMPLATE = "admin/consortia/sheets/preview.html"
CHANGE_LABELS = {
    KEEP: gettext_lazy("keep what stands"),
    CHANGE: gettext_lazy("take what the sheet says"),
    ADD: gettext_lazy("add it beside what stands"),
}
MISSING_LABELS = {
    KEEP: gettext_lazy("keep"),
    END: gettext_lazy("end on the day below"),
    CLOSE: gettext_lazy("mark as closed"),
    REMOVE: gettext_lazy("remove"),
}
RECORD_UPLOAD_PAGES = {
    SheetKind.TRAINING_BASES: "admin:consortia_trainingbase_sheet",
    SheetKind.AGREEMENTS: "admin:consortia_agreement_sheet",
}


class SheetImportAdmin(ReadOnlyAdminMixin, admin.ModelAdmin):
    """The uploaded spreadsheets of consortia."""

    list_display = ("uploaded_at", "file_link", "consortium", "kind", "who", "result", "state")
    list_display_links = None
    list_filter = ("kind", ConsortiumAdminFilter)
    list_per_page = 50
    search_fields = (
        "file_name",
        "consortium__organisation__name",
        "consortium__organisation__name_en",
    )
    actions = None
    change_form_template = "admin/consortia/sheets/import.html"
    readonly_fields = ("consortium_link", "who", "result", "state")
    fieldsets = (
        fieldset(
            None,
            gettext_lazy("One uploaded spreadsheet, and what it changed."),
            "file_name",
            "consortium_link",
            "kind",
            "uploaded_at",
            "who",
            "result",
            "state",
        ),
    )

    def has_view_permission(self, request, obj=None):
        """Check the permission to view, or the rights of an import, which end on its page."""
        return super().has_view_permission(request, obj) or any(
            may_apply(request.user, kind) for kind in SHEET_KINDS
        )

    def get_queryset(self, request):
        """The imports without the rows of their sheets, which a list of them does not show."""
        rows = super().get_queryset(request).summaries()
        return rows.select_related("consortium__organisation")

    def get_urls(self):
        """Add the preview, and the addresses that undo and discard."""
        wrap = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/preview/",
                wrap(self.preview_view),
                name="consortia_sheetimport_preview",
            ),
            path(
                "<int:pk>/undo/",
                wrap(require_POST(self.undo_view)),
                name="consortia_sheetimport_undo",
            ),
            path(
                "<int:pk>/discard/",
                wrap(require_POST(self.discard_view)),
                name="consortia_sheetimport_discard",
            ),
            *super().get_urls(),
        ]

    # Columns

    @admin.display(description=gettext_lazy("file"), ordering="file_name")
    def file_link(self, record):
        """A link to the page of the import, which leads on to its preview while it waits."""
        return change_link(record)

    @admin.display(description=gettext_lazy("consortium"))
    def consortium_link(self, record):
        """A link to the consortium."""
        return change_link(record.consortium)

    @admin.display(description=gettext_lazy("by"), ordering="by")
    def who(self, record):
        """Who uploaded it."""
        return user_display_name(record.by)

    @admin.display(description=gettext_lazy("what was done"))
    def result(self, record):
        """How many rows became what."""
        rows = (
            (Outcome(outcome).label, number)
            for outcome, number in record.counts.items()
            if outcome in Outcome.values
        )
        return format_html_join("; ", "{}: {}", rows) or "–"

    @admin.display(description=gettext_lazy("state"))
    def state(self, record):
        """Whether it waits, was imported, or was undone."""
        if record.undone_at:
            message = _("undone on %(day)s by %(person)s")
            return message % {
                "day": f"{timezone.localtime(record.undone_at):%Y-%m-%d}",
                "person": user_display_name(record.undone_by),
            }
        if record.is_applied:
            return _("imported on %s") % f"{timezone.localtime(record.applied_at):%Y-%m-%d}"
        return _("waits for its decisions")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show what became of each row."""
        record = self.get_object(request, object_id)
        outcomes = [RowOutcome(**row) for row in record.outcome] if record else []
        context = {
            **(extra_context or {}),
            "outcomes": outcomes,
            "may_undo": record is not None and self._may_apply(request, record),
        }
        return super().change_view(request, object_id, form_url, context)

    # Preview

    def _may_apply(self, request, record) -> bool:
        return may_apply_import(request.user, record)

    def _get_import(self, request, pk) -> SheetImport:
        """The import; 404 for none, PermissionDenied for one that the person may not apply."""
        record = get_object_or_404(
            SheetImport.objects.select_related("consortium__organisation"), pk=pk
        )
        if not self._may_apply(request, record):
            raise PermissionDenied
        return record

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what the sheet comes to; store the posted choices, or apply them."""
        record = self._get_import(request, pk)
        if record.is_applied:
            messages.info(request, _("This sheet was imported already; nothing was done again."))
            return redirect("admin:consortia_sheetimport_change", pk)
        if request.method == "POST":
            return self._decide(request, record)
        decisions = stored_decisions(record)
        plan = plan_import(record, decisions=decisions, by=request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": _("What the sheet comes to"),
            "subtitle": str(record),
            "opts": self.opts,
            "record": record,
            "plan": plan,
            "decisions": decisions,
            "sections": _sections(plan),
            "change_labels": CHANGE_LABELS,
            "missing_labels": MISSING_LABELS,
            "upload_address": _upload_address(record),
            "roles": _known_roles(record),
            "new": NEW,
            "out": OUT,
        }
        return TemplateResponse(request, PREVIEW_TEMPLATE, context)

    def _decide(self, request, record) -> HttpResponse:
        """Store the choices, or apply them; what cannot be applied is said on the preview."""
        decisions = SheetDecisions.from_post(request.POST)
        if "apply" not in request.POST:
            store_decisions(record, decisions)
            return redirect("admin:consortia_sheetimport_preview", record.pk)
        try:
            applied = apply_import(
                record,
                decisions,
                shown=request.POST.get("plan", ""),
                by=request.user,
                at=timezone.now(),
            )
        except PlanChanged as refused:
            store_decisions(record, decisions)
            messages.warning(request, str(refused))
        except SheetImportRefused as refused:
            store_decisions(record, decisions)
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Imported: %s.") % self.result(applied))
            return redirect("admin:consortia_sheetimport_change", record.pk)
        return redirect("admin:consortia_sheetimport_preview", record.pk)

    def discard_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Delete an import that waits, with its choices."""
        record = self._get_import(request, pk)
        deleted, _rows = SheetImport.objects.waiting().filter(pk=record.pk).delete()
        if deleted:
            messages.success(request, _("“%s” was discarded. Nothing was imported.") % record)
        return redirect(_upload_address(record))

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo an import; say why and where if that is refused."""
        record = self._get_import(request, pk)
        try:
            undo_import(record, by=request.user, at=timezone.now())
        except SheetImportRefused as refused:
            messages.error(request, str(refused))
            for place in refused.places:
                messages.error(request, place)
        else:
            messages.success(request, _("“%s” was undone: everything is as before.") % record)
        return redirect("admin:consortia_sheetimport_change", pk)


def _upload_address(record) -> str:
    """The page on which a list of this kind is uploaded for the consortium."""
    if record.kind == SheetKind.MEMBERS:
        return reverse("admin:consortia_consortium_members", args=[record.consortium_id])
    return f"{reverse(RECORD_UPLOAD_PAGES[record.kind])}?consortium={record.consortium_id}"


def _known_roles(record) -> str:
    """The roles that a list of members may say, in words; blank for other lists."""
    if record.kind != SheetKind.MEMBERS:
        return ""
    return join_list(map(str, MembershipRole.labels), current_language())


def _sections(plan) -> list[dict]:
    """The groups of rows of the preview in the order in which they want attention."""
    sections = [
        ("decide", _("To decide"), plan.in_state(RowState.DECIDE)),
        ("changed", _("Differs from what stands"), plan.in_state(RowState.CHANGED)),
        ("new", _("New organisations"), plan.in_state(RowState.NEW)),
        ("added", _("Added"), plan.in_state(RowState.ADDED)),
        ("left_out", _("Left out"), plan.in_state(RowState.LEFT_OUT)),
        ("standing", _("Stands already"), plan.in_state(RowState.STANDING)),
    ]
    return [
        {"key": key, "title": title, "rows": rows, "is_open": key != "standing"}
        for key, title, rows in sections
        if rows
    ]
