"""Pages pasted, uploaded or fetched in the admin: the form, the progress of an upload, and its report."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from articles.models import ColumnLimit
from portal.core import throttle
from portal.core.admin import ReadOnlyAdminMixin
from portal.core.dashboard_panel import change_url
from seeds.admin.page_import_form import PageImportForm, read_request
from seeds.admin.read_messages import add_read_messages
from seeds.models import Upload, UploadedPageStatus
from seeds.page_import.archive import ReceivedPage
from seeds.page_import.fetching import fetch_page
from seeds.page_import.importing import import_slice
from seeds.page_import.reasons import translate_reason
from seeds.page_import.received_pages import page_from_text, page_from_web, try_reading, with_title
from seeds.page_import.receiving import SentPages, UploadRefused, receive
from seeds.page_import.report import ReportLine, build_report
from seeds.page_import.web_address import FetchRefused

IMPORT_PERMISSIONS = ("seeds.add_upload", "articles.add_article")
# Fetches of one person in an hour
MAX_FETCHES = 60
HOUR_SECONDS = 3600
LEFT_BY_PERSON = "Left out by the person who sent it."


class UploadAdmin(ReadOnlyAdminMixin, admin.ModelAdmin):
    """Uploads of pages: adding one is the form, changing one its progress and report."""

    list_display = ("made_at", "what", "by", "total", "waiting")
    list_select_related = ("by",)
    search_fields = ("what",)
    ordering = ("-made_at", "-pk")

    def get_queryset(self, request):
        """The person's own uploads, and all for those who may see import runs."""
        uploads = super().get_queryset(request).with_counts()
        if request.user.has_perm("seeds.view_batch"):
            return uploads
        return uploads.of(request.user)

    def has_add_permission(self, request):
        """Those who may import pages and write articles."""
        return request.user.has_perms(IMPORT_PERMISSIONS)

    def get_urls(self):
        """The stock addresses, and those that go on with an upload or leave the rest of it out."""
        own = (
            ("<int:pk>/continue/", self.continue_view, "continue"),
            ("<int:pk>/discard/", self.discard_view, "discard"),
        )
        return [
            *(
                path(
                    route,
                    self.admin_site.admin_view(require_POST(view)),
                    name=f"seeds_upload_{name}",
                )
                for route, view, name in own
            ),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("files"))
    def total(self, upload):
        """The number of files."""
        return upload.total

    @admin.display(description=gettext_lazy("still to read"))
    def waiting(self, upload):
        """The number of pages that wait."""
        return upload.waiting

    # The form

    @csrf_exempt  # the bounds of the request stand before it is read; then its token is checked
    def add_view(self, request, form_url="", extra_context=None):
        """The form; a POST keeps the pages and begins to import them."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        fault = read_request(request) if request.method == "POST" else ""
        if fault:
            return self._render_form(request, self._bound_form(request, fault=fault))
        return csrf_protect(self._import_view)(request)

    def _bound_form(self, request: HttpRequest, *, fault: str = "") -> PageImportForm:
        return PageImportForm(request.POST, request.FILES, person=request.user, fault=fault)

    def _import_view(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self._render_form(request, PageImportForm(person=request.user))
        form = self._bound_form(request)
        upload = _receive_form(form, request) if form.is_valid() else None
        if upload is None:
            return self._render_form(request, form)
        import_slice(upload)
        return self._lead_on(request, upload)

    def _render_form(self, request: HttpRequest, form: PageImportForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Paste or upload pages"),
            "opts": self.opts,
            "form": form,
            "unfinished": Upload.objects.of(request.user).unfinished(),
        }
        return TemplateResponse(request, "admin/seeds/page_import.html", context)

    def _lead_on(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        """To the draft of a single page that was read; else to the report."""
        report = build_report(upload.pages.all(), request)
        if len(report.lines) == 1:
            [line] = report.lines
            if _is_one_new_draft(line):
                add_read_messages(request, line)
                return redirect(change_url(line.drafts[0]))
        return redirect("admin:seeds_upload_change", upload.pk)

    # The report

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The progress of an upload, and what became of each file."""
        upload = self.get_object(request, object_id)
        if not self.has_view_permission(request, upload):
            raise PermissionDenied
        if upload is None:
            raise Http404
        is_own = upload.by_id == request.user.pk
        context = {
            **self.admin_site.each_context(request),
            "title": _("Pages that were sent"),
            "subtitle": str(upload),
            "opts": self.opts,
            "upload": upload,
            "is_own": is_own,
            "may_continue": is_own and _may_file_in(upload, request.user),
            "report": build_report(upload.pages.all(), request),
        }
        return TemplateResponse(request, "admin/seeds/upload.html", context)

    def continue_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Import a further slice of the person's own upload."""
        upload = self._get_own_upload(request, pk)
        if not _may_file_in(upload, request.user):
            raise PermissionDenied
        import_slice(upload)
        return redirect("admin:seeds_upload_change", pk)

    def discard_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Leave out what still waits of the person's own upload."""
        upload = self._get_own_upload(request, pk)
        upload.pages.all().order_by().drop_waiting(LEFT_BY_PERSON)
        return redirect("admin:seeds_upload_change", pk)

    def _get_own_upload(self, request: HttpRequest, pk: int) -> Upload:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return get_object_or_404(Upload.objects.of(request.user), pk=pk)


def _is_one_new_draft(line: ReportLine) -> bool:
    return line.page.status == UploadedPageStatus.READ and len(line.drafts) == 1


def _may_file_in(upload: Upload, person) -> bool:
    """Whether the person may still work in the column of the upload."""
    columns = set(ColumnLimit.objects.for_user(person).values_list("column", flat=True))
    return not columns or upload.column_id in columns


def _receive_form(form: PageImportForm, request: HttpRequest) -> Upload | None:
    """Keep what the form brought; None where the form says why nothing was kept."""
    pages = [*_pasted_pages(form), *_fetched_pages(form, request)]
    if form.errors:
        return None
    values = form.cleaned_data
    sent = SentPages(values["token"], tuple(pages), tuple(values["files"]), values["column"])
    try:
        upload, _is_new = receive(sent, by=request.user, at=timezone.now())
    except UploadRefused as refused:
        form.add_error(None, list(refused.reasons))
        return None
    return upload


def _pasted_pages(form: PageImportForm) -> list[ReceivedPage]:
    values = form.cleaned_data
    if not values["text"].strip():
        return []
    return _readable_pages(form, "text", page_from_text(values["text"], origin=values["origin"]))


def _fetched_pages(form: PageImportForm, request: HttpRequest) -> list[ReceivedPage]:
    address = form.cleaned_data.get("address")
    if not address or form.errors:
        return []
    if not throttle.allow(f"fetch-{request.user.pk}", most=MAX_FETCHES, seconds=HOUR_SECONDS):
        form.add_error("address", _("You fetched many pages: go on in an hour."))
        return []
    try:
        fetched = fetch_page(address)
    except FetchRefused as refused:
        form.add_error("address", refused.reason)
        return []
    return _readable_pages(form, "address", page_from_web(fetched))


def _readable_pages(form: PageImportForm, field: str, page: ReceivedPage) -> list[ReceivedPage]:
    """The page under its title; none where it cannot be read, which the field then says."""
    result = try_reading(page)
    if result.error:
        form.add_error(field, translate_reason(result.error))
        return []
    return [with_title(page, result)]
