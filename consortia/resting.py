"""The public records that rest on articles: what the pages of an article and of a topic list."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from articles.attached import Group, attach, relate
from articles.models import Article
from consortia.models import (
    Agreement,
    AgreementParty,
    Appointment,
    BasePartner,
    Conference,
    ConferenceRole,
    Document,
    Evidence,
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


def events_of(works: Iterable[int]) -> dict[int, list[Conference]]:
    """The public conferences that each work bears out. Two queries."""
    pairs = list(_reports().filter(article__work__in=works).values_list("article__work", "object_id"))
    events = Conference.objects.published().in_bulk({event for _work, event in pairs})
    found = defaultdict(list)
    for work, event in pairs:
        if event in events:
            found[work].append(events[event])
    return found


def works_on(events: Iterable[Conference]) -> dict[int, set[int]]:
    """The works that bear out each conference, by its key. One query."""
    found = defaultdict(set)
    for event, work in (
        _reports().filter(object_id__in=[event.pk for event in events]).values_list("object_id", "article__work")
    ):
        found[event].add(work)
    return found


def _reports():
    """What articles say for conferences, each pair of text and conference once."""
    kind = ContentType.objects.get_for_model(Conference)
    told = Evidence.objects.filter(content_type=kind, supports=True).order_by("object_id", "article__work")
    return told.distinct()


def register() -> None:
    """Have the pages of articles and topics list the records, and name each other's articles by them."""
    attach(groups)
    relate(works_about)


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


def works_about(found: Iterable[Group]) -> dict[int, int]:
    """The works that speak of any of the records, each with the number of facts that it says of them: one query."""
    wanted = Q(pk__in=())
    for model, pks in _by_model(found).items():
        wanted |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=pks)
        for fact, path in BELONGING[model]:
            facts = fact.objects.filter(**{f"{path}__in": pks}).order_by().values("pk")
            wanted |= Q(content_type=ContentType.objects.get_for_model(fact), object_id__in=facts)
    if not wanted.children[1:]:
        return {}
    names = ("article__work", "content_type")
    told = Evidence.objects.filter(wanted).order_by().values(*names).annotate(facts=Count("object_id", distinct=True))
    counted = Counter()
    for work, _kind, facts in told.values_list(*names, "facts"):
        counted[work] += facts
    return counted


def _by_model(found):
    """The keys of the records that have facts and pages of their own, by their model."""
    keys = {model: [] for model in BELONGING}
    for group in found:
        for record in group.records:
            if type(record) in keys:
                keys[type(record)].append(record.pk)
    return {model: pks for model, pks in keys.items() if pks}
