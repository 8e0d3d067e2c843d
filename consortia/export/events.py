"""Conferences, agreements and training bases as tables."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from consortia.export.calendar import list_calendar_response
from consortia.export.columns import (
    ADDRESS_COLUMN,
    ID_COLUMN,
    choice_column,
    display_names,
    field_column,
    format_date,
    join_parts,
    region_columns,
    related_columns,
    source_columns,
)
from consortia.filters import AgreementFilter, ConferenceFilter, TrainingBaseFilter
from consortia.models import ConferenceRole, Organisation
from consortia.sources import Sources
from portal.listing.export import ExportColumn, ExportTable, FeedEntry
from portal.listing.keyset import KeysetOrder


@dataclass(frozen=True)
class PrefetchedSources:
    """The sources of some records."""

    sources: Sources


@dataclass(frozen=True)
class PrefetchedConferences(PrefetchedSources):
    """The sources of some conferences, and the organisations behind them."""

    roles: list[ConferenceRole]

    def roles_at(self, conference) -> list[ConferenceRole]:
        """The roles at one conference, in their order."""
        return [role for role in self.roles if role.conference_id == conference.pk]


def _prefetch_sources(rows: list, _on: date | None) -> PrefetchedSources:
    return PrefetchedSources(Sources(rows))


def _prefetch_conferences(rows: list, _on: date | None) -> PrefetchedConferences:
    roles = ConferenceRole.objects.filter(
        conference__in=rows, organisation__in=Organisation.objects.published()
    )
    return PrefetchedConferences(Sources(rows), list(roles.select_related("organisation")))


def _sides(name, ids, names, label_ids, label):
    """Two columns for the organisations on the sides of a record, in their order.

    `name` leads to the sides.
    """
    return (
        ExportColumn(
            ids,
            label_ids,
            lambda row: [side.organisation_id for side in getattr(row.record, name).all()],
        ),
        ExportColumn(
            names,
            label,
            lambda row: display_names(
                side.organisation for side in getattr(row.record, name).all()
            ),
        ),
    )


def _conference_entry(conference):
    words = join_parts(
        conference.get_kind_display(),
        format_date(conference.dates) or _("Date unknown"),
        conference.region,
    )
    words = join_parts(words, conference.status_note)
    return FeedEntry(str(conference), words, conference.get_absolute_url(), conference.changed_at)


def _agreement_entry(agreement):
    sides = " × ".join(display_names(party.organisation for party in agreement.parties.all()))
    words = join_parts(
        sides, agreement.get_kind_display(), format_date(agreement.signed_on), agreement.status_note
    )
    return FeedEntry(str(agreement), words, agreement.get_absolute_url(), agreement.changed_at)


def _base_entry(base):
    words = join_parts(
        base.get_kind_display(),
        base.get_nature_display(),
        base.region,
        format_date(base.unveiled_on),
        base.status_note,
    )
    return FeedEntry(str(base), words, base.get_absolute_url(), base.changed_at)


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
        ExportColumn("organisation_ids", _("Held by (numbers)"),
               lambda row: [role.organisation_id for role in row.prefetched.roles_at(row.record)]),
        ExportColumn("organisations", _("Held by"),
               lambda row: display_names(role.organisation for role in row.prefetched.roles_at(row.record))),
        ExportColumn("roles", _("Roles at the conference"),
               lambda row: [str(role.get_role_display()) for role in row.prefetched.roles_at(row.record)]),
        ADDRESS_COLUMN,
        *source_columns(),
    ),
    feed_entry=_conference_entry,
    newest=KeysetOrder("changed_at"),
    filter=ConferenceFilter,
    prefetch=_prefetch_conferences,
    extra_formats={"ics": list_calendar_response},
)  # fmt: skip

AGREEMENTS = ExportTable(
    "agreements",
    _("Agreements"),
    (
        ID_COLUMN,
        field_column("title", _("Chinese title")),
        field_column("title_en", _("English title")),
        choice_column("kind", _("Kind")),
        choice_column("status", _("Status")),
        field_column("signed_on", _("Signed on")),
        *_sides("parties", "party_ids", "parties", _("Parties (numbers)"), _("Parties")),
        *related_columns("conference", _("Signed at")),
        *related_columns("consortium", _("Of consortium")),
        field_column("promises", _("What is promised, in Chinese")),
        field_column("promises_en", _("What is promised, in English")),
        ADDRESS_COLUMN,
        *source_columns(),
    ),
    feed_entry=_agreement_entry,
    newest=KeysetOrder("changed_at"),
    filter=AgreementFilter,
    prefetch=_prefetch_sources,
    select_related=("conference", "consortium__organisation"),
)

TRAINING_BASES = ExportTable(
    "training-bases",
    _("Training bases"),
    (
        ID_COLUMN,
        field_column("name", _("Chinese name")),
        field_column("name_en", _("English name")),
        choice_column("kind", _("Kind")),
        choice_column("nature", _("The plaque stands for")),
        choice_column("status", _("Status")),
        choice_column("level", _("Level")),
        *region_columns(),
        ExportColumn("industry", _("Industry"), lambda row: str(row.record.industry or "")),
        *_sides("partners", "partner_ids", "partners", _("Partners (numbers)"), _("Partners")),
        *related_columns("awarded_by", _("Awarded by")),
        field_column("unveiled_on", _("Unveiled on")),
        *related_columns("unveiled_at", _("Unveiled at")),
        *related_columns("consortium", _("Of consortium")),
        field_column("valid_until", _("Valid until")),
        field_column("contact", _("Contact in Chinese")),
        field_column("contact_en", _("Contact in English")),
        ExportColumn(
            "last_confirmed_on",
            _("Last confirmed on"),
            lambda row: str(row.record.last_confirmed_on or ""),
        ),
        ADDRESS_COLUMN,
        *source_columns(),
    ),
    feed_entry=_base_entry,
    newest=KeysetOrder("changed_at"),
    filter=TrainingBaseFilter,
    prefetch=_prefetch_sources,
    select_related=("awarded_by", "unveiled_at", "consortium__organisation"),
)
