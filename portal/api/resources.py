"""The resources of the API and the dump: public rows, serializers, evidence and filter of each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db.models import Model, Prefetch, QuerySet
from django.utils.functional import SimpleLazyObject
from django_filters import FilterSet
from rest_framework.serializers import BaseSerializer

from articles.export import topics_by_article
from articles.figures import hidden_files
from articles.filters import ArticleFilter
from articles.models import Article, Topic
from consortia.filters import (
    AgreementFilter,
    ConferenceFilter,
    ConsortiumFilter,
    OrganisationFilter,
    TrainingBaseFilter,
)
from consortia.models import (
    Agreement,
    Appointment,
    Conference,
    ConferenceRole,
    Consortium,
    Document,
    Figure,
    Membership,
    Organisation,
    Part,
    TrainingBase,
)
from consortia.sources import Sources
from consortia.views.related import prefetch_parties, prefetch_partners, with_public_organisation
from portal.api.filters import AppointmentFilter, DocumentFilter, FigureFilter, MembershipFilter
from portal.api.serializers import articles, facts, records
from portal.site.topics import topics_with_articles


@dataclass(frozen=True)
class APIResource:
    """One resource.

    `build_context` returns what the serializers need for a page of rows, in a fixed number of queries.
    """

    name: str
    model: type[Model]
    description: str
    get_queryset: Callable[[], QuerySet]
    list_serializer: type[BaseSerializer]
    build_context: Callable[[list], dict]
    filterset_class: type[FilterSet] | None = None
    extended_serializer: type[BaseSerializer] | None = None

    @property
    def detail_serializer(self) -> type[BaseSerializer]:
        """The serializer of one row with everything that belongs to it."""
        return self.extended_serializer or self.list_serializer

    def serialize(self, rows: list, *, root: str, detail: bool = False) -> list[dict]:
        """Return the rows as plain data, in a fixed number of queries; `root` is the site's address."""
        context = {"root": root, **self.build_context(rows)}
        serializer_class = self.detail_serializer if detail else self.list_serializer
        return serializer_class(rows, many=True, context=context).data


# Context of the serializers


def _no_context(rows):
    return {}


def _article_context(rows):
    def read_hidden_files():
        return hidden_files(
            picture["file"] for article in rows for picture in article.live.pictures
        )

    return {
        "topics": topics_by_article(rows),
        "hidden_files": SimpleLazyObject(read_hidden_files),  # lists show no pictures
    }


def _evidence_context(rows, *, facts_of: Callable[[Model], list] | None = None):
    """Return the sources of the rows, or of the facts that `facts_of` returns for each."""
    sourced = rows
    if facts_of:
        sourced = [fact for row in rows for fact in facts_of(row)]
    return {"sources": Sources(sourced, every_language=True)}


def _consortium_facts(consortium):
    return [consortium.organisation, *consortium.organisation.names.all()]


def _organisation_facts(organisation):
    return [organisation, *organisation.names.all()]


def _conference_facts(conference):
    facts = [conference, *conference.roles.all()]
    for session in conference.sessions.all():
        facts += [session, *session.parts.all()]
    return facts


def _agreement_facts(agreement):
    return [agreement, *agreement.parties.all()]


def _base_facts(base):
    return [base, *base.partners.all()]


# Public rows


def _articles():
    return Article.objects.published().for_pages()


def _consortia():
    rows = Consortium.objects.published().for_lists()
    return rows.select_related("organisation__parent").prefetch_related("organisation__names")


def _organisations():
    rows = Organisation.objects.published().without_consortia()
    return rows.select_related("region", "industry", "parent").prefetch_related("names")


def _memberships():
    rows = Membership.objects.published()
    return rows.select_related("organisation", "consortium__organisation")


def _appointments():
    return Appointment.objects.published().select_related("body", "organisation", "conference")


def _conferences():
    roles = Prefetch("roles", with_public_organisation(ConferenceRole.objects.all()))
    parts = Prefetch("sessions__parts", Part.objects.select_related("organisation", "base"))
    rows = Conference.objects.published().select_related("region", "consortium__organisation")
    return rows.prefetch_related(roles, "sessions", parts)


def _agreements():
    rows = Agreement.objects.published().select_related("conference", "consortium__organisation")
    return rows.prefetch_related(prefetch_parties())


def _training_bases():
    rows = TrainingBase.objects.published().select_related(
        "region", "industry", "awarded_by", "unveiled_at", "consortium__organisation"
    )
    return rows.prefetch_related(prefetch_partners())


def _documents():
    return Document.objects.published().select_related("organisation", "conference")


def _figures():
    return Figure.objects.published().select_related("content_type")


API_RESOURCES = (
    APIResource(
        "articles",
        Article,
        "Public texts, each language by itself; one alone has its paragraphs.",
        _articles,
        articles.ArticleSerializer,
        _article_context,
        ArticleFilter,
        articles.ArticleDetailSerializer,
    ),
    APIResource(
        "topics",
        Topic,
        "The topics of public texts.",
        topics_with_articles,
        records.TopicSerializer,
        _no_context,
    ),
    APIResource(
        "consortia",
        Consortium,
        "Consortia.",
        _consortia,
        records.ConsortiumSerializer,
        partial(_evidence_context, facts_of=_consortium_facts),
        ConsortiumFilter,
    ),
    APIResource(
        "organisations",
        Organisation,
        "Organisations that are no consortia.",
        _organisations,
        records.OrganisationSerializer,
        partial(_evidence_context, facts_of=_organisation_facts),
        OrganisationFilter,
    ),
    APIResource(
        "memberships",
        Membership,
        "Who belongs to which consortium in which role; `on` asks for a day.",
        _memberships,
        facts.MembershipSerializer,
        _evidence_context,
        MembershipFilter,
    ),
    APIResource(
        "appointments",
        Appointment,
        "Who took which office in which body; `on` asks for a day.",
        _appointments,
        facts.AppointmentSerializer,
        _evidence_context,
        AppointmentFilter,
    ),
    APIResource(
        "conferences",
        Conference,
        "Conferences with their roles and programme.",
        _conferences,
        records.ConferenceSerializer,
        partial(_evidence_context, facts_of=_conference_facts),
        ConferenceFilter,
    ),
    APIResource(
        "agreements",
        Agreement,
        "Agreements with their parties.",
        _agreements,
        records.AgreementSerializer,
        partial(_evidence_context, facts_of=_agreement_facts),
        AgreementFilter,
    ),
    APIResource(
        "training-bases",
        TrainingBase,
        "The plaque register with the partners of each entry.",
        _training_bases,
        records.TrainingBaseSerializer,
        partial(_evidence_context, facts_of=_base_facts),
        TrainingBaseFilter,
    ),
    APIResource(
        "documents",
        Document,
        "Charters, plans, lists and reports.",
        _documents,
        records.DocumentSerializer,
        _evidence_context,
        DocumentFilter,
    ),
    APIResource(
        "figures",
        Figure,
        "Numbers that texts give, with bound, unit and scope.",
        _figures,
        facts.FigureSerializer,
        _evidence_context,
        FigureFilter,
    ),
)
