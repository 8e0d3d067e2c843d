"""Export of conferences: table, feed and calendar."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from consortia.export.calendar import list_calendar_response
from consortia.export.shared_columns import (
    ADDRESS_COLUMN,
    ID_COLUMN,
    PrefetchedSources,
    choice_column,
    display_names,
    field_column,
    format_date,
    join_parts,
    region_columns,
    related_columns,
    source_columns,
)
from consortia.filters import ConferenceFilter
from consortia.models import ConferenceRole, Organisation
from consortia.sources import Sources
from portal.listing.export import ExportColumn, ExportTable, FeedEntry
from portal.listing.keyset import KeysetOrder


@dataclass(frozen=True)
class PrefetchedConferences(PrefetchedSources):
    """The prefetched sources and public roles of a chunk of conferences."""

    roles: list[ConferenceRole]

    def roles_at(self, conference) -> list[ConferenceRole]:
        """The public roles of one conference."""
        return [role for role in self.roles if role.conference_id == conference.pk]


def _prefetch_conferences(rows: list, _on: date | None) -> PrefetchedConferences:
    roles = ConferenceRole.objects.filter(
        conference__in=rows, organisation__in=Organisation.objects.published()
    )
    return PrefetchedConferences(Sources(rows), list(roles.select_related("organisation")))


def _roles(row):
    return row.prefetched.roles_at(row.record)


def _organisation_ids(row):
    return [role.organisation_id for role in _roles(row)]


def _organisation_names(row):
    return display_names(role.organisation for role in _roles(row))


def _role_labels(row):
    return [str(role.get_role_display()) for role in _roles(row)]


def _conference_entry(conference):
    summary = join_parts(
        conference.get_kind_display(),
        format_date(conference.dates) or _("Date unknown"),
        conference.region,
    )
    summary = join_parts(summary, conference.status_note)
    return FeedEntry(str(conference), summary, conference.get_absolute_url(), conference.changed_at)


CONFERENCES = ExportTable(
    "conferences",
    _("Conferences"),
    (
        ID_COLUMN,
        field_column("name", _("Chinese name")),
        field_column("name_en", _("English name")),
        choice_column("kind", _("Kind")),
        choice_column("status", _("Status")),
        field_column("dates", _("Dates")),
        field_column("edition", _("Edition in Chinese")),
        field_column("edition_en", _("Edition in English")),
        field_column("theme", _("Theme in Chinese")),
        field_column("theme_en", _("Theme in English")),
        field_column("venue", _("Venue in Chinese")),
        field_column("venue_en", _("Venue in English")),
        *region_columns(),
        *related_columns("consortium", _("Of consortium")),
        ExportColumn("organisation_ids", _("Held by (numbers)"), _organisation_ids),
        ExportColumn("organisations", _("Held by"), _organisation_names),
        ExportColumn("roles", _("Roles at the conference"), _role_labels),
        ADDRESS_COLUMN,
        *source_columns(),
    ),
    feed_entry=_conference_entry,
    newest=KeysetOrder("changed_at"),
    filter=ConferenceFilter,
    prefetch=_prefetch_conferences,
    extra_formats={"ics": list_calendar_response},
)
