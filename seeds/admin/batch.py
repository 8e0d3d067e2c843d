"""Import runs in the admin: to view, and to undo."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from articles.models import Article
from portal.core.admin import ReadOnlyAdminMixin, fieldset, person_column
from seeds.models import Batch, Proposal, UploadedPage
from seeds.page_import.report import build_report
from seeds.reviewing.answers import ProposalDecisionRefused
from seeds.reviewing.undo import UNDO_PERMISSION, undo_batch

MAX_ARTICLES = 200  # of a run, listed with their titles


class BatchAdmin(ReadOnlyAdminMixin, admin.ModelAdmin):
    """The runs of the import that wrote something."""

    list_display = (
        "started_at",
        "what_was_read",
        "by_name",
        "new",
        "changed",
        "refused",
        "failed",
        "undone_at",
        "undone_by_name",
    )
    list_select_related = ("by", "undone_by")
    change_form_template = "admin/seeds/batch.html"
    by_name = staticmethod(person_column("by", label=_("by")))
    undone_by_name = staticmethod(person_column("undone_by", label=_("undone by")))
    readonly_fields = ("by_name", "undone_by_name", "what_was_read")
    search_fields = ("what",)
    fieldsets = (
        fieldset(
            None,
            _(
                "A run of the import, with how many articles or records it made, changed and refused."
            ),
            "started_at",
            "by_name",
            "what_was_read",
            "new",
            "changed",
            "refused",
            "failed",
            "undone_at",
            "undone_by_name",
        ),
    )

    def render_change_form(self, request, context, *args, obj=None, **options):
        """The form, with what became of each file where the run began in the browser."""
        if obj is not None:
            pages = UploadedPage.objects.filter(upload__batch=obj)
            context["report"] = build_report(pages, request)
            context["articles"] = self._articles_of(obj, request)
        return super().render_change_form(request, context, *args, obj=obj, **options)

    def _articles_of(self, batch, request):
        """The articles of the run that the person may see."""
        article_admin = self.admin_site.get_model_admin(Article)
        if not article_admin.has_view_permission(request):
            return Article.objects.none()
        articles = article_admin.get_queryset(request).filter(captures__batch=batch)
        return articles.distinct().order_by("pk")[:MAX_ARTICLES]

    @admin.display(description=_("what was read"), ordering="what")
    def what_was_read(self, batch):
        """The name of what was read, in words."""
        return batch.what_in_words

    def get_urls(self):
        """The stock addresses, and the one where decisions are taken back."""
        view = self.admin_site.admin_view(
            require_http_methods(["GET", "HEAD", "POST"])(self.undo_view)
        )
        return [path("<int:pk>/undo/", view, name="seeds_batch_undo"), *super().get_urls()]

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What undoing would take back; a POST does it, or shows where somebody edited since."""
        batch = get_object_or_404(Batch, pk=pk)
        if not request.user.has_perm(UNDO_PERMISSION):
            raise PermissionDenied
        refused = None
        if request.method == "POST":
            try:
                total = undo_batch(batch, by=request.user)
            except ProposalDecisionRefused as error:
                refused = error
            else:
                message = ngettext(
                    "One decision was undone.", "%(total)d decisions were undone.", total
                )
                messages.success(request, message % {"total": total})
                return redirect("admin:seeds_batch_change", pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Undo what was decided on this run"),
            "subtitle": str(batch),
            "opts": self.opts,
            "batch": batch,
            "decisions": [
                *Proposal.objects.accepted_in(batch).select_related("decided_by"),
                *Proposal.objects.held_in(batch).select_related("decided_by"),
            ],
            "conflicts": getattr(refused, "places", []),
            "reason": str(refused) if refused else "",
        }
        return TemplateResponse(
            request, "admin/seeds/undo_batch.html", context, status=409 if refused else 200
        )
