"""The public records that rest on articles: what the pages of an article and of a topic list."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from articles.models import Article
from articles.related_records import RelatedGroup, register_overlap_counter, register_provider
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
    OrganisationKind,
    OrganisationName,
    Part,
    Session,
    TrainingBase,
)
from consortia.sources import Sources, cache_content_types

# A fact without a page of its own leads to the record that it belongs to.
FACT_PATHS = {
    Organisation: (
        (OrganisationName, "organisation"),
        (Membership, "consortium"),
        (Appointment, "body"),
    ),
    Conference: (
        (ConferenceRole, "conference"),
        (Session, "conference"),
        (Part, "session__conference"),
    ),
    Agreement: ((AgreementParty, "agreement"),),
    TrainingBase: ((BasePartner, "base"),),
    Document: (),
}


FactKeys = dict[type, set[int]]  # the keys of the facts that articles speak of, by kind


def collect_fact_keys(articles: QuerySet[Article]) -> FactKeys:
    """What any of the articles speaks of, in one query."""
    facts = Evidence.objects.filter(article__in=articles.order_by().values("pk")).order_by()
    found = defaultdict(set)
    for kind, key in facts.values_list("content_type", "object_id").distinct():
        found[ContentType.objects.get_for_id(kind).model_class()].add(key)
    return found


def related_records(model, told: FactKeys) -> QuerySet:
    """The public records of that kind that are told of, themselves or with a fact of theirs."""
    wanted = Q(pk__in=told[model])
    for fact, path in FACT_PATHS[model]:
        wanted |= Q(pk__in=fact.objects.filter(pk__in=told[fact]).order_by().values(path))
    return model.objects.published().filter(wanted)


def conferences_by_work(works: Iterable[int]) -> dict[int, list[Conference]]:
    """The public conferences that each work bears out. Two queries."""
    pairs = list(
        _reports().filter(article__work__in=works).values_list("article__work", "object_id")
    )
    events = Conference.objects.published().in_bulk({event for _work, event in pairs})
    found = defaultdict(list)
    for work, event in pairs:
        if event in events:
            found[work].append(events[event])
    return found


def works_by_conference(events: Iterable[Conference]) -> dict[int, set[int]]:
    """The works that bear out each conference, by its key. One query."""
    found = defaultdict(set)
    for event, work in (
        _reports()
        .filter(object_id__in=[event.pk for event in events])
        .values_list("object_id", "article__work")
    ):
        found[event].add(work)
    return found


def _reports():
    """What articles say for conferences, each pair of text and conference once."""
    kind = ContentType.objects.get_for_model(Conference)
    told = Evidence.objects.filter(content_type=kind, supports=True).order_by(
        "object_id", "article__work"
    )
    return told.distinct()


def register() -> None:
    """Have the pages of articles and topics list the records, and name each other's articles by them."""
    register_provider(record_groups)
    register_overlap_counter(count_facts_by_work)


def record_groups(articles: QuerySet[Article]) -> Iterator[RelatedGroup]:
    """Everything public that rests on the articles, by kind."""
    cache_content_types()
    told = collect_fact_keys(articles)
    bodies = list(related_records(Organisation, told))
    joined = OrganisationKind.CONSORTIUM
    yield RelatedGroup(
        "consortium", _("Consortia"), [body for body in bodies if body.kind == joined]
    )
    yield RelatedGroup("conference", _("Conferences"), list(related_records(Conference, told)))
    yield RelatedGroup("agreement", _("Agreements"), list(related_records(Agreement, told)))
    yield RelatedGroup("base", _("Training bases"), list(related_records(TrainingBase, told)))
    yield RelatedGroup("document", _("Documents"), list(related_records(Document, told)))
    yield RelatedGroup(
        "organisation", _("Organisations"), [body for body in bodies if body.kind != joined]
    )
    figures = list(Figure.objects.published().filter(pk__in=told[Figure]))
    yield RelatedGroup(
        "figure",
        _("Figures"),
        figures,
        template="consortia/_figures.html",
        sources=Sources(figures),
    )


def count_facts_by_work(found: Iterable[RelatedGroup]) -> dict[int, int]:
    """The works with evidence for any of the records, each with the number of its facts. One query."""
    wanted = Q(pk__in=())
    for model, pks in _by_model(found).items():
        wanted |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=pks)
        for fact, path in FACT_PATHS[model]:
            facts = fact.objects.filter(**{f"{path}__in": pks}).order_by().values("pk")
            wanted |= Q(content_type=ContentType.objects.get_for_model(fact), object_id__in=facts)
    if not wanted.children[1:]:
        return {}
    names = ("article__work", "content_type")
    told = (
        Evidence.objects.filter(wanted)
        .order_by()
        .values(*names)
        .annotate(facts=Count("object_id", distinct=True))
    )
    counted = Counter()
    for work, _kind, facts in told.values_list(*names, "facts"):
        counted[work] += facts
    return counted


def _by_model(found):
    """The keys of the records that have facts and pages of their own, by their model."""
    keys = {model: [] for model in FACT_PATHS}
    for group in found:
        for record in group.records:
            if type(record) in keys:
                keys[type(record)].append(record.pk)
    return {model: pks for model, pks in keys.items() if pks}
