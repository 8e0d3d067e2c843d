"""The changes in consortia and offices as a table and a feed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from consortia.export.columns import day, is_public, outlet_of, sentence, sources
from consortia.export.events import Beside
from consortia.membership_changes import Change, changes, chunks, told
from consortia.models import Consortium
from consortia.sources import Sources
from portal.listing.export import Column, Entry, Table


@dataclass(frozen=True)
class ChangeRows:
    """All changes, or those of one consortium."""

    consortium: Consortium | None = None
    day: date | None = None

    def chunks(self) -> Iterator[list[Change]]:
        """All of them, so many at a time."""
        return chunks(self.consortium)

    def newest(self, number: int) -> list[Change]:
        """The last of them, with what they rest on."""
        return told(changes(self.consortium, size=number))


def _beside(rows: list[Change], _on: date | None) -> Beside:
    return Beside(Sources([change.fact for change in rows]))


def _organisation(row):
    found = row.record.fact.organisation
    return found if is_public(found) else None


def _of_person(name):
    return lambda row: getattr(row.record.fact, name, "")


def _entry(change):
    said = [f"{outlet_of(source)} ¶{source.paragraph or ''}".strip() for source in change.sources]
    words = sentence(day(change.dated), *said) if said else sentence(day(change.dated), _("no source"))
    place = change.place
    return Entry(
        f"{change.who}: {change.what.label} ({change.role}), {change.body}",
        words,
        change.body.get_absolute_url(),
        change.recorded,
        key=f"change-{place.branch}{place.pk}",
        sources=tuple(source.address for source in change.sources if source.address),
    )


CHANGES = Table(
    "changes",
    _("Changes"),
    (
        Column("date", _("Date"), lambda row: row.record.dated),
        Column("change", _("Change (code)"), lambda row: row.record.what.value),
        Column("change_label", _("Change"), lambda row: str(row.record.what.label)),
        Column("body_id", _("Body (number)"), lambda row: row.record.body.pk),
        Column("body", _("Body"), lambda row: str(row.record.body)),
        Column("organisation_id", _("Organisation (number)"), lambda row: getattr(_organisation(row), "pk", None)),
        Column("organisation", _("Organisation"), lambda row: str(_organisation(row) or "")),
        Column("person", _("Person in Chinese"), _of_person("person")),
        Column("person_en", _("Person in English"), _of_person("person_en")),
        Column("role", _("Role or office"), lambda row: str(row.record.role)),
        Column("other_roles", _("Other roles around it"), lambda row: list(row.record.roles)),
        Column("address", _("Address"), lambda row: row.absolute(row.record.body.get_absolute_url())),
        *sources(lambda change: change.fact),
    ),
    entry=_entry,
    gather=_beside,
)
