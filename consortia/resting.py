"""The public records that rest on articles: what the pages of an article and of a topic list."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from articles.attached import Group, attach
from articles.models import Article
from consortia.models import (
    Agreement,
    AgreementParty,
    Appointment,
    BasePartner,
    Conference,
    ConferenceRole,
    Document,
    Figure,
    Membership,
    Organisation,
    OrganisationName,
    Part,
    Session,
    TrainingBase,
)
from consortia.sources import Sources, learn_kinds

# A fact without a page of its own leads to the record that it belongs to.
BELONGING = {
    Organisation: ((OrganisationName, "organisation"), (Membership, "consortium"), (Appointment, "body")),
    Conference: ((ConferenceRole, "conference"), (Session, "conference"), (Part, "session__conference")),
    Agreement: ((AgreementParty, "agreement"),),
    TrainingBase: ((BasePartner, "base"),),
    Document: (),
}


def resting_on(model, articles: QuerySet[Article]) -> QuerySet:
    """The public records of that kind that rest on any of the articles, themselves or with a fact of theirs."""
    wanted = Q(pk__in=_supported(model.objects, articles).values("pk"))
    for fact, path in BELONGING[model]:
        wanted |= Q(pk__in=_supported(fact.objects, articles).values(path))
    return model.objects.published().filter(wanted)


def _supported(facts, articles):
    return facts.order_by().filter(evidence__article__in=articles)


def register() -> None:
    """Have the pages of articles and topics list the records."""
    attach(groups)


def groups(articles: QuerySet[Article]) -> Iterator[Group]:
    """Everything public that rests on the articles, by kind."""
    learn_kinds()
    articles = articles.order_by().values("pk")
    bodies = list(resting_on(Organisation, articles))
    joined = Organisation.Kind.CONSORTIUM
    yield Group("consortium", _("Consortia"), [body for body in bodies if body.kind == joined])
    yield Group("conference", _("Conferences"), list(resting_on(Conference, articles)))
    yield Group("agreement", _("Agreements"), list(resting_on(Agreement, articles)))
    yield Group("base", _("Training bases"), list(resting_on(TrainingBase, articles)))
    yield Group("document", _("Documents"), list(resting_on(Document, articles)))
    yield Group("organisation", _("Organisations"), [body for body in bodies if body.kind != joined])
    figures = list(_supported(Figure.objects.published(), articles).distinct())
    yield Group("figure", _("Figures"), figures, template="consortia/_figures.html", sources=Sources(figures))
