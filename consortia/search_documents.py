"""Search documents of the records: all names, texts in both languages, and the public organisations named."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Model, Prefetch, QuerySet

from articles.models import Language
from consortia.models import (
    Agreement,
    AgreementParty,
    BasePartner,
    Conference,
    ConferenceRole,
    Membership,
    Organisation,
    Part,
    TrainingBase,
)
from portal.search.registry import SearchDocument

# Endings of school names, with their form in short names
SHORT_ENDINGS = {
    "职业技术学院": "职院",
    "职业学院": "职院",
    "职业技术大学": "职大",
    "技师学院": "技院",
    "师范大学": "师大",
    "科技大学": "科大",
    "工业大学": "工大",
    "农业大学": "农大",
    "医科大学": "医大",
}
PROVINCE_CODE_SUFFIX = "0000"

Texts = tuple[str, str]  # in Chinese and in English
Facets = set[tuple[str, str]]  # names and values


def organisation_documents(keys: Collection[int], at: datetime) -> Iterator[SearchDocument]:
    """The documents of public organisations that are not consortia."""
    for organisation in _published_organisations().without_consortia().filter(pk__in=keys):
        yield _build_document(
            "organisation",
            organisation,
            _organisation_texts(organisation),
            titles=(organisation.name, organisation.name_en),
            names=_search_names(organisation),
            facets=_place_facets(organisation) | _membership_facets(organisation),
        )


def consortium_documents(keys: Collection[int], at: datetime) -> Iterator[SearchDocument]:
    """The documents of public consortia, with the names of their members."""
    memberships = Membership.objects.published().select_related("organisation")
    organisations = (
        _published_organisations()
        .filter(consortium__pk__in=keys)
        .select_related("consortium", "region", "industry")
        .prefetch_related(Prefetch("consortium__memberships", memberships))
    )
    for organisation in organisations:
        consortium = organisation.consortium
        members = [row.organisation for row in consortium.memberships.all()]
        own_facet = ("consortium", str(consortium.pk))
        facets = _place_facets(organisation) | _membership_facets(organisation) | {own_facet}
        yield _build_document(
            "consortium",
            organisation,
            [*_organisation_texts(organisation), *_names_of(members)],
            titles=(organisation.name, organisation.name_en),
            names=_search_names(organisation),
            facets=facets,
            day=consortium.founded_from,
            summary=consortium.purpose,
            summary_en=consortium.purpose_en,
        )


def conference_documents(keys: Collection[int], at: datetime) -> Iterator[SearchDocument]:
    """The documents of public conferences: theme, venue, organisers, and who spoke of what."""
    rows = (
        Conference.objects.published()
        .filter(pk__in=keys)
        .select_related("region", "consortium__organisation")
        .prefetch_related(
            _rows_with("organisation", path="roles", model=ConferenceRole),
            "sessions",
            _rows_with("organisation", path="sessions__parts", model=Part),
        )
    )
    for conference in rows:
        sessions = list(conference.sessions.all())
        parts = [part for session in sessions for part in session.parts.all()]
        roles = conference.roles.all()
        organisations = _public(row.organisation for row in (*roles, *parts))
        texts = [_texts(conference, "venue", "edition", "series")]
        texts += [_texts(session, "title") for session in sessions]
        texts += [_texts(part, "person", "post", "title") for part in parts]
        texts += _names_of(organisations)
        yield _build_document(
            "conference",
            conference,
            texts,
            titles=(conference.name, conference.name_en),
            facets=_place_facets(conference) | _consortium_facets(conference),
            day=conference.dates_from,
            summary=conference.theme,
            summary_en=conference.theme_en,
        )


def agreement_documents(keys: Collection[int], at: datetime) -> Iterator[SearchDocument]:
    """The documents of public agreements: the promises, the public parties and their signatories."""
    rows = (
        Agreement.objects.published()
        .filter(pk__in=keys)
        .select_related("consortium__organisation")
        .prefetch_related(_rows_with("organisation__region", path="parties", model=AgreementParty))
    )
    for agreement in rows:
        parties = [party for party in agreement.parties.all() if party.organisation.is_public]
        facets = _consortium_facets(agreement)
        for party in parties:
            facets |= _region_facets(party.organisation)
        texts = _names_of(party.organisation for party in parties)
        texts += [_texts(party, "signatory", "post") for party in parties]
        yield _build_document(
            "agreement",
            agreement,
            texts,
            titles=(agreement.title, agreement.title_en),
            facets=facets,
            day=agreement.signed_from,
            summary=agreement.promises,
            summary_en=agreement.promises_en,
        )


def training_base_documents(keys: Collection[int], at: datetime) -> Iterator[SearchDocument]:
    """The documents of public training bases, with the names of partners and awarding body."""
    rows = (
        TrainingBase.objects.published()
        .filter(pk__in=keys)
        .select_related("region", "industry", "awarded_by", "consortium__organisation")
        .prefetch_related(_rows_with("organisation", path="partners", model=BasePartner))
    )
    for base in rows:
        partners = [partner.organisation for partner in base.partners.all()]
        yield _build_document(
            "base",
            base,
            _names_of(_public([base.awarded_by, *partners])),
            titles=(base.name, base.name_en),
            facets=_place_facets(base) | _consortium_facets(base),
            day=base.unveiled_from,
        )


def _build_document(
    kind, record, texts: list[Texts], *, titles: Texts, facets, names=(), **values
) -> SearchDocument:
    """The document of a record; each text counts once in each language."""
    chinese = dict.fromkeys(text for text, _text_en in texts if text)
    english = dict.fromkeys(text_en for _text, text_en in texts if text_en)
    return SearchDocument(
        kind,
        record.pk,
        record.pk,
        record.pk,
        title=titles[0],
        title_en=titles[1],
        body="\n".join(chinese),
        body_en="\n".join(english),
        names=tuple(names),
        facets=frozenset(facets),
        **values,
    )


def _rows_with(related: str, *, path: str, model: type[Model]) -> Prefetch:
    """Read the rows at the path together with the record that each points at, in one query."""
    return Prefetch(path, model._default_manager.select_related(related))


# Texts


def _published_organisations() -> QuerySet[Organisation]:
    return (
        Organisation.objects.published()
        .select_related("region", "industry")
        .prefetch_related(
            "names",
            "appointments",
            "documents",
            _rows_with("consortium__organisation", path="memberships", model=Membership),
        )
        .order_by("pk")
    )


def _organisation_texts(organisation) -> list[Texts]:
    """The other names, the appointments, and the public documents of an organisation."""
    texts: list[Texts] = []
    for name in organisation.names.all():
        is_chinese = name.language == Language.CHINESE
        texts.append((name.text, "") if is_chinese else ("", name.text))
    texts += [
        _texts(appointment, "person", "office", "post")
        for appointment in organisation.appointments.all()
    ]
    documents = [document for document in organisation.documents.all() if document.is_public]
    texts += [_texts(document, "name") for document in documents]
    return texts


def _search_names(organisation) -> list[str]:
    """The other names of an organisation, the short forms of all its names, and its credit code."""
    other_names = [name.text for name in organisation.names.all()]
    search_names = {*other_names, organisation.credit_code} - {""}
    for name in (organisation.name, *other_names):
        for ending, short_ending in SHORT_ENDINGS.items():
            if name.endswith(ending):
                search_names.add(name.replace(ending, short_ending))
    return sorted(search_names)


def _texts(record, *fields: str) -> Texts:
    """The values of these fields in each language, one to a line."""
    chinese = [getattr(record, field) for field in fields]
    english = [getattr(record, f"{field}_en") for field in fields]
    return "\n".join(filter(None, chinese)), "\n".join(filter(None, english))


def _names_of(organisations) -> list[Texts]:
    return [(organisation.name, organisation.name_en) for organisation in organisations]


def _public(organisations) -> list[Organisation]:
    """The records that exist and are public."""
    return [
        organisation
        for organisation in organisations
        if organisation is not None and organisation.is_public
    ]


# Facets


def _place_facets(record) -> Facets:
    """The region and, where the model has one, the industry."""
    facets = _region_facets(record)
    industry = getattr(record, "industry", None)
    if industry:
        facets.add(("industry", industry.slug))
    return facets


def _region_facets(record) -> Facets:
    """The region and its province."""
    if not record.region:
        return set()
    code = record.region.code
    return {("region", code), ("region", f"{code[:2]}{PROVINCE_CODE_SUFFIX}")}


def _consortium_facets(record) -> Facets:
    """The consortium of a record, if it is public."""
    consortium = record.consortium
    if consortium is None or not consortium.organisation.is_public:
        return set()
    return {("consortium", str(consortium.pk))}


def _membership_facets(organisation) -> Facets:
    """The public consortia that an organisation belongs to."""
    facets = set()
    for membership in organisation.memberships.all():
        if membership.consortium.organisation.is_public:
            facets.add(("consortium", str(membership.consortium_id)))
    return facets
