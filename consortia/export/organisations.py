"""Consortia and organisations as tables."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from consortia.export.columns import ADDRESS, NUMBER, choice, chosen, day, field, names_of, place, public, sentence, sources
from consortia.filters import ConsortiumFilter, OrganisationFilter
from consortia.models import Membership
from consortia.sources import Sources
from portal.listing.export import Column, Entry, Table
from portal.listing.keyset import Order


@dataclass(frozen=True)
class Beside:
    """The sources of some bodies, and their memberships by the number of the body."""

    sources: Sources
    memberships: dict[int, list[Membership]]

    def holding(self, body, *roles: str) -> list[Membership]:
        """The memberships of a body in these roles, or in any."""
        return [membership for membership in self.memberships[body.pk] if not roles or membership.role in roles]


def _by(name, bodies, on):
    """The public memberships of these bodies by one of their two sides, on that day if one is given."""
    found = Membership.objects.published().filter(**{f"{name}__in": [body.pk for body in bodies]}).by_rank()
    kept = defaultdict(list)
    for membership in found.as_of(on).select_related("organisation", "consortium__organisation"):
        kept[getattr(membership, f"{name}_id")].append(membership)
    return kept


def _beside_consortia(rows: list, on: date | None) -> Beside:
    return Beside(Sources([consortium.organisation for consortium in rows]), _by("consortium", rows, on))


def _beside_organisations(rows: list, on: date | None) -> Beside:
    return Beside(Sources(rows), _by("organisation", rows, on))


def _of_body(name, label):
    return Column(name, label, lambda row: getattr(row.record.organisation, name))


def _leads(row):
    return row.beside.holding(row.record, Membership.Role.LEAD)


def _named(row):
    return len({membership.organisation_id for membership in row.beside.holding(row.record)})


def _consortium_entry(consortium):
    body = consortium.organisation
    founded = _("founded %(day)s") % {"day": day(consortium.founded_on)} if consortium.founded_on else ""
    words = sentence(consortium.get_kind_display(), body.region, body.industry, founded)
    return Entry(str(body), words, consortium.get_absolute_url(), body.changed_at)


def _organisation_entry(body):
    words = sentence(body.get_kind_display(), body.region, body.industry)
    return Entry(str(body), words, body.get_absolute_url(), body.changed_at)


CONSORTIA = Table(
    "consortia",
    _("Consortia"),
    (
        NUMBER,
        _of_body("name", _("Chinese name")),
        _of_body("name_en", _("English name")),
        choice("kind", _("Kind")),
        choice("level", _("Level")),
        *place(lambda consortium: consortium.organisation),
        Column("industry", _("Industry"), lambda row: str(row.record.organisation.industry or "")),
        field("founded_on", _("Founded on")),
        field("purpose", _("Purpose in Chinese")),
        field("purpose_en", _("Purpose in English")),
        Column("lead_ids", _("Lead organisations (numbers)"),
               lambda row: [lead.organisation_id for lead in _leads(row)]),
        Column("leads", _("Lead organisations"),
               lambda row: names_of(lead.organisation for lead in _leads(row))),
        Column("organisations_named", _("Organisations known by name"), _named),
        _of_body("site", _("Site")),
        ADDRESS,
        *sources(lambda consortium: consortium.organisation),
    ),
    entry=_consortium_entry,
    newest=Order("organisation__changed_at"),
    filter=ConsortiumFilter,
    gather=_beside_consortia,
)  # fmt: skip

ORGANISATIONS = Table(
    "organisations",
    _("Organisations"),
    (
        NUMBER,
        field("name", _("Chinese name")),
        field("name_en", _("English name")),
        choice("kind", _("Kind")),
        *place(),
        Column("industry", _("Industry"), lambda row: str(row.record.industry or "")),
        *public("parent", _("Belongs to")),
        Column("consortium_ids", _("Consortia (numbers)"),
               lambda row: [held.consortium_id for held in row.beside.holding(row.record)]),
        Column("consortia", _("Consortia"),
               lambda row: names_of(held.consortium for held in row.beside.holding(row.record))),
        Column("roles", _("Roles in the consortia"),
               lambda row: [chosen(held, "role") for held in row.beside.holding(row.record)]),
        Column("since", _("In these roles since"), lambda row: [held.since for held in row.beside.holding(row.record)]),
        Column("until", _("In these roles until"), lambda row: [held.until for held in row.beside.holding(row.record)]),
        field("site", _("Site")),
        ADDRESS,
        *sources(),
    ),
    entry=_organisation_entry,
    newest=Order("changed_at"),
    filter=OrganisationFilter,
    gather=_beside_organisations,
    related=("parent",),
)  # fmt: skip
