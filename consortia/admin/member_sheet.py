"""The admin views of a consortium's list of members: upload it from a spreadsheet, and download it as one."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from consortia.export.member_form import member_form_response
from consortia.models import Consortium, SheetImport, SheetKind
from consortia.sheets.apply import upload_sheet
from consortia.sheets.remarks import SheetRefused
from consortia.sheets.rights import may_apply
from consortia.sheets.workbook.cells import MAX_BYTES

TEMPLATE = "admin/consortia/sheets/upload.html"
PASTED_NAME = gettext_lazy("pasted table")
MAX_RECENT = 10


class SheetUploadForm(forms.Form):
    """A file or a pasted table; `data_bytes` are its bytes and `name` is what it is called."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        required=False,
        help_text=gettext_lazy("XLSX, XLS, ODS or CSV; at most 2 MB."),
    )
    table = forms.CharField(
        label=gettext_lazy("or a pasted table"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean_file(self):
        """The file; raises ValidationError, before it is read, for one that is too large."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        return file

    def clean(self):
        """Take the bytes of the file or of the table; raise ValidationError without either."""
        values = super().clean()
        file, table = values.get("file"), values.get("table", "")
        if file:
            self.data_bytes, self.name = file.read(), file.name
        elif table.strip():
            self.data_bytes, self.name = table.encode(), str(PASTED_NAME)
        elif not self.errors:
            raise forms.ValidationError(_("Give a file or a table."))
        return values

    def upload(self, kind: str, consortium: Consortium, *, by, at) -> SheetImport | None:
        """The import that waits; None, with the errors on the form, if the sheet cannot be read."""
        try:
            return upload_sheet(kind, consortium, self.data_bytes, name=self.name, by=by, at=at)
        except SheetRefused as refused:
            for error in refused.errors:
                self.add_error(None, error)
            return None


class MemberSheetAdminMixin:
    """Mixin for the admin of consortia: uploads of the list of members, and its download."""

    change_form_template = "admin/consortia/consortium/change_form.html"
    object_history_template = "admin/consortia/consortium/history.html"

    def get_urls(self):
        """Add the pages."""
        upload = self.admin_site.admin_view(self.members_view)
        download = self.admin_site.admin_view(require_safe(self.members_file_view))
        return [
            path("<int:pk>/members/", upload, name="consortia_consortium_members"),
            path(
                "<int:pk>/members/download/",
                download,
                name="consortia_consortium_members_file",
            ),
            *super().get_urls(),
        ]

    def members_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form; read what is posted, and lead on to its preview."""
        consortium = self._get_consortium(request, pk)
        if not may_apply(request.user, SheetKind.MEMBERS):
            raise PermissionDenied
        form = SheetUploadForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            record = form.upload(SheetKind.MEMBERS, consortium, by=request.user, at=timezone.now())
            if record is not None:
                return redirect("admin:consortia_sheetimport_preview", record.pk)
        recent = SheetImport.objects.filter(consortium=consortium).summaries()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Members from a spreadsheet"),
            "opts": self.opts,
            "original": consortium,
            "form": form,
            "recent": recent[:MAX_RECENT],
        }
        return TemplateResponse(request, TEMPLATE, context)

    def members_file_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The members as a file that can be edited and uploaded again."""
        return member_form_response(request, self._get_consortium(request, pk, to_change=False))

    def _get_consortium(self, request, pk, *, to_change=True) -> Consortium:
        """The consortium; 404 for none, PermissionDenied for one that the person may not change or view."""
        consortia = Consortium.objects.select_related("organisation")
        consortium = get_object_or_404(consortia, pk=pk)
        is_allowed = (
            self.has_change_permission(request, consortium)
            if to_change
            else self.has_view_permission(request, consortium)
        )
        if not is_allowed:
            raise PermissionDenied
        return consortium

    def history_view(self, request, object_id, extra_context=None):
        """Add the imports from spreadsheets to the history."""
        imports = SheetImport.objects.filter(consortium=object_id, applied_at__isnull=False)
        context = {**(extra_context or {}), "sheet_imports": imports.summaries()}
        return super().history_view(request, object_id, context)
