"""Captured pages in the admin: to view, to download, and to decide on."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from articles.staff_visibility import readable_articles
from portal.core.admin import ReadOnlyAdminMixin, change_link, fieldset, swap_field
from portal.core.names import current_language, join_list
from seeds.admin.review_page import CaptureDecisionMixin
from seeds.models import Capture
from seeds.reviewing.person_rights import DECIDE_PERMISSION


class CaptureAdmin(CaptureDecisionMixin, ReadOnlyAdminMixin, admin.ModelAdmin):
    """Captured pages, byte for byte."""

    list_display = ("name", "origin", "encoding", "flag_words", "batch")
    list_select_related = ("batch",)
    list_filter = ("encoding",)
    search_fields = ("name", "origin", "sha256")
    readonly_fields = (
        "download_link",
        "flag_words",
        "blank_label_words",
        "article_links",
        "decide_link",
        "proposal_count",
        "previous_link",
        "duplicate_of_link",
    )
    fieldsets = (
        fieldset(
            None,
            _("A page as it was captured. Its bytes can be fetched and never change."),
            "name",
            "download_link",
            "origin",
            "encoding",
            "flag_words",
            "blank_label_words",
            "sha256",
            "batch",
        ),
        fieldset(
            _("Articles"), _("The drafts that were read out of it."), "article_links", "decide_link"
        ),
        fieldset(
            _("Other captures"),
            _(
                "The page as it was captured before, and another address that showed the very same text."
            ),
            "previous_link",
            "duplicate_of_link",
        ),
    )

    def get_queryset(self, request):
        """The captures without their bytes, with the articles that the person may know of."""
        articles = Prefetch("articles", readable_articles(request), to_attr="known_articles")
        captures = (
            super()
            .get_queryset(request)
            .select_related("batch", "previous", "duplicate_of")
            .prefetch_related(articles)
        )
        return captures.defer("content", "previous__content", "duplicate_of__content")

    def get_search_fields(self, request):
        """The search fields, with titles for those who see every article."""
        user = request.user
        sees_all = user.has_perm("articles.view_article") and not user.column_limits.exists()
        return (*self.search_fields, "articles__title") if sees_all else self.search_fields

    def get_urls(self):
        """The stock addresses, and the one of the bytes."""
        view = self.admin_site.admin_view(self.download_view)
        return [
            path("<int:pk>/download/", view, name="seeds_capture_download"),
            *super().get_urls(),
        ]

    @admin.display(description=_("bytes"))
    def download_link(self, capture):
        """A link to the bytes."""
        return format_html(
            '<a href="{}" download>{}</a>',
            capture.get_download_url(),
            _("Download the captured page"),
        )

    @admin.display(description=_("quality flags"))
    def flag_words(self, capture):
        """What is wrong with the page, in words."""
        return join_list(capture.flag_labels(), current_language()) or "–"

    @admin.display(description=_("labels without a value"))
    def blank_label_words(self, capture):
        """The labels that the page leaves blank."""
        return join_list(capture.blank_labels, current_language()) or "–"

    @admin.display(description=_("articles"))
    def article_links(self, capture):
        """Links to the articles that came out of the page."""
        links = [(change_link(article),) for article in capture.known_articles]
        return format_html_join(", ", "{}", links) or "–"

    def get_fieldsets(self, request, obj=None):
        """The stock fieldsets; those who do not decide see their number without the link."""
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.has_perm(DECIDE_PERMISSION):
            return fieldsets
        return swap_field(fieldsets, "decide_link", "proposal_count")

    @admin.display(description=_("proposals"))
    def decide_link(self, capture):
        """A link to the page where its proposals are decided."""
        return format_html(
            '<a href="{}">{}</a> ({})',
            capture.get_decide_url(),
            _("Decide on what it reports"),
            self.proposal_count(capture),
        )

    @admin.display(description=_("proposals"))
    def proposal_count(self, capture):
        """How many records it reports."""
        return capture.proposals.count()

    @admin.display(description=_("earlier version"))
    def previous_link(self, capture):
        """The version captured before."""
        return change_link(capture.previous)

    @admin.display(description=_("same text as"))
    def duplicate_of_link(self, capture):
        """The capture that held the text first."""
        return change_link(capture.duplicate_of)

    def download_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The bytes as a file that no browser runs or shows."""
        capture = get_object_or_404(Capture, pk=pk)
        if not self.has_view_permission(request, capture):
            raise PermissionDenied
        disposition = content_disposition_header(as_attachment=True, filename=capture.name)
        return HttpResponse(
            bytes(capture.content),
            content_type="application/octet-stream",
            headers={
                "Content-Disposition": disposition,
                "X-Content-Type-Options": "nosniff",
            },
        )
