"""Conferences, agreements and training bases as tables."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from consortia.export.calendar import conference_calendar
from consortia.export.columns import ADDRESS, NUMBER, choice, day, field, names_of, place, public, sentence, sources
from consortia.filters import AgreementFilter, BaseFilter, ConferenceFilter
from consortia.models import ConferenceRole, Organisation
from consortia.sources import Sources
from portal.listing.export import Column, Entry, Table
from portal.listing.keyset import Order


@dataclass(frozen=True)
class Beside:
    """The sources of some records."""

    sources: Sources


@dataclass(frozen=True)
class BesideConferences(Beside):
    """The sources of some conferences, and the organisations behind them."""

    roles: list[ConferenceRole]

    def held_by(self, conference) -> list[ConferenceRole]:
        """The roles at one conference, in their order."""
        return [role for role in self.roles if role.conference_id == conference.pk]


def _sources_of(rows: list, _on: date | None) -> Beside:
    return Beside(Sources(rows))


def _beside_conferences(rows: list, _on: date | None) -> BesideConferences:
    roles = ConferenceRole.objects.filter(conference__in=rows, organisation__in=Organisation.objects.published())
    return BesideConferences(Sources(rows), list(roles.select_related("organisation")))


def _sides(name, ids, names, label_ids, label):
    """Two columns for the organisations on the sides of a record, in their order; `name` leads to the sides."""
    return (
        Column(ids, label_ids, lambda row: [side.organisation_id for side in getattr(row.record, name).all()]),
        Column(names, label, lambda row: names_of(side.organisation for side in getattr(row.record, name).all())),
    )


def _conference_entry(conference):
    words = sentence(conference.get_kind_display(), day(conference.dates) or _("Date unknown"), conference.region)
    words = sentence(words, conference.status_note)
    return Entry(str(conference), words, conference.get_absolute_url(), conference.changed_at)


def _agreement_entry(agreement):
    sides = " × ".join(names_of(party.organisation for party in agreement.parties.all()))
    words = sentence(sides, agreement.get_kind_display(), day(agreement.signed_on), agreement.status_note)
    return Entry(str(agreement), words, agreement.get_absolute_url(), agreement.changed_at)


def _base_entry(base):
    words = sentence(base.get_kind_display(), base.get_nature_display(), base.region, day(base.unveiled_on), base.status_note)
    return Entry(str(base), words, base.get_absolute_url(), base.changed_at)


CONFERENCES = Table(
    "conferences",
    _("Conferences"),
    (
        NUMBER,
        field("name", _("Chinese name")),
        field("name_en", _("English name")),
        choice("kind", _("Kind")),
        choice("status", _("Status")),
        field("dates", _("Dates")),
        field("edition", _("Edition in Chinese")),
        field("edition_en", _("Edition in English")),
        field("theme", _("Theme in Chinese")),
        field("theme_en", _("Theme in English")),
        field("venue", _("Venue in Chinese")),
        field("venue_en", _("Venue in English")),
        *place(),
        *public("consortium", _("Of consortium")),
        Column("organisation_ids", _("Held by (numbers)"),
               lambda row: [role.organisation_id for role in row.beside.held_by(row.record)]),
        Column("organisations", _("Held by"),
               lambda row: names_of(role.organisation for role in row.beside.held_by(row.record))),
        Column("roles", _("Roles at the conference"),
               lambda row: [str(role.get_role_display()) for role in row.beside.held_by(row.record)]),
        ADDRESS,
        *sources(),
    ),
    entry=_conference_entry,
    newest=Order("changed_at"),
    filter=ConferenceFilter,
    gather=_beside_conferences,
    others={"ics": conference_calendar},
)  # fmt: skip

AGREEMENTS = Table(
    "agreements",
    _("Agreements"),
    (
        NUMBER,
        field("title", _("Chinese title")),
        field("title_en", _("English title")),
        choice("kind", _("Kind")),
        choice("status", _("Status")),
        field("signed_on", _("Signed on")),
        *_sides("parties", "party_ids", "parties", _("Parties (numbers)"), _("Parties")),
        *public("conference", _("Signed at")),
        *public("consortium", _("Of consortium")),
        field("promises", _("What is promised, in Chinese")),
        field("promises_en", _("What is promised, in English")),
        ADDRESS,
        *sources(),
    ),
    entry=_agreement_entry,
    newest=Order("changed_at"),
    filter=AgreementFilter,
    gather=_sources_of,
    related=("conference", "consortium__organisation"),
)

TRAINING_BASES = Table(
    "training-bases",
    _("Training bases"),
    (
        NUMBER,
        field("name", _("Chinese name")),
        field("name_en", _("English name")),
        choice("kind", _("Kind")),
        choice("nature", _("The plaque stands for")),
        choice("status", _("Status")),
        choice("level", _("Level")),
        *place(),
        Column("industry", _("Industry"), lambda row: str(row.record.industry or "")),
        *_sides("partners", "partner_ids", "partners", _("Partners (numbers)"), _("Partners")),
        *public("awarded_by", _("Awarded by")),
        field("unveiled_on", _("Unveiled on")),
        *public("unveiled_at", _("Unveiled at")),
        *public("consortium", _("Of consortium")),
        field("valid_until", _("Valid until")),
        field("contact", _("Contact in Chinese")),
        field("contact_en", _("Contact in English")),
        Column("last_confirmed_on", _("Last confirmed on"), lambda row: str(row.record.last_confirmed_on or "")),
        ADDRESS,
        *sources(),
    ),
    entry=_base_entry,
    newest=Order("changed_at"),
    filter=BaseFilter,
    gather=_sources_of,
    related=("awarded_by", "unveiled_at", "consortium__organisation"),
)
