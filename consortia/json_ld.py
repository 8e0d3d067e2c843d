"""Records as schema.org says them: only what their pages show, and so only what is public."""

from consortia.models import Agreement, Conference, ConferenceRole, Consortium, Organisation, TrainingBase
from portal.core.json_ld import Page, described, first_day, last_day, names_of, without_blanks
from portal.core.names import local

TYPES = {
    Organisation.Kind.GOVERNMENT: "GovernmentOrganization",
    Organisation.Kind.SCHOOL: "EducationalOrganization",
    Organisation.Kind.ENTERPRISE: "Corporation",
    Organisation.Kind.RESEARCH: "ResearchOrganization",
    Organisation.Kind.MEDIA: "NewsMediaOrganization",
}
STATUSES = {
    Conference.Status.POSTPONED: "https://schema.org/EventPostponed",
    Conference.Status.CANCELLED: "https://schema.org/EventCancelled",
}
ORGANISING = {ConferenceRole.Role.HOST, ConferenceRole.Role.ORGANISER, ConferenceRole.Role.CO_ORGANISER}


def _body(organisation: Organisation, page: Page) -> dict:
    """An organisation that another record names, with the address of its page."""
    kind = TYPES.get(organisation.kind, "Organization")
    return {"@type": kind, "name": local(organisation), "url": page.absolute(organisation.get_absolute_url())}


def _place(region) -> dict | None:
    return {"@type": "AdministrativeArea", **without_blanks(names_of(region))} if region else None


@described.register
def consortium(record: Consortium, page: Page) -> dict:
    """A consortium with its members, each once."""
    rungs = page.gathered("ladder")
    members = {held.organisation_id: held.organisation for rung in rungs for held in rung.memberships}
    return {
        "@type": "Organization",
        **names_of(record.organisation),
        "description": local(record, "purpose"),
        "foundingDate": first_day(record.founded_on),
        "areaServed": _place(record.organisation.region),
        "sameAs": record.organisation.site,
        "member": [_body(body, page) for body in members.values() if body.is_public],
    }


@described.register
def organisation(record: Organisation, page: Page) -> dict:
    """An organisation and the consortia that it belongs to."""
    joined = {held.consortium_id: held.consortium.organisation for held in page.gathered("memberships")}
    return {
        "@type": TYPES.get(record.kind, "Organization"),
        **names_of(record),
        "areaServed": _place(record.region),
        "sameAs": record.site,
        "memberOf": [_body(body, page) for body in joined.values()],
    }


@described.register
def conference(record: Conference, page: Page) -> dict:
    """A conference, when and where, and who held it."""
    roles = [role for _label, held in page.gathered("roles") for role in held]
    where = local(record, "venue") or (local(record.region) if record.region else "")
    return {
        "@type": "Event",
        **names_of(record),
        "description": local(record, "theme"),
        "startDate": first_day(record.dates),
        "endDate": last_day(record.dates),
        "eventStatus": STATUSES.get(record.status, "https://schema.org/EventScheduled"),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode" if where else "",
        "location": without_blanks({"@type": "Place", "name": where, "address": _region_name(record)}) if where else None,
        "organizer": [_body(role.organisation, page) for role in roles if role.role in ORGANISING],
        "sponsor": [_body(role.organisation, page) for role in roles if role.role == ConferenceRole.Role.SUPPORTED_BY],
    }


def _region_name(record):
    return local(record.region) if record.region else ""


@described.register
def agreement(record: Agreement, page: Page) -> dict:
    """An agreement and its parties; schema.org has no type of its own for it."""
    return {
        "@type": "CreativeWork",
        **names_of(record, "title"),
        "genre": str(record.get_kind_display()),
        "description": local(record, "promises"),
        "dateCreated": first_day(record.signed_on),
        "contributor": [_body(party.organisation, page) for party in record.parties.all()],
    }


@described.register
def training_base(record: TrainingBase, page: Page) -> dict:
    """What a plaque stands for, and who is behind it."""
    return {
        "@type": "Organization",
        **names_of(record),
        "additionalType": str(record.get_kind_display()),
        "foundingDate": first_day(record.unveiled_on),
        "areaServed": _place(record.region),
        "member": [_body(partner.organisation, page) for partner in record.partners.all()],
    }
