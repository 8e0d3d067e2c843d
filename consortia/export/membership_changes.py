"""Export of membership and office changes: table and feed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from consortia.export.shared_columns import (
    PrefetchedSources,
    format_date,
    is_public,
    join_parts,
    source_columns,
    source_outlet,
)
from consortia.membership_changes import (
    MembershipChange,
    attach_sources,
    change_chunks,
    fetch_changes,
)
from consortia.models import Consortium
from consortia.sources import Sources
from portal.listing.export import ExportColumn, ExportTable, FeedEntry


@dataclass(frozen=True)
class ChangeRows:
    """The query of an export: all changes, or those of one consortium."""

    consortium: Consortium | None = None
    day: date | None = None

    def chunks(self) -> Iterator[list[MembershipChange]]:
        """All changes in chunks, newest first."""
        return change_chunks(self.consortium)

    def newest(self, number: int) -> list[MembershipChange]:
        """The newest `number` changes, with their sources."""
        return attach_sources(fetch_changes(self.consortium, size=number))


def _prefetch_sources(rows: list[MembershipChange], _on: date | None) -> PrefetchedSources:
    return PrefetchedSources(Sources([change.fact for change in rows]))


def _organisation(row):
    organisation = row.record.fact.organisation
    return organisation if is_public(organisation) else None


def _person_value(name):
    return lambda row: getattr(row.record.fact, name, "")


def _change_entry(change):
    sources = [
        f"{source_outlet(source)} ¶{source.paragraph or ''}".strip() for source in change.sources
    ]
    summary = join_parts(format_date(change.dated), *(sources or [_("no source")]))
    cursor = change.cursor
    return FeedEntry(
        f"{change.subject}: {change.kind.label} ({change.role}), {change.body}",
        summary,
        change.body.get_absolute_url(),
        change.recorded_at,
        key=f"change-{cursor.branch}{cursor.pk}",
        sources=tuple(source.address for source in change.sources if source.address),
    )


CHANGES = ExportTable(
    "changes",
    _("Changes"),
    (
        ExportColumn("date", _("Date"), lambda row: row.record.dated),
        ExportColumn("change", _("Change (code)"), lambda row: row.record.kind.value),
        ExportColumn("change_label", _("Change"), lambda row: str(row.record.kind.label)),
        ExportColumn("body_id", _("Body (number)"), lambda row: row.record.body.pk),
        ExportColumn("body", _("Body"), lambda row: str(row.record.body)),
        ExportColumn(
            "organisation_id",
            _("Organisation (number)"),
            lambda row: getattr(_organisation(row), "pk", None),
        ),
        ExportColumn("organisation", _("Organisation"), lambda row: str(_organisation(row) or "")),
        ExportColumn("person", _("Person in Chinese"), _person_value("person")),
        ExportColumn("person_en", _("Person in English"), _person_value("person_en")),
        ExportColumn("role", _("Role or office"), lambda row: str(row.record.role)),
        ExportColumn("other_roles", _("Other roles around it"), lambda row: list(row.record.roles)),
        ExportColumn(
            "address",
            _("Address"),
            lambda row: row.absolute_url(row.record.body.get_absolute_url()),
        ),
        *source_columns(lambda change: change.fact),
    ),
    feed_entry=_change_entry,
    prefetch=_prefetch_sources,
)
