"""Conferences, with their roles, sessions and parts, in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consortia.admin.document import FigureInline
from consortia.admin.duplicates import WarnsOfTwins
from consortia.admin.evidence import FactAdmin
from consortia.admin.merging import Mergeable
from consortia.models import Conference, ConferenceRole, Part, Session
from portal.core.admin import dated, group, with_names, year_filter
from portal.core.autocomplete import KnownRows


class RoleInline(KnownRows, admin.TabularInline):
    """The organisations that host, organise, guide or support a conference."""

    model = ConferenceRole
    extra = 0
    show_change_link = True
    autocomplete_fields = ("organisation",)
    fields = ("organisation", "role", "position")


class SessionInline(admin.TabularInline):
    """The sessions; the people and talks of each stand on its own form."""

    model = Session
    extra = 0
    show_change_link = True
    fields = ("kind", "title", "title_en", "position")
    verbose_name_plural = _("sessions (save, then follow the link of a session to its people and talks)")


class PartInline(KnownRows, admin.StackedInline):
    """What persons and bodies did in a session."""

    model = Part
    extra = 0
    show_change_link = True
    autocomplete_fields = ("organisation", "base")
    fields = (("person", "person_en"), ("post", "post_en"), "organisation", "action", ("title", "title_en"), "base", "position")


class ConferenceAdmin(Mergeable, WarnsOfTwins, FactAdmin):
    """Meetings; one record however many texts report them."""

    merged_as = Conference
    twin_fields = ("name", "name_en", "dates", "region")

    list_display = (
        "__str__",
        "kind",
        dated("dates", order="dates_from", label=_("dates")),
        "region",
        "consortium",
        "status",
        "is_public",
    )
    list_select_related = ("region", "consortium__organisation")
    list_filter = ("kind", year_filter("dates_from"), "status", ("region", admin.RelatedOnlyFieldListFilter), "is_public")
    search_fields = (
        *with_names("", "consortium__organisation"),
        "series",
        "series_en",
        "theme",
        "theme_en",
        "venue",
        "venue_en",
    )
    autocomplete_fields = ("region", "consortium")
    inlines = (RoleInline, SessionInline, FigureInline)
    fieldsets = (
        group(
            None,
            _("One meeting has one record. Search for it before you add it: another text may have reported it."),
            ("name", "name_en"),
            "kind",
            "status",
            "is_public",
        ),
        group(_("When and where"), _("As exactly as the source says."), "dates", ("venue", "venue_en"), "region"),
        group(
            _("What it was about"),
            _("Its theme, the series it belongs to, and whose meeting it was."),
            ("theme", "theme_en"),
            ("series", "series_en"),
            ("edition", "edition_en"),
            "consortium",
        ),
    )


class ConferenceRoleAdmin(FactAdmin):
    """Who hosted, organised, guided or supported which conference."""

    is_detail = True
    list_display = ("organisation", "role", "conference", "position")
    list_select_related = ("organisation", "conference")
    list_filter = ("role",)
    search_fields = (*with_names("organisation", "conference"), "organisation__names__text")
    autocomplete_fields = ("conference", "organisation")
    fieldsets = (
        group(
            None,
            _("What an organisation was to a conference, in the order of the source."),
            "conference",
            "organisation",
            "role",
            "position",
        ),
    )


class SessionAdmin(FactAdmin):
    """Parts of a programme, with the people who acted in them."""

    is_detail = True
    list_display = ("__str__", "kind", "conference", "position")
    list_select_related = ("conference",)
    list_filter = ("kind",)
    search_fields = ("title", "title_en", *with_names("conference"))
    autocomplete_fields = ("conference",)
    inlines = (PartInline,)
    fieldsets = (
        group(
            None,
            _("A session of a conference. Who chaired, spoke or unveiled stands below."),
            "conference",
            "kind",
            ("title", "title_en"),
            "position",
        ),
    )


class PartAdmin(FactAdmin):
    """What persons and bodies did at conferences."""

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
        *with_names("organisation", "session__conference"),
    )
    autocomplete_fields = ("session", "organisation", "base")
    fieldsets = (
        group(
            _("Who"),
            _("Name, post and organisation as they were on that day. A body may act without a person."),
            ("person", "person_en"),
            ("post", "post_en"),
            "organisation",
        ),
        group(
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
