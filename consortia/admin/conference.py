"""The admin of conferences, their roles, sessions and parts."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consortia.admin.duplicates import DuplicateWarningAdminMixin
from consortia.admin.evidence import FactAdmin
from consortia.admin.figure import FigureInline
from consortia.admin.merging import MergeableAdminMixin
from consortia.models import Conference, ConferenceRole, Part, Session
from portal.core.admin import date_column, fieldset, name_search_fields, year_filter
from portal.core.autocomplete import PreloadedAutocompleteForm, PreloadedAutocompleteMixin
from portal.core.name_search import NameSearchMixin


class ConferenceRoleInline(PreloadedAutocompleteMixin, admin.TabularInline):
    """The organisations that host, organise, guide or support a conference."""

    model = ConferenceRole
    extra = 0
    show_change_link = True
    autocomplete_fields = ("organisation",)
    fields = ("organisation", "role", "position")


class SessionInline(admin.TabularInline):
    """The sessions of a conference; the parts of each are edited on its own form."""

    model = Session
    form = PreloadedAutocompleteForm
    extra = 0
    show_change_link = True
    fields = ("kind", "title", "title_en", "position")
    verbose_name_plural = _(
        "sessions (save, then follow the link of a session to its people and talks)"
    )


class PartInline(PreloadedAutocompleteMixin, admin.StackedInline):
    """The parts of a session."""

    model = Part
    extra = 0
    show_change_link = True
    autocomplete_fields = ("organisation", "base")
    fields = (
        ("person", "person_en"),
        ("post", "post_en"),
        "organisation",
        "action",
        ("title", "title_en"),
        "base",
        "position",
    )


class ConferenceAdmin(NameSearchMixin, MergeableAdminMixin, DuplicateWarningAdminMixin, FactAdmin):
    """Admin of conferences; one record for any number of reports."""

    merge_model = Conference
    duplicate_fields = ("name", "name_en", "dates", "region")

    list_display = (
        "__str__",
        "kind",
        date_column("dates", order="dates_from", label=_("dates")),
        "region",
        "consortium",
        "status",
        "is_public",
    )
    list_select_related = ("region", "consortium__organisation")
    list_filter = (
        "kind",
        year_filter("dates_from"),
        "status",
        ("region", admin.RelatedOnlyFieldListFilter),
        "is_public",
    )
    search_fields = (
        *name_search_fields("", "consortium__organisation"),
        "series",
        "series_en",
        "theme",
        "theme_en",
        "venue",
        "venue_en",
    )
    autocomplete_fields = ("region", "consortium")
    inlines = (ConferenceRoleInline, SessionInline, FigureInline)
    fieldsets = (
        fieldset(
            None,
            _(
                "One meeting has one record. Search for it before you add it: "
                "another text may have reported it."
            ),
            ("name", "name_en"),
            "kind",
            "status",
            "is_public",
        ),
        fieldset(
            _("When and where"),
            _("As exactly as the source says."),
            "dates",
            ("venue", "venue_en"),
            "region",
        ),
        fieldset(
            _("What it was about"),
            _("Its theme, the series it belongs to, and whose meeting it was."),
            ("theme", "theme_en"),
            ("series", "series_en"),
            ("edition", "edition_en"),
            "consortium",
        ),
    )


class ConferenceRoleAdmin(FactAdmin):
    """Admin of conference roles."""

    is_detail = True
    list_display = ("organisation", "role", "conference", "position")
    list_select_related = ("organisation", "conference")
    list_filter = ("role",)
    search_fields = (*name_search_fields("organisation", "conference"), "organisation__names__text")
    autocomplete_fields = ("conference", "organisation")
    fieldsets = (
        fieldset(
            None,
            _("What an organisation was to a conference, in the order of the source."),
            "conference",
            "organisation",
            "role",
            "position",
        ),
    )


class SessionAdmin(FactAdmin):
    """Admin of sessions."""

    is_detail = True
    list_display = ("__str__", "kind", "conference", "position")
    list_select_related = ("conference",)
    list_filter = ("kind",)
    search_fields = ("title", "title_en", *name_search_fields("conference"))
    autocomplete_fields = ("conference",)
    inlines = (PartInline,)
    fieldsets = (
        fieldset(
            None,
            _("A session of a conference. Who chaired, spoke or unveiled stands below."),
            "conference",
            "kind",
            ("title", "title_en"),
            "position",
        ),
    )


class PartAdmin(FactAdmin):
    """Admin of parts."""

    is_detail = True
    list_display = ("__str__", "action", "organisation", "session", "conference")
    list_select_related = ("organisation", "session__conference")
    list_filter = ("action",)
    search_fields = (
        "person",
        "person_en",
        "post",
        "post_en",
        "title",
        "title_en",
        *name_search_fields("organisation", "session__conference"),
    )
    autocomplete_fields = ("session", "organisation", "base")
    fieldsets = (
        fieldset(
            _("Who"),
            _(
                "Name, post and organisation as they were on that day. A body may act without a person."
            ),
            ("person", "person_en"),
            ("post", "post_en"),
            "organisation",
        ),
        fieldset(
            _("What they did"),
            _("In which session, and with which talk or plaque."),
            "session",
            "action",
            ("title", "title_en"),
            "base",
            "position",
        ),
    )

    @admin.display(description=_("conference"), ordering="session__conference__dates_from")
    def conference(self, part):
        """The conference of its session."""
        return part.session.conference
