"""JSON-LD of the records (schema.org): only what their pages show, and so only what is public."""

from consortia.models import (
    Agreement,
    Conference,
    ConferenceRoleType,
    ConferenceStatus,
    Consortium,
    Organisation,
    OrganisationKind,
    TrainingBase,
)
from portal.core.json_ld import (
    PageContext,
    describe,
    drop_blanks,
    iso_end,
    iso_start,
    name_properties,
)
from portal.core.names import localised

SCHEMA_TYPES = {
    OrganisationKind.GOVERNMENT: "GovernmentOrganization",
    OrganisationKind.SCHOOL: "EducationalOrganization",
    OrganisationKind.ENTERPRISE: "Corporation",
    OrganisationKind.RESEARCH: "ResearchOrganization",
    OrganisationKind.MEDIA: "NewsMediaOrganization",
}
EVENT_STATUSES = {
    ConferenceStatus.POSTPONED: "https://schema.org/EventPostponed",
    ConferenceStatus.CANCELLED: "https://schema.org/EventCancelled",
}
EVENT_SCHEDULED = "https://schema.org/EventScheduled"
OFFLINE_EVENT = "https://schema.org/OfflineEventAttendanceMode"
DEFAULT_ORGANISATION_TYPE = "Organization"
ORGANISER_ROLES = {
    ConferenceRoleType.HOST,
    ConferenceRoleType.ORGANISER,
    ConferenceRoleType.CO_ORGANISER,
}


def _organisation_type(organisation: Organisation) -> str:
    return SCHEMA_TYPES.get(organisation.kind, DEFAULT_ORGANISATION_TYPE)


def _reference(organisation: Organisation, page: PageContext) -> dict:
    """An organisation in the description of another record, with the URL of its page."""
    return {
        "@type": _organisation_type(organisation),
        "name": localised(organisation),
        "url": page.absolute_url(organisation.get_absolute_url()),
    }


def _area(region) -> dict | None:
    if region is None:
        return None
    return {"@type": "AdministrativeArea", **drop_blanks(name_properties(region))}


def _identifier(organisation) -> dict | None:
    """The credit code of an organisation, by the number of its standard."""
    if not organisation.credit_code:
        return None
    return {
        "@type": "PropertyValue",
        "propertyID": "GB 32100-2015",
        "value": organisation.credit_code,
    }


@describe.register
def consortium_json_ld(record: Consortium, page: PageContext) -> dict:
    """A consortium with its public members, each once."""
    members: dict[int, Organisation] = {}
    for role_group in page.context_list("role_groups"):
        for membership in role_group.memberships:
            members[membership.organisation_id] = membership.organisation
    public_members = [member for member in members.values() if member.is_public]
    return {
        "@type": "Organization",
        **name_properties(record.organisation),
        "description": localised(record, "purpose"),
        "foundingDate": iso_start(record.founded_on),
        "areaServed": _area(record.organisation.region),
        "identifier": _identifier(record.organisation),
        "sameAs": record.organisation.site,
        "member": [_reference(member, page) for member in public_members],
    }


@describe.register
def organisation_json_ld(record: Organisation, page: PageContext) -> dict:
    """An organisation and the consortia that it belongs to."""
    consortia = {
        membership.consortium_id: membership.consortium.organisation
        for membership in page.context_list("memberships")
    }
    return {
        "@type": _organisation_type(record),
        **name_properties(record),
        "areaServed": _area(record.region),
        "identifier": _identifier(record),
        "sameAs": record.site,
        "memberOf": [_reference(consortium, page) for consortium in consortia.values()],
    }


@describe.register
def conference_json_ld(record: Conference, page: PageContext) -> dict:
    """A conference: time, place, organisers and sponsors."""
    roles = [role for _label, group in page.context_list("roles") for role in group]
    organisers = [role.organisation for role in roles if role.role in ORGANISER_ROLES]
    sponsors = [role.organisation for role in roles if role.role == ConferenceRoleType.SUPPORTED_BY]
    location = _location(record)
    return {
        "@type": "Event",
        **name_properties(record),
        "description": localised(record, "theme"),
        "startDate": iso_start(record.dates),
        "endDate": iso_end(record.dates),
        "eventStatus": EVENT_STATUSES.get(record.status, EVENT_SCHEDULED),
        "eventAttendanceMode": OFFLINE_EVENT if location else "",
        "location": location,
        "organizer": [_reference(organisation, page) for organisation in organisers],
        "sponsor": [_reference(organisation, page) for organisation in sponsors],
    }


def _location(conference) -> dict | None:
    """The venue, else the region; None where neither is known."""
    region_name = localised(conference.region) if conference.region else ""
    name = localised(conference, "venue") or region_name
    if not name:
        return None
    return drop_blanks({"@type": "Place", "name": name, "address": region_name})


@describe.register
def agreement_json_ld(record: Agreement, page: PageContext) -> dict:
    """An agreement and its parties; schema.org has no type of its own for it."""
    return {
        "@type": "CreativeWork",
        **name_properties(record, "title"),
        "genre": str(record.get_kind_display()),
        "description": localised(record, "promises"),
        "dateCreated": iso_start(record.signed_on),
        "contributor": [_reference(party.organisation, page) for party in record.parties.all()],
    }


@describe.register
def training_base_json_ld(record: TrainingBase, page: PageContext) -> dict:
    """A training base with its partners."""
    return {
        "@type": "Organization",
        **name_properties(record),
        "additionalType": str(record.get_kind_display()),
        "foundingDate": iso_start(record.unveiled_on),
        "areaServed": _area(record.region),
        "member": [_reference(partner.organisation, page) for partner in record.partners.all()],
    }
