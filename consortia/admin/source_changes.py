"""The admin page of facts whose source was corrected or withdrawn, where each is confirmed or mended."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.paragraph_changes import counterpart_of_quote
from consortia.models import SourceChange
from consortia.models.evidence import Fact
from consortia.models.user_limits import may_edit
from consortia.source_changes import ConfirmationRefused, confirm_source_change, open_changes_of
from portal.audit.text_diff import render_diff
from portal.core.dashboard_panel import change_url

PER_PAGE = 20
MAX_QUOTE_LENGTH = 500


@dataclass(frozen=True)
class DoubtfulFact:
    """A fact, what its paragraph said and says, and the words by which it would be quoted now."""

    change: SourceChange
    fact: Fact
    kind: str
    address: str
    difference: SafeString
    quote: str
    still_quoted: bool
    may_confirm: bool


class SourceChangesMixin:
    """For the admin of evidence: the page of facts in doubt, and the address that confirms one."""

    def get_urls(self):
        """The page and its button, before the stock addresses."""
        view = self.admin_site.admin_view
        pages = [
            ("changes/", require_safe(self.changes_view), "changes"),
            ("changes/<int:change>/", require_POST(self.confirm_change_view), "confirm_change"),
        ]
        urls = [
            path(route, view(page), name=f"consortia_evidence_{name}")
            for route, page, name in pages
        ]
        return [*urls, *super().get_urls()]

    def changes_view(self, request: HttpRequest) -> HttpResponse:
        """List the facts in doubt, the oldest correction first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        changes = open_changes_of(self.get_queryset(request))
        page = Paginator(changes, PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Facts whose source was corrected or withdrawn"),
            "opts": self.opts,
            "page": page,
            "rows": [self._doubtful_fact(request, change) for change in page],
        }
        return TemplateResponse(request, "admin/consortia/source_changes.html", context)

    def _doubtful_fact(self, request, change) -> DoubtfulFact:
        evidence = change.evidence
        fact = evidence.fact
        before, after = change.text_before, change.text_after
        return DoubtfulFact(
            change=change,
            fact=fact,
            kind=capfirst(fact._meta.verbose_name),
            address=change_url(fact),
            difference=render_diff(before, after),
            quote=counterpart_of_quote(evidence.quote, before, after),
            still_quoted=bool(evidence.quote) and evidence.quote in after,
            may_confirm=self._may_confirm(request, evidence),
        )

    def _may_confirm(self, request, evidence) -> bool:
        return request.user.has_perm("consortia.change_evidence") and may_edit(
            request.user, evidence
        )

    def confirm_change_view(self, request: HttpRequest, change: int) -> HttpResponse:
        """Confirm one fact; the evidence quotes the corrected paragraph from then on."""
        changes = open_changes_of(self.get_queryset(request))
        row = get_object_or_404(changes, pk=change)
        if not self._may_confirm(request, row.evidence):
            raise PermissionDenied
        quote = request.POST.get("quote", "").strip()[:MAX_QUOTE_LENGTH]
        try:
            confirm_source_change(row, by=request.user, quote=quote)
        except ConfirmationRefused as refusal:
            messages.error(request, str(refusal))
        else:
            message = _("It is on record that “%s” is right by the source as it is now.")
            messages.success(request, message % row.evidence.fact)
        return redirect(reverse("admin:consortia_evidence_changes"))
