"""The admin view that imports members from a file or a pasted table, with a choice for each line."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consortia.models import Consortium
from consortia.sheets.members import read_members, read_members_text, to_csv
from consortia.sheets.plan import NEW, SKIP, ChoiceMissing, apply_import, plan_import
from consortia.sheets.remarks import SheetRefused

TEMPLATE = "admin/consortia/consortium/members.html"


class MemberSheetForm(forms.Form):
    """A file or a pasted table; `lines` are the members in it."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        required=False,
        help_text=gettext_lazy("XLSX, or CSV in UTF-8 or GB18030; at most 2 MB."),
    )
    table = forms.CharField(
        label=gettext_lazy("or a pasted table"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean(self):
        """Parse the sheet into `lines`; raise ValidationError with all its errors."""
        values = super().clean()
        file, table = values.get("file"), values.get("table", "")
        if not file and not table.strip():
            raise forms.ValidationError(_("Give a file or a table."))
        try:
            sheet = read_members(file.read(), name=file.name) if file else read_members_text(table)
        except SheetRefused as refused:
            raise forms.ValidationError(list(refused.errors)) from refused
        if sheet.faults:
            raise forms.ValidationError([str(fault) for fault in sheet.faults])
        self.lines = sheet.rows
        return values


class MemberSheetAdminMixin:
    """Mixin for the admin of consortia: the page that imports members."""

    change_form_template = "admin/consortia/consortium/change_form.html"

    def get_urls(self):
        """Add the page."""
        view = self.admin_site.admin_view(self.members_view)
        return [
            path("<int:pk>/members/", view, name="consortia_consortium_members"),
            *super().get_urls(),
        ]

    def members_view(self, request, pk):
        """Show the form, or the lines with their choices; or import the members and redirect."""
        consortium = get_object_or_404(Consortium.objects.select_related("organisation"), pk=pk)
        rights = ("consortia.add_membership", "consortia.add_organisation")
        if not self.has_change_permission(request, consortium) or not request.user.has_perms(
            rights
        ):
            raise PermissionDenied
        form = MemberSheetForm(request.POST or None, request.FILES or None)
        if not form.is_valid():
            return self._members_page(request, consortium, form)
        steps = plan_import(form.lines, consortium)
        if "apply" not in request.POST:
            return self._members_page(request, consortium, form, steps)
        choices = {step.row.line: request.POST.get(f"line-{step.row.line}", "") for step in steps}
        try:
            result = apply_import(steps, choices, consortium=consortium, by=request.user)
        except ChoiceMissing as missing:
            messages.error(request, str(missing))
            return self._members_page(request, consortium, form, steps, choices)
        self.message_user(request, _result_message(result), messages.SUCCESS)
        return redirect("admin:consortia_consortium_change", pk)

    def _members_page(self, request, consortium, form, steps=(), choices=None):
        rows = [(step, (choices or {}).get(step.row.line, step.default_choice)) for step in steps]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Members from a spreadsheet"),
            "opts": self.opts,
            "original": consortium,
            "form": form,
            "rows": rows,
            "table": to_csv([step.row for step in steps]),
            "new": NEW,
            "skip": SKIP,
        }
        return TemplateResponse(request, TEMPLATE, context)


def _result_message(result):
    """Describe the result of the import in a sentence."""
    added = (
        ngettext("%d membership was added", "%d memberships were added", result.memberships)
        % result.memberships
    )
    created = (
        ngettext("%d organisation is new", "%d organisations are new", result.organisations)
        % result.organisations
    )
    existing = (
        ngettext("%d line stood already", "%d lines stood already", result.existing)
        % result.existing
    )
    skipped = (
        ngettext("%d line was left out", "%d lines were left out", result.skipped) % result.skipped
    )
    return _("%(written)s; %(made)s; %(there)s; %(out)s.") % {
        "written": added,
        "made": created,
        "there": existing,
        "out": skipped,
    }
