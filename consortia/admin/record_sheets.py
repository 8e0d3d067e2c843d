"""The admin page that uploads a consortium's list of training bases or agreements from a spreadsheet."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from consortia.admin.member_sheet import MAX_RECENT, SheetUploadForm
from consortia.export.record_forms import record_form_response
from consortia.models import Consortium, ConsortiumLimit, SheetImport, SheetKind
from consortia.sheets.rights import may_apply
from portal.core.autocomplete import CheckedChoiceField, is_key

TEMPLATE = "admin/consortia/sheets/upload_records.html"
TITLES = {
    SheetKind.TRAINING_BASES: gettext_lazy("Training bases from a spreadsheet"),
    SheetKind.AGREEMENTS: gettext_lazy("Agreements from a spreadsheet"),
}
HELP_TEXTS = {
    SheetKind.TRAINING_BASES: gettext_lazy(
        "One line for each base, below a line of headings: Base name, if known also Kind, Host, Co-founder, "
        "Awarded by, Level, Region, Industry, Unveiled on, Valid until. "
        "Several organisations in one cell are parted by 、 or ；."
    ),
    SheetKind.AGREEMENTS: gettext_lazy(
        "One line for each agreement, below a line of headings: Agreement title, if known also Kind, "
        "Party A, Signatory A, Party B, Signatory B and so on, or Parties with all of them, Signed on, "
        "Signed at, What is promised."
    ),
}


class RecordSheetForm(SheetUploadForm):
    """A list as a file or pasted, and the consortium whose list it is."""

    consortium = CheckedChoiceField(Consortium.objects.none(), label=gettext_lazy("consortium"))
    field_order = ("consortium", "file", "table")

    def __init__(self, *arguments, consortia, **options):
        """`consortia` are those that may be chosen."""
        super().__init__(*arguments, **options)
        self.fields["consortium"].queryset = consortia


class RecordSheetAdminMixin:
    """Mixin for the admin of training bases and of agreements; `sheet_kind` says which."""

    sheet_kind: str
    change_list_template = "admin/consortia/sheets/records.html"

    def get_urls(self):
        """Add the page."""
        view = self.admin_site.admin_view(self.sheet_view)
        name = f"consortia_{self.opts.model_name}_sheet"
        download = self.admin_site.admin_view(require_safe(self.sheet_file_view))
        return [
            path("spreadsheet/", view, name=name),
            path("spreadsheet/<int:pk>/", download, name=f"{name}_file"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        """Say whether the person may upload a list."""
        context = {**(extra_context or {}), "may_upload": self._may_upload(request)}
        return super().changelist_view(request, context)

    def _may_upload(self, request) -> bool:
        return may_apply(request.user, self.sheet_kind)

    def sheet_view(self, request: HttpRequest) -> HttpResponse:
        """Show the form; read what is posted, and lead on to its preview."""
        if not self._may_upload(request):
            raise PermissionDenied
        consortia = _consortia_of(request.user)
        chosen = request.GET.get("consortium", "")
        form = RecordSheetForm(
            request.POST or None,
            request.FILES or None,
            consortia=consortia,
            initial={"consortium": chosen},
        )
        if form.is_valid():
            consortium = form.cleaned_data["consortium"]
            record = form.upload(self.sheet_kind, consortium, by=request.user, at=timezone.now())
            if record is not None:
                return redirect("admin:consortia_sheetimport_preview", record.pk)
        recent = SheetImport.objects.filter(kind=self.sheet_kind, consortium__in=consortia)
        context = {
            **self.admin_site.each_context(request),
            "title": TITLES[self.sheet_kind],
            "help_text": HELP_TEXTS[self.sheet_kind],
            "opts": self.opts,
            "form": form,
            "original": _find_consortium(consortia, chosen),
            "recent": recent.summaries()[:MAX_RECENT],
        }
        return TemplateResponse(request, TEMPLATE, context)

    def sheet_file_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The list of one consortium as a file that can be edited and uploaded again."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        consortium = get_object_or_404(_consortia_of(request.user), pk=pk)
        return record_form_response(request, self.sheet_kind, consortium)


def _find_consortium(consortia, key: str) -> Consortium | None:
    """The consortium with that key, if it may be chosen."""
    return consortia.filter(pk=key).first() if is_key(Consortium, key) else None


def _consortia_of(person):
    """The consortia whose lists the person may upload: all, or those that the person is limited to."""
    consortia = Consortium.objects.select_related("organisation")
    limits = ConsortiumLimit.objects.for_user(person).values("consortium")
    return consortia.filter(pk__in=limits) if limits.exists() else consortia
