"""How records are found: by all their names, by what they say in both languages, and by the public bodies they name."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from articles.models import Language
from consortia.models import (
    Agreement,
    AgreementParty,
    Appointment,
    BasePartner,
    Conference,
    ConferenceRole,
    Consortium,
    Document,
    Industry,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Part,
    Region,
    Session,
    TrainingBase,
)
from portal.listing.keyset import MAX_ID_DIGITS
from portal.search import index_updates
from portal.search.registry import (
    SearchDocument,
    SearchFacet,
    SearchKind,
    register_facet,
    register_kind,
)

# What stands for a longer ending where a school or company is called by a shorter name
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


def register() -> None:
    """Have the records found, narrowed by place, industry and consortium, and followed."""
    register_facet(
        SearchFacet(
            "region", _("Region"), lambda codes: Region.objects.filter(code__in=codes), "code"
        )
    )
    register_facet(
        SearchFacet(
            "industry", _("Industry"), lambda slugs: Industry.objects.filter(slug__in=slugs), "slug"
        )
    )
    register_facet(SearchFacet("consortium", _("Of consortium"), consortium_organisations, "pk"))
    for name, model, page, drafts, reaches in (
        ("consortium", Consortium, "consortium", consortium_documents, CONSORTIUM_DEPENDENCIES),
        (
            "organisation",
            Organisation,
            "organisation",
            organisation_documents,
            ORGANISATION_DEPENDENCIES,
        ),
        ("conference", Conference, "conference", conference_documents, CONFERENCE_DEPENDENCIES),
        ("agreement", Agreement, "agreement", agreement_documents, AGREEMENT_DEPENDENCIES),
        (
            "base",
            TrainingBase,
            "training-base",
            training_base_documents,
            TRAINING_BASE_DEPENDENCIES,
        ),
    ):
        keys = model.objects.order_by().values_list("pk", flat=True).all
        label, label_of_many = model._meta.verbose_name, model._meta.verbose_name_plural
        register_kind(SearchKind(name, label, label_of_many, page, drafts, keys))
        index_updates.track(name, reaches)


def consortium_organisations(keys: Collection[str]) -> QuerySet[Organisation]:
    """The organisations that these consortia are, if the public may see them."""
    numbers = [
        int(key) for key in keys if key.isascii() and key.isdigit() and len(key) <= MAX_ID_DIGITS
    ]
    return Organisation.objects.published().filter(kind=OrganisationKind.CONSORTIUM, pk__in=numbers)


# What a record says


def organisation_documents(keys: Collection[int], at: datetime) -> Iterator[SearchDocument]:
    """The entries of public organisations that are not consortia."""
    for body in _bodies().without_consortia().filter(pk__in=keys):
        yield _draft(
            "organisation",
            body,
            _of_body(body),
            names=_names(body),
            facets=_facets(body) | _joined(body),
        )


def consortium_documents(keys: Collection[int], at: datetime) -> Iterator[SearchDocument]:
    """The entries of public consortia; whoever belongs to one leads to it."""
    members = Membership.objects.published().select_related("organisation")
    for consortium in Consortium.objects.filter(pk__in=keys, organisation__in=_bodies()).order_by(
        "pk"
    ):
        body = _bodies().get(pk=consortium.pk)
        joined = [membership.organisation for membership in members.filter(consortium=consortium)]
        facets = _facets(body) | _joined(body) | {("consortium", str(consortium.pk))}
        yield _draft(
            "consortium", body, [*_of_body(body), *joined], names=_names(body), facets=facets, day=consortium.founded_from,
            summary=consortium.purpose, summary_en=consortium.purpose_en,
        )  # fmt: skip


def conference_documents(keys: Collection[int], at: datetime) -> Iterator[SearchDocument]:
    """The entries of public conferences: theme, place, who held them, who said what."""
    rows = (
        Conference.objects.published()
        .filter(pk__in=keys)
        .select_related("region", "consortium__organisation")
    )
    for meeting in rows.prefetch_related("roles__organisation", "sessions__parts__organisation"):
        sessions = list(meeting.sessions.all())
        parts = [part for session in sessions for part in session.parts.all()]
        hosts = _public(role.organisation for role in [*meeting.roles.all(), *parts])
        said = [
            _both(meeting, "venue", "edition", "series"),
            *(_both(session, "title") for session in sessions),
        ]
        yield _draft(
            "conference", meeting, [*said, *(_both(part, "person", "post", "title") for part in parts), *hosts],
            facets=_facets(meeting) | _of_consortium(meeting), day=meeting.dates_from,
            summary=meeting.theme, summary_en=meeting.theme_en,
        )  # fmt: skip


def agreement_documents(keys: Collection[int], at: datetime) -> Iterator[SearchDocument]:
    """The entries of public agreements: what is promised, by whom, and who signed."""
    rows = (
        Agreement.objects.published().filter(pk__in=keys).select_related("consortium__organisation")
    )
    for agreement in rows.prefetch_related("parties__organisation__region"):
        parties = [party for party in agreement.parties.all() if party.organisation.is_public]
        bodies = [party.organisation for party in parties]
        facets = frozenset().union(*(_of_region(body) for body in bodies)) | _of_consortium(
            agreement
        )
        yield _draft(
            "agreement", agreement, [*bodies, *(_both(party, "signatory", "post") for party in parties)],
            facets=facets, day=agreement.signed_from, summary=agreement.promises, summary_en=agreement.promises_en,
        )  # fmt: skip


def training_base_documents(keys: Collection[int], at: datetime) -> Iterator[SearchDocument]:
    """The entries of public training bases, with those who are behind them."""
    rows = TrainingBase.objects.published().filter(pk__in=keys)
    for base in rows.select_related(
        "region", "industry", "awarded_by", "consortium__organisation"
    ).prefetch_related("partners__organisation"):
        partners = _public(
            [base.awarded_by, *(partner.organisation for partner in base.partners.all())]
        )
        facets = _facets(base) | _of_consortium(base)
        yield _draft("base", base, partners, facets=facets, day=base.unveiled_from)


def _draft(kind, record, said, *, facets, names=(), **values):
    """An entry of a record; `said` are pairs of texts, or bodies that it names."""
    lines = [pair if isinstance(pair, tuple) else (pair.name, pair.name_en) for pair in said]
    body, body_en = (
        ("\n".join(dict.fromkeys(filter(None, side))) for side in zip(*lines, strict=True))
        if lines
        else ("", "")
    )
    titles = (
        (record.title, record.title_en) if kind == "agreement" else (record.name, record.name_en)
    )
    return SearchDocument(
        kind, record.pk, record.pk, record.pk, title=titles[0], title_en=titles[1], body=body, body_en=body_en,
        names=tuple(names), facets=frozenset(facets), **values,
    )  # fmt: skip


def _bodies():
    rows = Organisation.objects.published().select_related("region", "industry")
    return rows.prefetch_related(
        "names", "appointments", "documents", "memberships__consortium__organisation"
    ).order_by("pk")


def _of_body(body):
    people = [
        _both(appointment, "person", "office", "post") for appointment in body.appointments.all()
    ]
    chinese = Language.CHINESE
    names = [
        (name.text, "") if name.language == chinese else ("", name.text)
        for name in body.names.all()
    ]
    return [
        *names,
        *people,
        *(_both(paper, "name") for paper in body.documents.all() if paper.is_public),
    ]


def _names(body):
    """Every other name of an organisation, and what its Chinese names are shortened to."""
    others = [name.text for name in body.names.all()]
    full = [body.name, *others]
    short = {
        name.replace(long, brief)
        for name in full
        for long, brief in SHORT_ENDINGS.items()
        if name.endswith(long)
    }
    return sorted(dict.fromkeys([*others, *short]))


def _both(record, *fields):
    """What a record says in each language."""
    return tuple(
        "\n".join(filter(None, (getattr(record, f"{name}{side}") for name in fields)))
        for side in ("", "_en")
    )


def _public(bodies):
    return [body for body in bodies if body and body.is_public]


def _facets(record):
    industry = getattr(record, "industry", None)
    return _of_region(record) | ({("industry", industry.slug)} if industry else set())


def _of_region(record):
    """Its region and the province that this one lies in."""
    code = record.region.code if record.region else ""
    return {("region", code), ("region", f"{code[:2]}0000")} if code else set()


def _of_consortium(record):
    consortium = record.consortium
    return (
        {("consortium", str(consortium.pk))}
        if consortium and consortium.organisation.is_public
        else set()
    )


def _joined(body):
    consortia = (membership.consortium for membership in body.memberships.all())
    return {
        ("consortium", str(consortium.pk))
        for consortium in consortia
        if consortium.organisation.is_public
    }


# Whose entries a changed row touches


def _keys(name: str) -> Callable[[QuerySet], QuerySet]:
    return lambda rows: rows.values_list(name, flat=True)


def _pointing(model, *paths, key="pk") -> Callable[[QuerySet], QuerySet]:
    """The records that point at the rows on any of these paths."""

    def reach(rows):
        points = Q()
        for path in paths:
            points |= Q(**{f"{path}__in": rows.values("pk")})
        return model._base_manager.filter(points).order_by().values_list(key, flat=True)

    return reach


def _of_members(rows):
    """A body's own entry, and those of the consortia that it belongs to."""
    joined = (
        Membership.objects.filter(organisation__in=rows.values("pk"))
        .order_by()
        .values_list("consortium", flat=True)
    )
    return rows.values_list("pk", flat=True).union(joined)


def _with_members(rows):
    """A body's own entry, and those of its members if it is a consortium."""
    members = (
        Membership.objects.filter(consortium__in=rows.values("pk"))
        .order_by()
        .values_list("organisation", flat=True)
    )
    return rows.values_list("pk", flat=True).union(members)


COMMON_DEPENDENCIES = {
    OrganisationName: _keys("organisation"),
    Appointment: _keys("body"),
    Document: _keys("organisation"),
    Region: _pointing(Organisation, "region"),
    Industry: _pointing(Organisation, "industry"),
}
ORGANISATION_DEPENDENCIES = {
    **COMMON_DEPENDENCIES,
    Organisation: _with_members,
    Consortium: _with_members,
    Membership: _keys("organisation"),
}
CONSORTIUM_DEPENDENCIES = {
    **COMMON_DEPENDENCIES,
    Organisation: lambda rows: _of_members(rows).union(_with_members(rows)),
    Consortium: _with_members,
    Membership: lambda rows: rows.values_list("consortium", flat=True).union(
        rows.values_list("organisation", flat=True)
    ),
}
CONFERENCE_DEPENDENCIES = {
    Conference: _keys("pk"),
    ConferenceRole: _keys("conference"),
    Session: _keys("conference"),
    Part: _keys("session__conference"),
    Organisation: _pointing(
        Conference, "roles__organisation", "sessions__parts__organisation", "consortium"
    ),
    Consortium: _pointing(Conference, "consortium"),
    Region: _pointing(Conference, "region"),
}
AGREEMENT_DEPENDENCIES = {
    Agreement: _keys("pk"),
    AgreementParty: _keys("agreement"),
    Organisation: _pointing(Agreement, "parties__organisation", "consortium"),
    Consortium: _pointing(Agreement, "consortium"),
    Region: _pointing(Agreement, "parties__organisation__region"),
}
TRAINING_BASE_DEPENDENCIES = {
    TrainingBase: _keys("pk"),
    BasePartner: _keys("base"),
    Organisation: _pointing(TrainingBase, "partners__organisation", "awarded_by", "consortium"),
    Consortium: _pointing(TrainingBase, "consortium"),
    Region: _pointing(TrainingBase, "region"),
    Industry: _pointing(TrainingBase, "industry"),
}
