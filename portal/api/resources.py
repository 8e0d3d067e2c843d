"""What the API and the dump tell: the kinds of things, which of them are public, and how each is told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

from django.db.models import Model, Prefetch, QuerySet
from django_filters import FilterSet
from rest_framework.serializers import BaseSerializer

from articles.export import topics_by_article
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
from portal.api.serializers import facts, records
from portal.site.topics import topics_with_articles


@dataclass(frozen=True)
class APIResource:
    """A kind of thing: its public rows, how one is told in a list and alone, what it rests on, and its filter."""

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
        """How one is told with everything that belongs to it."""
        return self.extended_serializer or self.list_serializer

    def serialize(self, rows: list, *, root: str, whole: bool = False) -> list[dict]:
        """The rows as plain data, in a number of queries that does not depend on them; `root` is the site's address."""
        context = {"root": root, **self.build_context(rows)}
        return (self.detail_serializer if whole else self.list_serializer)(
            rows, many=True, context=context
        ).data


def _resting(of: Callable[[object], Iterable] = lambda row: [row]) -> Callable[[list], dict]:
    """What gathers the evidence of rows and of the facts that `of` finds in each."""
    return lambda rows: {
        "sources": Sources(chain.from_iterable(map(of, rows)), every_language=True)
    }


def _nothing(rows):
    return {}


def _of_conference(conference):
    sessions = conference.sessions.all()
    return [
        conference,
        *conference.roles.all(),
        *sessions,
        *(part for session in sessions for part in session.parts.all()),
    ]


def _articles():
    return Article.objects.published().for_pages()


def _consortia():
    shown = Consortium.objects.published().for_lists().select_related("organisation__parent")
    return shown.prefetch_related("organisation__names")


def _organisations():
    return (
        Organisation.objects.published()
        .without_consortia()
        .select_related("region", "industry", "parent")
        .prefetch_related("names")
    )


def _conferences():
    shown = Conference.objects.published().select_related("region", "consortium__organisation")
    parts = Prefetch("sessions__parts", Part.objects.select_related("organisation", "base"))
    return shown.prefetch_related(
        Prefetch("roles", with_public_organisation(ConferenceRole.objects.all())), "sessions", parts
    )


def _agreements():
    return (
        Agreement.objects.published()
        .select_related("conference", "consortium__organisation")
        .prefetch_related(prefetch_parties())
    )


def _bases():
    shown = TrainingBase.objects.published().prefetch_related(prefetch_partners())
    return shown.select_related(
        "region", "industry", "awarded_by", "unveiled_at", "consortium__organisation"
    )


API_RESOURCES = (
    APIResource("articles", Article, "Public texts, each language by itself; one alone has its paragraphs.",
         _articles, records.ArticleSerializer,
         lambda rows: {"topics": topics_by_article(rows)}, ArticleFilter, records.ArticleDetailSerializer),
    APIResource("topics", Topic, "The topics of public texts.", topics_with_articles, records.TopicSerializer, _nothing),
    APIResource("consortia", Consortium, "Consortia.", _consortia, records.ConsortiumSerializer,
         _resting(lambda one: [one.organisation, *one.organisation.names.all()]), ConsortiumFilter),
    APIResource("organisations", Organisation, "Organisations that are no consortia.", _organisations, records.OrganisationSerializer,
         _resting(lambda body: [body, *body.names.all()]), OrganisationFilter),
    APIResource("memberships", Membership, "Who belongs to which consortium in which role; `on` asks for a day.",
         lambda: Membership.objects.published().select_related("organisation", "consortium__organisation"),
         facts.MembershipSerializer, _resting(), MembershipFilter),
    APIResource("appointments", Appointment, "Who took which office in which body; `on` asks for a day.",
         lambda: Appointment.objects.published().select_related("body", "organisation", "conference"),
         facts.AppointmentSerializer, _resting(), AppointmentFilter),
    APIResource("conferences", Conference, "Conferences with their roles and programme.", _conferences, records.ConferenceSerializer,
         _resting(_of_conference), ConferenceFilter),
    APIResource("agreements", Agreement, "Agreements with their parties.", _agreements, records.AgreementSerializer,
         _resting(lambda one: [one, *one.parties.all()]), AgreementFilter),
    APIResource("training-bases", TrainingBase, "The plaque register with the partners of each entry.",
         _bases, records.TrainingBaseSerializer,
         _resting(lambda base: [base, *base.partners.all()]), TrainingBaseFilter),
    APIResource("documents", Document, "Charters, plans, lists and reports.",
         lambda: Document.objects.published().select_related("organisation", "conference"), records.DocumentSerializer,
         _resting(), DocumentFilter),
    APIResource("figures", Figure, "Numbers that texts give, with bound, unit and scope.",
         lambda: Figure.objects.published().select_related("content_type"), facts.FigureSerializer, _resting(), FigureFilter),
)  # fmt: skip
