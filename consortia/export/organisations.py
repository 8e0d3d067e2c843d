"""Export of consortia and organisations: tables and feeds."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from consortia.export.shared_columns import (
    ADDRESS_COLUMN,
    ID_COLUMN,
    choice_column,
    choice_label,
    display_names,
    field_column,
    format_date,
    join_parts,
    region_columns,
    related_columns,
    source_columns,
)
from consortia.filters import ConsortiumFilter, OrganisationFilter
from consortia.models import Membership, MembershipRole
from consortia.sources import Sources
from portal.listing.export import ExportColumn, ExportTable, FeedEntry
from portal.listing.keyset import KeysetOrder


@dataclass(frozen=True)
class PrefetchedOrganisations:
    """The prefetched sources of a chunk of records, and their memberships by primary key."""

    sources: Sources
    memberships: dict[int, list[Membership]]

    def memberships_of(self, record, *roles: str) -> list[Membership]:
        """The memberships of a record in these roles; in all roles if none is given."""
        return [
            membership
            for membership in self.memberships[record.pk]
            if not roles or membership.role in roles
        ]


def _memberships_by(side, records, on):
    """The public memberships by the key of one side (`organisation` or `consortium`), as of `on`."""
    memberships = (
        Membership.objects.published()
        .filter(**{f"{side}__in": [record.pk for record in records]})
        .ordered_by_role()
    )
    memberships_by_pk = defaultdict(list)
    for membership in memberships.as_of(on).select_related(
        "organisation", "consortium__organisation"
    ):
        memberships_by_pk[getattr(membership, f"{side}_id")].append(membership)
    return memberships_by_pk


def _prefetch_consortia(rows: list, on: date | None) -> PrefetchedOrganisations:
    return PrefetchedOrganisations(
        Sources([consortium.organisation for consortium in rows]),
        _memberships_by("consortium", rows, on),
    )


def _prefetch_organisations(rows: list, on: date | None) -> PrefetchedOrganisations:
    return PrefetchedOrganisations(Sources(rows), _memberships_by("organisation", rows, on))


def _organisation_column(name, label):
    return ExportColumn(name, label, lambda row: getattr(row.record.organisation, name))


def _memberships(row):
    return row.prefetched.memberships_of(row.record)


def _leads(row):
    return row.prefetched.memberships_of(row.record, MembershipRole.LEAD)


def _count_named(row):
    return len({membership.organisation_id for membership in _memberships(row)})


def _consortium_entry(consortium):
    organisation = consortium.organisation
    founded = (
        _("founded %(day)s") % {"day": format_date(consortium.founded_on)}
        if consortium.founded_on
        else ""
    )
    summary = join_parts(
        consortium.get_kind_display(), organisation.region, organisation.industry, founded
    )
    return FeedEntry(
        str(organisation), summary, consortium.get_absolute_url(), organisation.changed_at
    )


def _organisation_entry(organisation):
    summary = join_parts(
        organisation.get_kind_display(), organisation.region, organisation.industry
    )
    return FeedEntry(
        str(organisation), summary, organisation.get_absolute_url(), organisation.changed_at
    )


CONSORTIA = ExportTable(
    "consortia",
    _("Consortia"),
    (
        ID_COLUMN,
        _organisation_column("name", _("Chinese name")),
        _organisation_column("name_en", _("English name")),
        choice_column("kind", _("Kind")),
        choice_column("level", _("Level")),
        *region_columns(lambda consortium: consortium.organisation),
        ExportColumn("industry", _("Industry"), lambda row: str(row.record.organisation.industry or "")),
        field_column("founded_on", _("Founded on")),
        field_column("purpose", _("Purpose in Chinese")),
        field_column("purpose_en", _("Purpose in English")),
        ExportColumn("lead_ids", _("Lead organisations (numbers)"),
               lambda row: [lead.organisation_id for lead in _leads(row)]),
        ExportColumn("leads", _("Lead organisations"),
               lambda row: display_names(lead.organisation for lead in _leads(row))),
        ExportColumn("organisations_named", _("Organisations known by name"), _count_named),
        _organisation_column("credit_code", _("Unified social credit code")),
        _organisation_column("site", _("Site")),
        ADDRESS_COLUMN,
        *source_columns(lambda consortium: consortium.organisation),
    ),
    feed_entry=_consortium_entry,
    newest=KeysetOrder("organisation__changed_at"),
    filter=ConsortiumFilter,
    prefetch=_prefetch_consortia,
)  # fmt: skip

ORGANISATIONS = ExportTable(
    "organisations",
    _("Organisations"),
    (
        ID_COLUMN,
        field_column("name", _("Chinese name")),
        field_column("name_en", _("English name")),
        choice_column("kind", _("Kind")),
        *region_columns(),
        ExportColumn("industry", _("Industry"), lambda row: str(row.record.industry or "")),
        *related_columns("parent", _("Belongs to")),
        ExportColumn("consortium_ids", _("Consortia (numbers)"),
               lambda row: [membership.consortium_id for membership in _memberships(row)]),
        ExportColumn("consortia", _("Consortia"),
               lambda row: display_names(membership.consortium for membership in _memberships(row))),
        ExportColumn("roles", _("Roles in the consortia"),
               lambda row: [choice_label(membership, "role") for membership in _memberships(row)]),
        ExportColumn("since", _("In these roles since"),
               lambda row: [membership.since for membership in _memberships(row)]),
        ExportColumn("until", _("In these roles until"),
               lambda row: [membership.until for membership in _memberships(row)]),
        field_column("credit_code", _("Unified social credit code")),
        field_column("site", _("Site")),
        ADDRESS_COLUMN,
        *source_columns(),
    ),
    feed_entry=_organisation_entry,
    newest=KeysetOrder("changed_at"),
    filter=OrganisationFilter,
    prefetch=_prefetch_organisations,
    select_related=("parent",),
)  # fmt: skip
