"""The journal in the admin: read and export only."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from portal.audit import history_export, journal
from portal.audit.journal import JournalAction, JournalEntry
from portal.core.admin import ReadOnlyAdminMixin, fieldset
from portal.core.names import user_display_name


@admin.register(JournalEntry)
class JournalEntryAdmin(ReadOnlyAdminMixin, admin.ModelAdmin):
    """Who did what to which record, when and why."""

    list_display = ("moment", "who", "act", "what", "kind", "number", "why")
    list_display_links = ("moment",)
    list_filter = ("act", "kind", ("person", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("person", "reason")
    list_per_page = 50
    search_fields = ("number", "what")
    date_hierarchy = "moment"
    actions = None
    change_form_template = "admin/history/entry.html"
    readonly_fields = ("who", "why")
    fieldsets = (
        fieldset(
            None,
            _("An act as it was written down. Nobody can change or remove it."),
            "moment",
            "who",
            "act",
            "what",
            "kind",
            "number",
            "why",
            "details",
        ),
    )

    @admin.display(description=_("person"), ordering="person")
    def who(self, entry):
        """Return the name of who did it."""
        return user_display_name(entry.person)

    @admin.display(description=_("reason"))
    def why(self, entry):
        """Return the text of the reason; a dash where none was given."""
        return entry.reason.text if hasattr(entry, "reason") else "–"

    def get_urls(self):
        """Return the stock addresses, and that of the export of what a person did."""
        view = self.admin_site.admin_view(require_POST(self.person_view))
        return [
            path("person/<int:pk>/export/", view, name="core_journalentry_person"),
            *super().get_urls(),
        ]

    def person_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return everything that a person did as CSV, and write the export into the journal."""
        if not request.user.has_perm(history_export.EXPORT_PERMISSION):
            raise PermissionDenied
        person = get_object_or_404(get_user_model(), pk=pk)
        journal.write(JournalAction.EXPORTED, by=request.user, record=person, what="acts")
        return history_export.history_csv_response(
            f"person-{pk}.csv", history_export.user_history(person)
        )
