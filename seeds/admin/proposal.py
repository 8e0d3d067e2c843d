"""Proposals in the admin: the queue, the decisions, and the statistics of each rule."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from portal.core.admin import (
    QuerySetMethodFilter,
    ReadOnlyAdminMixin,
    change_link,
    fieldset,
    person_column,
    swap_field,
)
from seeds.admin.held_actions import report_release
from seeds.admin.payload_words import evidence_html, payload_html
from seeds.models import Proposal, ProposalKind
from seeds.page_extraction import find_stopped_rules
from seeds.proposing.review_queue import queued_captures
from seeds.proposing.rule_confidence import rule_statistics
from seeds.reviewing.person_rights import DECIDE_PERMISSION
from seeds.reviewing.release import release_due

PER_PAGE = 50


class ReleaseFilter(QuerySetMethodFilter):
    """Proposals that were accepted and are not on record."""

    title = _("accepted, not on record")
    parameter_name = "release"
    lookup_methods = {
        "held": (_("waiting to be public"), "held"),
        "returned": (_("to be decided on again"), "returned"),
    }


class ProposalAdmin(ReadOnlyAdminMixin, admin.ModelAdmin):
    """Everything that was ever proposed; decided beside its page."""

    list_display = (
        "title",
        "kind",
        "status",
        "percent",
        "rule",
        "capture",
        "decided_by_name",
        "decided_at",
    )
    list_select_related = ("capture", "decided_by")
    list_filter = ("status", ReleaseFilter, "kind", "read_by", "rule")
    search_fields = ("payload", "rule", "capture__name", "capture__origin")
    change_list_template = "admin/seeds/proposals.html"
    decided_by_name = staticmethod(person_column("decided_by", label=_("decided by")))
    confirmed_by_name = staticmethod(person_column("confirmed_by", label=_("confirmed by")))
    readonly_fields = (
        "decided_by_name",
        "confirmed_by_name",
        "decide_link",
        "capture",
        "article_link",
        "record_link",
        "percent",
        "payload_words",
        "evidence_words",
    )
    fieldsets = (
        fieldset(
            None,
            _("What a page seems to report. It is decided on beside the text of its page."),
            "decide_link",
            "kind",
            "payload_words",
            "evidence_words",
            "article_link",
        ),
        fieldset(
            _("Rule"),
            _("Which rule read it, and how sure it is by what people decided."),
            "rule",
            "percent",
            "read_by",
            "second_reading",
            "rules_hash",
        ),
        fieldset(
            _("Decision"),
            _("Who decided when, and the record that came of it."),
            "status",
            "decided_by_name",
            "decided_at",
            "confirmed_by_name",
            "released_at",
            "reason",
            "record_link",
        ),
    )

    def get_queryset(self, request):
        """The proposals without the bytes of their pages."""
        return super().get_queryset(request).defer("capture__content", "undo_log")

    def get_urls(self):
        """The stock addresses, the queue and the rules."""
        view = self.admin_site.admin_view
        own = [
            path("queue/", view(require_safe(self.queue_view)), name="seeds_proposal_queue"),
            path("release/", view(require_POST(self.release_view)), name="seeds_proposal_release"),
            path("rules/", view(require_safe(self.rules_view)), name="seeds_proposal_rules"),
        ]
        return [*own, *super().get_urls()]

    def release_view(self, request: HttpRequest) -> HttpResponse:
        """Put on record what was accepted out of articles that are public by now."""
        if not request.user.has_perm(DECIDE_PERMISSION):
            raise PermissionDenied
        report_release(request, release_due(at=timezone.now()))
        return redirect("admin:index")

    @admin.display(description=_("what is proposed"))
    def title(self, proposal):
        """The words by which it is named."""
        return proposal.title

    @admin.display(description=_("confidence"), ordering="confidence")
    def percent(self, proposal):
        """The confidence as a percentage."""
        return f"{proposal.percent}%"

    @admin.display(description=_("what is proposed"))
    def payload_words(self, proposal):
        """Its values, each with its label."""
        return payload_html(proposal)

    @admin.display(description=_("evidence"))
    def evidence_words(self, proposal):
        """The quotes that it rests on."""
        return evidence_html(proposal)

    def get_fieldsets(self, request, obj=None):
        """The stock fieldsets; those who do not decide see the page without the link."""
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.has_perm(DECIDE_PERMISSION):
            return fieldsets
        return swap_field(fieldsets, "decide_link", "capture")

    @admin.display(description=_("page"))
    def decide_link(self, proposal):
        """The proposal beside its page."""
        return format_html('<a href="{}">{}</a>', proposal.get_decide_url(), proposal.capture)

    @admin.display(description=_("article"))
    def article_link(self, proposal):
        """The draft that it was read from."""
        return change_link(proposal.article)

    @admin.display(description=_("record"))
    def record_link(self, proposal):
        """The record that came of it."""
        return change_link(proposal.record)

    def queue_view(self, request: HttpRequest) -> HttpResponse:
        """The pages with something to decide on, the oldest first, with how much of each kind."""
        if not request.user.has_perm(DECIDE_PERMISSION):
            raise PermissionDenied
        page = Paginator(Proposal.objects.queue(request.user), PER_PAGE).get_page(
            request.GET.get("p")
        )
        kinds = dict(ProposalKind.choices)
        totals = Proposal.objects.open().visible_to(request.user).count_by_kind()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Proposals to decide on"),
            "opts": self.opts,
            "page": page,
            "pages": queued_captures(page.object_list, request.user),
            "totals": [(kinds[row["kind"]], row["total"]) for row in totals],
        }
        return TemplateResponse(request, "admin/seeds/queue.html", context)

    def rules_view(self, request: HttpRequest) -> HttpResponse:
        """How often each rule proposed, and what people made of it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("What became of each rule's proposals"),
            "opts": self.opts,
            "statistics": rule_statistics(),
            "stopped": find_stopped_rules(),
        }
        return TemplateResponse(request, "admin/seeds/rule_record.html", context)
