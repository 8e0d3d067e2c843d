"""The places of records in their lists: order, and the values of the filters that each record has."""

from collections.abc import Iterable

from consortia.models import Agreement, Conference, Consortium, Organisation, TrainingBase
from portal.core.names import CHINESE, ENGLISH
from portal.search.registry import ListPlace

BOTH_LANGUAGES = (CHINESE, ENGLISH)

Places = tuple[ListPlace, ...]


def organisation_places(organisation: Organisation) -> Places:
    """The places of an organisation, by name in each language."""
    memberships = [
        membership
        for membership in organisation.memberships.all()
        if membership.consortium.organisation.is_public
    ]
    choices = [
        f"kind:{organisation.kind}",
        *_site_choices(organisation),
        *(f"consortium:{membership.consortium_id}" for membership in memberships),
        *(f"role:{membership.role}" for membership in memberships),
    ]
    return _places_by_name(organisation, choices)


def consortium_places(consortium: Consortium, organisation: Organisation) -> Places:
    """The places of a consortium, by the name of its organisation in each language."""
    choices = [
        f"kind:{consortium.kind}",
        *_level_choices(consortium),
        *_site_choices(organisation),
        *_year_choices(consortium.founded_from),
    ]
    return _places_by_name(organisation, choices)


def conference_places(conference: Conference) -> Places:
    """The place of a conference, by its first day."""
    organisations = (role.organisation for role in conference.roles.all())
    choices = [
        f"kind:{conference.kind}",
        *_site_choices(conference),
        *_consortium_choices(conference),
        *_organisation_choices(organisations),
    ]
    return _places_by_day(conference, conference.dates_from, choices)


def agreement_places(agreement: Agreement) -> Places:
    """The place of an agreement, by the day on which it was signed; its regions are those of its parties."""
    parties = [
        party.organisation for party in agreement.parties.all() if party.organisation.is_public
    ]
    choices = [
        f"kind:{agreement.kind}",
        *_consortium_choices(agreement),
        *_organisation_choices(parties),
    ]
    for organisation in parties:
        choices += _site_choices(organisation, with_industry=False)
    return _places_by_day(agreement, agreement.signed_from, choices)


def training_base_places(base: TrainingBase) -> Places:
    """The place of a training base, by the day on which it was unveiled."""
    choices = [
        f"kind:{base.kind}",
        f"nature:{base.nature}",
        *_site_choices(base),
        *_consortium_choices(base),
        *_organisation_choices(partner.organisation for partner in base.partners.all()),
    ]
    return _places_by_day(base, base.unveiled_from, choices)


def _places_by_day(record, day, choices) -> Places:
    values = _distinct([*choices, *_year_choices(day)])
    return (ListPlace(BOTH_LANGUAGES, record.pk, str(day), values),)


def _places_by_name(organisation, choices) -> Places:
    values = _distinct(choices)
    return (
        ListPlace((CHINESE,), organisation.pk, organisation.sort_key, values),
        ListPlace((ENGLISH,), organisation.pk, organisation.sort_key_en, values),
    )


def _distinct(choices) -> tuple[str, ...]:
    return tuple(sorted(set(choices)))


def _year_choices(day) -> list[str]:
    return [f"year:{day.year}"]


def _level_choices(consortium) -> list[str]:
    return [f"level:{consortium.level}"] if consortium.level else []


def _site_choices(record, *, with_industry=True) -> list[str]:
    """The region with its province, and the industry where the record has one."""
    choices = []
    if record.region_id:
        choices.append(f"region:{record.region_id}")
        if record.region.parent_id:
            choices.append(f"region:{record.region.parent_id}")
    industry = getattr(record, "industry_id", None)
    if with_industry and industry:
        choices.append(f"industry:{industry}")
    return choices


def _consortium_choices(record) -> list[str]:
    """The consortium of a record, if it is public."""
    consortium = record.consortium
    if consortium is None or not consortium.organisation.is_public:
        return []
    return [f"consortium:{consortium.pk}"]


def _organisation_choices(organisations: Iterable[Organisation]) -> list[str]:
    return [f"organisation:{row.pk}" for row in organisations if row.is_public]
