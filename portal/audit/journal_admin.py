"""The journal in the admin: read and export only."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from portal.audit import history_export, journal
from portal.audit.journal import JournalAction, JournalEntry
from portal.audit.journal_words import (
    details_in_words,
    find_records,
    kind_label,
    what_in_words,
)
from portal.core.admin import CheckedChangeList, ReadOnlyAdminMixin, change_link, fieldset
from portal.core.names import user_display_name


class RecordKindFilter(admin.SimpleListFilter):
    """The entries about one kind of record, named as its pages call it."""

    title = _("kind of record")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        """Return the kinds that the journal tells of, in words."""
        kinds = JournalEntry.objects.exclude(kind="").order_by("kind")
        found = kinds.values_list("kind", flat=True).distinct()
        return [(kind, kind_label(kind)) for kind in found]

    def queryset(self, request, queryset):
        """Return the entries about the chosen kind."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


class JournalChangeList(CheckedChangeList):
    """The list of entries, each with the link to its record; a query for each kind of record."""

    def get_results(self, request):
        """Read the entries of the page and their records."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        link_records(self.result_list, self.model_admin.admin_site, request)


def link_records(entries: list[JournalEntry], site: admin.AdminSite, request: HttpRequest) -> None:
    """Set `record_link` of each entry whose record still exists and may be seen by the person."""
    records = find_records(entries)
    for entry in entries:
        record = records.get((entry.kind, entry.number))
        if record is None or not site.is_registered(type(record)):
            continue
        if site.get_model_admin(type(record)).has_view_permission(request, record):
            entry.record_link = change_link(record)


@admin.register(JournalEntry)
class JournalEntryAdmin(ReadOnlyAdminMixin, admin.ModelAdmin):
    """Who did what to which record, when and why."""

    list_display = ("moment", "who", "act", "what_was_done", "record", "why")
    list_display_links = ("moment",)
    list_filter = ("act", RecordKindFilter, ("person", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("person", "reason")
    list_per_page = 50
    search_fields = ("number", "what")
    date_hierarchy = "moment"
    actions = None
    change_form_template = "admin/history/entry.html"
    readonly_fields = ("who", "what_was_done", "record", "record_number", "why", "details_list")
    fieldsets = (
        fieldset(
            None,
            format_lazy(
                _(
                    "An act as it was written down. Nobody can change or remove it. Time zone: {zone}."
                ),
                zone=settings.TIME_ZONE,
            ),
            "moment",
            "who",
            "act",
            "what_was_done",
            "record",
            "record_number",
            "why",
            "details_list",
        ),
    )

    @admin.display(description=_("person"), ordering="person")
    def who(self, entry):
        """Return the name of who did it."""
        return user_display_name(entry.person)

    @admin.display(description=_("more exactly"), ordering="what")
    def what_was_done(self, entry):
        """Return what was done in words."""
        return what_in_words(entry)

    @admin.display(description=_("record"), ordering="number")
    def record(self, entry):
        """Return the kind and the title of the record, with a link where the person may see it."""
        if not entry.kind:
            return "–"
        title = getattr(entry, "record_link", "") or entry.number
        return format_html("{}: {}", kind_label(entry.kind), title)

    @admin.display(description=_("reason"))
    def why(self, entry):
        """Return the text of the reason; a dash where none was given."""
        return entry.reason.text if hasattr(entry, "reason") else "–"

    @admin.display(description=_("number of the record"))
    def record_number(self, entry):
        """Return the number of the record; a dash for an act that is about none."""
        return entry.number or "–"

    @admin.display(description=_("details"))
    def details_list(self, entry):
        """Return the details in words, a line each; a dash for none."""
        return format_html_join("", "<div>{}: {}</div>", details_in_words(entry)) or "–"

    def lookup_allowed(self, lookup, value, request):
        """Allow the list of one record's entries, which its history leads to."""
        return lookup == "number" or super().lookup_allowed(lookup, value, request)

    def get_changelist(self, request, **options):
        """Return the list that looks up the records of its entries."""
        return JournalChangeList

    def get_object(self, request, object_id, from_field=None):
        """Return the entry, with the link to its record."""
        entry = super().get_object(request, object_id, from_field)
        if entry is not None:
            link_records([entry], self.admin_site, request)
        return entry

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
