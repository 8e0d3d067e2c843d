"""The admin of readers' error reports, which are answered by steps of the model, and of the site's pages."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from portal.audit.history_admin import HistoryAdmin
from portal.core.admin import CheckedListMixin, fieldset, person_column
from portal.core.error_reports import OPEN_STATES, SUMMARY_LENGTH, ReportRefused
from portal.core.models import ErrorReport, SitePage

STEPS = ("take", "correct", "decline")


@admin.register(ErrorReport)
class ErrorReportAdmin(CheckedListMixin, admin.ModelAdmin):
    """Error reports: what a reader wrote is read-only, the answer is saved by a step or as a draft."""

    list_display = ("number", "made_at", "state", "page", "short_reason", "decided_by_name")
    list_filter = ("state",)
    list_select_related = ("decided_by",)
    list_per_page = 50
    search_fields = ("number", "page", "reason")
    date_hierarchy = "made_at"
    actions = None
    change_form_template = "admin/core/errorreport/change_form.html"
    readonly_fields = (
        "number",
        "made_at",
        "state",
        "page_link",
        "reason",
        "source",
        "decided_at",
        "decided_by_name",
    )
    decided_by_name = staticmethod(person_column("decided_by", label=gettext_lazy("decided by")))
    fieldsets = (
        fieldset(
            gettext_lazy("What the reader says"),
            gettext_lazy(
                "Nothing about the reader is kept. The number is all that leads back to the report."
            ),
            "number",
            "made_at",
            "page_link",
            "reason",
            "source",
        ),
        fieldset(
            gettext_lazy("What we say"),
            gettext_lazy("The answer is shown to whoever has the number."),
            "state",
            "answer",
            "decided_at",
            "decided_by_name",
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: readers send the reports."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: ErrorReport | None = None) -> bool:
        """The stock permission, for open reports alone."""
        if obj is not None and obj.state not in OPEN_STATES:
            return False
        return super().has_change_permission(request, obj)

    @admin.display(description=gettext_lazy("page"), ordering="page")
    def page_link(self, report):
        """The address of the page, as a link."""
        return format_html('<a href="{0}">{0}</a>', report.page)

    @admin.display(description=gettext_lazy("what is wrong"))
    def short_reason(self, report):
        """The first words of what the reader wrote."""
        return Truncator(report.reason).chars(SUMMARY_LENGTH)

    def save_model(self, request, obj, form, change):
        """Take the step of the button that was pressed; without one the answer is saved as a draft."""
        step = next((name for name in STEPS if f"_{name}" in request.POST), "")
        if not step:
            super().save_model(request, obj, form, change)
            return
        try:
            answer = {} if step == "take" else {"answer": obj.answer}
            getattr(obj, step)(by=request.user, **answer)
        except ReportRefused as refusal:
            request.refused = str(refusal)

    def response_change(self, request: HttpRequest, obj: ErrorReport) -> HttpResponseRedirect:
        """Back to the report, with the reason where a step was refused."""
        refusal = _refusal(request)
        if refusal:
            messages.error(request, refusal)
            return HttpResponseRedirect(request.path)
        return super().response_change(request, obj)

    def log_change(self, request, obj, message):
        """Log what was done, unless it was refused."""
        if _refusal(request):
            return None
        return super().log_change(request, obj, message)

    def message_user(self, request, message, *args, **options):
        """Show the messages of the form, but none of success where a step was refused."""
        if not _refusal(request):
            super().message_user(request, message, *args, **options)


def _refusal(request):
    """Why the step of this request was refused; blank where it was not."""
    return getattr(request, "refused", "")


@admin.register(SitePage)
class SitePageAdmin(HistoryAdmin):
    """The pages of the site: about, contact, privacy, accessibility."""

    list_display = ("place", "has_chinese", "has_english", "changed_on")
    fieldsets = (
        fieldset(
            None,
            gettext_lazy(
                "What is written here stands on the page in place of the text that the portal ships."
            ),
            "place",
            "text",
            "text_en",
        ),
    )

    @admin.display(description=gettext_lazy("text in Chinese"), boolean=True)
    def has_chinese(self, page):
        """Whether editors wrote a Chinese text."""
        return bool(page.text)

    @admin.display(description=gettext_lazy("text in English"), boolean=True)
    def has_english(self, page):
        """Whether editors wrote an English text."""
        return bool(page.text_en)

    def get_readonly_fields(self, request: HttpRequest, obj: SitePage | None = None) -> tuple:
        """The place of a page is fixed once it is made."""
        return ("place",) if obj else ()
