"""Records as schema.org says them: only what their pages show, and so only what is public."""

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
ORGANISER_ROLES = {
    ConferenceRoleType.HOST,
    ConferenceRoleType.ORGANISER,
    ConferenceRoleType.CO_ORGANISER,
}


def _body(organisation: Organisation, page: PageContext) -> dict:
    """An organisation that another record names, with the address of its page."""
    kind = SCHEMA_TYPES.get(organisation.kind, "Organization")
    return {
        "@type": kind,
        "name": localised(organisation),
        "url": page.absolute_url(organisation.get_absolute_url()),
    }


def _place(region) -> dict | None:
    return (
        {"@type": "AdministrativeArea", **drop_blanks(name_properties(region))} if region else None
    )


@describe.register
def consortium_json_ld(record: Consortium, page: PageContext) -> dict:
    """A consortium with its members, each once."""
    rungs = page.context_list("ladder")
    members = {
        held.organisation_id: held.organisation for rung in rungs for held in rung.memberships
    }
    return {
        "@type": "Organization",
        **name_properties(record.organisation),
        "description": localised(record, "purpose"),
        "foundingDate": iso_start(record.founded_on),
        "areaServed": _place(record.organisation.region),
        "sameAs": record.organisation.site,
        "member": [_body(body, page) for body in members.values() if body.is_public],
    }


@describe.register
def organisation_json_ld(record: Organisation, page: PageContext) -> dict:
    """An organisation and the consortia that it belongs to."""
    joined = {
        held.consortium_id: held.consortium.organisation
        for held in page.context_list("memberships")
    }
    return {
        "@type": SCHEMA_TYPES.get(record.kind, "Organization"),
        **name_properties(record),
        "areaServed": _place(record.region),
        "sameAs": record.site,
        "memberOf": [_body(body, page) for body in joined.values()],
    }


@describe.register
def conference_json_ld(record: Conference, page: PageContext) -> dict:
    """A conference, when and where, and who held it."""
    roles = [role for _label, held in page.context_list("roles") for role in held]
    where = localised(record, "venue") or (localised(record.region) if record.region else "")
    return {
        "@type": "Event",
        **name_properties(record),
        "description": localised(record, "theme"),
        "startDate": iso_start(record.dates),
        "endDate": iso_end(record.dates),
        "eventStatus": EVENT_STATUSES.get(record.status, "https://schema.org/EventScheduled"),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode" if where else "",
        "location": drop_blanks({"@type": "Place", "name": where, "address": _region_name(record)})
        if where
        else None,
        "organizer": [
            _body(role.organisation, page) for role in roles if role.role in ORGANISER_ROLES
        ],
        "sponsor": [
            _body(role.organisation, page)
            for role in roles
            if role.role == ConferenceRoleType.SUPPORTED_BY
        ],
    }


def _region_name(record):
    return localised(record.region) if record.region else ""


@describe.register
def agreement_json_ld(record: Agreement, page: PageContext) -> dict:
    """An agreement and its parties; schema.org has no type of its own for it."""
    return {
        "@type": "CreativeWork",
        **name_properties(record, "title"),
        "genre": str(record.get_kind_display()),
        "description": localised(record, "promises"),
        "dateCreated": iso_start(record.signed_on),
        "contributor": [_body(party.organisation, page) for party in record.parties.all()],
    }


@describe.register
def training_base_json_ld(record: TrainingBase, page: PageContext) -> dict:
    """What a plaque stands for, and who is behind it."""
    return {
        "@type": "Organization",
        **name_properties(record),
        "additionalType": str(record.get_kind_display()),
        "foundingDate": iso_start(record.unveiled_on),
        "areaServed": _place(record.region),
        "member": [_body(partner.organisation, page) for partner in record.partners.all()],
    }
